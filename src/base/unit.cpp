#include "base/unit.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>

#include "base/normal.h"
#include "base/number.h"
#include "base/quantity_error.h"
#include "base/unit_symbols.h"

namespace gaiku {
namespace {

struct Symbol {
    std::string_view text;
    Dimension dimension;
    double factor;
    std::string_view currency = {};  ///< of money
};

constexpr double mj_to_kwh = 1 / 3.6;
/// A British thermal unit of the International Table is 1,055.05585262 J.
constexpr double mmbtu_to_kwh = 1055.05585262 * mj_to_kwh;
constexpr Dimension area = dimension::length * dimension::length;
constexpr Dimension volume = area * dimension::length;

/// One RT (Japanese refrigeration ton as the documents use it) = 12.6576 MJ/h.
constexpr double refrigeration_ton_kw = 3.516;

constexpr std::array symbols{
    Symbol{"W", dimension::power, 1e-3},
    Symbol{"kW", dimension::power, 1},
    Symbol{"MW", dimension::power, 1e3},
    Symbol{"GW", dimension::power, 1e6},
    Symbol{"RT", dimension::power, refrigeration_ton_kw},
    Symbol{"Wh", dimension::energy, 1e-3},
    Symbol{"kWh", dimension::energy, 1},
    Symbol{"MWh", dimension::energy, 1e3},
    Symbol{"GWh", dimension::energy, 1e6},
    Symbol{"kJ", dimension::energy, mj_to_kwh * 1e-3},
    Symbol{"MJ", dimension::energy, mj_to_kwh},
    Symbol{"GJ", dimension::energy, mj_to_kwh * 1e3},
    Symbol{"TJ", dimension::energy, mj_to_kwh * 1e6},
    Symbol{"MMBtu", dimension::energy, mmbtu_to_kwh},
    Symbol{"s", dimension::hour, 1.0 / 3600},
    Symbol{"秒", dimension::hour, 1.0 / 3600},
    Symbol{"min", dimension::hour, 1.0 / 60},
    Symbol{"分", dimension::hour, 1.0 / 60},
    Symbol{"h", dimension::hour, 1},
    Symbol{"hour", dimension::hour, 1},
    Symbol{"hours", dimension::hour, 1},
    Symbol{"時間", dimension::hour, 1},
    Symbol{"day", dimension::hour, 24},
    Symbol{"days", dimension::hour, 24},
    Symbol{"d", dimension::hour, 24},
    Symbol{"日", dimension::hour, 24},
    Symbol{"month", dimension::year, 1.0 / 12},
    Symbol{"months", dimension::year, 1.0 / 12},
    Symbol{"月", dimension::year, 1.0 / 12},
    Symbol{"か月", dimension::year, 1.0 / 12},
    Symbol{"ヶ月", dimension::year, 1.0 / 12},
    Symbol{"カ月", dimension::year, 1.0 / 12},
    Symbol{"ヵ月", dimension::year, 1.0 / 12},
    Symbol{"year", dimension::year, 1},
    Symbol{"years", dimension::year, 1},
    Symbol{"yr", dimension::year, 1},
    Symbol{"y", dimension::year, 1},
    Symbol{"a", dimension::year, 1},
    Symbol{"年", dimension::year, 1},
    Symbol{"年間", dimension::year, 1},
    Symbol{"yen", dimension::money, 1, "yen"},
    Symbol{"JPY", dimension::money, 1, "yen"},
    Symbol{"円", dimension::money, 1, "yen"},
    Symbol{"千円", dimension::money, 1e3, "yen"},
    Symbol{"万円", dimension::money, 1e4, "yen"},
    Symbol{"百万円", dimension::money, 1e6, "yen"},
    Symbol{"億円", dimension::money, 1e8, "yen"},
    Symbol{"USD", dimension::money, 1, "USD"},
    Symbol{"$", dimension::money, 1, "USD"},
    Symbol{"EUR", dimension::money, 1, "EUR"},
    Symbol{"GBP", dimension::money, 1, "GBP"},
    Symbol{"cu", dimension::money, 1, "cu"},
    Symbol{"g", dimension::mass, 1e-3},
    Symbol{"kg", dimension::mass, 1},
    Symbol{"t", dimension::mass, 1e3},
    Symbol{"g-CO2", dimension::mass, 1e-3},
    Symbol{"kg-CO2", dimension::mass, 1},
    Symbol{"t-CO2", dimension::mass, 1e3},
    Symbol{"gCO2", dimension::mass, 1e-3},
    Symbol{"kgCO2", dimension::mass, 1},
    Symbol{"tCO2", dimension::mass, 1e3},
    Symbol{"m", dimension::length, 1},
    Symbol{"km", dimension::length, 1e3},
    Symbol{"m2", area, 1},
    Symbol{"ha", area, 1e4},
    Symbol{"km2", area, 1e6},
    Symbol{"L", volume, 1e-3},
    Symbol{"m3", volume, 1},
    Symbol{"degC", dimension::temperature, 1},
    Symbol{"deg", dimension::none, 1},
};

/// "kWh/day" recurs, so a day below the line is a part of a year and not 24 hours.
constexpr std::array recurring{
    Symbol{"day", dimension::year, 1.0 / 365},
    Symbol{"d", dimension::year, 1.0 / 365},
    Symbol{"日", dimension::year, 1.0 / 365},
};

constexpr std::array<std::string_view, 7> counters{"世帯", "戸", "台", "基", "人", "棟", "units"};

const Symbol* find_symbol(std::string_view text, bool below_line) {
    if (below_line) {
        for (const auto& s : recurring) {
            if (s.text == text) return &s;
        }
    }
    for (const auto& s : symbols) {
        if (s.text == text) return &s;
    }
    return nullptr;
}

/// Reads a unit expression: symbols divided by "/", "per" or "a"; "·" and blanks join symbols on the same side.
class UnitReader {
public:
    explicit UnitReader(std::string_view text) : rest_(text) {}

