#pragma once

#include <optional>

#include "demand/service.h"
#include "district/record.h"

namespace gaiku {

/// A building's own need of a service, before its water heaters.
struct BuildingLoad {
    double annual_kwh = 0;
    std::optional<double> peak_kw;
    bool of_row = false;       ///< all of it from a row of unit loads, nothing that the file states of this building
    bool peak_of_row = false;  ///< likewise of the peak
};

/// From its electricity, its households or its floor area; nothing where the file says nothing of the service.
[[nodiscard]] std::optional<BuildingLoad> building_load(const Record& building, Service service);

/// Whether it has any load by floor area, so that it needs one.
[[nodiscard]] bool has_unit_loads(const Record& building);

/// Demand over what is drawn for it: 1, or the efficiency of its own water heaters.
[[nodiscard]] double own_efficiency(const Record& building, Service service);

/// The form of energy that is drawn.
[[nodiscard]] const char* carrier_of(const Record& building, Service service);

/// How the hours go by the unit peak.
enum class PeakRule {
    met,        ///< the highest hour is the unit peak
    not_above,  ///< it is no higher
    ignored,
};

/// As match_peak says; else met, and for dwellings not above: their unit peak is of one, and many are not at their
/// highest together.
[[nodiscard]] PeakRule peak_rule(const Record& building);

}  // namespace gaiku
