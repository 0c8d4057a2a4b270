#pragma once

#include <algorithm>
#include <optional>

/// Duty of large new buildings in Tokyo to install photovoltaics, and its rating in three grades. Source: document 003.
namespace gaiku {

/// Row of the table tokyo_pv_bounds, kW.
struct PvBounds {
    double lower_kw = 0, upper_kw = 0;
};

inline constexpr double pv_duty_share = 0.05;  ///< of the footprint
inline constexpr double pv_duty_kw_per_m2 = 0.15;

/// kW that must be installed; `installable_m2` where panels cannot stand on so much of the footprint.
[[nodiscard]] constexpr double required_pv_kw(double footprint_m2, std::optional<double> installable_m2,
                                              const PvBounds& bounds) {
    const double wanted = footprint_m2 * pv_duty_share;
    const double area = installable_m2 ? std::min(*installable_m2, wanted) : wanted;
    return std::clamp(area * pv_duty_kw_per_m2, bounds.lower_kw, bounds.upper_kw);
}

/// 1: the duty is met, 2: twice, 3: three times or more; 0: it is not.
[[nodiscard]] constexpr int pv_rating(double installed_kw, double required_kw) {
    constexpr double rounding = 1e-9;  // of a plan's sizes
    const double ratio = installed_kw / required_kw + rounding;
    return ratio >= 3 ? 3 : ratio >= 2 ? 2 : ratio >= 1 ? 1 : 0;
}

}  // namespace gaiku
