#pragma once

#include <map>
#include <optional>

#include "assess/resilience/terms.h"
#include "district/district.h"

namespace gaiku {

/// What a district file says of an outage; where it has no section `resilience`, the section's own defaults.
struct OutageConditions {
    struct Asset {
        std::optional<double> bunker_h;  ///< at full output
        std::int32_t flood = -1;         ///< index in floods
        bool needs_mains_water = false;
        resilience::Reliability reliability{};
    };
    resilience::Terms terms;
    bool gas = false, mains_water = false, fuel_deliveries = false;
    bool demand_side_storage = true;
    LoadShares load{not_required};  ///< of the emergency demand of a microgrid
    std::vector<resilience::Flood> floods;
    std::map<std::string, Asset> assets;

    /// Of an asset; the usual where nothing is said of it.
    [[nodiscard]] Asset of(const std::string& id) const;
    /// It cannot run: it needs water and there is none.
    [[nodiscard]] bool is_dry(const std::string& id) const { return !mains_water && of(id).needs_mains_water; }
};

[[nodiscard]] OutageConditions outage_conditions(const District& district, double step_hours);

/// Month 1 to 12 of each step from 1 January on; a year has 365 days and begins again.
[[nodiscard]] std::vector<std::uint8_t> months_of(std::size_t steps, double step_hours);

}  // namespace gaiku
