#include "plan/plan.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <exception>
#include <set>

#include "plan/finance/finance.h"
#include "plan/microgrid/model.h"
#include "plan/network/sensitivity.h"

namespace gaiku {
namespace {

ScenarioPlan failed(const std::exception& error, const Position& position) {
    ScenarioPlan plan;
    plan.findings.push_back({"district-cannot-be-planned", position, "", error.what(), {}, {}, "", Severity::error});
    return plan;
}

/// Era and rate in whole %, or with a decimal where two rates of an era would share a name.
std::string scenario_id(const std::string& era, double rate, const std::set<std::string>& taken) {
    std::string id = fmt::format("{}-{}", era, std::lround(rate * 100));
    for (int decimals = 1; taken.contains(id) && decimals <= 6; ++decimals)
        id = fmt::format("{}-{:.{}f}", era, rate * 100, decimals);
    for (int number = 2; taken.contains(id); ++number)
        id = fmt::format("{}-{}-{}", era, std::lround(rate * 100), number);
    return id;
}

/// Two requests that both end at what the own sources give are one scenario.
bool repeats(const std::vector<ScenarioPlan>& planned, const ScenarioPlan& scenario) {
    return scenario.planned && std::any_of(planned.begin(), planned.end(), [&](const ScenarioPlan& other) {
               return other.planned && other.era == scenario.era &&
                      other.sizing.supply_rate == scenario.sizing.supply_rate;
           });
}

}  // namespace

namespace {

void plan_microgrids(Plan& plan, const Era& era, const PlanTools& tools, std::set<std::string>& taken,
                     const std::function<void()>& one_more) {
    std::optional<MicrogridModel> model;
    for (const auto& rate : era.supply_rates) {
        ScenarioPlan scenario;
        try {
            if (!model) model = microgrid_model(era.district, tools.technologies, tools.tables);
            scenario = plan_microgrid(era.district, *model, tools.technologies, rate);
        } catch (const std::exception& error) {
            scenario = failed(error, era.district.root->position());
        }
        scenario.era = era.id;
        scenario.era_name = era.name;
        scenario.requested_rate = rate;
        one_more();
        if (repeats(plan.scenarios, scenario)) continue;
        scenario.id = scenario_id(
            era.id, scenario.sizing.supply_rate > 0 ? scenario.sizing.supply_rate : rate.value_or(0), taken);
        taken.insert(scenario.id);
        plan.scenarios.push_back(std::move(scenario));
    }
}

/// The studies that the scenario asks for, from its plan on.
void study(ScenarioPlan& scenario, const District& district, NetworkPlanner& planner, const PlanTools& tools) {
    if (!scenario.network) return;
    if (district.plan().has("front"))
        scenario.front = front_of(district, *scenario.network, planner, tools.solve, tools.study_progress);
    if (district.plan().has("sensitivity"))
        scenario.sensitivity = sensitivity_of(district, *scenario.network, planner, tools.solve, tools.study_progress);
}

ScenarioPlan plan_network(const Era& era, NetworkPlanner& planner, const PlanTools& tools) {
    ScenarioPlan scenario;
    try {
        NetworkOutcome outcome = planner.plan(era.district, tools.solve);
        scenario.network = std::move(outcome.plan);
        scenario.findings = std::move(outcome.findings);
        scenario.planned = scenario.network.has_value();
        study(scenario, era.district, planner, tools);
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
    std::set<std::string> taken;
    NetworkPlanner planner(tools.technologies, tools.solvers);
    for (const auto& era : plan.file.eras) {
        if (tools.solve.cancel.stop_requested()) break;
        if (!era.district.is_network()) {
            plan_microgrids(plan, era, tools, taken, one_more);
            continue;
        }
        plan.scenarios.push_back(plan_network(era, planner, tools));
        one_more();
    }
    add_finance(plan, tools);
    return plan;
}

}  // namespace gaiku
