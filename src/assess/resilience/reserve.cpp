#include "assess/resilience/reserve.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace gaiku::resilience {

void reserve_of(std::span<const double> deciding_kw, std::span<const double> firm_kw, double reserve_hours,
                double step_hours, double discharge_efficiency, std::span<double> reserve_kwh) {
    const std::size_t steps = deciding_kw.size();
    const std::size_t window = std::min(static_cast<std::size_t>(std::llround(reserve_hours / step_hours)), steps);
    std::vector<double> sum(2 * steps + 1, 0.0);  // of what stores give until a step, over two years
    for (std::size_t t = 0; t < 2 * steps; ++t) {
        const double lacking = std::max(deciding_kw[t % steps] - firm_kw[t % steps], 0.0);
        sum[t + 1] = sum[t] + lacking * step_hours / discharge_efficiency;
    }
    for (std::size_t t = 0; t < steps; ++t) reserve_kwh[t] = sum[t + 1 + window] - sum[t + 1];
}

}  // namespace gaiku::resilience
