#pragma once

#include <optional>
#include <string>
#include <vector>

#include "demand/summary.h"
#include "technology/asset_input.h"

namespace gaiku {

/// A demand of a district file, top-level or of a building, as a series or made of its floor area.
struct GivenDemand {
    std::string id;  ///< its name, or "building.name"
    const Record* record = nullptr;
    std::string place, carrier;
    Profile kw;                              ///< needs validated series
    std::optional<double> unserved_price{};  ///< money a kWh
    std::string service{};                   ///< electricity, cooling, heating, hot_water; else the carrier
    std::string use{};                       ///< of its building
    std::optional<double> peak_kw{};         ///< unit peak x floor area
    const Record* building = nullptr;        ///< whose it is; none of a demand of the district's own
};

/// Every entry of `demands` and of the buildings' `demands`, where it is complete, and what gaiku makes of buildings.
[[nodiscard]] std::vector<GivenDemand> given_demands(const District& district);

/// Of the days of the planning year, 1 January first: Saturday, Sunday or holiday. None where it has no calendar.
[[nodiscard]] std::vector<bool> days_off(const District& district);

/// What the district needs by service and use, with the simultaneity that the file gives and, of a whole year, what
/// it is by floor area or household.
[[nodiscard]] std::vector<DemandSummary> demand_summary(const District& district,
                                                        const std::vector<GivenDemand>& demands);

/// Demands that have no place in a district of several blocks; a district without any demand.
void check_demands(const District& district, Findings& findings);

}  // namespace gaiku
