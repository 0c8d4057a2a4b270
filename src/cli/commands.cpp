#include "cli/commands.h"

#include <fmt/format.h>

#include "plan/finance/finance.h"
#include "plan/microgrid/model.h"
#include "plan/network/model.h"

namespace gaiku {

DistrictFile Workshop::read(const std::filesystem::path& path, Findings& findings) const {
    const DistrictCheck check = [&](const District& district, Findings& of_district) {
        technologies.check(district, of_district);
        if (district.is_network()) {
            check_network(district, of_district);
        } else {
            check_microgrid(district, technologies, of_district);
        }
        check_finance(district, technologies, of_district);
    };
    return read_district(path, format, tables, check, findings);
}

int print_findings(const Findings& findings, Language language, const CliContext& context) {
    std::size_t errors = 0;
    std::size_t warnings = 0;
    for (const auto& finding : findings.all()) {
        fmt::print(context.err, "{}\n", print_finding(finding, language));
        ++(finding.severity == Severity::error ? errors : warnings);
    }
    if (findings.full())
        fmt::print(context.err, "{}\n", language == Language::ja ? "（以降は省略しました）" : "(more are not shown)");
    if (errors + warnings > 0) {
        fmt::print(context.err,
                   fmt::runtime(language == Language::ja ? "エラー{}件、注意{}件\n" : "{} errors, {} warnings\n"),
                   errors, warnings);
    }
    return errors > 0 ? 2 : 0;
}

int check_command(const std::string& file, Language language, const CliContext& context) {
    const Workshop workshop;
    Findings findings;
    const DistrictFile district = workshop.read(file, findings);
    const int code = print_findings(findings, language, context);
    if (code == 0) {
        std::size_t scenarios = 0;
        for (const auto& era : district.eras) scenarios += era.plans();
        fmt::print(context.out,
                   fmt::runtime(language == Language::ja ? "{}: 問題ありません（シナリオ{}件）\n"
                                                         : "{}: no findings ({} scenarios)\n"),
                   file, scenarios);
    }
    return code;
}

int schema_command(const CliContext& context) {
    const Workshop workshop;
    fmt::print(context.out, "{}\n", json_schema(workshop.format));
    return 0;
}

}  // namespace gaiku
