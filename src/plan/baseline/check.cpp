#include <algorithm>

#include "district/words.h"
#include "plan/baseline/baseline.h"

namespace gaiku {
namespace {

void check_embodied(const Record& asset, Findings& findings) {
    for (const char* key : {"embodied_co2", "embodied_co2_energy"}) {
        if (!asset.has(key) || asset.has("life")) continue;
        findings.add(asset.finding(
            "missing-key", "life",
            {"years of use, over which embodied CO2 is spread", "使用年数（製造・建設時のCO2を割り振る年数）"},
            {"add \"life:\"", "「life:」を加えてください"}));
        return;
    }
}

}  // namespace

void check_baseline(const District& district, Findings& findings) {
    for (const auto& [id, asset] : district.assets()) {
        if (!asset->broken()) check_embodied(*asset, findings);
    }
    if (!district.plan().has("baseline")) return;
    std::vector<std::string> ids;
    for (const auto& [index, scenario] : district.root->records("scenarios")) {
        if (scenario->has("id")) ids.push_back(scenario->text("id"));
    }
    const std::string& name = district.plan().text("baseline");
    if (std::find(ids.begin(), ids.end(), name) != ids.end()) return;
    const Text expected = ids.empty() ? Text{"scenarios with an id", "id のあるシナリオ"} : one_of(ids);
    findings.add(district.plan().finding("unknown-reference", "baseline", expected,
                                         {"name a scenario of this file", "この文書のシナリオの名前を書いてください"}));
}

}  // namespace gaiku
