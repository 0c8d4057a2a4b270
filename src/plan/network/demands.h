#pragma once

#include <optional>
#include <string>
#include <vector>

#include "technology/asset_input.h"

namespace gaiku {

/// A demand of a district file, top-level or of a building.
struct GivenDemand {
    std::string id;  ///< its name, or "building.name"
    const Record* record = nullptr;
    std::string place, carrier;
    Profile kw;                            ///< needs validated series
    std::optional<double> unserved_price;  ///< money a kWh
};

/// Every entry of `demands` and of the buildings' `demands`, where it is complete.
[[nodiscard]] std::vector<GivenDemand> given_demands(const District& district);

/// Demands that have no place in a district of several blocks; a district without any demand.
void check_demands(const District& district, Findings& findings);

}  // namespace gaiku
