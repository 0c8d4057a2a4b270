#include <fmt/format.h>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/unit.h"

/// Any text as a unit and as a number. What is understood and printed again is understood as the same value.
namespace {

using namespace gaiku;

void require(bool good, std::string_view what, double value = 0) {
    if (good) return;
    fmt::print(stderr, "{}: {:.17g}\n", what, value);
    std::abort();
}

void check_error(const QuantityError& error) {
    require(!error.code.empty() && !error.expected.en.empty() && !error.expected.ja.empty(), "expected text");
    require(!error.fix.en.empty() && !error.fix.ja.empty(), "fix text");
}

/// Prints with `decimals` and reads back; what is left out is at most half of the last decimal, and what is in the way
/// of exactness beyond that is the rounding of the conversion.
void round_trip(double value, const Unit& unit) {
    constexpr int decimals = 6;
    const std::string printed = print_quantity(value, unit, decimals);
    const auto again = parse_quantity(printed, unit);
    require(std::holds_alternative<double>(again), "printed but not read: " + printed, value);
    const double read = std::get<double>(again);
    const double tolerance = 0.51e-6 * unit.factor + 4e-16 * std::abs(value);
    require(std::abs(read - value) <= tolerance, "another value: " + printed, value);
    require(print_quantity(read, unit, decimals) == printed || std::abs(value / unit.factor) > 1e9,
            "unsteady: " + printed, value);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const char* unit_text : {"kW", "kWh/year", "yen/kW/year", "%", "-", "year", "kWh/day"}) {
        const Unit unit = *parse_unit(unit_text);
        const auto read = parse_quantity(text, unit);
        if (const auto* error = std::get_if<QuantityError>(&read)) {
            check_error(*error);
        } else {
            const double value = std::get<double>(read);
            require(std::isfinite(value), "not finite", value);
            if (std::isfinite(value / unit.factor)) round_trip(value, unit);
        }
    }
    if (const auto number = parse_number(text); const auto* value = std::get_if<double>(&number)) {
        require(std::isfinite(*value), "not finite", *value);
    }
    if (const auto unit = parse_unit(text); unit && !unit->percent && !unit->plain) {
        require(!std::isnan(unit->factor), "factor");
        const auto read = parse_quantity("1 " + std::string(text), *unit);
        require(std::holds_alternative<double>(read) || !std::isfinite(unit->factor) || unit->factor == 0,
                "a unit that cannot follow a number");
    }
    return 0;
}
