#pragma once

#include <memory>

#include "solve/solver.h"

namespace gaiku::solve {

enum class HighsMethod {
    automatic,  ///< simplex for linear problems, branch and bound where there are integers
    simplex,
    ipx,   ///< its older interior point method, without crossover
    hipo,  ///< its newer one, without crossover; needs libhighs_extras beside libhighs
};

/// HiGHS. Takes everything linear, with integers too; simplex gives a vertex and starts again from the last one.
[[nodiscard]] std::unique_ptr<Solver> make_highs(HighsMethod method);

/// The version of the library that runs, "1.15.1".
[[nodiscard]] std::string highs_version();

}  // namespace gaiku::solve
