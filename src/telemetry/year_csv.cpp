#include "telemetry/year_csv.h"

#include <fmt/format.h>
#include <iterator>
#include <stdexcept>

#include "telemetry/stored_series.h"
#include "telemetry/time_text.h"

namespace gaiku::telemetry {
std::string year_csv(const std::filesystem::path& folder, const GroupName& group, TimeMs from) {
    const Measurand* measurand = measurand_of(group.measurand);
    if (measurand == nullptr || !measurand->adds)
        throw std::invalid_argument("\"" + group.measurand + "\" is no measurand that adds up over devices");
    if (!std::filesystem::exists(folder / store_file))
        throw std::invalid_argument(folder.string() + ": there is no store");
    settle_if_free(folder);
    Reader reader(folder, {});
    // 366 days, so that a year with a 29 February is whole.
    const auto slots = reader.half_hours(group, from, from + 366 * ms_a_day);
    if (slots.empty()) {
        throw std::invalid_argument(fmt::format("{} {} {}: no half-hour is known after {}", group.level, group.name,
                                                group.measurand, print_time(from)));
    }
    const TimeMs offset = LocalDays(reader.time_zone()).standard_offset(slots.front().begin);
    std::string csv = fmt::format("time,{}\n", measurand->unit);
    for (const SlotAt& one : slots) {
        if (one.slot.channels == 0) continue;
        std::string time = print_time(one.begin + offset).substr(0, 16);
        time[10] = ' ';
        fmt::format_to(std::back_inserter(csv), "{},{}\n", time, static_cast<double>(one.slot.micro) / micro_a_unit);
    }
    return csv;
}

}  // namespace gaiku::telemetry
