#pragma once

#include <optional>
#include <string>
#include <vector>

#include "demand/fit_peak.h"

namespace gaiku {

/// What a building of method network needs of a service in a year, from floor area, households or its electricity, by
/// unit loads and patterns (methods: docs/explanation/demand.md).
struct BuildingDemand {
    const Record* building = nullptr;
    Service service = Service::electricity;
    std::string carrier;            ///< what is drawn: hot water of its own heaters is gas or electricity
    double annual_kwh = 0;          ///< of the carrier
    std::optional<double> peak_kw;  ///< unit peak x floor area, of the carrier; nothing where no unit peak is known
    PeakFit fit;                    ///< where the hours were bent to the unit peak
    bool bent = false;
    bool of_row = false;  ///< from a row of unit loads, in hours of gaiku's tables: the file states neither
    HourlyYear kw;

    /// Whether use and weather have any hour of it: without one there is no demand, whatever the unit load says.
    [[nodiscard]] bool has_hours() const;

    /// "offices.cooling".
    [[nodiscard]] std::string id() const { return building->id() + "." + name_of(service); }
};

/// Those of all buildings, in the file's order. What a row of unit loads has and the weather never asks for (heating in
/// Naha) is not among them; check_building_demands warns of it. Needs a district without errors of
/// check_building_demands.
[[nodiscard]] std::vector<BuildingDemand> building_demands(const District& district);

/// Whether gaiku makes any demand of a building, so that calendar and weather matter.
[[nodiscard]] bool makes_demand(const Record& building);

/// Those of one building, also those without hours.
[[nodiscard]] std::vector<BuildingDemand> building_demands(const District& district, const Record& building);

/// An entry of the building's `patterns`, or nothing.
[[nodiscard]] const Record* pattern_of(const Record& building, Service service);

/// What is missing or contradicts itself in buildings whose demand gaiku makes (method network); a warning where the
/// hours cannot be bent to the unit peak, and where a row's unit load has no hours in this weather.
void check_building_demands(const District& district, Findings& findings);

}  // namespace gaiku
