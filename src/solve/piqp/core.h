#pragma once

#include <memory>

#include "solve/solver.h"

namespace gaiku::solve {

/// PIQP itself with one problem in memory; core.cc is the one source that sees its headers and Eigen's, in a shared
/// library of its own because of the licence of its LDL part. Every row of a problem has a finite limit and every
/// column lower < upper.
class PiqpCore {
public:
    /// Analyses the structure of a problem; nothing of it is looked at later. `firm`: with more regularisation.
    explicit PiqpCore(const Problem& problem, bool firm = false);
    ~PiqpCore();
    PiqpCore(const PiqpCore&) = delete;
    PiqpCore& operator=(const PiqpCore&) = delete;

    /// Takes over the numbers of a problem with the same nonzeros, equations and finite limits; false, and nothing
    /// done, where they are not the same. The next solve keeps the analysis and starts from an iterate of the last one.
    [[nodiscard]] bool update(const Problem& problem, const network::Change& change);

    /// Gives status, x, row_dual, iterations and message. Of an infeasible problem row_dual is what is to prove it, of
    /// an unbounded one x is the direction in which its cost falls.
    [[nodiscard]] Result solve(const Options& options);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace gaiku::solve
