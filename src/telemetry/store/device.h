#pragma once

#include <limits>
#include <string>

namespace gaiku::telemetry {

/// A device as the registry knows it: what it is, where it is, what its meter can show.
struct Device {
    std::string name{};
    std::string model{};     ///< of the device models; empty: it speaks gaiku's own payload
    std::string building{};  ///< ids of the district file; empty: none
    std::string block{};
    std::string asset{};
    bool counts = true;  ///< in the sums of building, block and district; no for one behind another meter
    double register_end = 0;
    double most_kw = std::numeric_limits<double>::infinity();
    std::string token_hash = {};  ///< of its token for HTTPS; empty: it has none
    bool operator==(const Device&) const = default;
};

}  // namespace gaiku::telemetry
