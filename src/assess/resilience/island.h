#pragma once

#include <limits>
#include <span>

#include "assess/resilience/terms.h"

namespace gaiku::resilience {

/// Less power than this is none.
inline constexpr double nothing_kw = 1e-9;
/// Less of a full stock is none: what rounding leaves in an empty tank is no fuel to count on.
inline constexpr double empty_stock = 1e-6;
/// Levels that are so near to a limit, as a part of the store, lie at it: rounding of what was charged.
inline constexpr double at_limit = 1e-12;

/// A district of known sizes cut off from the public grid, run one step at a time on the machines of technology/.
///
/// In each step, of the classes as far as it goes, always the same fraction of every load of the class that is cut:
/// 1. all classes from what comes by itself (sun, water), from generators whose fuel does not end, and from stores down
///    to their reserve; where that serves all classes up to Terms::fuel_for, nothing else is touched
/// 2. classes up to Terms::fuel_for from stocks of fuel as well
/// 3. classes up to Terms::ends_with from the reserve as well
/// What is left over fills the stores. Generators that have power to spare fill them too: up to the reserve from a
/// stock of fuel, else altogether.
///
/// The reserve is what the load up to Terms::ends_with takes out of stores in the next Terms::reserve_hours when
/// neither sun nor water but all generators that can run give what they can.
///
/// A step depends on the levels and the situation alone, so that outages that meet in both are one from then on.
class Island {
public:
    virtual ~Island() = default;
    Island() = default;
    Island(const Island&) = delete;
    Island& operator=(const Island&) = delete;

    [[nodiscard]] virtual std::size_t steps() const = 0;  ///< of the year, after which it begins again
    [[nodiscard]] virtual double step_hours() const = 0;
    [[nodiscard]] virtual const Terms& terms() const = 0;

    /// kW asked for in a step by loads of class k, of all carriers together.
    [[nodiscard]] virtual double load_kw(std::size_t k, std::size_t step) const = 0;

    /// Stores and stocks of fuel: lowest and highest level, kWh, and the level at which an outage that begins with a
    /// step finds them.
    [[nodiscard]] virtual std::size_t stores() const = 0;
    [[nodiscard]] virtual double lowest_kwh(std::size_t store) const = 0;
    [[nodiscard]] virtual double highest_kwh(std::size_t store) const = 0;
    [[nodiscard]] virtual double start_kwh(std::size_t store, std::size_t step) const = 0;
    /// Of a stock that nothing refills: from this level on a step goes the same way however much there is, and takes
    /// the same out of it. Of any other store it is unlimited: every level matters.
    [[nodiscard]] virtual double plenty_kwh(std::size_t) const { return std::numeric_limits<double>::infinity(); }

    /// With failures of generators: steps that may be run to follow their histories; see FailureLimits.
    [[nodiscard]] virtual std::size_t most_failure_steps() const { return 50'000'000; }

    [[nodiscard]] virtual const std::vector<Flood>& floods() const = 0;
    /// Generators, in the order of the bits of Served::ran.
    [[nodiscard]] virtual const std::vector<Reliability>& generators() const = 0;

    /// Runs a step from `levels` (of every store, kWh), which are then those at its end. Allocates nothing.
    virtual Served run(std::size_t step, const Situation& situation, std::span<double> levels) const = 0;
};

/// Combinations of units: how many of each generator can run, counted down from all of them. 0 is all.
class UnitStates {
public:
    explicit UnitStates(const std::vector<Reliability>& generators) : generators_(generators) {
        for (const auto& g : generators_) count_ *= static_cast<std::size_t>(g.units) + 1;
    }
    [[nodiscard]] std::size_t count() const { return count_; }
    /// Units of a generator that can run in a state.
    [[nodiscard]] int of(std::size_t state, std::size_t generator) const {
        for (std::size_t g = 0; g < generator; ++g) state /= static_cast<std::size_t>(generators_[g].units) + 1;
        const auto kinds = static_cast<std::size_t>(generators_[generator].units) + 1;
        return generators_[generator].units - static_cast<int>(state % kinds);
    }

private:
    std::vector<Reliability> generators_;
    std::size_t count_ = 1;
};

}  // namespace gaiku::resilience
