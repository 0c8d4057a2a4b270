#pragma once

#include <vector>

#include "solve/solution.h"

namespace gaiku::solve {

/// Why a capacity has the size it has.
struct CapacityReason {
    network::CapacityId capacity;
    network::Origin origin;
    enum class Binding { none, unused, lower, upper, fixed } binding{};
    double value = 0;
    double cost = 0;  ///< a unit over the horizon, as the network charges it
    /// Change of the cost for one unit more. An unused one: how much cheaper a unit would have to be before it pays.
    /// One at its upper limit: negative, what the next unit would save. At the prices of the optimum; an unused store's
    /// is a lower bound, since a level that stays at 0 has no one price.
    double reduced_cost = 0;
};

/// An element whose rows bind.
struct BindingRow {
    network::RowKind kind{};
    network::Origin origin;
    int element = -1;
    int steps = 0;         ///< in how many steps
    double price_sum = 0;  ///< of the row duals: what one unit more in all steps would change
};

/// What sets the price of a balance.
struct MarginalSource {
    network::FlowId flow;  ///< none: no flow is free to move, the price comes from the capacities' limits
    double hours = 0;
};
struct BalancePrice {
    network::BalanceId balance;
    network::Origin origin;
    double hours = 0;  ///< in which something flows; there is no price of the others
    double mean = 0;   ///< a kWh, over these hours
    double lowest = 0, highest = 0;
    std::vector<MarginalSource> sources;  ///< the most hours first; they sum to `hours`
};

/// Why an optimum is what it is. With integers, the prices are those with the integers fixed.
struct Explanation {
    std::vector<CapacityReason> capacities;
    std::vector<BindingRow> binding;  ///< ties, totals, peaks, ramps and limits; the dearest first
    std::vector<BalancePrice> prices;
};

/// `solution` must have x and duals. A flow sets the price of a balance in a step where it runs and where neither its
/// own limits nor its capacity's carry a price; several such flows share the hour.
[[nodiscard]] Explanation explain(const network::Network& network, const network::LinearProblem& problem,
                                  const Result& result);

/// The price of a balance in every step, a kWh: what one more kWh of demand would cost.
[[nodiscard]] std::vector<double> prices(const network::Network& network, const network::LinearProblem& problem,
                                         network::BalanceId balance, const Result& result);

}  // namespace gaiku::solve
