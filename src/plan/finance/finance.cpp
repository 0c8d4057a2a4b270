#include "plan/finance/finance.h"

#include <algorithm>
#include <cmath>
#include <thread>

#include "district/vary.h"
#include "plan/finance/input.h"
#include "plan/finance/no_effect.h"
#include "plan/finance/questions.h"
#include "plan/microgrid/model.h"
#include "plan/network/planner.h"
#include "plan/stages/stages.h"

namespace gaiku {
namespace {

/// The microgrid with one plant of given size larger or smaller.
MicrogridModel with_size(MicrogridModel model, const std::string& asset, double factor) {
    for (std::size_t i = 0; i < model.generators.size(); ++i) {
        auto& generator = model.generators[i];
        if (generator.asset->id() != asset || i >= model.sizing.fixed.size()) continue;
        auto& plant = model.sizing.fixed[i];
        generator.day.kw *= factor;
        generator.day.kwh_per_day *= factor;
        plant.kw *= factor;
        plant.kwh_per_day *= factor;
        for (double& kw : plant.kw_by_hour) kw *= factor;
    }
    return model;
}

/// Plans a microgrid again with another supply rate, or with another size of a plant at the rate that the scenario asks
/// for (own sources: whatever they then give). A rate that the given plants exceed by themselves is no plan of that
/// rate.
Answer solve_by_planning(const Question& question, const District& district, const ScenarioPlan& scenario,
                         const PlanTools& tools) {
    const MicrogridModel model = microgrid_model(district, tools.technologies, tools.tables);
    const bool by_rate = question.variable == "supply_rate";
    const double rate = scenario.sizing.supply_rate;
    constexpr double same = 1e-6;
    const auto at = [&](double value) -> std::optional<FinanceInput> {
        const ScenarioPlan planned = by_rate ? plan_microgrid(district, model, tools.technologies, value)
                                             : plan_microgrid(district, with_size(model, question.of, value),
                                                              tools.technologies, scenario.requested_rate);
        if (!planned.planned) return std::nullopt;
        if (by_rate && std::abs(planned.sizing.supply_rate - value) > same) return std::nullopt;
        return finance_input(district, planned, tools.technologies);
    };
    return solve_for(question, at, by_rate ? rate : 1);
}

/// kW or kWh that the plan gives an asset.
double planned_size(const NetworkPlan& plan, const std::string& asset) {
    for (const auto& size : plan.sizes) {
        if (size.id == asset && size.part == "capacity") return size.value.value_or(0);
    }
    return 0;
}

/// The network with an asset of one size, whatever it costs.
District with_network_size(const District& district, const std::string& asset, double size) {
    for (const auto& [id, record] : district.assets()) {
        if (id != asset || !record->says("capacity", "sized")) continue;
        return with_asset_number(with_asset_number(district, id, "min_capacity", size), id, "max_capacity", size);
    }
    return with_asset_number(district, asset, "capacity", size);
}

/// Plans a network again with another size of an asset: all other sizes and the operation follow.
Answer solve_by_planning_network(const Question& question, const District& district, const ScenarioPlan& scenario,
                                 const PlanTools& tools) {
    NetworkPlanner planner(tools.technologies, tools.solvers);
    const double size = planned_size(*scenario.network, question.of);
    const auto at = [&](double value) -> std::optional<FinanceInput> {
        if (value == 1 || size == 0) return finance_input(district, scenario, tools.technologies);
        if (tools.solve.cancel.stop_requested()) return std::nullopt;
        const District changed = with_network_size(district, question.of, size * value);
        ScenarioPlan planned;
        planned.network = planner.plan(changed, tools.solve).plan;
        if (!planned.network) return std::nullopt;
        return finance_input(changed, planned, tools.technologies);
    };
    return solve_for(question, at, 1);
}

Answer answer(const Question& question, const District& district, const ScenarioPlan& scenario,
              const FinanceInput& input, const PlanTools& tools) {
    if (!variable(question.variable).replans) return solve_for(question, input);
    return scenario.network ? solve_by_planning_network(question, district, scenario, tools)
                            : solve_by_planning(question, district, scenario, tools);
}

FinancePlan finance(const District& district, const ScenarioPlan& scenario, const PlanTools& tools) {
    FinancePlan plan;
    plan.currency = district.economics().text("currency");
    plan.input = finance_input(district, scenario, tools.technologies);
    settle(plan.input, Party::the_operator, plan.the_operator);
    const auto& assets = plan.input.assets;
    if (std::any_of(assets.begin(), assets.end(), [](const auto& asset) { return asset.third_party; }))
        plan.third_party = settle(plan.input, Party::third_party);
    plan.figures = figures(plan.input, plan.the_operator);
    for (const auto& question : questions(district))
        plan.answers.push_back(answer(question, district, scenario, plan.input, tools));
    if (const Value* uncertainty = district.root->find("uncertainty")) {
        plan.uncertainty_terms = uncertainty_terms(*uncertainty->record);
        plan.uncertainty = monte_carlo(plan.input, plan.uncertainty_terms, std::thread::hardware_concurrency());
    }
    return plan;
}

/// The district with what the stage before has built.
District standing(const District& district, const ScenarioPlan& scenario, const std::vector<ScenarioPlan>& all) {
    if (!scenario.stage || scenario.stage->after.empty()) return district;
    for (const auto& other : all) {
        if (other.id == scenario.stage->after && other.network) return with_standing(district, *other.network);
    }
    return district;
}

void compare(ScenarioPlan& scenario, const Record& finance, const Plan& plan) {
    const std::string& with = finance.text("baseline");
    if (with == scenario.id) return;  // the baseline itself
    const auto baseline = std::find_if(plan.scenarios.begin(), plan.scenarios.end(),
                                       [&](const ScenarioPlan& other) { return other.id == with; });
    const auto& ours = scenario.finance->the_operator[Row::net];
    if (baseline == plan.scenarios.end() || !baseline->finance ||
        baseline->finance->the_operator[Row::net].size() != ours.size()) {
        Finding finding =
            finance.finding("no-baseline", "baseline",
                            {"a scenario that was planned, over the same period", "同じ期間で計画できたシナリオ"},
                            {"see why that scenario has no account", "そのシナリオの収支がない理由を確認してください"});
        finding.severity = Severity::warning;
        scenario.findings.push_back(std::move(finding));
        return;
    }
    const auto& theirs = baseline->finance->the_operator[Row::net];
    BaselineComparison comparison{with, ours, {}};
    for (std::size_t year = 0; year < ours.size(); ++year) comparison.yearly_yen[year] -= theirs[year];
    comparison.of = returns(comparison.yearly_yen, scenario.finance->input.terms.discount_rate);
    const Text name = baseline->era_name.en.empty() ? Text{with, with} : baseline->era_name;
    for (auto& figure : figures_against(name, comparison.yearly_yen, scenario.finance->input.terms.discount_rate))
        scenario.finance->figures.push_back(std::move(figure));
    scenario.finance->baseline = std::move(comparison);
}

}  // namespace

void add_finance(Plan& plan, const PlanTools& tools) {
    for (auto& scenario : plan.scenarios) {
        if (!scenario.planned) continue;
        const District& district = district_of(plan.file, scenario.era);
        if (!district.root->has("finance")) continue;
        scenario.finance = finance(standing(district, scenario, plan.scenarios), scenario, tools);
        for (auto& finding : without_effect(district, scenario.finance->input))
            scenario.findings.push_back(std::move(finding));
    }
    for (auto& scenario : plan.scenarios) {
        if (!scenario.finance) continue;
        const Record& finance = *district_of(plan.file, scenario.era).root->at("finance").record;
        if (finance.has("baseline")) compare(scenario, finance, plan);
    }
}

}  // namespace gaiku