    std::optional<Unit> read() {
        Unit unit;
        bool below = false;
        bool any = false;
        int depth = 0;
        while (true) {
            const std::string_view token = next();
            if (token.empty()) break;
            // "kWh/a" is a year's, "12 kWh a day" is not.
            const bool article = (token == "a" || token == "an") && any && !last_was_division_;
            if (token == "/" || token == "per" || article) {
                if (!any || last_was_division_) return fail(token);
                below = true;
                last_was_division_ = true;
            } else if (token == "(") {
                ++depth;
            } else if (token == ")") {
                if (--depth < 0) return fail(token);
            } else {
                const Symbol* symbol = find_symbol(token, below);
                if (symbol == nullptr) return fail(token);
                apply(unit, *symbol, below);
                any = true;
                last_was_division_ = false;
            }
        }
        if (!any || depth != 0 || last_was_division_) return fail({});
        return unit;
    }

    [[nodiscard]] std::string_view unknown() const { return unknown_; }

private:
    std::optional<Unit> fail(std::string_view token) {
        unknown_ = token;
        return std::nullopt;
    }

    static void apply(Unit& unit, const Symbol& symbol, bool below) {
        unit.dimension = below ? unit.dimension / symbol.dimension : unit.dimension * symbol.dimension;
        unit.factor = below ? unit.factor / symbol.factor : unit.factor * symbol.factor;
        if (!symbol.currency.empty()) unit.currency = symbol.currency;
    }

    std::string_view next() {
        while (!rest_.empty()) {
            if (rest_.front() == ' ' || rest_.front() == '*') {
                rest_.remove_prefix(1);
            } else if (rest_.starts_with("·")) {
                rest_.remove_prefix(std::string_view("·").size());
            } else {
                break;
            }
        }
        if (rest_.empty()) return {};
        std::size_t length = 1;
        if (std::string_view("/()").find(rest_.front()) == std::string_view::npos) {
            length = 0;
            while (length < rest_.size() && std::string_view("/()* ").find(rest_[length]) == std::string_view::npos &&
                   !rest_.substr(length).starts_with("·")) {
                ++length;
            }
        }
        const std::string_view token = rest_.substr(0, length);
        rest_.remove_prefix(length);
        return token;
    }

