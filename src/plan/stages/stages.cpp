#include "plan/stages/stages.h"

#include <algorithm>

#include "district/vary.h"
#include "district/words.h"
#include "plan/plan.h"

namespace gaiku {
namespace {

double size_of(const NetworkPlan& plan, const std::string& asset) {
    const auto found = std::find_if(plan.sizes.begin(), plan.sizes.end(), [&](const auto& s) { return s.id == asset; });
    return found == plan.sizes.end() ? 0 : found->value.value_or(0);
}

/// By the share of its size that is new: a unit's price may differ between the years.
double new_capital(const NetworkPlan& plan, const NetworkPlan* before) {
    double sum = 0;
    for (const auto& money : plan.money) {
        if (money.kind != PlannedMoney::Kind::capital) continue;
        const double size = size_of(plan, money.id);
        const double stands = before == nullptr ? 0 : size_of(*before, money.id);
        sum += size > 0 ? money.yen * std::max(0.0, 1 - stands / size) : money.yen;
    }
    return sum;
}

const ScenarioPlan* find(const std::vector<ScenarioPlan>& scenarios, const std::string& id) {
    const auto found = std::find_if(scenarios.begin(), scenarios.end(), [&](const auto& s) { return s.id == id; });
    return found == scenarios.end() ? nullptr : &*found;
}

}  // namespace

std::optional<Stage> stage_of(const District& district, const std::string& scenario) {
    for (const auto& [index, record] : district.root->records("scenarios")) {
        if (record->text_or("id", "") != scenario || !record->has("year")) continue;
        return Stage{static_cast<int>(record->number("year")), record->text_or("after", ""), scenario, 0};
    }
    return std::nullopt;
}

District with_standing(const District& district, const NetworkPlan& earlier) {
    District result = district;
    for (const auto& size : earlier.sizes) {
        for (const auto& [id, asset] : district.assets()) {
            if (id != size.id || !size.value || !asset->says(size.part, "sized")) continue;
            const double most = asset->number_or("max_" + size.part, *size.value);
            const double least = asset->number_or("min_" + size.part, 0);
            const double stands = std::max(least, std::min(*size.value, most));
            if (stands > least) result = with_asset_number(result, id, "min_" + size.part, stands);
        }
    }
    return result;
}

District with_stages_before(const DistrictFile& file, const std::string& scenario, const District& district,
                            const Technologies& technologies, const solve::Solvers& solvers,
                            const solve::Options& options) {
    const auto stage = stage_of(district, scenario);
    if (!stage || stage->after.empty()) return district;
    const District before =
        with_stages_before(file, stage->after, district_of(file, stage->after), technologies, solvers, options);
    NetworkPlanner planner(technologies, solvers);
    const auto planned = planner.plan(before, options);
    return planned.plan ? with_standing(district, *planned.plan) : district;
}

void add_stages(std::vector<ScenarioPlan>& scenarios) {
    for (auto& scenario : scenarios) {
        if (!scenario.stage || !scenario.network) continue;
        const ScenarioPlan* before = find(scenarios, scenario.stage->after);
        const bool follows = before != nullptr && before->stage && before->network;
        if (follows) scenario.stage->path = before->stage->path;  // earlier ones stand before later ones
        scenario.stage->new_capital = new_capital(*scenario.network, follows ? &*before->network : nullptr);
    }
}

void check_stages(const District& district, Findings& findings) {
    const auto& scenarios = district.root->records("scenarios");
    std::vector<std::string> before;
    for (const auto& [index, scenario] : scenarios) {
        if (scenario->has("after")) {
            if (!scenario->has("year")) {
                findings.add(scenario->finding("missing-key", "year", {"the year of the stage", "段階の年"},
                                               {"add \"year:\"", "「year:」を加えてください"}));
            }
            const std::string& after = scenario->text("after");
            const auto is = [&](const auto& other) { return other.second->text_or("id", "") == after; };
            const auto found = std::find_if(scenarios.begin(), scenarios.end(), is);
            if (std::find(before.begin(), before.end(), after) == before.end()) {
                const Text expected =
                    before.empty() ? Text{"nothing: no scenario stands before it", "記述なし（前にシナリオがない）"}
                                   : one_of(before);
                findings.add(scenario->finding("unknown-reference", "after", expected,
                                               {"name a scenario that stands before this one in the file",
                                                "この文書で前にあるシナリオの名前を書いてください"}));
            } else if (scenario->has("year") && found->second->number_or("year", 0) >= scenario->number("year")) {
                findings.add(scenario->finding("contradiction", "year",
                                               {"a later year than that of the stage before", "前の段階より後の年"},
                                               {"correct the year, or after", "year か after を直してください"}));
            }
        }
        if (scenario->has("id")) before.push_back(scenario->text("id"));
    }
}

}  // namespace gaiku
