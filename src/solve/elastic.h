#pragma once

#include <optional>
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
    std::vector<network::FlowId> feeding{};  ///< of a balance: the flows that put something into it then
    bool drawn_on = false;                   ///< and something else than the demand takes from it
};

/// A limit that stands in the way: were it wider, less would be missing.
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
    double value = 0;   ///< the limit, in its unit, in the first of the steps
    /// By how much it has to give so that everything else holds; nothing where it is not enough, or not asked: only
    /// limits that are one number of a user are, and the first few of them. Of what a flow must at least be: all of it.
    std::optional<double> alone{};
    /// Where none is enough alone: by how much beside the others.
    std::optional<double> together{};
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
    double missing = 0;                ///< the least that must give: kWh over all balances
    std::vector<Shortage> shortages;   ///< the largest first
    std::vector<LimitAtFault> limits;  ///< the one with most relief first
    std::vector<Contradiction> contradictions;
};

/// Finds the least violation of a problem that has no solution, in two runs. First without the limits that span the
/// district (totals, and ties that ask for a capacity): balances give, a kWh counting one; what is physics (stores,
/// segments, limits by capacity) gives only if nothing else can. Where all balances hold, those limits give, a share of
/// each counting the same. Costs play no part. Then, how far the limits at fault would have to give. Where even all of
/// them are not enough, they are put out of the way and what then stands there is found, limits that span the district
/// too, so that the list is complete.
[[nodiscard]] Infeasibility explain_infeasible(const network::Network& network, const network::LinearProblem& problem,
                                               Solver& solver, const Options& options);

}  // namespace gaiku::solve
