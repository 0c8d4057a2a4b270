#pragma once

#include <vector>

#include "network/linear_problem.h"
#include "solve/solver.h"

namespace gaiku::solve {

/// What cannot be met: one balance (or total, or other element) over all its steps.
struct Shortage {
    network::RowKind kind{};
    network::Origin origin;
    int element = -1;
    int steps = 0;        ///< in how many steps it is not met
    double missing = 0;   ///< kWh over all steps (a total: its unit) by which it falls short; a store: from nowhere
    double too_much = 0;  ///< the same by which it is exceeded: heat that nothing takes
    int worst_step = -1;  ///< -1 where it is not of a step
    double worst = 0;     ///< kW there; negative: too much
};

/// A limit that stands in the way: with more of it, less would be missing.
struct LimitAtFault {
    bool is_column = false;
    network::RowKind row{};        ///< of a row
    network::ColumnKind column{};  ///< of a column
    network::Origin origin;
    int element = -1;
    int steps = 0;  ///< in how many steps it binds
    int first_step = -1;
    bool upper = true;  ///< an upper limit, else a lower one
    double relief = 0;  ///< kWh less missing for one unit more of the limit, summed over the steps
};

/// A column whose lower limit lies above its upper one.
struct Contradiction {
    network::ColumnKind kind{};
    network::Origin origin;
    int element = -1;
    int step = -1;
    double lower = 0, upper = 0;
};

/// Why a network cannot work, as data: the words are made in report/.
struct Infeasibility {
    Status status = Status::failed;  ///< of the elastic run; optimal: the rest is meaningful
    std::string method;
    double missing = 0;                ///< the least that must give: kWh over all balances, with totals counted as kWh
    std::vector<Shortage> shortages;   ///< the largest first
    std::vector<LimitAtFault> limits;  ///< the one with most relief first
    std::vector<Contradiction> contradictions;
};

/// Finds the least violation of a problem that has no solution. Balances give first, a kWh counting one; a total counts
/// so much that a unit of its largest flow is one kWh; what is physics (stores, segments, limits by capacity) gives
/// only if nothing else can. Costs play no part.
[[nodiscard]] Infeasibility explain_infeasible(const network::Network& network, const network::LinearProblem& problem,
                                               Solver& solver, const Options& options);

}  // namespace gaiku::solve
