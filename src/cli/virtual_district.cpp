#include "cli/virtual_district.h"

#include <algorithm>

#include "base/suggest.h"
#include "virtual/check.h"

namespace gaiku {

Finding option_finding(std::string code, const char* option, std::string value, Text expected, Text fix) {
    Finding finding;
    finding.code = std::move(code);
    finding.position = {option, 0, 0};
    finding.value = std::move(value);
    finding.expected = std::move(expected);
    finding.fix = std::move(fix);
    return finding;
}

ScenarioToRun::ScenarioToRun(const std::string& file, const std::string& scenario, Findings& findings,
                             const std::string* given)
    : file_(workshop_.read(file, findings, given)) {
    if (findings.has_errors() || file_.eras.empty()) return;
    const auto& eras = file_.eras;
    const auto found = scenario.empty()
                           ? eras.end() - 1
                           : std::find_if(eras.begin(), eras.end(), [&](const Era& era) { return era.id == scenario; });
    if (found == eras.end()) {
        std::vector<std::string> names;
        for (const Era& era : eras) names.push_back(era.id);
        Finding finding = option_finding("unknown-reference", "--scenario", scenario,
                                         {"a scenario of the file", "ファイルのシナリオ"},
                                         {"name one of its scenarios", "ファイルにあるシナリオ名を書いてください"});
        finding.suggestion = suggest(scenario, names);
        findings.add(std::move(finding));
        return;
    }
    era_ = &*found;
    field::check_virtual(era_->district, findings);
}

}  // namespace gaiku
