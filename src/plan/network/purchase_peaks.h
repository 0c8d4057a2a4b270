#pragma once

#include <optional>
#include <string>
#include <vector>

#include "district/district.h"
#include "plan/network/result.h"

namespace gaiku {

/// The highest purchase of electricity from the grid, kW; what a demand charge and a peak cut are about. What a
/// renewable purchase brings is not in it.
struct PurchasePeak {
    std::string connection;                        ///< the asset; empty: all together, in the same step
    double kw = 0;                                 ///< of all steps
    std::optional<double> weekday_kw, day_off_kw;  ///< nothing where the plan has no calendar, or no such day
};

/// Of every grid connection, and behind them of all together where there are several.
[[nodiscard]] std::vector<PurchasePeak> purchase_peaks(const District& district, const NetworkPlan& plan);

}  // namespace gaiku
