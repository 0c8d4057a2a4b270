#pragma once

#include <utility>
#include <vector>

#include "base/text.h"
#include "plan/network/result.h"

namespace gaiku {

/// Hours of islanded supply of the starts that have something in common.
struct HoursGroup {
    int key = 0;  ///< month 1-12, hour of the day 0-23
    double least = 0, mean = 0;
};

/// What is said of islanded supply, from the hours of every start.
struct IslandingFigures {
    double least = 0, mean = 0;
    int worst_step = 0;
    std::vector<std::pair<int, double>> percentiles;  ///< per cent of the starts with at most so many hours
    std::vector<HoursGroup> by_month, by_hour;
    Text dispatch;  ///< how the hours were found
};

[[nodiscard]] IslandingFigures islanding_figures(const NetworkPlan& plan);

}  // namespace gaiku
