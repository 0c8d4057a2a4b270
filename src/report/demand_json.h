#pragma once

#include <nlohmann/json_fwd.hpp>

#include "demand/summary.h"

namespace gaiku {

/// What the district needs by service, `demand` of a scenario of method network in plan.json and in the report:
///
/// carrier, service           electricity, cooling, heating, hot_water; else the carrier's name
/// annual_kwh                 of the hours planned
/// stacked_peak_kw            sum of the peaks of its parts: unit peak x floor area, else the part's highest hour
/// peak_kw, simultaneity      highest hour of the district; over the stacked peak
/// given_simultaneity, design_peak_kw   as the file gives it, and stacked peak x that; null without
/// monthly_kwh                12 numbers from January on
/// duration_kw                101 numbers: exceeded 0 %, 1 %, ... 100 % of the time
/// by_use                     [{use (null where no building is known), annual_kwh, peak_kw, intensity, monthly_kwh,
///                            mean_days}], the largest first
/// intensity                  {per: m2 or household, amount: of these, kwh: a year and one of them, range: {low, high,
///                            table, row, mark, source}, standing: below, within or above}; range and standing null
///                            where no range is published, all null where no size is known or the plan is no year
/// mean_days                  [{season, day_off, kw: mean of each hour of the day}]; days that the plan has; day_off is
///                            false for all where it knows no weekdays
[[nodiscard]] nlohmann::ordered_json demand_json(const std::vector<DemandSummary>& demand);

}  // namespace gaiku
