#include "virtual/time_text.h"

#include <fmt/format.h>
#include <charconv>
#include <cmath>

#include "base/unit.h"

namespace gaiku::field {
namespace {

using namespace std::chrono;

/// Digits at the beginning of a text, exactly so many.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
    int number = 0;
    if (text.size() < digits || text.front() == '-' || text.front() == '+') return std::nullopt;
    const auto [end, error] = std::from_chars(text.data(), text.data() + digits, number);
    if (error != std::errc{} || end != text.data() + digits) return std::nullopt;
    text.remove_prefix(digits);
    return number;
}

bool take(std::string_view& text, char sign) {
    if (text.empty() || text.front() != sign) return false;
    text.remove_prefix(1);
    return true;
}

std::optional<minutes> take_zone(std::string_view& text) {
    if (take(text, 'Z')) return minutes{0};
    const bool west = take(text, '-');
    if (!west && !take(text, '+')) return std::nullopt;
    const auto hour = take_number(text, 2);
    if (!hour || !take(text, ':')) return std::nullopt;
    const auto minute = take_number(text, 2);
    if (!minute || *hour > 23 || *minute > 59) return std::nullopt;
    const minutes ahead{*hour * 60 + *minute};
    return west ? -ahead : ahead;
}

}  // namespace

std::string print_time(Instant time) {
    const sys_days date = floor<days>(time);
    const year_month_day ymd{date};
    const hh_mm_ss of_day{time - date};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(ymd.year()),
                       static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()), of_day.hours().count(),
                       of_day.minutes().count(), of_day.seconds().count());
}

std::optional<Instant> parse_time(std::string_view text) {
    const auto y = take_number(text, 4);
    if (!y || !take(text, '-')) return std::nullopt;
    const auto m = take_number(text, 2);
    if (!m || !take(text, '-')) return std::nullopt;
    const auto d = take_number(text, 2);
    if (!d || !(take(text, 'T') || take(text, ' '))) return std::nullopt;
    const auto hour = take_number(text, 2);
    if (!hour || !take(text, ':')) return std::nullopt;
    const auto minute = take_number(text, 2);
    const auto second = take(text, ':') ? take_number(text, 2) : std::optional<int>(0);
    if (!minute || !second || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
    const auto zone = take_zone(text);
    const year_month_day date{year{*y}, month{static_cast<unsigned>(*m)}, day{static_cast<unsigned>(*d)}};
    if (!zone || !text.empty() || !date.ok()) return std::nullopt;
    return sys_days{date} + hours{*hour} + minutes{*minute} + seconds{*second} - *zone;
}

std::optional<seconds> parse_duration(std::string_view text) {
    const auto number = parse_quantity(text, *parse_unit("h"));
    const auto* hours = std::get_if<double>(&number);
    constexpr double longest_h = 100 * 8760;
    if (hours == nullptr || !(std::abs(*hours) <= longest_h)) return std::nullopt;
    const double exact = *hours * 3600;
    if (std::abs(exact - std::round(exact)) > 1e-6) return std::nullopt;
    return seconds{std::llround(exact)};
}

}  // namespace gaiku::field
