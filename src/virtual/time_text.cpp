#include "virtual/time_text.h"

#include <cmath>

#include "base/unit.h"
#include "telemetry/time_text.h"

namespace gaiku::field {

using namespace std::chrono;

std::string print_time(Instant time) {
    return telemetry::print_time(duration_cast<milliseconds>(time.time_since_epoch()).count());
}

std::optional<Instant> parse_time(std::string_view text) {
    std::string whole(text);
    constexpr std::size_t minutes_end = 16;  // "2026-11-28T09:00"
    if (whole.size() > minutes_end && whole[minutes_end] != ':') whole.insert(minutes_end, ":00");
    const auto time = telemetry::parse_time(whole);
    if (!time) return std::nullopt;
    return Instant{duration_cast<Instant::duration>(milliseconds{*time})};
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
