#include "telemetry/validate/day_sums.h"

#include <algorithm>
#include <cmath>

namespace gaiku::telemetry {
namespace {

/// How much of `micro` has come until `time`. The last one is all of it, so that parts add up.
std::int64_t until(TimeMs time, TimeMs from, TimeMs to, std::int64_t micro) {
    if (time <= from) return 0;
    if (time >= to) return micro;
    return std::llround(static_cast<long double>(micro) * static_cast<long double>(time - from) /
                        static_cast<long double>(to - from));
}

}  // namespace

void DaySums::spread(TimeMs from, TimeMs to, std::int64_t micro, Marks marks) {
    const TimeMs first = std::max(from, begin_);
    const TimeMs last = std::min(to, begin_ + ms_a_day);
    if (first >= last) return;
    const auto slot_of = [&](TimeMs time) { return static_cast<std::size_t>((time - begin_) / ms_a_slot); };
    for (std::size_t slot = slot_of(first); slot <= slot_of(last - 1); ++slot) {
        const TimeMs begin = std::max(first, begin_ + static_cast<TimeMs>(slot) * ms_a_slot);
        const TimeMs end = std::min(last, begin_ + static_cast<TimeMs>(slot + 1) * ms_a_slot);
        slots_[slot].micro += until(end, from, to, micro) - until(begin, from, to, micro);
        slots_[slot].channels = 1;
        slots_[slot].marks |= marks;
        covered_[slot] += end - begin;
    }
}

void DaySums::mark(TimeMs time, Marks marks) {
    const TimeMs within = time - begin_ - 1;  // a reading on the half-hour ends the one before
    if (within >= 0 && within < ms_a_day) slots_[static_cast<std::size_t>(within / ms_a_slot)].marks |= marks;
}

DaySlots DaySums::take() {
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        if (covered_[i] < ms_a_slot && slots_[i].channels > 0) slots_[i].marks |= partial;
    }
    return slots_;
}

}  // namespace gaiku::telemetry
