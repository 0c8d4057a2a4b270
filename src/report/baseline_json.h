#pragma once

#include <nlohmann/json_fwd.hpp>

#include "plan/baseline/baseline.h"

namespace gaiku {

/// A scenario of method network beside its baseline: annual.against_baseline of plan.json, and of the report.
///
/// {scenario: the baseline,
///  primary_energy_gj, co2_t, life_cycle_co2_t: {baseline, scenario, reduction, rate: number or null} or null,
///  embodied_co2: {baseline_t, t, unknown: [asset]} or null,
///  cost: {baseline: {energy, upkeep, other, unserved, operating, fixed, measures, total}, scenario: the same,
///  difference}, self_supply_ratio: {baseline, scenario}: numbers or null, finance: {npv_yen, irr: [], payback_years,
///  discounted_payback_years} or null, outage: {horizon_hours, baseline: {mean_hours, least_hours, lasted,
///  unserved_kwh}, scenario: the same} or null}
[[nodiscard]] nlohmann::ordered_json baseline_json(const AgainstBaseline& against);

}  // namespace gaiku
