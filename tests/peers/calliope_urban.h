#pragma once

#include <array>

#include "network/network.h"

namespace gaiku::peers {

/// cases/peers/calliope_urban: places X1, X2, X3 (index 0 to 2) and the heat junction N1.
struct CalliopeUrban {
    network::Network network;
    network::CapacityId chp;
    std::array<network::CapacityId, 3> pv;
    network::CapacityId pipe_n1_end, pipe_x2_end;
    network::FlowId x3_boiler, chp_export, pv_export;
};

[[nodiscard]] CalliopeUrban calliope_urban();

}  // namespace gaiku::peers
