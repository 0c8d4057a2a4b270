#include "virtual/household.h"

#include <algorithm>
#include <stdexcept>

namespace gaiku::field {
namespace {

/// Households by persons (Population Census of Japan 2020: 38.0, 28.1 and 16.6 %; the rest four or more).
int draw_persons(Random& random) {
    const double u = random.uniform();
    if (u < 0.380) return 1;
    if (u < 0.661) return 2;
    return u < 0.827 ? 3 : 4;
}

Appliance::When when_of(const std::string& word) {
    if (word == "meal") return Appliance::When::meal;
    if (word == "evening") return Appliance::When::evening;
    return word == "night" ? Appliance::When::night : Appliance::When::awake;
}

/// Everyday life: early and late risers, people who work outside, at home, in shifts, or not any more.
void draw_rhythm(Household& home, Random& random) {
    const double kind = random.uniform();
    if (kind < 0.55) {  // everybody is out on working days
        home.out_on_weekdays = random.uniform(0.85, 1);
        home.wake_h = random.uniform(5.5, 7.5);
    } else if (kind < 0.80) {  // some are
        home.out_on_weekdays = random.uniform(0.2, 0.6);
        home.wake_h = random.uniform(5.5, 7.5);
    } else if (kind < 0.95) {  // at home by day
        home.out_on_weekdays = random.uniform(0, 0.2);
        home.wake_h = random.uniform(4.5, 8);
    } else {  // shifts: up at noon
        home.out_on_weekdays = random.uniform(0.7, 1);
        home.wake_h = random.uniform(9, 13);
    }
    home.out_on_days_off = random.uniform(0.1, 0.5);
    home.leave_h = home.wake_h + random.uniform(0.75, 2.5);
    home.back_h = home.leave_h + random.uniform(7.5, 12.5);
    home.sleep_h = std::max(home.wake_h + random.uniform(15, 18), home.back_h + 1.5);
    home.away_probability = random.uniform(0, 0.05);
}

/// When people are awake and at home: up to two spans of minutes.
struct Presence {
    int begin[2] = {0, 0}, end[2] = {0, 0};
    [[nodiscard]] int minutes() const { return end[0] - begin[0] + end[1] - begin[1]; }
    [[nodiscard]] bool at(int minute) const {
        return (minute >= begin[0] && minute < end[0]) || (minute >= begin[1] && minute < end[1]);
    }
    /// The minute that lies `share` of the time in.
    [[nodiscard]] int minute(double share) const {
        const int into = static_cast<int>(share * minutes());
        const int first = end[0] - begin[0];
        return into < first ? begin[0] + into : begin[1] + into - first;
    }
};

int minute_of(double hours) {
    return std::clamp(static_cast<int>(hours * 60), 0, static_cast<int>(minutes_a_day));
}

Presence draw_presence(const Household& home, const DayOutside& day, Random& random) {
    Presence presence;
    if (random.chance(home.away_probability)) return presence;
    const double wake = home.wake_h + (day.day_off ? random.uniform(0, 2) : 0.15 * random.normal());
    const double sleep = home.sleep_h + 0.4 * random.normal();
    const bool out = random.chance(day.day_off ? home.out_on_days_off : home.out_on_weekdays);
    const double leave =
        std::max(wake + 0.3, home.leave_h + (day.day_off ? random.uniform(0, 3) : 0.2 * random.normal()));
    const double back = std::max(leave + 1, home.back_h + 0.7 * random.normal());
    presence.begin[0] = minute_of(wake);
    presence.end[0] = std::max(presence.begin[0], minute_of(out ? leave : sleep));
    if (out) {
        presence.begin[1] = std::max(presence.end[0], minute_of(back));
        presence.end[1] = std::max(presence.begin[1], minute_of(std::max(sleep, back + 1)));
    }
    return presence;
}

void add(DayCurve& curve, int begin, int minutes, double kw) {
    const int end = std::min(begin + minutes, static_cast<int>(minutes_a_day));
    for (int m = std::max(begin, 0); m < end; ++m) curve[static_cast<std::size_t>(m)] += static_cast<float>(kw);
}

void run_fridge(const Household& home, Random& random, DayCurve& curve) {
    const int period = static_cast<int>(home.fridge_minutes);
    const int on = std::max(1, static_cast<int>(home.fridge_minutes * home.fridge_share));
    for (int m = -static_cast<int>(random.uniform() * period); m < static_cast<int>(minutes_a_day); m += period)
        add(curve, m, on, home.fridge_kw);
}

int draw_start(Appliance::When when, const Household& home, const Presence& presence, Random& random) {
    switch (when) {
        case Appliance::When::night:
            return static_cast<int>(random.uniform(1, 4.5) * 60);
        case Appliance::When::awake:
            return presence.minute(random.uniform());
        case Appliance::When::evening:
            return presence.minute(random.uniform(0.6, 1));
        case Appliance::When::meal:
            break;
    }
    // Around waking, coming home, and noon of those who are there.
    const double u = random.uniform();
    const double hour = u < 0.35   ? home.wake_h + random.uniform(0.1, 1)
                        : u < 0.85 ? std::max(home.back_h, 17.0) + random.uniform(0.2, 2.5)
                                   : 12 + 0.5 * random.normal();
    const int minute = minute_of(hour);
    return presence.at(minute) ? minute : presence.minute(random.uniform());
}

void use_appliances(const Household& home, const Presence& presence, Random& random, DayCurve& curve) {
    if (presence.minutes() < 30) return;
    for (const Appliance& appliance : home.has) {
        const int uses = random.times(appliance.uses + appliance.per_person * home.persons);
        for (int i = 0; i < uses; ++i) {
            const int minutes = std::max(1, static_cast<int>(random.around(appliance.duration_h * 60, 0.3)));
            add(curve, draw_start(appliance.when, home, presence, random), minutes, appliance.power_kw);
        }
    }
}

/// Light where it is dark and somebody is up; less in rooms nobody is in.
void light(const Household& home, const Presence& presence, Random& random, DayCurve& curve) {
    const double gloom = random.uniform(0.1, 0.5);  // of a cloudy day
    for (int m = 0; m < static_cast<int>(minutes_a_day); ++m) {
        if (!presence.at(m)) continue;
        const bool dark = m < 6 * 60 + 30 || m > 17 * 60;
        curve[static_cast<std::size_t>(m)] += static_cast<float>(home.light_kw * (dark ? 1 : gloom));
    }
}

/// Cooling and heating while somebody is there, through the night by half; switched off by those who bear it.
void condition(const Household& home, const DayOutside& day, const Presence& presence, Random& random,
               DayCurve& curve) {
    const double bears_k = random.uniform(0, 3);
    for (int hour = 0; hour < 24; ++hour) {
        const double t = day.temperature_c[static_cast<std::size_t>(hour)];
        const double warm = t - home.cooling_from_c - bears_k;
        const double cold = home.heats_by_air ? home.heating_below_c - bears_k - t : 0;
        const double kw = std::min(home.air_most_kw, home.air_kw_per_k * std::max({warm, cold, 0.0}));
        if (kw <= 0) continue;
        const bool nights = warm > 0;
        for (int m = hour * 60; m < hour * 60 + 60; ++m) {
            const bool asleep = m < presence.begin[0] && presence.minutes() > 0;
            const double part = presence.at(m) ? 1 : asleep && nights ? 0.5 : 0;
            const double cycle =
                (m / 7) % 3 == 0 ? 0.55 : 1.225;  // a compressor that goes up and down, 1 on the average
            curve[static_cast<std::size_t>(m)] += static_cast<float>(kw * part * cycle);
        }
    }
}

void charge(const Household& home, const Presence& presence, Random& random, DayCurve& curve) {
    const double kwh = std::min(random.around(home.driven_kwh, 0.5), home.charger_kw * 8);
    if (presence.minutes() == 0 || random.chance(0.4)) return;  // not every day
    const int from = presence.begin[1] > 0 ? presence.begin[1] : 19 * 60;
    add(curve, from, std::max(1, static_cast<int>(kwh / home.charger_kw * 60)), home.charger_kw);
}

}  // namespace

std::vector<Appliance> appliances(const Tables& tables) {
    const Table* table = tables.find("household_appliances");
    if (table == nullptr) throw std::logic_error("no table household_appliances");
    std::vector<Appliance> all;
    const auto number = [&](std::size_t row, const char* column) {
        return table->number(row, table->column(column).value()).value();
    };
    for (std::size_t row = 0; row < table->rows().size(); ++row) {
        all.push_back({number(row, "owned"), number(row, "power"), number(row, "duration"), number(row, "uses"),
                       number(row, "per_person"), when_of(table->text(row, "when"))});
    }
    return all;
}

Household draw_household(std::span<const Appliance> known, Random& random) {
    Household home;
    home.persons = draw_persons(random);
    draw_rhythm(home, random);
    home.standby_kw = random.around(0.03, 0.5);
    home.fridge_kw = random.around(0.09, 0.25);
    home.fridge_share = random.uniform(0.3, 0.55);
    home.fridge_minutes = random.uniform(35, 75);
    home.light_kw = random.around(0.06 + 0.03 * home.persons, 0.5);
    home.cooling_from_c = random.uniform(24, 29);
    home.heating_below_c = random.uniform(11, 18);
    home.air_kw_per_k = random.around(0.035 + 0.015 * home.persons, 0.5);
    home.air_most_kw = random.around(0.9 + 0.3 * home.persons, 0.3);
    home.heats_by_air = random.chance(0.55);
    if (random.chance(0.03)) {
        home.charger_kw = random.chance(0.5) ? 3 : 6;
        home.driven_kwh = random.around(5, 0.5);
    }
    for (const Appliance& appliance : known) {
        if (!random.chance(appliance.owned)) continue;
        Appliance own = appliance;
        own.power_kw = random.around(appliance.power_kw, 0.25);
        own.uses = random.around(appliance.uses, 0.6);
        own.per_person = random.around(appliance.per_person, 0.4);
        home.has.push_back(own);
    }
    return home;
}

void live_day(const Household& household, std::uint64_t seed, const DayOutside& day, DayCurve& home_kw,
              DayCurve* charger_kw) {
    Random random(seed_of(seed, static_cast<std::uint64_t>(day.date.time_since_epoch().count())));
    home_kw.fill(static_cast<float>(household.standby_kw));
    const Presence presence = draw_presence(household, day, random);
    run_fridge(household, random, home_kw);
    use_appliances(household, presence, random, home_kw);
    light(household, presence, random, home_kw);
    condition(household, day, presence, random, home_kw);
    if (charger_kw == nullptr) return;
    charger_kw->fill(0);
    if (household.charger_kw > 0) charge(household, presence, random, *charger_kw);
}

}  // namespace gaiku::field
