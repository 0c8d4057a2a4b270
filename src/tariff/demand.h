#pragma once

#include <span>
#include <vector>

#include "tariff/pricing.h"

namespace gaiku {

/// What a customer's own contract says beside the tariff.
struct Terms {
    enum class Past {
        repeats,  ///< the year before was like this one
        none,     ///< supply begins with the first month
        listed,   ///< past_kw
    };
    double power_factor = 1;
    Past past = Past::repeats;
    std::vector<double> past_kw;  ///< highest demand of the months before, the latest last
    double contract_kw = 0;       ///< agreed: at least this is charged
    double peak_factor = 1;       ///< highest demand over the highest mean of a step, where a step is longer
};

/// Months whose demand counts in one month's bill.
struct Remembered {
    struct Month {
        std::size_t month = 0;  ///< of the axis
        double share = 1;
    };
    std::vector<Month> months;  ///< the month itself first
    double floor_kw = 0;        ///< what is charged in any case: agreed, least, remembered from before the axis
    int floor_from = -1;        ///< the number of the month before the axis (1: the last) that the floor is from, or -1
};
[[nodiscard]] Remembered remembered(const Pricing& pricing, const DemandRule& rule, const Terms& terms,
                                    std::size_t month);

/// The highest demand of a month.
struct MeasuredDemand {
    double kw = 0;
    std::size_t at = 0;  ///< the interval in which it begins
};

/// Highest demand of each month in the intervals of a period (-1: all), not rounded. `kw`: means of the intervals.
[[nodiscard]] std::vector<MeasuredDemand> measure(const Pricing& pricing, const DemandRule& rule, int period,
                                                  std::span<const double> kw, double peak_factor);

/// What is charged in a month.
struct BilledDemand {
    double kw = 0;
    int set_by = -1;  ///< month of the axis; -1: agreed, least or history
};
[[nodiscard]] BilledDemand billed(const Remembered& remembered, const std::vector<MeasuredDemand>& measured,
                                  const DemandRule& rule, bool round);

/// What the charge of a month is multiplied by for its power factor, which counts in whole points.
[[nodiscard]] double power_factor_adjustment(const DemandRule& rule, double power_factor);

}  // namespace gaiku
