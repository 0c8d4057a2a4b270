#include "plan/plan.h"

#include <algorithm>
#include <cmath>
#include <exception>

#include "base/unit.h"
#include "plan/finance/finance.h"
#include "plan/microgrid/model.h"
#include "plan/network/sensitivity.h"
#include "plan/resilience/microgrid.h"
#include "plan/resilience/network.h"
#include "plan/scenario_ids.h"

namespace gaiku {
namespace {

ScenarioPlan failed(const std::exception& error, const Position& position) {
    ScenarioPlan plan;
    plan.findings.push_back({"district-cannot-be-planned", position, "", error.what(), {}, {}, "", Severity::error});
    return plan;
}

/// The rate that a scenario is known by: what results, or what was asked for where nothing could be sized.
double rate_of(const ScenarioPlan& scenario) {
    return scenario.sizing.supply_rate > 0 ? scenario.sizing.supply_rate : scenario.requested_rate.value_or(0);
}

constexpr double same_rate = 1e-12;  // rounding errors of a sum over plants

bool as_asked(const ScenarioPlan& scenario) {
    return scenario.requested_rate && std::abs(*scenario.requested_rate - rate_of(scenario)) < same_rate;
}

std::string request_text(const std::optional<double>& rate) {
    return rate ? print_number(*rate * 100, 6) + " %" : "own_sources";
}

/// Tells in the scenario that is kept which other requests end at it: none of them may vanish in silence.
void note_merged(ScenarioPlan& kept, const std::vector<std::optional<double>>& others, const Era& era) {
    std::string list;
    for (const auto& rate : others) list += (list.empty() ? "" : ", ") + request_text(rate);
    const std::string result = print_number(rate_of(kept) * 100, 1) + " %";
    for (const auto& [id, scenario] : era.district.root->records("scenarios")) {
        if (scenario->text_or("era", "") != era.id) continue;
        Finding finding = scenario->finding(
            "same-rate", "supply_rate",
            {"rates above what the own sources give: " + result,
             "地域電源だけで決まる供給率（" + result + "）を超える率"},
            {"leave out " + list + ": it ends at the same scenario as " + request_text(kept.requested_rate),
             list + " を除いてください（" + request_text(kept.requested_rate) + " と同じ計画になります）"});
        finding.value = list;
        finding.severity = Severity::warning;
        kept.findings.push_back(std::move(finding));
    }
}

}  // namespace

/// Says where histories of failures that were left out make a difference.
void note_failures(ScenarioPlan& scenario, const District& district) {
    constexpr double much = 0.01;
    if (!scenario.survival || scenario.survival->most_left_out < much) return;
    const std::string points = print_number(100 * scenario.survival->most_left_out, 1);
    Finding finding = district.root->finding(
        "failures-left-out", "resilience",
        {"fewer histories of failures: what is told of survival may be up to " + points + " percentage points too low",
         "より少ない故障の経過（もつ確率は最大" + points + "ポイント低めに示されています）"},
        {"give fewer units or generators with failures, a shorter horizon, or longer times to failure",
         "故障する台数・発電機を減らすか、horizon を短く、mean_time_to_failure を長くしてください"});
    finding.severity = Severity::warning;
    scenario.findings.push_back(std::move(finding));
}

std::vector<ScenarioPlan> plan_microgrids(const Era& era, const Technologies& technologies, const Tables& tables,
                                          const std::function<void()>& one_more) {
    std::optional<MicrogridModel> model;
    std::vector<ScenarioPlan> scenarios;
    std::vector<std::vector<std::optional<double>>> merged;
    for (const auto& rate : era.supply_rates) {
        ScenarioPlan scenario;
        try {
            if (!model) model = microgrid_model(era.district, technologies, tables);
            scenario = plan_microgrid(era.district, *model, technologies, rate);
            if (scenario.planned && era.district.root->has("resilience"))
                scenario.survival = microgrid_survival(era.district, *model, scenario, technologies);
            note_failures(scenario, era.district);
        } catch (const std::exception& error) {
            scenario = failed(error, era.district.root->position());
        }
        scenario.findings.insert(scenario.findings.begin(), era.warnings.begin(), era.warnings.end());
        scenario.era = era.id;
        scenario.era_name = era.name;
        scenario.requested_rate = rate;
        one_more();
        const auto same = std::find_if(scenarios.begin(), scenarios.end(), [&](const ScenarioPlan& other) {
            return std::abs(rate_of(other) - rate_of(scenario)) < same_rate;
        });
        if (same == scenarios.end()) {
            scenarios.push_back(std::move(scenario));
            merged.emplace_back();
        } else {
            merged[static_cast<std::size_t>(same - scenarios.begin())].push_back(rate);
        }
    }
    std::vector<ScenarioRate> rates;
    for (const auto& scenario : scenarios) rates.push_back({rate_of(scenario), as_asked(scenario)});
    const auto ids = scenario_ids(era.id, rates);
    for (std::size_t i = 0; i < scenarios.size(); ++i) {
        scenarios[i].id = ids[i];
        if (!merged[i].empty()) note_merged(scenarios[i], merged[i], era);
    }
    return scenarios;
}

namespace {

/// The studies that the scenario asks for, from its plan on.
void study(ScenarioPlan& scenario, const District& district, NetworkPlanner& planner, const PlanTools& tools) {
    if (!scenario.network) return;
    if (district.plan().has("front"))
        scenario.front = front_of(district, *scenario.network, planner, tools.solve, tools.study_progress);
    if (district.plan().has("sensitivity"))
        scenario.sensitivity = sensitivity_of(district, *scenario.network, planner, tools.solve, tools.study_progress);
}

Finding stage_missing(const District& district, const std::string& id) {
    for (const auto& [index, scenario] : district.root->records("scenarios")) {
        if (scenario->text_or("id", "") != id) continue;
        Finding finding =
            scenario->finding("no-stage", "after", {"a stage that was planned", "計画できた段階"},
                              {"see why that stage cannot be planned: nothing of it stands here",
                               "その段階を計画できない理由を確認してください（ここでは既設なしとして計画しています）"});
        finding.severity = Severity::warning;
        return finding;
    }
    return {};
}

/// The district with what the stage before has built; without one as it is.
District standing(const Era& era, const std::vector<ScenarioPlan>& done, ScenarioPlan& scenario) {
    scenario.stage = stage_of(era.district, era.id);
    if (!scenario.stage || scenario.stage->after.empty()) return era.district;
    for (const auto& other : done) {
        if (other.id == scenario.stage->after && other.network) return with_standing(era.district, *other.network);
    }
    scenario.findings.push_back(stage_missing(era.district, era.id));
    return era.district;
}

ScenarioPlan plan_network(const Era& era, const std::vector<ScenarioPlan>& done, NetworkPlanner& planner,
                          const PlanTools& tools) {
    ScenarioPlan scenario;
    try {
        const District district = standing(era, done, scenario);
        NetworkOutcome outcome = planner.plan(district, tools.solve);
        scenario.network = std::move(outcome.plan);
        scenario.demand = std::move(outcome.demand);
        scenario.findings.insert(scenario.findings.begin(), era.warnings.begin(), era.warnings.end());
        for (auto& finding : outcome.findings) scenario.findings.push_back(std::move(finding));
        scenario.planned = scenario.network.has_value();
        if (scenario.network && era.district.root->has("resilience"))
            scenario.survival = network_survival(district, tools.technologies, *scenario.network);
        note_failures(scenario, era.district);
        study(scenario, district, planner, tools);
    } catch (const std::exception& error) {
        scenario = failed(error, era.district.root->position());
    }
    scenario.id = scenario.era = era.id;
    scenario.era_name = era.name;
    return scenario;
}

}  // namespace

Plan plan_district(DistrictFile file, const PlanTools& tools) {
    Plan plan;
    plan.file = std::move(file);
    std::size_t all = 0;
    for (const auto& era : plan.file.eras) all += era.plans();
    std::size_t done = 0;
    const auto one_more = [&] { tools.progress(++done, all); };
    tools.progress(done, all);
    NetworkPlanner planner(tools.technologies, tools.solvers);
    for (const auto& era : plan.file.eras) {
        if (tools.solve.cancel.stop_requested()) break;
        if (!era.district.is_network()) {
            for (auto& scenario : plan_microgrids(era, tools.technologies, tools.tables, one_more))
                plan.scenarios.push_back(std::move(scenario));
            continue;
        }
        plan.scenarios.push_back(plan_network(era, plan.scenarios, planner, tools));
        one_more();
    }
    add_finance(plan, tools);
    add_baselines(plan);
    add_stages(plan.scenarios);
    for (auto& scenario : plan.scenarios) {
        if (scenario.planned) scenario.buildings = planned_buildings(district_of(plan.file, scenario.era), scenario);
    }
    return plan;
}

}  // namespace gaiku
