#include "district/json_schema_values.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/unit_symbols.h"

namespace gaiku::schema {
namespace {

using Json = nlohmann::ordered_json;

/// Digits of either width with separators, a point, Japanese multipliers and an exponent.
std::string number_pattern(bool negative) {
    return std::string(negative ? "[-+－＋]?" : "[+＋]?") +
           R"((?:[\d０-９][\d０-９,，、.．]*|[.．][\d０-９]+)(?:[eE][-+]?\d+)?(?:\s*[億万千百]+(?:[\d０-９][\d０-９,，、.．]*)?)*)";
}

std::string escaped(std::string_view symbol) {
    std::string out;
    for (const char c : symbol) {
        if (c == '$') out += '\\';
        out += c;
    }
    return out;
}

/// Any symbol that measures what `symbol` does, the longer first.
std::string like(const std::string& symbol, bool below_line) {
    std::vector<std::string_view> all = symbols_like(symbol, below_line);
    std::stable_sort(all.begin(), all.end(), [](auto a, auto b) { return a.size() > b.size(); });
    std::string pattern;
    for (const auto one : all) pattern += (pattern.empty() ? "" : "|") + escaped(one);
    return "(?:" + pattern + ")";
}

/// "yen/kW/year" as a pattern: the parts below the line in any order, joined by a stroke or in words.
std::string unit_pattern(const std::string& unit) {
    std::string above;
    std::string below;
    std::size_t parts = 0;
    for (std::size_t at = 0; at <= unit.size();) {
        const auto end = std::min(unit.find('/', at), unit.size());
        const std::string symbol = unit.substr(at, end - at);
        if (at == 0) {
            above = like(symbol, false);
        } else {
            below += (below.empty() ? "" : "|") + like(symbol, true);
            ++parts;
        }
        at = end + 1;
    }
    if (parts == 0) return above;
    const std::string joint = R"(\s*(?:\/|per\s|an?\s|[·*(\s])[\s(]*)";
    return above + "(?:" + joint + "(?:" + below + R"()\s*\)?){)" + std::to_string(parts) + "}";
}

Json text(const std::string& pattern) {
    return {{"type", "string"}, {"pattern", "^\\s*" + pattern + "\\s*$"}};
}

std::string plain_pattern(bool negative) {
    return number_pattern(negative) + R"((?:\s*(?:世帯|戸|台|基|人|棟|units))?)";
}

void add_range(Json& schema, const Field& field) {
    if (std::isfinite(field.minimum)) schema["minimum"] = field.minimum;
    if (std::isfinite(field.maximum)) schema["maximum"] = field.maximum;
}

}  // namespace

std::string quantity_name(const std::string& unit, bool negative) {
    std::string name = negative ? "signed_value_in_" : "value_in_";
    for (const char c : unit) {
        if (c == '/') {
            name += "_per_";
        } else if (c == '%') {
            name += "percent";
        } else {
            name += c;
        }
    }
    return name;
}

Json quantity(const std::string& unit, bool negative) {
    const std::string number = number_pattern(negative);
    if (unit == "%")
        return text("(?:" + number + R"(\s*(?:[%％]|percent)|)" + number + R"(\s*[\/／]\s*[\d０-９.．]+))");
    // Full-width letters and one-character units (㎾, ㎡, ℃) are taken as they are.
    const std::string wide = R"(\S*[Ａ-Ｚａ-ｚ／㌀-㏿℃²³].*)";
    std::string pattern = number + "\\s*(?:" + unit_pattern(unit) + "|" + wide + ")";
    if (unit.starts_with("yen")) {  // the sign in front is the unit
        const auto stroke = unit.find('/');
        const std::string rest = stroke == std::string::npos ? "" : R"(\s*\/.*)";
        pattern = "(?:" + pattern + "|[¥￥]\\s*" + number + rest + ")";
    }
    return text(pattern);
}

Json number(const Field& field) {
    Json plain{{"type", "number"}};
    add_range(plain, field);
    return {{"anyOf", {plain, text(plain_pattern(field.minimum < 0))}}};
}

Json count(const Field& field) {
    Json whole{{"type", "integer"}, {"minimum", 0}};
    add_range(whole, field);
    return {{"anyOf", {whole, text(plain_pattern(false))}}};
}

}  // namespace gaiku::schema
