#include "operate/building_json.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <chrono>
#include <map>

#include "base/holidays.h"
#include "operate/building_cost.h"
#include "operate/json_parts.h"

namespace gaiku::operate {
namespace {

using telemetry::Day;
using telemetry::Figure;
using telemetry::GroupName;
using telemetry::LocalDays;
using telemetry::Period;
using telemetry::Span;

constexpr Day days_of_usual = 28;
/// Of one day nobody knows what is usual.
constexpr std::size_t least_days_of_usual = 3;
constexpr Day days_listed = 30;

GroupName use_of(const std::string& building) {
    return {"building", building, "energy_import"};
}

std::chrono::year_month_day date_of(Day day) {
    return std::chrono::sys_days(std::chrono::days(day));
}

/// Whether people work: Monday to Friday that are no holidays.
bool is_working_day(Day day) {
    const auto date = date_of(day);
    const unsigned weekday = std::chrono::weekday(std::chrono::sys_days(date)).iso_encoding();
    const int year = int(date.year());
    const bool known = year >= first_holiday_year && year <= last_holiday_year;
    return weekday <= 5 && !(known && is_holiday_of_japan(date));
}

std::optional<double> sum_of(const std::vector<Figure>& figures) {
    std::optional<double> sum;
    for (const Figure& figure : figures) sum = sum.value_or(0) + figure.value;
    return sum;
}

/// The usual energy of each half-hour of a day's clock.
class Usual {
public:
    Usual(const LocalDays& days, Day today, const std::vector<Figure>& figures) {
        for (const Figure& figure : figures) {
            const Day day = days.day_at(figure.begin);
            if (day >= today || is_working_day(day) != is_working_day(today)) continue;
            auto& slot = slots_[index(days.span(day), figure.begin)];
            slot.sum += figure.value;
            ++slot.count;
        }
    }
    [[nodiscard]] std::optional<double> at(const Span& day, TimeMs begin) const {
        const auto& slot = slots_[index(day, begin)];
        return slot.count < least_days_of_usual ? std::nullopt
                                                : std::optional(slot.sum / static_cast<double>(slot.count));
    }

private:
    static constexpr std::size_t most_slots = 50;  // of a day of 25 hours
    static std::size_t index(const Span& day, TimeMs begin) {
        return std::min(most_slots - 1, static_cast<std::size_t>((begin - day.begin) / telemetry::ms_a_slot));
    }
    struct Mean {
        double sum = 0;
        std::size_t count = 0;
    };
    std::array<Mean, most_slots> slots_{};
};

/// What two buildings are compared by: households, or floor area where both say it; else each counts as one.
double size_beside(const Record& building, const Record& other) {
    for (const char* key : {"households", "floor_area"}) {
        const Value* own = building.find(key);
        const Value* theirs = other.find(key);
        if (own != nullptr && theirs != nullptr && own->number > 0 && theirs->number > 0)
            return own->number / theirs->number;
    }
    return 1;
}

std::optional<double> like_of(telemetry::Store& store, const District& district, const Record& building, TimeMs from,
                              TimeMs to) {
    double sum = 0;
    std::size_t count = 0;
    const std::string use = building.text_or("use", {});
    for (const auto& [id, other] : district.buildings()) {
        if (other.get() == &building || use.empty() || other->text_or("use", {}) != use) continue;
        const auto energy = sum_of(store.figures(use_of(id), Period::month, from, to));
        if (!energy) continue;
        sum += *energy * size_beside(building, *other);
        ++count;
    }
    return count < least_comparable ? std::nullopt : std::optional(sum / static_cast<double>(count));
}

/// A building, or a home in one: whose readings, and of whom they are.
struct Whose {
    std::string id, building;
    bool is_home = false;

