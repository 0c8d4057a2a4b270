#include "random_districts.h"

#include <fmt/format.h>
#include <array>
#include <cmath>
#include <initializer_list>
#include <random>
#include <set>

namespace gaiku::test {
namespace {

/// Chance without the library's distributions, which differ from one library to the next.
class Chance {
public:
    explicit Chance(std::uint64_t seed) : engine_(seed) {}

    double between(double low, double high) {
        return low + (high - low) * static_cast<double>(engine_() >> 11) / 9007199254740992.0;  // 2^53
    }
    int whole(int low, int high) {
        return low + static_cast<int>(engine_() % static_cast<std::uint64_t>(high - low + 1));
    }
    bool yes(double share) { return between(0, 1) < share; }
    /// A size of any order between the two.
    double order(double low, double high) { return std::exp(between(std::log(low), std::log(high))); }
    const char* one_of(std::initializer_list<const char*> words) {
        return words.begin()[whole(0, static_cast<int>(words.size()) - 1)];
    }

private:
    std::mt19937_64 engine_;
};

/// Writes one district, section by section.
class Writer {
public:
    explicit Writer(std::uint64_t seed) : chance_(seed) {}

    std::string write() {
        text_ = "gaiku: 1\ndistrict: { id: by-chance, name: { en: By chance, ja: 乱数の町 } }\n";
        profiles();
        buildings();
        assets();
        plan();
        scenarios();
        return text_;
    }

private:
    template <class... Values>
    void line(fmt::format_string<Values...> format, Values&&... values) {
        text_ += fmt::format(format, std::forward<Values>(values)...) + "\n";
    }

    void profiles() {
        std::string hours;
        for (int hour = 0; hour < 24; ++hour)
            hours += fmt::format("{}{:.3f}", hour == 0 ? "" : ", ", chance_.yes(0.2) ? 0 : chance_.between(0.1, 9));
        line("profiles: {{ own: {{ hours: [{}, 1] }} }}", hours.substr(0, hours.rfind(',')));
    }

    void buildings() {
        line("buildings:");
        households_ = chance_.whole(5, 3000);
        line(
            "  homes: {{ use: dwelling, households: {}, electricity_per_household: {:.1f} kWh/year, "
            "electricity_profile: {} }}",
            households_, chance_.between(1000, 9000), profile());
        day_kwh_ = households_ * 12;
        for (int i = chance_.whole(0, 3); i > 0; --i) {
            line("  house{}: {{ use: {}, electricity: {:.1f} kWh/day, electricity_profile: {} }}", i,
                 chance_.one_of({"office", "retail", "school", "hospital", "public"}), chance_.order(1, 9000),
                 profile());
        }
    }

    const char* profile() {
        return chance_.one_of({"household", "shopping_centre", "flat", "own", "hospital_ward", "retail"});
    }

    void assets() {
        line("assets:");
        if (chance_.yes(0.7))
            line(
                "  existing_pv: {{ technology: pv, mounting: rooftop_pv, existing: yes, owner: third_party, "
                "households: {}, capacity_per_household: 4.6 kW, energy_per_household: 15.0 kWh/day }}",
                chance_.whole(0, households_ / 2));
        for (const char* steady : {"hydro_power", "biomass_power"}) {
            // From nothing to twice what the town needs.
            if (chance_.yes(0.5))
                line("  {}: {{ technology: {}, capacity: {:.2f} kW, existing: {} }}", steady, steady,
                     day_kwh_ / 24 * chance_.between(0, 4), yes_no(0.2));
        }
        if (chance_.yes(0.3))
            line("  roof: {{ technology: pv, mounting: rooftop_pv, capacity: {:.1f} kW, owner: {} }}",
                 chance_.order(1, 5000), owner());
        for (int i = chance_.whole(0, 3); i > 0; --i) {
            line(
                "  new_pv{}: {{ technology: pv, mounting: {}, capacity: sized, share: {:.2f}, owner: {}, "
                "subsidised: {}{} }}",
                i, chance_.one_of({"rooftop_pv", "mega_solar"}), i == 1 ? 1 : chance_.between(0, 5), owner(),
                yes_no(0.8), chance_.yes(0.7) ? ", fit: solar_50_250kw/2021" : "");
        }
        storage();
    }

    void storage() {
        if (chance_.yes(0.9))
            line("  battery: {{ technology: battery, capacity: sized, replaced_in_years: [{}] }}",
                 chance_.whole(5, 10));
        if (chance_.yes(0.3))
            line("  given: {{ technology: battery, capacity: {:.1f} kWh, existing: {} }}", chance_.order(1, 9000),
                 yes_no(0.5));
        if (chance_.yes(0.7)) line("  system: {{ technology: control_system }}");
        for (const char* kind : {"water_heater", "home_battery", "electric_vehicle"}) {
            if (chance_.yes(0.4)) continue;
            const bool ours = chance_.yes(0.3);
            line("  {}: {{ technology: {}, units: {}, owner: {} }}", kind, kind, chance_.whole(0, households_),
                 ours ? "operator, capital: 50 万円, upkeep: 3000 円/年" : "third_party");
        }
    }

    void plan() {
        line("plan: {{ method: microgrid, battery_floor: {}, battery_floor_rate: {:.2f}, battery_floor_step: {} kWh }}",
             chance_.one_of({"when_negative", "always"}), chance_.between(0.5, 20), chance_.whole(0, 50));
        line(
            "economics: {{ period: {} years, value_of_own_generation: {:.3f} yen/kWh, margin_on_demand: {:.3f} "
            "yen/kWh, "
            "subsidy: {:.1f} %, subsidy_covers_replacement: {}, discount_rate: {:.2f} % }}",
            chance_.whole(10, 40), chance_.between(-5, 40), chance_.between(-5, 20), chance_.between(0, 100),
            yes_no(0.5), chance_.between(-2, 12));
        line(
            "environment: {{ electricity_co2: national_average_fy2020, electricity_primary_energy: "
            "energy_conservation_act_2023 }}");
    }

    void scenarios() {
        line("scenarios:");
        for (const char* era : {"now", "later"}) {
            std::set<int> tenths;
            for (int i = chance_.whole(1, 4); i > 0; --i) tenths.insert(chance_.whole(1, 1000));
            std::string rates = chance_.yes(0.5) ? "own_sources, " : "";
            for (const int tenth : tenths) rates += fmt::format("{} %, ", tenth / 10.0);
            line("  - {{ era: {}, supply_rate: [{}], change: {{ buildings: {{ homes: {{ households: {} }} }} }} }}",
                 era, rates.substr(0, rates.size() - 2), chance_.whole((households_ + 1) / 2, households_ + 5));
        }
    }

    const char* yes_no(double share) { return chance_.yes(share) ? "yes" : "no"; }
    const char* owner() { return chance_.yes(0.8) ? "operator" : "third_party"; }

    Chance chance_;
    std::string text_;
    int households_ = 0;
    double day_kwh_ = 0;
};

}  // namespace

std::string random_district(std::uint64_t seed) {
    return Writer(seed).write();
}

}  // namespace gaiku::test
