#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "technology/on_off.h"
#include "technology/part_load.h"

namespace gaiku {

/// The units of a machine of known size that is on or off, one step at a time. It allocates nothing.
class RunningUnits {
public:
    /// counts: how many there are of each kind, where that was sized; else as in the file.
    RunningUnits(const OnOff& on_off, double capacity_kw, std::span<const double> counts);

    /// So many numbers tell a step which are on: of each kind of units the number that is on, its kW, and its input
    /// where the part load leaves a choice.
    [[nodiscard]] std::size_t numbers(const PartLoad& part_load) const {
        return there_.size() * (part_load.has_chord() ? 3 : 2);
    }
    [[nodiscard]] double smallest_kw() const;
    [[nodiscard]] double minimum_load() const { return minimum_load_; }

    struct Running {
        double output = 0;  ///< kW
        double input = 0;   ///< kW by part load
        double online = 0;  ///< kW of capacity that is on
    };
    /// What a kW that is on gives.
    struct Full {
        double most = 1;    ///< kW at most
        double per_kw = 1;  ///< kW at full load, of which the minimum load is a share
    };
    /// As told by `numbers`; cut to what they can do.
    [[nodiscard]] Running told(std::size_t step, std::span<const double> numbers, Full full,
                               const PartLoad& part_load) const;
    /// The output nearest to `wanted`, at most that, with the least capacity on.
    [[nodiscard]] Running nearest(std::size_t step, double wanted, Full full, const PartLoad& part_load) const;

private:
    double minimum_load_;
    std::vector<OnOff::Unit> there_;
};

}  // namespace gaiku
