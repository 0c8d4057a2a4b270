#pragma once

#include <vector>

#include "plan/network/model.h"
#include "simulate/equipment.h"
#include "solve/span.h"

namespace gaiku {

/// A district's network as it is while its public connections are out (`plan.islanding`): the same flows, stores and
/// sizes by the same names.
///
/// Connections that fail neither give nor take, as what cannot stand alone; machines do what
/// Technology::machine_in_outage lets them; of every demand the critical load must be met (shelters and class 1), the
/// rest takes what is left over. A store at its lowest level is charged for what it loses by standing, as in the year;
/// a machine would lose on below it, so that an outage that just does that may be served a little longer than is told.
struct OutageModel {
    network::Network network;                ///< balances ask for the critical load
    std::vector<solve::SpanDemand> demands;  ///< of every place and carrier, with what else may be served there
    std::vector<bool> failed;                ///< of each asset
};

[[nodiscard]] OutageModel outage_model(const District& district, const NetworkModel& model);

/// The steps of so many hours.
[[nodiscard]] int steps_of(const NetworkModel& model, double hours);

/// Sizes of every capacity as each asset has them.
[[nodiscard]] simulate::Sizes asset_sizes(const NetworkModel& model, const std::vector<double>& of_capacity);

/// Critical load that no demand has; more hours than are planned.
void check_islanding(const District& district, Findings& findings);

}  // namespace gaiku
