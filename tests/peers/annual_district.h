#pragma once

#include "network/network.h"

namespace gaiku::peers {

/// cases/peers/annual_district for its first `hours` hours, with the capacities' ids.
struct AnnualDistrict {
    network::Network network;
    network::CapacityId pv, battery_power, battery_energy, cogeneration, heat_pump, chiller, absorption, boiler,
        cold_store, connection;
    network::FlowId purchase;
    network::BalanceId electricity, heat, cooling;
    network::SeriesId price;
};

[[nodiscard]] AnnualDistrict annual_district(int hours);

}  // namespace gaiku::peers