    [[nodiscard]] std::vector<Figure> figures(telemetry::Store& store, Period period, TimeMs from, TimeMs to) const {
        return is_home ? store.figures(telemetry::ChannelName{id, "energy_import"}, period, from, to)
                       : store.figures(use_of(id), period, from, to);
    }
    [[nodiscard]] Text name(const Record& record) const {
        Text name = record.name();
        if (!is_home) return name;
        const std::string home = id.substr(building.size() + 1);
        return {name.en + ": " + home, name.ja + "：" + home};
    }
};

/// What a home like the others used in the half-hours of a home: each half-hour's sum by the meters that make it up.
/// Nothing where a mean would tell of one of them, or leaves out much of what the home used.
std::optional<double> mean_of_homes(telemetry::Store& store, const Whose& whose, TimeMs from, TimeMs to) {
    constexpr double least_share = 0.9;
    std::map<TimeMs, Figure> of_all;
    for (const Figure& sum : store.figures(use_of(whose.building), Period::half_hour, from, to))
        if (sum.channels > least_comparable) of_all[sum.begin] = sum;
    const auto own = whose.figures(store, Period::half_hour, from, to);
    double mean = 0;
    std::size_t compared = 0;
    for (const Figure& figure : own) {
        const auto sum = of_all.find(figure.begin);
        if (sum == of_all.end()) continue;
        mean += sum->second.value / sum->second.channels;
        ++compared;
    }
    if (compared == 0 || static_cast<double>(compared) < least_share * static_cast<double>(own.size()))
        return std::nullopt;
    return mean;
}

/// Nothing for what the district does not have, and for a home whose meter is not registered.
std::optional<Whose> whose_is(telemetry::Store& store, const std::string& id) {
    Whose whose{id, id.substr(0, id.find('.')), id.find('.') != std::string::npos};
    if (!whose.is_home) return whose;
    for (const auto& device : store.devices())
        if (device.name == id && device.building == whose.building) return whose;
    return std::nullopt;
}

}  // namespace

std::string building_json(telemetry::Store& store, const District& district, const std::string& building,
                          const std::string& time_zone, TimeMs now) {
    const auto whose = whose_is(store, building);
    if (!whose) return {};
    const auto& all = district.buildings();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.first == whose->building; });
    if (found == all.end()) return {};
    const Record& record = *found->second;
    const LocalDays days(time_zone);
    const Day today = days.day_at(now);
    const Span span = days.span(today);
    const auto recent = whose->figures(store, Period::half_hour, days.span(today - days_of_usual).begin,
                                       now - now % telemetry::ms_a_slot);
    const Usual usual(days, today, recent);
    Json hours = Json::array();
    std::optional<double> today_kwh, usual_kwh;
    for (TimeMs begin = span.begin; begin < span.end; begin += telemetry::ms_a_slot) {
        const auto known =
            std::find_if(recent.rbegin(), recent.rend(), [&](const Figure& one) { return one.begin == begin; });
        const auto of_usual = usual.at(span, begin);
        if (known != recent.rend()) {
            today_kwh = today_kwh.value_or(0) + known->value;
            if (of_usual) usual_kwh = usual_kwh.value_or(0) + *of_usual;
        }
        hours.push_back({{"begin", begin},
                         {"kwh", known == recent.rend() ? Json(nullptr) : Json(known->value)},
                         {"usual_kwh", or_null(of_usual)}});
    }
    const TimeMs month = days.span(LocalDays::first_of(LocalDays::month_of(today))).begin;
    const auto month_kwh = sum_of(whose->figures(store, Period::month, month, now));
    const TimeMs until = now - now % telemetry::ms_a_slot;
    std::optional<Cost> cost;
    if (month_kwh)
        cost = cost_of(district, record.text_or("block", {}), whose->figures(store, Period::half_hour, month, until),
                       month, until);
    Json listed = Json::array();
    for (const Figure& day : whose->figures(store, Period::day, days.span(today + 1 - days_listed).begin, now)) {
        const auto date = date_of(days.day_at(day.begin));
        listed.push_back(
            {{"day", fmt::format("{:04}-{:02}-{:02}", int(date.year()), unsigned(date.month()), unsigned(date.day()))},
             {"kwh", day.value}});
    }
    return dump({{"building", building},
                 {"name", text_json(whose->name(record))},
                 {"today_kwh", or_null(today_kwh)},
                 {"usual_kwh", or_null(usual_kwh)},
                 {"hours", std::move(hours)},
                 {"month_kwh", or_null(month_kwh)},
                 {"month_cost_yen", cost ? Json(cost->yen) : Json(nullptr)},
                 {"month_cost_note", cost && !cost->note.en.empty() ? text_json(cost->note) : Json(nullptr)},
                 {"like_kwh", or_null(whose->is_home ? mean_of_homes(store, *whose, month, now)
                                                     : like_of(store, district, record, month, now))},
                 {"days", std::move(listed)}});
}

}  // namespace gaiku::operate
