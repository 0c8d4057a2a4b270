#include "telemetry/store/kept_months.h"
#include "telemetry/store/reader.h"
#include "telemetry/store/schema.h"

#include <sqlite3.h>

/// Days and months out: kept ones, and at the ends of a span what lies within it.
namespace gaiku::telemetry {
namespace {

void append(std::vector<Figure>& to, const std::vector<Figure>& more) {
    to.insert(to.end(), more.begin(), more.end());
}

/// The first period that begins at a time or behind it.
TimeMs begin_from(const LocalDays& days, Period period, TimeMs time) {
    const Span span = days.around(time, period);
    return span.begin == time ? time : span.end;
}

/// Kept periods of a month that lie between two times.
void add_kept(const MonthTallies& month, Month number, Period period, const LocalDays& days, const Span& within,
              const Measurand& measurand, std::vector<Figure>& figures) {
    const Day first = LocalDays::first_of(number);
    if (period == Period::month) {
        if (month.whole().half_hours == 0) return;
        const Span span{days.span(first).begin, days.span(LocalDays::first_of(number + 1)).begin};
        figures.push_back(figure_of(span, month.whole(), measurand));
        return;
    }
    for (int i = 0; i < MonthTallies::most_days; ++i) {
        if (month.day(i).half_hours == 0) continue;
        const Span span = days.span(first + i);
        if (within.has(span.begin)) figures.push_back(figure_of(span, month.day(i), measurand));
    }
}

}  // namespace

std::string Reader::time_zone() {
    auto query = database_.prepare("SELECT value FROM settings WHERE name = 'time_zone'");
    return query.step() ? query.text(0) : default_time_zone;
}

int Reader::layout() {
    return layout_of(database_);
}

/// A store of an older layout keeps none until it is opened to write; one whose first opening was cut off neither.
bool Reader::keeps_months() {
    constexpr int since = 3;
    return layout() >= since && database_.prepare("SELECT value FROM settings WHERE name = 'time_zone'").step();
}

template <class Name>
std::vector<Figure> Reader::kept_figures(const Name& name, const Measurand* measurand, const Asked& asked) {
    const auto id = id_of(name);
    if (!id || measurand == nullptr || asked.from >= asked.to) return {};
    const LocalDays days(time_zone());
    const auto sums = [&](TimeMs from, TimeMs to) {
        return roll_up(half_hours(name, from, to), asked.period, days, *measurand);
    };
    if (asked.period == Period::half_hour || !keeps_months()) return sums(asked.from, asked.to);
    const Span whole{begin_from(days, asked.period, std::max<TimeMs>(0, asked.from)),
                     days.around(asked.to, asked.period).begin};
    if (whole.begin >= whole.end) return sums(asked.from, asked.to);
    std::vector<Figure> figures = sums(asked.from, whole.begin);
    constexpr bool channel = std::is_same_v<Name, ChannelName>;
    auto rows =
        database_.prepare(channel ? "SELECT key, body FROM months WHERE key >= ? AND key <= ? ORDER BY key"
                                  : "SELECT key, body FROM group_months WHERE key >= ? AND key <= ? ORDER BY key");
    rows.bind(day_key(*id, LocalDays::month_of(days.day_at(whole.begin))),
              day_key(*id, LocalDays::month_of(days.day_at(whole.end - 1))));
    MonthTallies month;
    while (rows.step()) {
        if (!month.decode(rows.bytes(1))) throw StoreError(SQLITE_CORRUPT, "months are damaged; restore a backup");
        add_kept(month, day_of_key(rows.integer(0)), asked.period, days, whole, *measurand, figures);
    }
    append(figures, sums(whole.end, asked.to));
    return figures;
}

std::vector<Figure> Reader::figures(const ChannelName& name, Period period, TimeMs from, TimeMs to) {
    const Snapshot snapshot(database_);
    return kept_figures(name, measurand_of(name.channel), {period, from, to});
}

std::vector<Figure> Reader::figures(const GroupName& name, Period period, TimeMs from, TimeMs to) {
    const Snapshot snapshot(database_);
    return kept_figures(name, measurand_of(name.measurand), {period, from, to});
}

}  // namespace gaiku::telemetry
