#include "base/number.h"

#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <utility>

#include "base/normal.h"

namespace gaiku {
namespace {

constexpr std::array<std::pair<std::string_view, double>, 5> multipliers{
    {{"億", 1e8}, {"百万", 1e6}, {"万", 1e4}, {"千", 1e3}, {"百", 1e2}}};

double read_multiplier(std::string_view& rest) {
    double factor = 1;
    const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    if (rest.empty() || is_ascii(rest.front())) return factor;  // most numbers: no multiplier begins so
    bool found = true;
    while (found) {
        found = false;
        for (const auto& [text, value] : multipliers) {
            if (rest.starts_with(text)) {
                factor *= value;
                rest.remove_prefix(text.size());
                found = true;
                break;
            }
        }
    }
    return factor;
}

}  // namespace

NumberRead read_plain_number(std::string_view& rest) {
    std::string digits;
    std::size_t i = 0;
    if (i < rest.size() && (rest[i] == '-' || rest[i] == '+')) {
        if (rest[i] == '-') digits += '-';
        ++i;
    }
    const std::size_t first = i;
    const auto is_digit = [&](std::size_t k) { return k < rest.size() && rest[k] >= '0' && rest[k] <= '9'; };
    std::size_t group = 0;
    bool separated = false;
    bool bad = false;
    while (is_digit(i) || (i > first && i < rest.size() && rest[i] == ',')) {
        if (rest[i] == ',') {
            if (separated ? group != 3 : (group == 0 || group > 3)) bad = true;
            separated = true;
            group = 0;
        } else {
            digits += rest[i];
            ++group;
        }
        ++i;
    }
    if (separated && group != 3) bad = true;
    if (i < rest.size() && rest[i] == '.') {
        digits += rest[i++];
        while (is_digit(i)) digits += rest[i++];
        if (i < rest.size() && (rest[i] == '.' || rest[i] == ',')) bad = true;
    }
    if (i < rest.size() && (rest[i] == 'e' || rest[i] == 'E') &&
        (is_digit(i + 1) || (i + 1 < rest.size() && (rest[i + 1] == '-' || rest[i + 1] == '+') && is_digit(i + 2)))) {
        digits += 'e';
        if (rest[i + 1] != '+') digits += rest[i + 1];
        i += 2;
        while (is_digit(i)) digits += rest[i++];
    }
    NumberRead result;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), result.value);
    if (error != std::errc{} || end != digits.data() + digits.size() || !std::isfinite(result.value)) return {};
    rest.remove_prefix(i);
    result.state = bad ? NumberRead::State::ambiguous : NumberRead::State::good;
    return result;
}

NumberRead read_number(std::string_view& rest) {
    NumberRead total = read_plain_number(rest);
    if (total.state != NumberRead::State::good) return total;
    double last_factor = 0;
    double value = total.value;
    double sum = 0;
    while (true) {
        std::string_view ahead = trim(rest);
        const double factor = read_multiplier(ahead);
        if (factor == 1) break;
        if (last_factor != 0 && factor >= last_factor) return {NumberRead::State::ambiguous, 0};
        last_factor = factor;
        sum += value * factor;
        value = 0;
        rest = ahead;
        std::string_view more = trim(rest);
        if (more.empty() || more.front() < '0' || more.front() > '9') break;
        const NumberRead next = read_plain_number(more);
        if (next.state != NumberRead::State::good) return next;
        value = next.value;
        rest = more;
    }
    total.value = sum + value;
    if (!std::isfinite(total.value)) return {};  // 1億億億...
    return total;
}

}  // namespace gaiku
