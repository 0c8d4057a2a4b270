#include "telemetry/validate/counter.h"

#include <fmt/format.h>
#include <cmath>

#include "base/unit.h"
#include "telemetry/time_text.h"

namespace gaiku::telemetry {
namespace {

std::int64_t micro(double value) {
    return std::llround(value * micro_a_unit);
}

/// With separators, for people.
std::string figure(double value) {
    return print_number(value);
}

std::string step_text(const Checked& from, const Checked& to) {
    return figure(from.value) + " → " + figure(to.value) + " kWh";
}

/// What one step of a counter means.
struct Step {
    std::int64_t micro = 0;
    Marks marks = 0;
    std::string code;  ///< of its event; empty: nothing to tell
    std::string detail;
};

/// The end of the register: as known, or the next power of ten where the counter was within 1 % of it, which is what
/// mechanical and most electronic registers do.
double end_of(double before, double after, const Limits& limits) {
    if (limits.register_end > 0)
        return before >= 0.9 * limits.register_end && after <= 0.1 * limits.register_end ? limits.register_end : 0;
    if (before < 99) return 0;
    const double end = std::pow(10.0, std::ceil(std::log10(before)));
    return before >= 0.99 * end && after <= 0.01 * end ? end : 0;
}

Step backwards(const Checked& from, const Checked& to, const Limits& limits) {
    if (const double end = end_of(from.value, to.value, limits); end > 0) {
        return {micro(end) - micro(from.value) + micro(to.value), rollover, "rollover",
                step_text(from, to) + " over the end at " + figure(end) + " kWh"};
    }
    if (to.value > 0.5 * from.value) {
        return {0, static_cast<Marks>(negative | estimated), "negative", step_text(from, to)};
    }
    return {micro(to.value), static_cast<Marks>(reset | estimated), "reset", step_text(from, to)};
}

Step step_of(const Checked& from, const Checked& to, const Limits& limits) {
    Step step =
        to.value < from.value ? backwards(from, to, limits) : Step{micro(to.value) - micro(from.value), 0, {}, {}};
    const double hours = static_cast<double>(to.time - from.time) / 3.6e6;
    if (static_cast<double>(step.micro) / micro_a_unit > limits.most_kw * hours) {
        step = {0, static_cast<Marks>(spike | estimated), "implausible",
                step_text(from, to) + " > " + figure(limits.most_kw) + " kW"};
    }
    return step;
}

/// Whether the counter was only for one reading where it cannot have been: those around it go on without it.
bool is_spike(const Checked& before, const Checked& one, const Checked& after) {
    return after.value >= before.value && (one.value < before.value || one.value > after.value);
}

bool ends_in(Day day, TimeMs time) {
    return time >= begin_of(day) && time < begin_of(day + 1);
}

void tell_gap(const Checked& from, const Checked& to, TimeMs usual, std::vector<Event>& events) {
    const TimeMs length = to.time - from.time;
    if (length > longest_bridge) {
        events.push_back({to.time, "long-gap", "nothing since " + print_time(from.time) + "; not estimated"});
    } else if (usual > 0 && 2 * length > 3 * usual && length > ms_a_slot) {
        events.push_back({to.time, "gap", "nothing since " + print_time(from.time)});
    }
}

/// The intervals that lie between two readings of a difference register, where there are any and a straight line may
/// stand for them.
std::int64_t missing_between(const Checked& from, const Checked& to, TimeMs usual) {
    const TimeMs length = to.time - from.time;
    if (usual <= 0 || usual > ms_a_slot || length % usual != 0 || length - usual > longest_line) return 0;
    return length / usual - 1;
}

/// The energies of the missing intervals on the straight line between their neighbours'.
void add_line(const Checked& from, const Checked& to, std::int64_t missing, DaySums& sums) {
    const TimeMs usual = (to.time - from.time) / (missing + 1);
    const auto corrections = static_cast<Marks>((from.marks | to.marks) & marks_of_readings);
    for (std::int64_t i = 1; i <= missing; ++i) {
        const double share = static_cast<double>(i) / static_cast<double>(missing + 1);
        const TimeMs end = from.time + i * usual;
        sums.spread(end - usual, end, micro(from.value + (to.value - from.value) * share),
                    static_cast<Marks>(estimated | corrections));
    }
}

}  // namespace

void add_counter(const Limits& limits, Day day, std::span<const Checked> readings, DaySums& sums,
                 std::vector<Event>& events) {
    const TimeMs usual = usual_interval(readings);
    const Checked* last = nullptr;
    for (std::size_t i = 0; i < readings.size(); ++i) {
        const Checked& now = readings[i];
        const bool own = ends_in(day, now.time);
        if (last != nullptr && i + 1 < readings.size() && is_spike(*last, now, readings[i + 1])) {
            sums.mark(now.time, spike);
            if (own) events.push_back({now.time, "spike", figure(now.value) + " kWh"});
            continue;
        }
        if (last != nullptr) {
            const TimeMs length = now.time - last->time;
            Step step = step_of(*last, now, limits);
            if (length > ms_a_slot) step.marks |= estimated;
            step.marks |= static_cast<Marks>((last->marks | now.marks) & marks_of_readings);
            if (length <= longest_bridge) sums.spread(last->time, now.time, step.micro, step.marks);
            if (own) {
                tell_gap(readings[i - 1], now, usual, events);
                if (!step.code.empty()) events.push_back({now.time, step.code, step.detail});
            }
        }
        last = &now;
    }
}

void add_differences(const Limits& limits, Day day, std::span<const Checked> readings, DaySums& sums,
                     std::vector<Event>& events) {
    const TimeMs usual = usual_interval(readings);
    const Checked* last = nullptr;  // the reading before, where it is a good one
    for (std::size_t i = 0; i < readings.size(); ++i) {
        const Checked& now = readings[i];
        const bool own = ends_in(day, now.time);
        TimeMs length = usual > 0 ? std::min(usual, ms_a_slot) : ms_a_slot;
        if (i > 0 && now.time - readings[i - 1].time < length) length = now.time - readings[i - 1].time;
        if (own && i > 0) tell_gap(readings[i - 1], now, usual, events);
        const double hours = static_cast<double>(length) / 3.6e6;
        if (now.value < 0 || now.value > limits.most_kw * hours) {
            sums.mark(now.time, now.value < 0 ? negative : spike);
            if (own) {
                events.push_back({now.time, now.value < 0 ? "negative" : "implausible", figure(now.value) + " kWh"});
            }
            last = nullptr;
            continue;
        }
        if (last != nullptr) add_line(*last, now, missing_between(*last, now, usual), sums);
        last = &now;
        sums.spread(now.time - length, now.time, micro(now.value), static_cast<Marks>(now.marks & marks_of_readings));
    }
}

}  // namespace gaiku::telemetry
