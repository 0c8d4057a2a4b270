#include "base/holidays.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>

namespace gaiku {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::Monday;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year_month_day;

/// Ordered, because the rules for substitute and citizens' holidays look at neighbours.
using Days = std::map<sys_days, Text>;

sys_days on(int year, unsigned m, unsigned d) {
    return sys_days{year_month_day{std::chrono::year{year}, month{m}, day{d}}};
}

sys_days nth_monday(int year, unsigned m, unsigned n) {
    return sys_days{std::chrono::year{year} / month{m} / Monday[n]};
}

/// Day of the month of an equinox: the day in 1980, the drift of the solar year against 365 days, less the leap days
/// since. The constants are those commonly given for 1980 to 2099, after the calendar handbook 新こよみ便利帳.
unsigned equinox_day(int year, double day_in_1980) {
    const int since = year - 1980;
    const int leap_days = since / 4;
    return static_cast<unsigned>(std::floor(day_in_1980 + 0.242194 * since)) - static_cast<unsigned>(leap_days);
}

sys_days vernal_equinox(int year) {
    return on(year, 3, equinox_day(year, 20.8431));
}
sys_days autumnal_equinox(int year) {
    return on(year, 9, equinox_day(year, 23.2488));
}

sys_days coming_of_age_day(int year) {
    return year >= 2000 ? nth_monday(year, 1, 2) : on(year, 1, 15);
}

sys_days respect_for_the_aged_day(int year) {
    return year >= 2003 ? nth_monday(year, 9, 3) : on(year, 9, 15);
}

/// The Olympic law moved three holidays to the opening and closing ceremonies, in 2020 and again in 2021.
sys_days marine_day(int year) {
    if (year == 2020) return on(year, 7, 23);
    if (year == 2021) return on(year, 7, 22);
    return year >= 2003 ? nth_monday(year, 7, 3) : on(year, 7, 20);
}

sys_days sports_day(int year) {
    if (year == 2020) return on(year, 7, 24);
    if (year == 2021) return on(year, 7, 23);
    return year >= 2000 ? nth_monday(year, 10, 2) : on(year, 10, 10);
}

sys_days mountain_day(int year) {
    if (year == 2020) return on(year, 8, 10);
    if (year == 2021) return on(year, 8, 8);
    return on(year, 8, 11);
}

Text sports_day_name(int year) {
    return year >= 2020 ? Text{"Sports Day", "スポーツの日"} : Text{"Health and Sports Day", "体育の日"};
}

/// Birthday of the reigning emperor; 2019 had none between the abdication in spring and the next February.
void add_emperors_birthday(Days& holidays, int year) {
    const Text name{"Emperor's Birthday", "天皇誕生日"};
    if (year <= 2018) holidays[on(year, 12, 23)] = name;
    if (year >= 2020) holidays[on(year, 2, 23)] = name;
}

/// 29 April and 4 May: the late emperor's birthday was kept as Greenery Day, which moved when it became Showa Day.
/// Before that 4 May was a day off as the day between two holidays.
void add_golden_week(Days& holidays, int year) {
    const Text greenery_day{"Greenery Day", "みどりの日"};
    if (year >= 2007) {
        holidays[on(year, 4, 29)] = {"Showa Day", "昭和の日"};
        holidays[on(year, 5, 4)] = greenery_day;
    } else {
        holidays[on(year, 4, 29)] = greenery_day;
    }
    holidays[on(year, 5, 3)] = {"Constitution Memorial Day", "憲法記念日"};
    holidays[on(year, 5, 5)] = {"Children's Day", "こどもの日"};
}

/// Days that a law of their own made holidays, once.
void add_single_days(Days& holidays, int year) {
    const Text enthronement{"Enthronement Ceremony", "即位の礼正殿の儀"};
    if (year == 1990) holidays[on(year, 11, 12)] = enthronement;
    if (year == 1993) holidays[on(year, 6, 9)] = {"Wedding of the Crown Prince", "皇太子の結婚の儀"};
    if (year == 2019) {
        holidays[on(year, 5, 1)] = {"Accession of the Emperor", "天皇の即位の日"};
        holidays[on(year, 10, 22)] = enthronement;
    }
}

Days days_named_by_law(int year) {
    Days holidays;
    holidays[on(year, 1, 1)] = {"New Year's Day", "元日"};
    holidays[coming_of_age_day(year)] = {"Coming of Age Day", "成人の日"};
    holidays[on(year, 2, 11)] = {"National Foundation Day", "建国記念の日"};
    add_emperors_birthday(holidays, year);
    holidays[vernal_equinox(year)] = {"Vernal Equinox Day", "春分の日"};
    add_golden_week(holidays, year);
    if (year >= 1996) holidays[marine_day(year)] = {"Marine Day", "海の日"};
    if (year >= 2016) holidays[mountain_day(year)] = {"Mountain Day", "山の日"};
    holidays[respect_for_the_aged_day(year)] = {"Respect for the Aged Day", "敬老の日"};
    holidays[autumnal_equinox(year)] = {"Autumnal Equinox Day", "秋分の日"};
    holidays[sports_day(year)] = sports_day_name(year);
    holidays[on(year, 11, 3)] = {"Culture Day", "文化の日"};
    holidays[on(year, 11, 23)] = {"Labour Thanksgiving Day", "勤労感謝の日"};
    add_single_days(holidays, year);
    return holidays;
}

bool is_sunday(sys_days date) {
    return std::chrono::weekday{date} == std::chrono::Sunday;
}

/// A holiday on a Sunday gives a day off: until 2006 the Monday after, which then had to be an ordinary day; from 2007
/// the next day that is not a holiday itself.
void add_substitutes(Days& all, const Days& named, int year) {
    for (const auto& [date, name] : named) {
        if (!is_sunday(date)) continue;
        sys_days substitute = date + days{1};
        if (year >= 2007) {
            while (named.contains(substitute)) substitute += days{1};
        }
        all.try_emplace(substitute, Text{"Substitute Holiday", "振替休日"});
    }
}

/// An ordinary day whose neighbours are both named holidays is a day off too; until 2006 not if it was a Sunday.
void add_citizens_holidays(Days& all, const Days& named, int year) {
    for (const auto& [date, name] : named) {
        const sys_days between = date + days{1};
        if (!named.contains(between + days{1})) continue;
        if (year < 2007 && is_sunday(between)) continue;
        all.try_emplace(between, Text{"Citizens' Holiday", "国民の休日"});
    }
}

}  // namespace

std::vector<Holiday> holidays_of_japan(int year) {
    if (year < first_holiday_year || year > last_holiday_year) {
        throw std::out_of_range("holidays of Japan are known for " + std::to_string(first_holiday_year) + " to " +
                                std::to_string(last_holiday_year) + ", not for " + std::to_string(year));
    }
    const Days named = days_named_by_law(year);
    Days all = named;
    // Substitutes first: where both rules meet on one day, the law calls it a substitute.
    add_substitutes(all, named, year);
    add_citizens_holidays(all, named, year);

    std::vector<Holiday> holidays;
    holidays.reserve(all.size());
    for (auto& [date, name] : all) holidays.push_back({year_month_day{date}, std::move(name)});
    return holidays;
}

bool is_holiday_of_japan(year_month_day date) {
    const std::vector<Holiday> holidays = holidays_of_japan(static_cast<int>(date.year()));
    return std::any_of(holidays.begin(), holidays.end(), [&](const Holiday& holiday) { return holiday.date == date; });
}

}  // namespace gaiku
