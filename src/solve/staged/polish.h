#pragma once

#include <vector>

#include "solve/solver.h"

namespace gaiku::solve::staged {

/// What costs something and stands in one row alone (what a wish falls short by, what a total is broken by) goes down
/// to what that row needs: an interior solution leaves a little more, which costs and means nothing.
void lower_to_need(const Problem& problem, std::vector<double>& x);

}  // namespace gaiku::solve::staged
