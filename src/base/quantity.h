#pragma once

#include <compare>

/// Quantities as types: a power is not an energy, yen is not yen per kWh. Values are kept in the base units kWh, h,
/// year, yen, kg, m and degC and their combinations, so that a power is in kW and an annual energy in kWh/year.
///
/// Two measures of time are kept apart: `hour` (how long something runs: kW x h = kWh) and `year` (how often it recurs:
/// kWh/year, yen/month). One year is 365 days of 24 hours.
namespace gaiku {

/// Exponents of the base units.
struct Dimension {
    int energy = 0;
    int hour = 0;
    int year = 0;
    int money = 0;
    int mass = 0;
    int length = 0;
    int temperature = 0;

    constexpr bool operator==(const Dimension&) const = default;

    friend constexpr Dimension operator*(Dimension a, Dimension b) {
        return {a.energy + b.energy,
                a.hour + b.hour,
                a.year + b.year,
                a.money + b.money,
                a.mass + b.mass,
                a.length + b.length,
                a.temperature + b.temperature};
    }
    friend constexpr Dimension operator/(Dimension a, Dimension b) {
        return {a.energy - b.energy,
                a.hour - b.hour,
                a.year - b.year,
                a.money - b.money,
                a.mass - b.mass,
                a.length - b.length,
                a.temperature - b.temperature};
    }
};

namespace dimension {
inline constexpr Dimension none{};
inline constexpr Dimension energy{.energy = 1};
inline constexpr Dimension hour{.hour = 1};
inline constexpr Dimension year{.year = 1};
inline constexpr Dimension money{.money = 1};
inline constexpr Dimension mass{.mass = 1};
inline constexpr Dimension length{.length = 1};
inline constexpr Dimension temperature{.temperature = 1};
inline constexpr Dimension power = energy / hour;
}  // namespace dimension

/// A number of dimension D, in base units. Sums need the same dimension; products and quotients make a new one.
template <Dimension D>
class Quantity {
public:
    constexpr Quantity() = default;
    constexpr explicit Quantity(double base_units) : value_(base_units) {}

    /// The number in base units.
    [[nodiscard]] constexpr double value() const { return value_; }

    constexpr Quantity& operator+=(Quantity other) { return value_ += other.value_, *this; }
    constexpr Quantity& operator-=(Quantity other) { return value_ -= other.value_, *this; }
    constexpr auto operator<=>(const Quantity&) const = default;

    friend constexpr Quantity operator+(Quantity a, Quantity b) { return Quantity(a.value_ + b.value_); }
    friend constexpr Quantity operator-(Quantity a, Quantity b) { return Quantity(a.value_ - b.value_); }
    friend constexpr Quantity operator-(Quantity a) { return Quantity(-a.value_); }
    friend constexpr Quantity operator*(Quantity a, double factor) { return Quantity(a.value_ * factor); }
    friend constexpr Quantity operator*(double factor, Quantity a) { return a * factor; }
    friend constexpr Quantity operator/(Quantity a, double divisor) { return Quantity(a.value_ / divisor); }

private:
    double value_ = 0;
};

template <Dimension A, Dimension B>
constexpr auto operator*(Quantity<A> a, Quantity<B> b) {
    if constexpr (A * B == dimension::none) {
        return a.value() * b.value();
    } else {
        return Quantity<A * B>(a.value() * b.value());
    }
}

template <Dimension A, Dimension B>
constexpr auto operator/(Quantity<A> a, Quantity<B> b) {
    if constexpr (A / B == dimension::none) {
        return a.value() / b.value();
    } else {
        return Quantity<A / B>(a.value() / b.value());
    }
}

using Energy = Quantity<dimension::energy>;                                                     ///< kWh
using Power = Quantity<dimension::power>;                                                       ///< kW
using Duration = Quantity<dimension::hour>;                                                     ///< h
using Years = Quantity<dimension::year>;                                                        ///< year
using AnnualEnergy = Quantity<dimension::energy / dimension::year>;                             ///< kWh/year
using Money = Quantity<dimension::money>;                                                       ///< yen
using AnnualMoney = Quantity<dimension::money / dimension::year>;                               ///< yen/year
using MoneyPerPower = Quantity<dimension::money / dimension::power>;                            ///< yen/kW
using MoneyPerEnergy = Quantity<dimension::money / dimension::energy>;                          ///< yen/kWh
using AnnualMoneyPerPower = Quantity<dimension::money / dimension::power / dimension::year>;    ///< yen/kW/year
using AnnualMoneyPerEnergy = Quantity<dimension::money / dimension::energy / dimension::year>;  ///< yen/kWh/year
using Mass = Quantity<dimension::mass>;                                                         ///< kg
using AnnualMass = Quantity<dimension::mass / dimension::year>;                                 ///< kg/year
using MassPerEnergy = Quantity<dimension::mass / dimension::energy>;                            ///< kg/kWh
using Length = Quantity<dimension::length>;                                                     ///< m
using Area = Quantity<dimension::length * dimension::length>;                                   ///< m2
using Temperature = Quantity<dimension::temperature>;                                           ///< degC

namespace literals {
constexpr Power operator""_kW(long double v) {
    return Power(static_cast<double>(v));
}
constexpr Energy operator""_kWh(long double v) {
    return Energy(static_cast<double>(v));
}
constexpr Duration operator""_h(long double v) {
    return Duration(static_cast<double>(v));
}
constexpr Money operator""_yen(long double v) {
    return Money(static_cast<double>(v));
}
}  // namespace literals

}  // namespace gaiku
