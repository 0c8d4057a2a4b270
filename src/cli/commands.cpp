#include "cli/commands.h"

#include <fmt/format.h>
#include <algorithm>
#include <set>

#include "district/unusual.h"
#include "plan/baseline/baseline.h"
#include "plan/finance/finance.h"
#include "plan/microgrid/model.h"
#include "plan/network/energy_use.h"
#include "plan/network/model.h"
#include "plan/resilience/check.h"
#include "telemetry/stored_series.h"

namespace gaiku {

void Workshop::check(const District& district, Findings& findings) const {
    technologies.check(district, findings);
    if (district.is_network()) {
        check_network(district, findings);
        if (!findings.has_errors()) warn_of_energy_use(district, findings);
    } else {
        check_microgrid(district, technologies, findings);
        warn_of_unusual_figures(district, tables, findings);
    }
    check_finance(district, technologies, findings);
    check_resilience(district, findings);
}

DistrictFile Workshop::read(const std::filesystem::path& path, Findings& findings, const std::string* given) const {
    const DistrictCheck all = [&](const District& district, Findings& of_district) { check(district, of_district); };
    DistrictFile file = read_district(path, format, tables, all, findings, telemetry::open_series, given);
    if (!findings.has_errors()) warn_of_saving_baseline(file, findings);
    return file;
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
        if (language == Language::ja) {
            fmt::print(context.err, "エラー{}件、注意{}件\n", errors, warnings);
        } else {
            fmt::print(context.err, "{} error{}, {} warning{}\n", errors, errors == 1 ? "" : "s", warnings,
                       warnings == 1 ? "" : "s");
        }
    }
    return errors > 0 ? 2 : 0;
}

void print_scenario_findings(const std::vector<ScenarioPlan>& scenarios, const Findings& of_file, Language language,
                             const CliContext& context) {
    std::set<std::string> of_reading;
    for (const auto& finding : of_file.all()) of_reading.insert(print_finding(finding, language));
    std::vector<std::pair<std::string, std::string>> printed;  // what is said, and of which scenarios
    for (const auto& scenario : scenarios) {
        for (const auto& finding : scenario.findings) {
            const std::string text = print_finding(finding, language);
            if (of_reading.contains(text)) continue;
            const auto same =
                std::find_if(printed.begin(), printed.end(), [&](const auto& p) { return p.first == text; });
            if (same == printed.end()) {
                printed.emplace_back(text, scenario.id);
            } else {
                same->second += ", " + scenario.id;
            }
        }
    }
    for (const auto& [text, ids] : printed) {
        fmt::print(context.err, "{}\n  {}: {}\n", text, language == Language::ja ? "計画" : "scenario", ids);
    }
}

int check_command(const std::string& file, Language language, const CliContext& context) {
    const bool ja = language == Language::ja;
    const Workshop workshop;
    Findings findings;
    const DistrictFile district = workshop.read(file, findings);
    if (const int code = print_findings(findings, language, context); code != 0) return code;
    // Microgrids are sized in no time, so that what keeps a scenario from being planned is told here already.
    std::vector<ScenarioPlan> microgrids;
    std::size_t scenarios = 0;
    for (const auto& era : district.eras) {
        scenarios += era.plans();
        if (era.district.is_network()) continue;
        for (auto& one : plan_microgrids(era, workshop.technologies, workshop.tables))
            microgrids.push_back(std::move(one));
    }
    print_scenario_findings(microgrids, findings, language, context);
    const auto failed = std::count_if(microgrids.begin(), microgrids.end(), [](const auto& s) { return !s.planned; });
    if (failed > 0) {
        fmt::print(context.err,
                   fmt::runtime(ja ? "計画できないシナリオ: {}件\n" : "scenarios that cannot be planned: {}\n"),
                   failed);
        return 2;
    }
    const bool quiet = findings.empty() && std::all_of(microgrids.begin(), microgrids.end(),
                                                       [](const auto& s) { return s.findings.empty(); });
    fmt::print(
        context.out,
        fmt::runtime(quiet ? (ja ? "{}: 問題ありません（シナリオ{}件）\n" : "{}: no findings ({} scenarios)\n")
                           : (ja ? "{}: 計画できます（シナリオ{}件）\n" : "{}: can be planned ({} scenarios)\n")),
        file, scenarios);
    return 0;
}

int schema_command(const CliContext& context) {
    const Workshop workshop;
    fmt::print(context.out, "{}\n", json_schema(workshop.format));
    return 0;
}

}  // namespace gaiku
