#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plan/network/demands.h"
#include "technology/registry.h"

namespace gaiku {

/// A district as method network sees it: the network, and what in it belongs to whom.
struct NetworkModel {
    struct Demand {
        GivenDemand given;
        network::BalanceId balance;
        network::FlowId unserved;  ///< or none: all of it must be met
    };
    /// A limit of the plan section: a row of many steps, or a tie between sizes.
    struct Limit {
        std::string key;  ///< "co2_limit"
        network::TotalId total;
        network::TieId tie;
        std::string unit;     ///< as people say it: "t/year"
        double per_unit = 1;  ///< so much of the row's own unit is one of it
    };
    network::Network network;
    std::vector<AssetModel> assets;
    std::vector<Demand> demands;
    std::vector<NetworkBuilder::BalanceAt> balances;
    network::TallyId co2, primary_energy, capital;
    bool co2_known = false, primary_energy_known = false;  ///< every supply has a factor
    std::vector<std::pair<network::CapacityId, StandAlone>> stand_alone;
    std::vector<Booking> bookings;
    std::vector<Limit> limits;
    double peak_electricity_kw = 0;             ///< of all electricity demands together
    std::vector<NetworkBuilder::Meter> meters;  ///< what tariffs charge and pay for
    std::vector<NetworkBuilder::OutageLimits> outage_limits{};
};

/// Builds it. Validated districts only.
[[nodiscard]] NetworkModel network_model(const District& district, const Technologies& technologies);

/// What the district needs by service and use, whatever becomes of its plan.
[[nodiscard]] std::vector<DemandSummary> demand_summary(const District& district, const NetworkModel& model);

/// A limit or study that counts CO2 or primary energy (`what`, a key of plan) needs the factor of everything that is
/// bought.
void check_factors(const District& district, const char* what, const char* factor, Findings& findings);

/// What keeps a district from being planned this way, beside what its technologies find: demands, limits without the
/// factors they need, escalations of nothing.
void check_network(const District& district, Findings& findings);

}  // namespace gaiku
