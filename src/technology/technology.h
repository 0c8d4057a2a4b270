#pragma once

#include <optional>
#include <string>

#include "demand/profile.h"
#include "district/district.h"

namespace gaiku {

/// What the same asset costs at a size.
struct AssetCost {
    double capital_yen = 0;
    double upkeep_yen_per_year = 0;
};

/// What a plant gives on a typical day. One of capacity and "sized" is known.
struct DayGeneration {
    bool sized = false;
    double kw = 0;              ///< installed, when not sized
    double kwh_per_day = 0;     ///< in a day, when not sized
    double kwh_per_kw_day = 0;  ///< of one installed kW
    double share = 1;           ///< of what all sized plants give together
    Day hours{};                ///< share of the day's energy in each hour, sums to 1
};

/// A kind of equipment: its parameters, its checks, its physics and its cost. One folder each; technology/registry.cpp
/// names them all.
class Technology {
public:
    virtual ~Technology() = default;

    /// Its name in a district file, its meaning and its parameters.
    [[nodiscard]] virtual const Section& section() const = 0;

    /// What the descriptors cannot see: parameters that contradict each other.
    virtual void check(const Record& asset, Findings& findings) const;

    /// Capital and upkeep at a size: kW of generators, kWh of stores.
    [[nodiscard]] virtual AssetCost cost(const Record& asset, double size) const;

    /// For plants that give electricity without being dispatched.
    [[nodiscard]] virtual std::optional<DayGeneration> day_generation(const Record& asset, const District& district,
                                                                      const Tables& tables) const;

    /// Energy that demand-side equipment can shift within a day, kWh.
    [[nodiscard]] virtual double shiftable_kwh(const Record& asset) const;

    /// Capital and upkeep parameters of something bought by the kW, with defaults from `row` of unit_costs.
    static std::vector<Field> cost_fields_per_kw(const std::string& row);
};

}  // namespace gaiku
