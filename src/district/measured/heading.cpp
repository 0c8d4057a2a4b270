#include <array>

#include "base/normal.h"
#include "district/measured/readings.h"

namespace gaiku {
namespace {

constexpr std::array<std::string_view, 8> known_units{"kW", "MW", "W", "kWh", "MWh", "Wh", "MJ", "GJ"};

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

/// The known unit that a word is, whatever its capitals; "kWh/30min" counts as kWh.
std::string as_unit(std::string_view word) {
    const std::string small = lower(trim(word.substr(0, word.find('/'))));
    for (const auto unit : known_units) {
        if (small == lower(unit)) return std::string(unit);
    }
    return {};
}

}  // namespace

std::string unit_in_heading(std::string_view heading) {
    const std::string half = to_half_width(heading);
    const std::string_view text = half;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool opens = text[i] == '(' || text[i] == '[';
        const auto end = opens ? text.find_first_of(")]", i) : std::string_view::npos;
        if (end == std::string_view::npos) continue;
        if (auto unit = as_unit(text.substr(i + 1, end - i - 1)); !unit.empty()) return unit;
    }
    // "demand_kWh", "受電電力 kW": the last word
    const auto cut = text.find_last_of(" _");
    return as_unit(cut == std::string_view::npos ? text : text.substr(cut + 1));
}

}  // namespace gaiku
