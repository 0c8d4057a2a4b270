#pragma once

#include "technology/network_builder.h"

namespace gaiku {

/// Puts what the tariffs of a district charge and pay into its network, once every asset stands there. With p the
/// metered flows of a contract together, w what a unit of running cost counts, g what taxes and discounts make of one:
///
///   energy    w g price_t h_t p_t; blocks from a_k on at the price P_k: x_k >= sum of h_t p_t - a_k, x_k >= 0, at
///             w g (P_k - P_(k-1)) a kWh for every month
///   demand    M_m >= the mean of p over each interval of month m; B_m >= share x M_k for every month k that is
///             remembered, and what is charged in any case; w g price_m B_m; blocks like those of energy
///   minimum   s_m >= the least bill - all that stands above it, s_m >= 0, at w g
///   fixed     a constant
///
/// This is what the bill adds up to before rounding, exactly where prices rise from block to block; falling ones count
/// by the largest convex cost below them. A month of which a part is planned bears that part. Charges by the month
/// count like other yearly costs where plan.year_share says so.
void add_tariff_costs(NetworkBuilder& builder);

}  // namespace gaiku
