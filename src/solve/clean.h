#pragma once

#include <cstdint>
#include <vector>

#include "solve/solver.h"

namespace gaiku::solve {

/// Every column of which a limit is so near as clean() says goes onto it, whatever its rows do. Returns them.
[[nodiscard]] std::vector<std::int32_t> put_on_limits(const Problem& problem, std::vector<double>& x, double nearness);

/// Puts what an interior point method leaves next to a limit onto it, so that a schedule shows 0 and not 1e-7. A column
/// moves by at most `nearness` times 1 + |limit| + small_beside x the largest value (what an interior solution leaves
/// over grows with the numbers that it works with); it stays where it was if one of its rows would then be off by more
/// than `nearness` times 1 + the sum of the row's absolute terms. Returns the number of columns moved.
std::size_t clean(const Problem& problem, std::vector<double>& x, double nearness);

}  // namespace gaiku::solve
