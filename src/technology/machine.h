#pragma once

#include <cstddef>
#include <memory>
#include <span>

namespace gaiku {

/// An asset of known size: its physics, one step at a time. Made by Technology::machine from the same numbers that
/// Technology::add_to writes into a network, so that a schedule and its replay cannot disagree. It allocates nothing.
class Machine {
public:
    virtual ~Machine() = default;
    Machine() = default;
    Machine(const Machine&) = delete;
    Machine& operator=(const Machine&) = delete;

    /// What the asset does in step `step` of `hours` length when asked for `wanted`.
    /// wanted: kW of each control, in the order of AssetModel::controls; cut to what the asset can do. For an asset
    /// with units, their number that is on and their kW may follow, in the order of AssetModel::units; without them it
    /// chooses itself, and is off where less is wanted than its least unit can give.
    /// level: of its store, kWh, before and after; ignored without one.
    /// ports: kW into the balance of each port, in the order of AssetModel::ports.
    virtual void step(std::size_t step, double hours, std::span<const double> wanted, double& level,
                      std::span<double> ports) const = 0;
};

}  // namespace gaiku
