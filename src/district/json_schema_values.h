#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "district/descriptor.h"

/// What a single value of a district file looks like to an editor: numbers with their unit, whole numbers, ranges. The
/// patterns take every way of writing that gaiku takes; what they let through beyond that, gaiku finds.
namespace gaiku::schema {

/// "value_in_yen_per_kW": the name of the definition of texts with a number and a unit like `unit`. One that must not
/// be negative differs from one that may be.
[[nodiscard]] std::string quantity_name(const std::string& unit, bool negative);

/// The definition itself.
[[nodiscard]] nlohmann::ordered_json quantity(const std::string& unit, bool negative);

/// A number without unit, as a number or as a text with separators.
[[nodiscard]] nlohmann::ordered_json number(const Field& field);

/// A whole number, likewise.
[[nodiscard]] nlohmann::ordered_json count(const Field& field);

}  // namespace gaiku::schema
