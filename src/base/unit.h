#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/quantity.h"
#include "base/text.h"

/// Numbers with units as people write them: "4,618 kWh/year", "25.3 万円/kW", "７０％", "1億2,000万円".
namespace gaiku {

/// A unit as written, e.g. "kWh/year". Factor: base units in one of it.
struct Unit {
    std::string text;
    Dimension dimension;
    double factor = 1;
    bool percent = false;            ///< "%": the number is a share
    bool plain = false;              ///< "-": a number without unit
    std::string_view currency = {};  ///< "yen", "USD", "EUR", "GBP", "cu" (one without a name); empty without money
};

/// Why a text is not the quantity that was expected.
struct QuantityError {
    std::string code;  ///< missing-unit, unknown-unit, wrong-unit, not-a-number, ambiguous-number
    Text expected;
    Text fix;
    std::string suggestion;  ///< a known unit that looks like the unknown one; may be empty
};

/// The unit of a text such as "yen/kW/year", "%" or "-". Nothing when it is not a unit. A day in it is a 365th of a
/// year where it divides (kWh/day) and 24 hours where it stands alone.
[[nodiscard]] std::optional<Unit> parse_unit(std::string_view text);

/// The number in `text` in base units, or why it is not a quantity of the dimension of `expected`. Takes full-width
/// digits and letters, Japanese and English thousands separators, 万 and 億 in money; for "%" also a fraction such as
/// 2/3. Never throws.
[[nodiscard]] std::variant<double, QuantityError> parse_quantity(std::string_view text, const Unit& expected);

/// The number in `text`, which has no unit. Counters (世帯, 戸, 台, 基, 人) are passed over.
[[nodiscard]] std::variant<double, QuantityError> parse_number(std::string_view text);

/// The currency in a quantity as written: "USD" of "0.12 USD/kWh"; empty where there is no money in it. Money of every
/// currency has the dimension money: who reads a document sees to it that all of it is in one.
[[nodiscard]] std::string currency_of(std::string_view quantity);

/// `value` (base units) in `unit`, with thousands separators and at most `decimals` decimals, trailing zeros dropped:
/// "4,618 kWh/year".
[[nodiscard]] std::string print_quantity(double value, const Unit& unit, int decimals = 6);

/// A number with thousands separators, rounded to `decimals`, trailing zeros dropped.
[[nodiscard]] std::string print_number(double value, int decimals = 6);

/// All unit symbols that are understood, for messages and documentation.
[[nodiscard]] std::vector<std::string_view> unit_symbols();

}  // namespace gaiku
