#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "plan/network/planner.h"
#include "plan/network/what_if.h"

namespace gaiku {

/// What people compare two plans by. Sums are of the hours planned, money as in NetworkPlan::cost.
struct HotFigures {
    /// One size of an asset, kW or kWh; of units how many.
    struct Size {
        std::string id;
        Text name;
        std::string part;   ///< "capacity", "power", "units of 400 kW"
        std::string unit;   ///< kW, kWh; empty: a number of units
        bool free = false;  ///< the plan decides it
        double value = 0;
    };
    double cost = 0;
    std::map<CostKind, double> parts{};  ///< of the cost; revenue is negative
    double capital = 0;                  ///< once
    std::optional<double> co2_t{}, primary_energy_gj{};
    std::optional<double> grid_peak_kw{};      ///< highest purchase of electricity, of all connections together
    std::optional<double> self_sufficiency{};  ///< share of the electricity used here that is not bought
    double unserved_kwh = 0;
    std::vector<Size> sizes{};
};

[[nodiscard]] HotFigures figures_of(const District& district, const NetworkPlan& plan);

/// A size that is another than in the first plan.
struct SizeChange {
    std::string id, part;
    double before = 0, after = 0;
};

struct HotAnswer {
    std::optional<HotFigures> figures{};  ///< nothing: there is no such plan, or it was stopped
    std::vector<SizeChange> changed{};    ///< beside the first plan, by more than 0.1 % of the larger
    std::vector<Finding> findings{};      ///< without figures: why there is no plan
    bool stopped = false;
    double seconds = 0;  ///< from the question to the answer
    std::int64_t iterations = 0;
    bool from_last = false;  ///< it began from what an earlier answer left in memory
    std::string method{};
    double gap = 0;                   ///< relative, to a bound that no plan passes
    bool time_limit_reached = false;  ///< the best plan found until then
};

/// A scenario whose problem and solver stay in memory, so that a question is answered in a part of the time that a plan
/// takes. An answer is the optimum that planning the changed file gives. Used by one thread at a time.
class HotPlan {
public:
    /// The technologies must live as long.
    HotPlan(District district, const Technologies& technologies, Solvers solvers)
        : district_(std::move(district)), technologies_(technologies), solvers_(std::move(solvers)) {}

    /// Plans the scenario as it is; again where that was stopped or found nothing.
    const HotAnswer& plan(const solve::Options& options);
    /// Whether questions can be asked.
    [[nodiscard]] bool is_ready() const { return plan_.has_value(); }
    /// The two below and ask() need is_ready().
    [[nodiscard]] const HotAnswer& first() const { return first_; }
    [[nodiscard]] const NetworkPlan& first_plan() const { return *plan_; }
    [[nodiscard]] const WhatIfChoices& choices() const { return choices_; }

    /// The best plan of the district as the question has it; the question must not be wrong (wrong_with). It ends
    /// within about an iteration of `options.cancel`, and the next question is answered as if it had not been asked.
    [[nodiscard]] HotAnswer ask(const WhatIf& question, const solve::Options& options);

private:
    struct Kept {
        std::optional<NetworkPlanner> planner;
        std::size_t usual = 0;  ///< the solver that answered first
    };
    [[nodiscard]] std::vector<Finding> why_not(const WhatIf& question, const solve::Options& options) const;
    NetworkOutcome planned(Kept& kept, const District& district, const solve::Options& options);

    District district_;
    const Technologies& technologies_;
    Solvers solvers_;
    /// A cap is one more row than the file's problem has. Each has a planner of its own, so that none is built anew
    /// where questions with and without one take turns.
    Kept plain_, capped_;
    std::optional<NetworkPlan> plan_;
    HotAnswer first_;
    WhatIfChoices choices_;
};

}  // namespace gaiku
