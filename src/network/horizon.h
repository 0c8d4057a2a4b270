#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace gaiku::network {

/// The time axis of a network: steps of any length, each in one settlement period.
///
/// A stage (year of investment) and a scenario (of weather, of prices) are indices of every step; both have size one.
class Horizon {
public:
    /// Steps of one length, a settlement period each. `hours` is the length of a step, h.
    static Horizon uniform(int steps, double hours);

    /// `hours`: length of each step, h, all positive. `settlement`: the settlement period of each step, not falling, so
    /// that the steps of a period lie side by side. `years`: the part of a year that yearly costs are charged for.
    /// Throws std::invalid_argument.
    Horizon(std::vector<double> hours, std::vector<std::int32_t> settlement, double years);

    [[nodiscard]] int steps() const { return static_cast<int>(hours_.size()); }
    [[nodiscard]] std::span<const double> hours() const { return hours_; }
    [[nodiscard]] double hours(int step) const { return hours_[static_cast<std::size_t>(step)]; }
    [[nodiscard]] std::span<const std::int32_t> settlement() const { return settlement_; }
    /// All steps have the same length.
    [[nodiscard]] bool is_uniform() const { return uniform_; }
    /// Some settlement period has more than one step.
    [[nodiscard]] bool splits_settlement() const { return splits_; }
    [[nodiscard]] double years() const { return years_; }
    /// The same axis with another part of a year for yearly costs.
    [[nodiscard]] Horizon with_years(double years) const;

    static constexpr int stages = 1;
    static constexpr int scenarios = 1;

private:
    std::vector<double> hours_;
    std::vector<std::int32_t> settlement_;
    double years_;
    bool uniform_ = true;
    bool splits_ = false;
};

/// Where in time something is.
struct Moment {
    int stage = 0;
    int scenario = 0;
    int step = -1;  ///< -1: not of one step

    bool operator==(const Moment&) const = default;
};

}  // namespace gaiku::network
