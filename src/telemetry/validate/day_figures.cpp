#include "telemetry/validate/day_figures.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>

#include "base/unit.h"
#include "telemetry/validate/counter.h"

namespace gaiku::telemetry {
namespace {

std::string with_unit(double value, const Measurand& measurand) {
    const std::string_view unit = measurand.unit == "degC" ? "°C" : measurand.unit;
    return print_number(value) + (unit == "-" ? "" : " " + std::string(unit));
}

/// Half-hours of a state: the mean of its readings. What lies outside the measurand's range is passed over.
DaySlots means(const Measurand& measurand, Day day, std::span<const Checked> readings, std::vector<Event>& events) {
    std::array<double, slots_a_day> sum{};
    std::array<int, slots_a_day> count{};
    DaySlots slots{};
    for (const Checked& reading : readings) {
        const TimeMs within = reading.time - begin_of(day);
        if (within < 0 || within >= ms_a_day) continue;
        const auto slot = static_cast<std::size_t>(within / ms_a_slot);
        if (reading.value < measurand.lowest || reading.value > measurand.highest) {
            slots[slot].marks |= spike;
            events.push_back({reading.time, "spike", with_unit(reading.value, measurand)});
            continue;
        }
        sum[slot] += reading.value;
        ++count[slot];
        slots[slot].marks |= static_cast<Marks>(reading.marks & marks_of_readings);
    }
    for (std::size_t i = 0; i < slots.size(); ++i) {
        if (count[i] == 0) continue;
        slots[i].micro = std::llround(sum[i] / count[i] * micro_a_unit);
        slots[i].channels = 1;
    }
    return slots;
}

/// A value that stays the same to the last digit: a counter for a whole day, anything else but 0 for six hours of at
/// least a dozen readings. A heater's thermostat or an empty flat may look like that, so it is only marked.
void mark_stuck(const Measurand& measurand, Day day, std::span<const Checked> readings, DaySlots& slots,
                std::vector<Event>& events) {
    if (measurand.name == "switch" || measurand.name == "grid" || measurand.name == "presence") return;
    const bool counter = measurand.kind == Register::cumulative;
    const TimeMs least = counter ? ms_a_day - ms_a_slot : TimeMs{12} * ms_a_slot;
    const TimeMs begin = begin_of(day);
    for (std::size_t first = 0; first < readings.size();) {
        std::size_t end = first + 1;
        while (end < readings.size() && readings[end].value == readings[first].value) ++end;
        const TimeMs from = readings[first].time;
        const TimeMs to = readings[end - 1].time;
        const bool moves = !counter && readings[first].value == 0;
        if (!moves && end - first >= 12 && to - from >= least) {
            if (to >= begin) {
                events.push_back({std::max(from, begin), "stuck", with_unit(readings[first].value, measurand)});
            }
            for (TimeMs at = std::max(from, begin); at < std::min(to, begin + ms_a_day); at += ms_a_slot)
                slots[static_cast<std::size_t>((at - begin) / ms_a_slot)].marks |= stuck;
        }
        first = end;
    }
}

}  // namespace

TimeMs usual_interval(std::span<const Checked> readings) {
    if (readings.size() < 2) return 0;
    std::vector<TimeMs> steps;
    for (std::size_t i = 1; i < readings.size(); ++i) steps.push_back(readings[i].time - readings[i - 1].time);
    const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
    std::nth_element(steps.begin(), middle, steps.end());
    return *middle;
}

DayFigures figures_of(const Measurand& measurand, const Limits& limits, Day day, const Neighbourhood& around) {
    DayFigures figures;
    const std::span<const Checked> readings = around.readings;
    if (measurand.kind == Register::state) {
        figures.slots = means(measurand, day, readings, figures.events);
    } else {
        DaySums sums(day);
        if (measurand.kind == Register::cumulative) {
            add_counter(limits, day, readings, sums, figures.events);
        } else {
            add_differences(limits, day, readings, sums, figures.events);
        }
        figures.slots = sums.take();
    }
    mark_stuck(measurand, day, readings, figures.slots, figures.events);
    return figures;
}

}  // namespace gaiku::telemetry
