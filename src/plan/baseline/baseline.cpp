#include "plan/baseline/baseline.h"

#include <algorithm>
#include <numeric>

#include "base/constants.h"
#include "plan/network/purchase_peaks.h"
#include "plan/plan.h"
#include "technology/cost_basis.h"

namespace gaiku {
namespace {

double years_of(const District& district, const NetworkPlan& plan) {
    return district.plan().has("year_share") ? district.plan().number("year_share") : plan.hours / hours_a_year;
}

/// Of an asset that makes buildings need less.
bool is_measure(const District& district, const std::string& id) {
    for (const auto& [name, asset] : district.assets()) {
        if (name == id) return asset->text("technology") == "building_measure";
    }
    return false;
}

/// As the plan counts it: capital as an annuity.
AnnualCost cost_as_counted(const District& district, const NetworkPlan& plan) {
    AnnualCost cost;
    for (const auto& one : plan.costs) {
        double& sum = one.kind == CostKind::capital    ? (is_measure(district, one.owner) ? cost.measures : cost.fixed)
                      : one.kind == CostKind::upkeep   ? cost.upkeep
                      : one.kind == CostKind::unserved ? cost.unserved
                                                       : cost.energy;
        sum += one.amount;
    }
    return cost;
}

/// A plan of least life-cycle cost counts no year: running costs as they are paid in the first, and the capital in
/// equal parts over the period.
AnnualCost cost_as_paid(const District& district, const NetworkPlan& plan, double years) {
    AnnualCost cost;
    for (const auto& money : plan.money) {
        using Kind = PlannedMoney::Kind;
        double& capital = is_measure(district, money.id) ? cost.measures : cost.fixed;
        if (money.kind == Kind::capital) capital += money.yen / plan.period_years * years;
        if (money.kind == Kind::upkeep) cost.upkeep += money.yen * years;
        if (money.kind == Kind::purchase || money.kind == Kind::demand_charge) cost.energy += money.yen * years;
        if (money.kind == Kind::sale) cost.energy -= money.yen * years;
    }
    return cost;
}

/// What was there before is no cause of new CO2, whoever owns it.
std::optional<Embodied> embodied(const District& district, const NetworkPlan& plan) {
    Embodied sum;
    bool any = false;
    for (const auto& [id, asset] : district.assets()) {
        const bool says = asset->has("embodied_co2") || asset->has("embodied_co2_energy");
        double size = 0;
        for (const auto& planned : plan.sizes) {
            if (planned.id != id || !planned.value) continue;
            size += *planned.value;
            const char* key = planned.energy ? "embodied_co2_energy" : "embodied_co2";
            if (!asset->has(key) || asset->yes("existing")) continue;
            sum.t += embodied_t_per_year(*planned.value, asset->number(key), asset->number("life")) *
                     years_of(district, plan);
        }
        any = any || says;
        const bool bought = !asset->yes("existing") && asset->number_or("capital", 0) > 0;
        if (!says && bought && size > 0) sum.unknown.push_back(id);
    }
    return any ? std::optional(sum) : std::nullopt;
}

std::optional<Returns> finance(const ScenarioPlan& scenario, const ScenarioPlan& baseline) {
    if (!scenario.finance || !baseline.finance) return std::nullopt;
    std::vector<double> yearly = scenario.finance->the_operator[Row::net];
    const auto& theirs = baseline.finance->the_operator[Row::net];
    if (yearly.size() != theirs.size()) return std::nullopt;
    for (std::size_t year = 0; year < yearly.size(); ++year) yearly[year] -= theirs[year];
    return returns(yearly, scenario.finance->input.terms.discount_rate);
}

double unserved_kwh(const resilience::Survival& survival) {
    return std::accumulate(survival.classes.begin(), survival.classes.end(), 0.0,
                           [](double sum, const auto& of) { return sum + of.unserved_kwh; });
}

std::optional<OutageComparison> outage(const ScenarioPlan& scenario, const ScenarioPlan& baseline) {
    if (!scenario.survival || !baseline.survival) return std::nullopt;
    const resilience::Survival& is = *scenario.survival;
    const resilience::Survival& was = *baseline.survival;
    if (is.horizon_hours != was.horizon_hours || is.ends_with != was.ends_with) return std::nullopt;
    return OutageComparison{was.all.mean_hours, is.all.mean_hours, was.least_hours,   is.least_hours,  was.lasted,
                            is.lasted,          is.horizon_hours,  unserved_kwh(was), unserved_kwh(is)};
}

/// Nothing embodied where a system has nothing new, as long as the other one says what its own costs.
void add_embodied(AgainstBaseline& against, const std::optional<Embodied>& theirs,
                  const std::optional<Embodied>& ours) {
    if (!theirs && !ours) return;
    against.baseline_embodied = theirs.value_or(Embodied{});
    against.embodied = ours.value_or(Embodied{});
}

std::vector<PeakCut> peak_cut(const std::vector<PurchasePeak>& was, const std::vector<PurchasePeak>& is) {
    std::vector<PeakCut> cut;
    for (const PurchasePeak& peak : is) {
        const auto theirs =
            std::find_if(was.begin(), was.end(), [&](const auto& of) { return of.connection == peak.connection; });
        if (theirs == was.end()) continue;
        cut.push_back({peak.connection,
                       {theirs->kw, peak.kw},
                       reduction(theirs->weekday_kw, peak.weekday_kw),
                       reduction(theirs->day_off_kw, peak.day_off_kw)});
    }
    return cut;
}

AgainstBaseline compare(const ScenarioPlan& scenario, const District& district, const ScenarioPlan& baseline,
                        const District& of_baseline) {
    const NetworkPlan& is = *scenario.network;
    const NetworkPlan& was = *baseline.network;
    AgainstBaseline against;
    against.scenario = baseline.id;
    against.primary_energy_gj = reduction(was.primary_energy_gj, is.primary_energy_gj);
    against.co2_t = reduction(was.co2_t, is.co2_t);
    against.baseline_cost = annual_cost(of_baseline, was);
    against.cost = annual_cost(district, is);
    against.baseline_self_supply_ratio = was.self_supply_ratio;
    against.self_supply_ratio = is.self_supply_ratio;
    add_embodied(against, embodied(of_baseline, was), embodied(district, is));
    against.peak_cut = peak_cut(purchase_peaks(of_baseline, was), purchase_peaks(district, is));
    against.finance = finance(scenario, baseline);
    against.outage = outage(scenario, baseline);
    return against;
}

bool comparable(const ScenarioPlan& scenario, const ScenarioPlan& baseline) {
    return baseline.network && baseline.network->hours == scenario.network->hours &&
           baseline.network->currency == scenario.network->currency &&
           baseline.network->life_cycle == scenario.network->life_cycle;
}

Finding no_baseline(const District& district) {
    Finding finding = district.plan().finding(
        "no-baseline", "baseline",
        {"a scenario that was planned, over the same hours, in the same currency and on the same cost basis",
         "同じ時間数・通貨・費用の数え方で計画できたシナリオ"},
        {"see why that scenario cannot be planned, or what it counts otherwise",
         "そのシナリオを計画できない理由、または数え方の違いを確認してください"});
    finding.severity = Severity::warning;
    return finding;
}

}  // namespace

AnnualCost annual_cost(const District& district, const NetworkPlan& plan) {
    const double years = years_of(district, plan);
    AnnualCost cost = plan.life_cycle ? cost_as_paid(district, plan, years) : cost_as_counted(district, plan);
    cost.other = district.economics().number_or("other_operating", 0) * years;
    return cost;
}

std::optional<AgainstBaseline> against(const ScenarioPlan& scenario, const District& district,
                                       const ScenarioPlan& baseline, const District& of_baseline) {
    if (!scenario.network || !comparable(scenario, baseline)) return std::nullopt;
    return compare(scenario, district, baseline, of_baseline);
}

std::optional<Reduction> AgainstBaseline::life_cycle_co2_t() const {
    if (!co2_t || !embodied || !baseline_embodied) return std::nullopt;
    return Reduction{co2_t->baseline + baseline_embodied->t, co2_t->judged + embodied->t};
}

void add_baselines(Plan& plan) {
    for (auto& scenario : plan.scenarios) {
        if (!scenario.network) continue;
        const District& district = district_of(plan.file, scenario.era);
        if (!district.plan().has("baseline")) continue;
        const std::string& name = district.plan().text("baseline");
        if (name == scenario.id) continue;
        const auto baseline = std::find_if(plan.scenarios.begin(), plan.scenarios.end(),
                                           [&](const ScenarioPlan& other) { return other.id == name; });
        if (baseline != plan.scenarios.end())
            scenario.against_baseline = against(scenario, district, *baseline, district_of(plan.file, baseline->era));
        if (!scenario.against_baseline) scenario.findings.push_back(no_baseline(district));
    }
}

}  // namespace gaiku
