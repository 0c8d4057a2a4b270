#pragma once

#include <cstddef>
#include <vector>

namespace gaiku {

/// A year of hours as steps of `step_h` from 1 January 0:00 on: means over longer steps, held over shorter ones; after
/// the year it begins again.
[[nodiscard]] std::vector<double> over_steps(const std::vector<double>& hourly, double step_h, std::size_t steps);

}  // namespace gaiku
