#pragma once

#include <string>
#include <vector>

#include "district/district.h"

/// Districts that differ from another in one number: for sensitivities and fronts. Nothing is copied but the records on
/// the way to the number.
namespace gaiku {

/// The district with what stands at `path` multiplied by `factor`: a number ("assets.gas.price"), a series
/// ("series.price"; one that stands where a number may is multiplied whole, there only), 12 numbers by month, or all
/// prices of an entry together ("tariffs.town.charges.energy"). Entries of lists by their number: "rates.0.price" or
/// "rates[0].price". Throws std::logic_error where there is none: ask `can_be_scaled` first.
[[nodiscard]] District scaled(const District& district, const std::string& path, double factor);

/// The district with a number, in base units, at a key of `plan`.
[[nodiscard]] District with_plan_number(const District& district, const std::string& key, double number);

/// The same at a key of an asset.
[[nodiscard]] District with_asset_number(const District& district, const std::string& asset, const std::string& key,
                                         double number);

/// Whether there is something at a path that `scaled` can multiply.
[[nodiscard]] bool can_be_scaled(const District& district, const std::string& path);

/// What a sensitivity varies unless told otherwise: all prices and costs of the assets that are not 0, and of the
/// entries of `tariffs` that a connection names the charges, each with its prices together.
[[nodiscard]] std::vector<std::string> priced_paths(const District& district);

}  // namespace gaiku