    std::string_view rest_;
    std::string_view unknown_;
    bool last_was_division_ = false;
};

/// "300-400 kW" and "300〜400 kW" are no numbers, but people write them.
bool is_range(std::string_view rest) {
    for (const std::string_view sign : {"-", "~", "〜", "–", "—", "から"}) {
        if (!rest.starts_with(sign)) continue;
        const std::string_view behind = trim(rest.substr(sign.size()));
        return !behind.empty() && behind.front() >= '0' && behind.front() <= '9';
    }
    return false;
}

std::variant<double, QuantityError> read_share(double number, std::string_view rest, std::string_view whole,
                                               const Unit& expected) {
    if (rest == "%" || rest == "percent") return number / 100;
    if (rest.starts_with("/")) {
        rest.remove_prefix(1);
        rest = trim(rest);
        const NumberRead below = read_plain_number(rest);
        if (below.state == NumberRead::State::good && trim(rest).empty() && std::isfinite(number / below.value))
            return number / below.value;
        return not_a_number(expected);
    }
    if (rest.empty()) return missing_unit(whole, number, expected);
    if (is_range(rest)) return range_given(expected);
    UnitReader reader(rest);
    if (reader.read()) return wrong_unit(rest, expected);
    return unknown_unit(rest, expected);
}

/// As `to_half_width`, and "4,618" where an input method wrote "4、618".
std::string numeric(std::string_view text) {
    std::string half = to_half_width(text);
    constexpr std::string_view comma = "、";
    const auto is_digit = [&](std::size_t k) { return k < half.size() && half[k] >= '0' && half[k] <= '9'; };
    for (auto at = half.find(comma); at != std::string::npos; at = half.find(comma, at + 1)) {
        if (at > 0 && is_digit(at - 1) && is_digit(at + comma.size())) half.replace(at, comma.size(), ",");
    }
    return half;
}

}  // namespace

std::optional<Unit> parse_unit(std::string_view text) {
    const std::string half = to_half_width(text);
    const std::string_view view = trim(half);
    if (view == "%") return Unit{"%", dimension::none, 0.01, true, false};
    if (view == "-") return Unit{"-", dimension::none, 1, false, true};
    auto unit = UnitReader(view).read();
    if (unit) unit->text = std::string(trim(text));
    return unit;
}

std::variant<double, QuantityError> parse_quantity(std::string_view text, const Unit& expected) {
    if (expected.plain) return parse_number(text);
    const std::string half = numeric(text);
    std::string_view rest = trim(half);
    std::string prefix;
    if (rest.starts_with("¥")) {
        rest.remove_prefix(std::string_view("¥").size());
        rest = trim(rest);
        prefix = "yen";
    }
    const std::string_view whole = rest;
    const NumberRead number = read_number(rest);
    if (number.state == NumberRead::State::none) return not_a_number(expected);
    if (number.state == NumberRead::State::ambiguous) return ambiguous(whole);
    rest = trim(rest);
    if (expected.percent) return read_share(number.value, rest, whole, expected);
    if (rest.empty() && prefix.empty()) return missing_unit(whole, number.value, expected);
    if (is_range(rest)) return range_given(expected);
    if (rest == "%") return wrong_unit(rest, expected);
    const std::string unit_text = prefix + std::string(rest);
    UnitReader reader(unit_text);
    const auto unit = reader.read();
    if (!unit) {
        const bool split_number = !rest.empty() && rest.front() >= '0' && rest.front() <= '9';
        return split_number ? ambiguous(whole)
                            : unknown_unit(reader.unknown().empty() ? rest : reader.unknown(), expected);
    }
    if (unit->dimension == expected.dimension) {
        const double value = number.value * unit->factor;
        if (!std::isfinite(value)) return not_a_number(expected);
        return value;
    }
    return wrong_unit(rest, expected);
}

std::variant<double, QuantityError> parse_number(std::string_view text) {
    static const Unit plain{"-", dimension::none, 1, false, true};
    const std::string half = numeric(text);
    std::string_view rest = trim(half);
    const NumberRead number = read_number(rest);
    if (number.state == NumberRead::State::none) return not_a_number(plain);
    if (number.state == NumberRead::State::ambiguous) return ambiguous(half);
    rest = trim(rest);
    for (const auto counter : counters) {
        if (rest == counter) rest = {};
    }
    if (is_range(rest)) return range_given(plain);
    if (!rest.empty()) {
        return QuantityError{
            "wrong-unit",
            {"a number without unit", "単位のない数値"},
            {fmt::format("remove \"{}\"", shortened(rest)), fmt::format("「{}」を取ってください", shortened(rest))},
            {}};
    }
    return number.value;
}

std::string currency_of(std::string_view quantity) {
    const std::string half = to_half_width(quantity);
    std::string_view rest = trim(half);
    if (rest.starts_with("¥")) return "yen";
    if (read_number(rest).state == NumberRead::State::none) return {};
    const auto unit = UnitReader(trim(rest)).read();
    return unit ? std::string(unit->currency) : std::string();
}

std::string print_number(double value, int decimals) {
    std::string digits = fmt::format("{:.{}f}", std::abs(value), decimals);
    if (digits.find('.') != std::string::npos) {
        digits.erase(digits.find_last_not_of('0') + 1);
        if (digits.back() == '.') digits.pop_back();
    }
    const std::size_t whole = std::min(digits.find('.'), digits.size());
    for (std::size_t i = whole; i > 3; i -= 3) digits.insert(i - 3, ",");
    return (value < 0 && digits != "0" ? "-" : "") + digits;
}

std::string print_quantity(double value, const Unit& unit, int decimals) {
    const std::string number = print_number(value / unit.factor, decimals);
    const bool counted = unit.text == "year" || unit.text == "month" || unit.text == "day" || unit.text == "hour";
    return unit.plain ? number : number + " " + unit.text + (counted && number != "1" ? "s" : "");
}

std::vector<std::string_view> symbols_like(std::string_view symbol, bool below_line) {
    const Symbol* model = find_symbol(symbol, below_line);
    std::vector<std::string_view> all;
    if (model == nullptr) return all;
    for (const auto& s : symbols) {
        if (find_symbol(s.text, below_line)->dimension == model->dimension) all.push_back(s.text);
    }
    return all;
}

std::vector<std::string_view> unit_symbols() {
    std::vector<std::string_view> all;
    for (const auto& s : symbols) all.push_back(s.text);
    all.emplace_back("%");
    return all;
}

}  // namespace gaiku
