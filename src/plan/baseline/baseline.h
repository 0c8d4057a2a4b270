#pragma once

#include <string>
#include <vector>

#include "assess/baseline/baseline.h"
#include "assess/finance/returns.h"
#include "assess/resilience/survival.h"
#include "district/district.h"

/// A scenario of method network beside the one that plan.baseline names.
namespace gaiku {

struct Plan;
struct ScenarioPlan;
struct NetworkPlan;

/// CO2 of building: what is new and says embodied_co2.
struct Embodied {
    double t = 0;                      ///< of the hours planned
    std::vector<std::string> unknown;  ///< what is new, has a size, and does not say
};

/// How long the critical load lasts in an outage, of both.
struct OutageComparison {
    double baseline_mean_hours = 0, mean_hours = 0;
    double baseline_least_hours = 0, least_hours = 0;
    double baseline_lasted = 0, lasted = 0;  ///< share of outages that reach the horizon
    double horizon_hours = 0;
    double baseline_unserved_kwh = 0, unserved_kwh = 0;  ///< of an outage until it ends or reaches the horizon, mean
};

/// The highest purchase of electricity of both, kW, of a grid connection that both have; empty: all together.
struct PeakCut {
    std::string connection;
    Reduction all;
    std::optional<Reduction> weekday, day_off;  ///< nothing where the plan has no calendar
};

/// All sums are of the hours planned.
struct AgainstBaseline {
    std::string scenario;
    std::optional<Reduction> primary_energy_gj, co2_t;  ///< nothing where a supply of either has no factor
    AnnualCost baseline_cost, cost;
    std::optional<double> baseline_self_supply_ratio, self_supply_ratio;
    std::optional<Embodied> baseline_embodied, embodied;  ///< nothing where no asset of either says
    std::vector<PeakCut> peak_cut;
    std::optional<Returns> finance;  ///< of the owner's flow less that of the baseline
    std::optional<OutageComparison> outage;

    /// With operation; nothing where either is unknown.
    [[nodiscard]] std::optional<Reduction> life_cycle_co2_t() const;
};

/// Warns of buildings that save in the baseline, too: it has no building measures where other scenarios have them, and
/// yet a row of unit loads of a level of performance (ZEB, ...), where there is a conventional one. A planner who adds
/// a building forgets it in the baseline, and the comparison is too good for the baseline.
void warn_of_saving_baseline(DistrictFile& file, Findings& findings);

/// Compares every planned scenario with the one that its plan.baseline names. Where that was not planned, or over other
/// hours or in another currency, the scenario gets a warning instead.
void add_baselines(Plan& plan);

/// A planned scenario beside another one, of any file; nothing where they count different hours, currencies or bases.
[[nodiscard]] std::optional<AgainstBaseline> against(const ScenarioPlan& scenario, const District& district,
                                                     const ScenarioPlan& baseline, const District& of_baseline);

/// The cost of a planned scenario as comparisons count it.
[[nodiscard]] AnnualCost annual_cost(const District& district, const NetworkPlan& plan);

/// plan.baseline has to name a scenario of the file; what says embodied_co2 needs a life.
void check_baseline(const District& district, Findings& findings);

}  // namespace gaiku
