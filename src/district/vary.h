#pragma once

#include <string>
#include <vector>

#include "district/district.h"

/// Districts that differ from another in one number: for sensitivities and fronts. Nothing is copied but the records on
/// the way to the number.
namespace gaiku {

/// The district with the number at `path` ("assets.gas.price", "series.price") multiplied by `factor`; a series that
/// stands there is multiplied whole. Throws std::logic_error where no number stands there: ask `is_number` first.
[[nodiscard]] District scaled(const District& district, const std::string& path, double factor);

/// The district with a number, in base units, at a key of `plan`.
[[nodiscard]] District with_plan_number(const District& district, const std::string& key, double number);

/// Whether a path names a number or a series that can be scaled.
[[nodiscard]] bool is_number(const District& district, const std::string& path);

/// Paths of all prices and costs of the assets that are not 0: what a sensitivity varies unless told otherwise.
[[nodiscard]] std::vector<std::string> priced_paths(const District& district);

}  // namespace gaiku
