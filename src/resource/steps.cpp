#include "resource/steps.h"

#include <algorithm>
#include <cmath>

namespace gaiku {

std::vector<double> over_steps(const std::vector<double>& hourly, double step_h, std::size_t steps) {
    constexpr double rounding_h = 1e-6;  // a step of 1/3 h has no exact number: no sliver of the neighbouring hour
    std::vector<double> values(steps);
    for (std::size_t s = 0; s < steps; ++s) {
        const double begin = static_cast<double>(s) * step_h, end = begin + step_h;
        const auto first = static_cast<std::size_t>(std::floor(begin + rounding_h));
        const auto last = std::max(first + 1, static_cast<std::size_t>(std::ceil(end - rounding_h)));
        double sum = 0, weight = 0;
        for (std::size_t hour = first; hour < last; ++hour) {
            const double part =
                std::min(end, static_cast<double>(hour + 1)) - std::max(begin, static_cast<double>(hour));
            sum += part * hourly[hour % hourly.size()];
            weight += part;
        }
        values[s] = sum / weight;
    }
    return values;
}

}  // namespace gaiku
