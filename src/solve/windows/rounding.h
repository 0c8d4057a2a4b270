#pragma once

#include <vector>

#include "solve/windows/year.h"

namespace gaiku::solve {

/// How much of a unit's minimum load must be wanted of it so that it is on: below 1 it then gives more than is wanted,
/// above 0 what is wanted below that is left to others.
struct OnFrom {
    double share = 0.5;
    double spare = 0;  ///< units that are on beside those
};

/// Writes whole numbers of units on, and what follows of starts and stops, into the steps `span` of x: as many as what
/// x itself has of their output takes (a relaxation's), with minimum up and down times kept after what x has in the
/// steps before. No search; whether the rest can follow is for a linear problem to say.
void round_on_off(const Year& year, Span span, OnFrom from, std::vector<double>& x);

}  // namespace gaiku::solve
