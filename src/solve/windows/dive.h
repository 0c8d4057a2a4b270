#pragma once

#include <optional>
#include <vector>

#include "solve/windows/part.h"
#include "solve/windows/year.h"

namespace gaiku::solve {

/// How far a dive may go.
struct DiveLimits {
    double allowed = 0;  ///< cost that whole numbers may add over all steps before some of them are searched
    double seconds = 0;  ///< of one of these searches, at most
};

/// On and off of a part without branch and bound over all of it: a few steps after the other are rounded (rounding.h)
/// and held, and a linear problem, which begins where the last one ended, says what the others then do and whether they
/// can. So what was rounded in one hour is made good in the next ones. Steps whose rounding does not hold, or costs far
/// more than its share, are searched, they alone with whole numbers. `x`: of the year, with what lies before `steps`.
/// The part's columns; nothing where some steps have no solution left.
[[nodiscard]] std::optional<std::vector<double>> dive(const Year& year, const Part& part, Span steps,
                                                      std::vector<double> x, const DiveLimits& limits);

}  // namespace gaiku::solve
