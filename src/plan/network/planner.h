#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "plan/network/model.h"
#include "plan/network/result.h"
#include "solve/solution.h"

namespace gaiku {

class Islanding;

using solve::Solvers;

/// What a plan makes least. Of the two others the cost is not that of the district.
enum class Objective { cost, co2, primary_energy };

/// What becomes of one scenario: a plan, or findings that say why not.
struct NetworkOutcome {
    std::optional<NetworkPlan> plan;
    std::vector<Finding> findings;
    std::vector<DemandSummary> demand{};  ///< known with and without a plan
    solve::Status status = solve::Status::failed;
};

/// Plans scenarios one after another. Matrix and solver stay in memory: where the next scenario has the same structure,
/// its numbers are changed in place and the solver starts from its last solution, also where a scenario failed in
/// between.
class NetworkPlanner {
public:
    NetworkPlanner(const Technologies& technologies, const Solvers& solvers)
        : technologies_(technologies), make_solvers_(solvers) {}

    [[nodiscard]] NetworkOutcome plan(const District& district, const solve::Options& options,
                                      Objective objective = Objective::cost);

    /// Whether findings say why there is no plan, which takes many times as long as a plan: yes, unless told otherwise.
    void set_explains(bool explains) { explains_ = explains; }
    /// Which of the solvers answered last, from 0 on: the further ones where those before them stopped short.
    [[nodiscard]] std::size_t used() const { return used_; }

private:
    solve::Solution solve(const network::Network& network, const network::Change& change,
                          const solve::Options& options);
    solve::Solution solve_with_islanding(NetworkModel& model, Islanding& islanding, solve::Solution solution,
                                         const solve::Options& options);
    std::vector<Finding> why_not(const District& district, const NetworkModel& model, const solve::Solution& solution,
                                 const solve::Options& options);

    const Technologies& technologies_;
    const Solvers& make_solvers_;
    std::unique_ptr<network::LinearProblem> problem_;
    std::vector<std::unique_ptr<solve::Solver>> solvers_;
    bool explains_ = true;
    std::size_t used_ = 0;  ///< the one that solved last
};

}  // namespace gaiku
