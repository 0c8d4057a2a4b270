#pragma once

#include <string_view>

namespace gaiku {

/// What stands at the beginning of a text.
struct NumberRead {
    enum class State { good, none, ambiguous };
    State state = State::none;
    double value = 0;
};

/// Digits with thousands separators in groups of three, a decimal point and an exponent; moves `rest` behind them.
/// Ambiguous: separators that are not in groups of three, or two points.
[[nodiscard]] NumberRead read_plain_number(std::string_view& rest);

/// The same with Japanese multipliers (億, 百万, 万, 千, 百): "1億2,000万".
[[nodiscard]] NumberRead read_number(std::string_view& rest);

}  // namespace gaiku
