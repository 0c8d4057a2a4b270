#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "demand/mean_days.h"
#include "demand/usual_range.h"

namespace gaiku {

/// A demand as the summary sees it.
struct SummedDemand {
    std::string carrier;
    std::string service;            ///< electricity, cooling, heating, hot_water; else the carrier's name
    std::string use;                ///< of the building; empty where none is known
    std::optional<double> peak_kw;  ///< unit peak x floor area; nothing: the highest hour counts
    std::function<double(std::size_t step)> kw;
};

struct DemandOfUse {
    std::string use;
    double annual_kwh = 0;
    double peak_kw = 0;  ///< sum of the unit peaks, or of the highest hours where none is known or the hours exceed it
    std::array<double, 12> monthly_kwh{};
    MeanDays days;
    std::optional<Intensity> intensity{};  ///< of the buildings whose size is known; summarise() leaves it out
};

/// What the district needs of a service in the hours planned.
struct DemandSummary {
    std::string carrier, service;
    double annual_kwh = 0;
    double stacked_peak_kw = 0;  ///< sum of the peaks of its parts
    double peak_kw = 0;          ///< highest hour of the district
    double simultaneity = 0;     ///< peak over stacked peak; 0 without demand
    std::optional<double> given_simultaneity;
    std::optional<double> design_peak_kw;  ///< stacked peak x the given simultaneity
    std::array<double, 12> monthly_kwh{};  ///< by the months of a planning year that begins with 1 January
    std::vector<double> duration_kw;       ///< the load-duration curve: exceeded 0 %, 1 %, ... 100 % of the time
    std::vector<DemandOfUse> by_use;       ///< the largest first
};

/// Sums demands of one carrier and service; `steps` of `step_hours` each from 1 January 0:00 on. `days_off`: of the
/// days of the year, empty where all are alike.
[[nodiscard]] std::vector<DemandSummary> summarise(const std::vector<SummedDemand>& demands, std::size_t steps,
                                                   double step_hours, const std::vector<bool>& days_off = {});

}  // namespace gaiku
