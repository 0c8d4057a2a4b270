#pragma once

#include <optional>
#include <string>

#include "demand/profile.h"
#include "district/district.h"
#include "technology/machine.h"
#include "technology/network_builder.h"

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

/// What an asset does over a horizon: the solution of its part of a network.
struct AssetSchedule {
    struct Port {
        std::string name, place, carrier;
        std::vector<double> kw;  ///< into the balance, a number a step
    };
    struct Size {
        std::string name;
        bool energy = false;          ///< kWh, else kW
        std::optional<double> value;  ///< nothing where it is unlimited
        bool count = false;           ///< a number of units
    };
    struct Units {
        std::vector<double> on;        ///< how many in each step
        std::vector<double> kw;        ///< of all of them
        std::vector<double> input_kw;  ///< the same of their input; empty where the output decides it
    };
    std::vector<Port> ports;
    std::vector<Size> sizes;
    std::vector<std::vector<double>> controls;  ///< kW a step
    std::vector<Units> units;                   ///< of an asset that is on or off
    std::vector<double> level_kwh;              ///< at the end of each step; empty without a store
};

/// A solution as read_back needs it.
class SolvedNetwork {
public:
    virtual ~SolvedNetwork() = default;
    [[nodiscard]] virtual const network::Network& network() const = 0;
    [[nodiscard]] virtual double at(network::FlowId flow, int step) const = 0;
    [[nodiscard]] virtual double at(network::CapacityId capacity) const = 0;
};

/// A kind of equipment: its parameters, its checks, its physics and its cost. One folder each; technology/registry.cpp
/// names them all.
class Technology {
public:
    virtual ~Technology() = default;

    /// Its name in a district file, its meaning and its parameters.
    [[nodiscard]] virtual const Section& section() const = 0;

    /// What the descriptors cannot see: parameters that contradict each other, or that the district's method needs.
    virtual void check(const Record& asset, const District& district, Findings& findings) const;

    /// Capital and upkeep at a size: kW of generators and plants, kWh of stores.
    [[nodiscard]] virtual AssetCost cost(const Record& asset, double size) const;

    /// Whether it has a part in networks.
    [[nodiscard]] virtual bool in_networks() const { return false; }
    /// Writes its flows and rows into a network. Validated assets only.
    virtual void add_to(AssetNetwork& network) const;
    /// Its physics at given sizes, in the order in which add_to asked for them (kW or kWh; infinite where unlimited).
    [[nodiscard]] virtual std::unique_ptr<Machine> machine(const AssetInput& asset,
                                                           std::span<const double> sizes) const;
    /// The same while the public grid is out: what may run only then may run.
    [[nodiscard]] virtual std::unique_ptr<Machine> machine_in_outage(const AssetInput& asset,
                                                                     std::span<const double> sizes) const {
        return machine(asset, sizes);
    }
    /// How far the segments that it writes lie from the sourced curves that it was given.
    [[nodiscard]] virtual std::vector<CurveFit> curve_fits(const AssetInput&) const { return {}; }
    /// Its schedule out of a solution.
    [[nodiscard]] AssetSchedule read_back(const AssetModel& model, const SolvedNetwork& solved) const;

    /// For plants that give electricity without being dispatched (method microgrid).
    [[nodiscard]] virtual std::optional<DayGeneration> day_generation(const Record& asset, const District& district,
                                                                      const Tables& tables) const;

    /// Energy that demand-side equipment can shift within a day, kWh (method microgrid).
    [[nodiscard]] virtual double shiftable_kwh(const Record& asset) const;

    /// What every plant and store that may be sized has in common: it is not there yet, and it is the operator's.
    static void check_sized(const Record& asset, Findings& findings);

    /// A feed-in tariff has a price and a period.
    static void check_fit(const Record& asset, Findings& findings);

    /// Capital and upkeep parameters of something bought by the kW, with defaults from `row` of unit_costs.
    static std::vector<Field> cost_fields_per_kw(const std::string& row);
};

}  // namespace gaiku
