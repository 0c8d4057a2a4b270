#pragma once

#include "base/unit.h"

/// What to tell a person whose text is not the quantity that was expected.
namespace gaiku {

[[nodiscard]] QuantityError not_a_number(const Unit& expected);

/// `whole`: the text, which says what is in the way: commas, points or blanks.
[[nodiscard]] QuantityError ambiguous(std::string_view whole);

/// `number` as written and its `value`.
[[nodiscard]] QuantityError missing_unit(std::string_view number, double value, const Unit& expected);

[[nodiscard]] QuantityError range_given(const Unit& expected);
[[nodiscard]] QuantityError unknown_unit(std::string_view unknown, const Unit& expected);
[[nodiscard]] QuantityError wrong_unit(std::string_view unit, const Unit& expected);

}  // namespace gaiku
