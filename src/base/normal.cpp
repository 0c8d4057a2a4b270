#include "base/normal.h"

#include <array>
#include <cstdint>
#include <utility>

namespace gaiku {
namespace {

struct Replacement {
    std::string_view from;
    std::string_view to;
};

constexpr std::array replacements{
    Replacement{"\u3000", " "}, Replacement{"\u00a0", " "}, Replacement{"㎡", "m2"},  Replacement{"m²", "m2"},
    Replacement{"㎥", "m3"},    Replacement{"m³", "m3"},    Replacement{"㎢", "km2"}, Replacement{"㏊", "ha"},
    Replacement{"㎾", "kW"},    Replacement{"㎿", "MW"},    Replacement{"㎏", "kg"},  Replacement{"㎞", "km"},
    Replacement{"℃", "degC"},   Replacement{"°C", "degC"},  Replacement{"℃", "degC"}, Replacement{"CO₂", "CO2"},
    Replacement{"￥", "¥"},     Replacement{"−", "-"},      Replacement{"・", "·"},   Replacement{"･", "·"},
};

/// U+FF01..U+FF5E (three bytes EF BC 81 .. EF BD 9E) is ASCII 0x21..0x7E.
std::optional<char> ascii_of_full_width(std::string_view at) {
    if (at.size() < 3 || static_cast<unsigned char>(at[0]) != 0xEF) return std::nullopt;
    const auto b1 = static_cast<unsigned char>(at[1]);
    const auto b2 = static_cast<unsigned char>(at[2]);
    if ((b1 != 0xBC && b1 != 0xBD) || (b2 & 0xC0U) != 0x80U) return std::nullopt;
    const unsigned code = 0xF000U | ((b1 & 0x3FU) << 6U) | (b2 & 0x3FU);
    if (code < 0xFF01 || code > 0xFF5E) return std::nullopt;
    return static_cast<char>(code - 0xFF01 + 0x21);
}

/// Length of a valid UTF-8 sequence at `at`; 0 when there is none.
std::size_t sequence_length(std::string_view at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(at[i]); };
    const auto follows = [&](std::size_t i) { return i < at.size() && (byte(i) & 0xC0U) == 0x80U; };
    const unsigned first = byte(0);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return follows(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        if (!follows(1) || !follows(2)) return 0;
        if (first == 0xE0 && byte(1) < 0xA0) return 0;
        if (first == 0xED && byte(1) > 0x9F) return 0;
        return 3;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        if (!follows(1) || !follows(2) || !follows(3)) return 0;
        if (first == 0xF0 && byte(1) < 0x90) return 0;
        if (first == 0xF4 && byte(1) > 0x8F) return 0;
        return 4;
    }
    return 0;
}

}  // namespace

std::string to_half_width(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        if (const auto ascii = ascii_of_full_width(text)) {
            out += *ascii;
            text.remove_prefix(3);
            continue;
        }
        bool replaced = false;
        for (const auto& [from, to] : replacements) {
            if (text.starts_with(from)) {
                out += to;
                text.remove_prefix(from.size());
                replaced = true;
                break;
            }
        }
        if (replaced) continue;
        out += text.front();
        text.remove_prefix(1);
    }
    return out;
}

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = sequence_length(text.substr(i));
        if (length == 0) return i;
        i += length;
    }
    return std::nullopt;
}

bool looks_like_shift_jis(std::string_view bytes) {
    std::size_t common = 0;
    std::size_t rare = 0;  // Latin-1 letters fall among the rare characters, which Japanese text hardly uses
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const unsigned byte = static_cast<unsigned char>(bytes[i]);
        if (byte < 0x80 || (byte >= 0xA1 && byte <= 0xDF)) continue;  // ASCII and half-width katakana
        const bool lead = (byte >= 0x81 && byte <= 0x9F) || (byte >= 0xE0 && byte <= 0xFC);
        if (!lead || i + 1 >= bytes.size()) return false;
        const unsigned trail = static_cast<unsigned char>(bytes[++i]);
        if (trail < 0x40 || trail == 0x7F || trail > 0xFC) return false;
        ++(byte <= 0x9F ? common : rare);
    }
    return common > rare;
}

std::string_view trim(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string shortened(std::string_view text) {
    constexpr std::size_t longest = 80;
    if (text.size() <= longest) return std::string(text);
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return std::string(text.substr(0, end)) + "...";
}

}  // namespace gaiku
