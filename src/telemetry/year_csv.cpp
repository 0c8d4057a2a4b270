#include "telemetry/year_csv.h"

#include <date/tz.h>
#include <fmt/format.h>
#include <iterator>
#include <stdexcept>

#include "telemetry/store/store.h"
#include "telemetry/time_text.h"

namespace gaiku::telemetry {
namespace {

/// Standard time: what the zone is off UTC without daylight saving at `from`.
TimeMs standard_offset(const std::string& zone, TimeMs from) {
    const auto info =
        date::locate_zone(zone)->get_info(date::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(from)));
    return std::chrono::duration_cast<std::chrono::milliseconds>(info.offset - info.save).count();
}

/// Half-hours up to what was committed, where no server holds the store; else as it has them, seconds behind.
void settle(const std::filesystem::path& folder) {
    try {
        Store(folder).settle();
    } catch (const StoreError&) {
        // A server has it, and packs by itself.
    }
}

}  // namespace

std::string year_csv(const std::filesystem::path& folder, const GroupName& group, TimeMs from,
                     const std::string& zone) {
    const Measurand* measurand = measurand_of(group.measurand);
    if (measurand == nullptr || !measurand->adds)
        throw std::invalid_argument("\"" + group.measurand + "\" is no measurand that adds up over devices");
    if (!std::filesystem::exists(folder / store_file))
        throw std::invalid_argument(folder.string() + ": there is no store");
    settle(folder);
    Reader reader(folder, {});
    // 366 days, so that a year with a 29 February is whole.
    const auto slots = reader.half_hours(group, from, from + 366 * ms_a_day);
    if (slots.empty()) {
        throw std::invalid_argument(fmt::format("{} {} {}: no half-hour is known after {}", group.level, group.name,
                                                group.measurand, print_time(from)));
    }
    const TimeMs offset = standard_offset(zone, from);
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
