#pragma once

#include <optional>
#include <vector>

#include "solve/staged/model.h"

namespace gaiku::solve::staged {

/// Puts every value next to a limit onto it (put_on_limits() of clean.h), and lets the others make up for it: those
/// that lie between their limits change by what takes the residuals of rows away with the least change in the measure
/// of the last iterate's own system, which is still factored. A column stays between its limits where its rows do not
/// hold without it. Returns how many columns were put onto a limit; none: rows would not hold to the tolerance, and `x`
/// is as it was. In the problem's units; before the model's end().
std::optional<std::size_t> settle(Model& model, std::vector<double>& x, double tolerance);

}  // namespace gaiku::solve::staged
