#pragma once

#include "network/network.h"

namespace gaiku::peers {

/// cases/peers/hospital_chp. Costs are present worths over 25 years, $.
struct HospitalChp {
    network::Network network;
    network::CapacityId chp;
};

/// `with_chp` false: no engine may be built.
[[nodiscard]] HospitalChp hospital_chp(bool with_chp);

}  // namespace gaiku::peers
