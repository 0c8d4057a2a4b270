#pragma once

#include <vector>

#include "solve/staged/model.h"

namespace gaiku::solve::staged {

/// Puts every value next to a limit onto it (put_on_limits() of clean.h), and every one that is smaller than its dual
/// where the last iterate stands (scaled, so at most the root of the mean product), and lets the others make up for it:
/// those that lie between their limits change by what takes the residuals of rows away with the least change in the
/// measure of the last iterate's own system, which is still factored. A column stays between its limits where its rows
/// do not hold without it. Returns how many columns were put onto a limit; 0 and `x` as it was where rows would not
/// hold to the tolerance, where the cost would change by more than the gap, relative, leaves of it, and where it is
/// cancelled. In the problem's units; before the model's end().
std::size_t settle(Model& model, std::vector<double>& x, double gap, const Options& options);

}  // namespace gaiku::solve::staged
