#pragma once

#include <memory>
#include <vector>

#include "virtual/axis.h"
#include "virtual/household.h"

namespace gaiku::field {

/// The households of a building, each living its own days. Together they use in a year what the district file says, as
/// far as days drawn at random do.
class People {
public:
    /// `annual_kwh`: electricity of all of them in a year, vehicles included.
    People(std::size_t households, double annual_kwh, std::uint64_t seed, const Tables& tables, const Axis& axis);

    [[nodiscard]] std::size_t count() const { return homes_.size(); }
    [[nodiscard]] const Household& home(std::size_t index) const { return homes_[index].is; }
    /// Lives through the day of a date; cheap where it is the day lived already.
    void begin_day(std::chrono::sys_days date);
    /// Mean kW of some minutes of the day begun: of the home with its vehicle, and of the vehicle alone.
    [[nodiscard]] double home_kw(std::size_t index, int minute, int minutes) const;
    [[nodiscard]] double charger_kw(std::size_t index, int minute, int minutes) const;

private:
    struct Home {
        Household is;
        std::uint64_t seed = 0;
        DayCurve kw{};
        std::unique_ptr<DayCurve> charger_kw;  ///< with a vehicle
    };
    [[nodiscard]] DayOutside outside(std::chrono::sys_days date) const;
    struct Sampled {
        double homes_kwh = 0, vehicles_kwh = 0;
    };
    [[nodiscard]] Sampled sample();

    const Axis& axis_;
    std::vector<Home> homes_;
    double factor_ = 1;  ///< on everything that was drawn but vehicles
    std::chrono::sys_days day_{std::chrono::days{-1}};
};

}  // namespace gaiku::field
