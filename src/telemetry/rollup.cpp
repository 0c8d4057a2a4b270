#include "telemetry/rollup.h"

#include <date/tz.h>
#include <stdexcept>

namespace gaiku::telemetry {
namespace {

using Millis = std::chrono::milliseconds;

TimeMs utc_of(const date::time_zone& zone, date::local_days day) {
    const auto time = zone.to_sys(day, date::choose::earliest);
    return std::chrono::duration_cast<Millis>(time.time_since_epoch()).count();
}

/// The day or month of a zone around a time.
class Calendar {
public:
    Calendar(const std::string& zone, Period period) : zone_(*date::locate_zone(zone)), period_(period) {}

    void find(TimeMs time, TimeMs& begin, TimeMs& end) const {
        if (period_ == Period::half_hour) {
            begin = time;
            end = time + ms_a_slot;
            return;
        }
        const auto local = zone_.to_local(date::sys_time<Millis>(Millis(time)));
        const auto day = date::floor<date::days>(local);
        date::local_days first = day;
        date::local_days next = day + date::days(1);
        if (period_ == Period::month) {
            const date::year_month_day date{day};
            first = date::local_days(date.year() / date.month() / 1);
            next = date::local_days((date.year() / date.month() + date::months(1)) / 1);
        }
        begin = utc_of(zone_, first);
        end = utc_of(zone_, next);
        if (begin % ms_a_slot != 0)
            throw std::runtime_error(zone_.name() + ": a time zone of whole half-hours from UTC is needed");
    }

private:
    const date::time_zone& zone_;
    Period period_;
};

Figure figure_of(TimeMs begin, TimeMs end, std::int64_t micro, std::size_t count, bool is_state) {
    Figure figure;
    figure.begin = begin;
    figure.end = end;
    figure.half_hours = count;
    figure.value = static_cast<double>(micro) / micro_a_unit;
    if (is_state && count > 0) figure.value /= static_cast<double>(count);
    return figure;
}

}  // namespace

std::optional<Period> parse_period(std::string_view text) {
    if (text == "30min") return Period::half_hour;
    if (text == "day") return Period::day;
    if (text == "month") return Period::month;
    return std::nullopt;
}

std::vector<Figure> roll_up(const std::vector<SlotAt>& slots, Period period, const std::string& zone,
                            const Measurand& measurand) {
    const Calendar calendar(zone, period);
    const bool is_state = measurand.kind == Register::state;
    std::vector<Figure> figures;
    for (std::size_t i = 0; i < slots.size();) {
        TimeMs begin = 0;
        TimeMs end = 0;
        calendar.find(slots[i].begin, begin, end);
        std::int64_t micro = 0;
        std::size_t count = 0;
        std::uint32_t channels = 0;
        bool marked = false;
        for (; i < slots.size() && slots[i].begin < end; ++i) {
            const Slot& slot = slots[i].slot;
            marked = marked || slot.marks != 0;
            if (slot.channels == 0) continue;
            micro += slot.micro;
            ++count;
            channels = std::max(channels, slot.channels);
        }
        if (count == 0) continue;
        Figure figure = figure_of(begin, end, micro, count, is_state);
        figure.channels = channels;
        figure.marked = marked || static_cast<TimeMs>(count) * ms_a_slot < end - begin;
        figures.push_back(figure);
    }
    return figures;
}

}  // namespace gaiku::telemetry
