#include <fmt/format.h>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "tariff/schedule.h"

/// Any text as hours, dates and days of a tariff. What is understood lies in a day and a year and is read again as the
/// same.
namespace {

using namespace gaiku;

void require(bool good, const char* what) {
    if (good) return;
    fmt::print(stderr, "{}\n", what);
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto spans = parse_hours(text)) {
        std::string printed;
        int before = 0;
        for (const auto& span : *spans) {
            require(before <= span.from && span.from < span.to && span.to <= 1440,
                    "span outside a day or out of order");
            before = span.to;
            printed += (printed.empty() ? "" : ", ") + print_minutes(span);
        }
        require(!spans->empty() && parse_hours(printed) == spans, "printed but not read as the same");
    }
    if (const auto days = parse_month_days(text)) {
        for (const auto& day : *days)
            require(day.month >= 1 && day.month <= 12 && day.day >= 1 && day.day <= 31, "no day of a year");
    }
    if (const auto days = parse_days(text)) require(*days != 0, "no day");
    return 0;
}
