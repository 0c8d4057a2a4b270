#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "district/measured/lay.h"
#include "district/measured/local_time.h"

/// A file of measurements of any bytes, read in the ways that the first byte says. What is read is a year without a
/// hole, and every finding has a place. A year is longer than what is tried here, so most files are too short: the rows
/// of the file are repeated until they make one.
namespace {

using namespace gaiku;

void require(bool good) {
    if (!good) std::abort();
}

DayType weekends(std::chrono::sys_days day) {
    const std::chrono::weekday weekday(day);
    if (weekday == std::chrono::Sunday) return DayType::day_off;
    return weekday == std::chrono::Saturday ? DayType::saturday : DayType::weekday;
}

MeasuredOptions options_of(std::uint8_t bits) {
    MeasuredOptions options;
    options.file = "fuzz.csv";
    options.path = "demands.fuzz.measured";
    options.time = "t";
    options.column = (bits & 1U) != 0 ? "電力(kWh)" : "v";
    options.unit = (bits & 1U) != 0 ? "kWh" : "kW";
    options.date = (bits & 2U) != 0 ? "d" : "";
    options.time_is_end = (bits & 4U) != 0;
    options.daylight_saving = (bits & 8U) != 0;
    options.shift_jis = (bits & 16U) != 0;
    options.skip_lines = (bits & 32U) != 0 ? 2 : 0;
    options.fill_up_to = (bits & 64U) != 0 ? 0.5 : 0.05;
    return options;
}

/// Days of 24 hours whose values and faults are the bytes of the input, a year of them.
std::string year_of(std::string_view bytes) {
    std::string text = "t,v\n";
    for (int i = 0; i < 8760; ++i) {
        const auto byte = static_cast<unsigned char>(bytes[static_cast<std::size_t>(i) % bytes.size()]);
        if (byte == 'g') continue;  // a gap
        const LocalMinutes at = minutes_of(std::chrono::year(2023) / 1 / 1) + 60LL * (byte == 'b' ? i - 1 : i);
        text += print_local_time(at) + "," + (byte == 'e' ? "" : std::to_string(byte)) + "\n";
    }
    return text;
}

void check(const std::optional<MeasuredYear>& year, const Findings& findings) {
    require(year.has_value() != findings.has_errors());
    require(findings.all().size() < Findings::limit);
    for (const auto& finding : findings.all()) require(finding.position.file == "fuzz.csv");
    if (!year) return;
    require(year->days() == 365 || year->days() == 366);
    require(year->kw.size() == year->days() * year->per_day() && year->filled.size() == year->kw.size());
    for (const double kw : year->kw) require(kw >= 0);
    const auto laid = lay_onto_calendar(*year, 2026, weekends);
    require(laid.size() == 365 * year->per_day());
    require(means_of_steps(laid, year->interval_min / 60.0, {100, 0.7}).size() == 100);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const MeasuredOptions options = options_of(data[0]);
    Findings findings;
    check(read_measured(bytes, options, weekends, findings), findings);
    // A whole year has 8,760 rows, 150 ms under the sanitizers: one input in eight of those that ask for it.
    constexpr std::size_t one_in = 8;
    if ((data[0] & 192U) != 192U || size % one_in != 0) return 0;
    Findings of_year;
    check(read_measured(year_of(bytes), options, weekends, of_year), of_year);
    return 0;
}
