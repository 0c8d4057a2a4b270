#pragma once

#include <optional>
#include <string_view>

namespace gaiku {

/// The sizes that a class of the feed-in tariff is for, kW.
struct FitClass {
    double from_kw = 0;
    double to_kw = 0;  ///< infinite where it has no upper end
};

/// The sizes that stand in the name of a row of fit_prices: solar_50_250kw/2021, hydro_under_200kw/2020,
/// solar_500kw_up/2015. Nothing where the name has none (biomass_general_waste).
[[nodiscard]] std::optional<FitClass> fit_class(std::string_view row);

}  // namespace gaiku
