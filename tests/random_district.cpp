#include "random_district.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "random_machines.h"
#include "random_tariff.h"

namespace gaiku::test {
namespace {

class Writer : Draw {
public:
    Writer(std::uint64_t seed, bool switches) : Draw(seed), switches_(switches) {}

    std::string run() {
        frame();
        for (std::size_t p = 0; p < places_; ++p) demands(p);
        if (!any_demand_) demand("electricity", 0);
        for (std::size_t p = 0; p < places_; ++p) backbone(p);
        const int more = 2 + pick(10);
        for (int i = 0; i < more; ++i) extra(static_cast<std::size_t>(pick(static_cast<int>(places_))));
        return head_ + "series:\n" + series_ + tariffs_ + "demands:\n" + demands_ + "assets:\n" + assets_;
    }

private:
    /// A size between these shares of the district's scale.
    std::string kw(double low, double high) { return number(between(low, high) * scale_) + " kW"; }
    std::string kwh(double low, double high) { return number(between(low, high) * scale_) + " kWh"; }

    void frame() {
        places_ = static_cast<std::size_t>(one_of({1, 1, 2, 2, 3, 4}));
        scale_ = std::pow(10.0, between(0, 4));
        step_ = one_of({1.0, 1.0, 1.0, 0.5, 2.0, 24.0});
        if (switches_) step_ = one_of({1.0, 2.0});
        steps_ = step_ == 24 ? 40 : switches_ ? 12 + 12 * pick(2) : 24 + 12 * pick(4);
        head_ = "gaiku: 1\ndistrict: { id: random, name: { en: Random, ja: 乱数 } }\nblocks: {";
        for (std::size_t p = 0; p < places_; ++p) head_ += fmt::format("{}b{}: {{}}", p == 0 ? " " : ", ", p);
        head_ += " }\ncarriers: { cooling_water: {}, canal: {} }\n";
        head_ += fmt::format("plan: {{ method: network, year: 2025, hours: {}, step: {} h{} }}\n",
                             static_cast<int>(steps_ * step_), step_, chance(0.3) ? ", year_share: 100 %" : "");
        head_ += chance(0.2)
                     ? "economics: { cost_basis: life_cycle, discount_rate: 4 %, period: 20 year, escalation: { "
                       "electricity: { rate: 1 % }, gas: { rate: 2 % }, canal: { rate: 0 % }, upkeep: { rate: "
                       "1 % } } }\n"
                     : "economics: { annuity: 8 % }\n";
        if (!switches_)  // rules have no machines that are on or off
            head_ += "scenarios: [ { id: optimal }, { id: rules, change: { plan: { operation: rules } } } ]\n";
        if (step_ != 24 && chance(0.4)) tariffs();  // whose hours a day is too long for
        make_series("price", "yen/kWh", prices());
        make_series("gas_price", "yen/kWh", wave(8, 2));
        make_series("outside", "degC", wave(10, 12));
        make_series("sun", "kW/kW", sun());
        make_series("cop", "'-'", wave(4, 1));
    }

    void tariffs() {
        made_.emplace(static_cast<Draw&>(*this), scale_, "price");
        if (switches_) made_->let_fall();  // whole numbers, as those of machines
        tariffs_ =
            "tariffs:\n  made:\n" + made_->electricity() + "  sold:\n" + made_->sale() + "  burnt:\n" + made_->gas();
    }

    void make_series(const std::string& name, const std::string& unit, const std::vector<double>& values) {
        series_ += "  " + name + ": { unit: " + unit + ", values: [";
        for (std::size_t t = 0; t < values.size(); ++t) series_ += (t == 0 ? "" : ", ") + number(values[t]);
        series_ += "] }\n";
    }

    [[nodiscard]] double hour(int t) const { return std::fmod(t * step_, 24); }

    std::vector<double> prices() {
        std::vector<double> values;
        const int kind = pick(4);
        const double base = between(10, 25);
        double walk = base;
        for (int t = 0; t < steps_; ++t) {
            const bool day = hour(t) >= 8 && hour(t) < 22;
            walk = std::max(0.01, walk + between(-4, 4));
            values.push_back(kind == 0   ? base
                             : kind == 1 ? base * (day ? 1.6 : 0.6)
                             : kind == 2 ? walk
                                         : between(5, 40));
        }
        return values;
    }

    std::vector<double> wave(double mean, double swing) {
        const double phase = between(0, 24);
        std::vector<double> values;
        for (int t = 0; t < steps_; ++t)
            values.push_back(mean + swing * std::sin((hour(t) - phase) / 24 * 2 * std::acos(-1.0)) +
                             swing * between(-0.3, 0.3));
        return values;
    }

    std::vector<double> sun() {
        std::vector<double> values;
        for (int t = 0; t < steps_; ++t) {
            const double height = step_ == 24 ? 0.4 : std::sin((hour(t) - 6) / 12 * std::acos(-1.0));
            values.push_back(std::max(0.0, height) * between(0.3, 1));
        }
        return values;
    }

    void demands(std::size_t p) {
        if (chance(0.8)) demand("electricity", p);
        if (chance(0.6)) demand("hot_water", p);
        if (chance(0.5)) demand("chilled_water", p);
        if (chance(0.2)) demand("steam", p);
    }

    void demand(const std::string& carrier, std::size_t p) {
        any_demand_ = true;
        const std::string name = fmt::format("{}_{}", carrier, p);
        std::vector<double> values = wave(1, 0.7);
        for (double& v : values) v = std::max(0.0, v) * scale_ * (chance(0.05) ? 0 : 1);
        make_series(name, "kW", values);
        unserved_.push_back(chance(0.3));
        demands_ +=
            fmt::format("  {}: {{ block: b{}, carrier: {}, power: {}, factor: {}{} }}\n", name, p, carrier, name,
                        number(between(0.2, 1.5)),
                        unserved_.back() ? fmt::format(", unserved_price: {} yen/kWh", number(between(20, 500))) : "");
        (carrier == "hot_water"       ? heat_
         : carrier == "chilled_water" ? cold_
         : carrier == "steam"         ? steam_
                                      : power_)
            .push_back(p);
    }

    void asset(const std::string& technology, std::size_t place, const std::string& entries) {
        const bool link =
            technology == "power_line" || technology == "heat_pipe" || technology == "interchange_converter";
        assets_ += fmt::format("  a{}: {{ technology: {}, {}{}{} }}\n", count_++, technology,
                               link ? "" : fmt::format("block: b{}, ", place), entries,
                               chance(0.1) ? fmt::format(", priority: {}", 1 + pick(9)) : "");
    }

    static bool has(const std::vector<std::size_t>& list, std::size_t place) {
        return std::find(list.begin(), list.end(), place) != list.end();
    }

    /// What every demand can be met with.
    void backbone(std::size_t p) {
        const bool own_grid = p == 0 || chance(0.5);
        if (own_grid) grid(p, "unlimited");
        if (!own_grid) line(static_cast<std::size_t>(pick(static_cast<int>(p))), p, "unlimited");
        const bool own_gas = p == 0 || chance(0.6);
        if (own_gas) gas(p, "unlimited");
        if (has(heat_, p) || p == 0) {
            if (own_gas && chance(0.7)) {
                boiler(p, "hot_water", 20);
            } else if (p > 0 && chance(0.5)) {
                pipe(0, p, "hot_water", "unlimited");
            } else {
                heat_pump(p, 20);
            }
        }
        if (has(cold_, p) || p == 0) {
            if (p > 0 && chance(0.4)) {
                pipe(0, p, "chilled_water", "unlimited");
            } else {
                electric_chiller(p, 20);
            }
        }
        if (!has(steam_, p)) return;
        if (!own_gas) gas(p, "unlimited");
        boiler(p, "steam", 20);
    }

    /// Convex: the input rises faster at the top.
    std::string part_load() {
        if (chance(0.6)) return "";
        const double load = between(30, 80);
        if (chance(0.3)) {
            return fmt::format(
                ", part_load: [{{ load: {:.2f} %, relative_efficiency: 110 % }}, {{ load: {:.2f} %, "
                "relative_efficiency: 106 % }}, {{ load: 100 %, relative_efficiency: 98 % }}]",
                load / 2, load);
        }
        return fmt::format(
            ", part_load: [{{ load: {:.2f} %, relative_efficiency: {:.2f} % }}, {{ load: 100 %, "
            "relative_efficiency: 100 % }}]",
            load, between(100.5, 115));
    }
    std::string cop(const char* key, double low, double high) {
        const int kind = pick(3);
        if (kind == 0) return fmt::format("{}: {}", key, number(between(low, high)));
        if (kind == 1 && low > 1) return fmt::format("{}: cop", key);
        return fmt::format(
            "{}_by_temperature: [{{ at: 0 degC, value: {} }}, {{ at: 12 degC, value: {} }}, {{ at: 25 "
            "degC, value: {} }}], temperature: outside",
            key, number(between(low, high)), number(between(low, high)), number(between(low, high)));
    }

    void grid(std::size_t p, const std::string& capacity) {
        const bool by_tariff = made_ && chance(0.7);
        // What a block that falls in price can hold at most has to be known.
        const bool falls = by_tariff && switches_ && capacity == "unlimited";
        std::string entries = "capacity: " + (falls ? kw(40, 60) : capacity);
        if (by_tariff && !contract_.empty() && chance(0.5)) {
            entries += ", billed_with: " + contract_;
        } else if (by_tariff) {
            entries += ", tariff: made, " + made_->electricity_terms();
            if (chance(0.4)) entries += ", sale_tariff: sold, export_limit: " + kw(0.1, 2);
            contract_ = fmt::format("a{}", count_);
        } else {
            entries += ", price: price";
            if (chance(0.5))
                entries += fmt::format(", demand_charge: {:.0f} yen/kW/month, demand_charge_on: {}", between(500, 2500),
                                       one_of({"year", "month"}));
            if (chance(0.4))
                entries +=
                    fmt::format(", export_price: {} yen/kWh, export_limit: {}", number(between(1, 30)), kw(0.1, 2));
        }
        if (chance(0.3)) entries += ", target_demand: " + kw(0.2, 2);
        asset("grid_connection", p, entries + ", co2_factor: 0.4 kg/kWh, primary_energy_factor: 8.64 MJ/kWh");
    }
    void gas(std::size_t p, const std::string& capacity) {
        std::string entries = "capacity: " + capacity;
        if (made_ && chance(0.6)) {
            entries += ", tariff: burnt, " + made_->gas_terms();
        } else {
            entries += ", price: " + (chance(0.5) ? "gas_price" : number(between(4, 12)) + " yen/kWh");
            if (chance(0.2)) entries += fmt::format(", demand_charge: {:.0f} yen/kW/year", between(500, 5000));
        }
        asset("gas_connection", p, entries);
    }
    void line(std::size_t from, std::size_t to, const std::string& capacity) {
        asset("power_line", 0,
              fmt::format("from: b{}, to: b{}, length: {:.0f} m, loss_per_km: {}, capacity: {}, both_ways: {}", from,
                          to, between(50, 2000), percent(0, 5), capacity, one_of({"yes", "no"})));
    }
    void pipe(std::size_t from, std::size_t to, const std::string& carrier, const std::string& capacity) {
        asset("heat_pipe", 0,
              fmt::format("from: b{}, to: b{}, carrier: {}, length: {:.0f} m, {}: {}, pumping_per_km: {} kWh/kWh/km, "
                          "capacity: {}, both_ways: {}, trench: 1000 yen/m",
                          from, to, carrier, between(50, 1000), one_of({"loss", "loss_per_km"}), percent(0, 10),
                          number(between(0, 0.05)), capacity, one_of({"yes", "no"})));
    }
    /// Of what makes up for nothing that must be there.
    std::string capacity(double low, double high, bool switches) {
        return random_capacity(*this, between(low, high) * scale_, switches);
    }
    void boiler(std::size_t p, const std::string& heat, double size, bool switches = false) {
        const std::string efficiency =
            chance(0.5) ? "efficiency: " + percent(70, 100)
                        : fmt::format(
                              "efficiency_by_temperature: [{{ at: 0 degC, value: {} }}, {{ at: 20 degC, value: {} "
                              "}}], temperature: outside",
                              percent(70, 95), percent(70, 95));
        asset("boiler", p,
              "heat: " + heat + ", " + capacity(size / 2, size, switches) + ", " + efficiency + part_load() +
                  running() + ", " + cost("kW"));
    }
    void heat_pump(std::size_t p, double size, bool switches = false) {
        const bool water = chance(0.3);
        std::string entries =
            capacity(size / 2, size, switches) + ", " + cop("cop", 2, 5) + running() + ", " + cost("kW");
        if (water) {
            entries += ", source_side: water, source_carrier: canal";
            asset("gas_connection", p, "carrier: canal, capacity: unlimited, price: 0.1 yen/kWh");
        } else {
            entries += part_load();
        }
        asset("heat_pump", p, entries);
    }
    /// Where waste heat is a carrier, something takes it.
    std::string reject_to(std::size_t p) {
        if (chance(0.6)) return part_load();
        rejection(p, "cooling_water", "unlimited");
        return ", reject_to: cooling_water";
    }
    void rejection(std::size_t p, const std::string& heat, const std::string& capacity) {
        asset("heat_rejection", p,
              "heat: " + heat + ", capacity: " + capacity + ", fan_electricity: " + percent(0, 3) + running() +
                  (capacity == "unlimited" ? "" : ", " + cost("kW")));
    }
    void electric_chiller(std::size_t p, double size, bool switches = false) {
        asset("electric_chiller", p,
              capacity(size / 2, size, switches) + ", " + cop("cop", 3, 6) + reject_to(p) + running() + ", " +
                  cost("kW"));
    }
    void store(std::size_t p, const std::string& carrier) {
        std::string entries = "capacity: " + kwh(0.2, 6) + ", power: " + (chance(0.2) ? "unlimited" : kw(0.1, 2)) +
                              ", charge_efficiency: " + percent(80, 100) +
                              ", discharge_efficiency: " + percent(80, 100) +
                              ", loss_per_hour: " + (chance(0.3) ? std::string("0 %") : percent(0, 3)) +
                              ", lowest_level: " + (chance(0.5) ? std::string("0 %") : percent(0, 30));
        const bool cut = assets_.find("target_demand") != std::string::npos && carrier == "electricity";
        const std::string rule = cut && chance(0.5) ? "peak_cut" : one_of({"self_consumption", "night_charge"});
        if (chance(0.7)) entries += ", rule: " + rule;
        if (chance(0.2)) entries += fmt::format(", charge_from: {}, charge_to: {}", pick(24), pick(24));
        if (carrier == "electricity") {
            asset("battery", p, entries + ", capital: 80000 yen/kWh, capital_power: 20000 yen/kW");
        } else {
            asset("thermal_store", p, "carrier: " + carrier + ", " + entries + ", " + cost("kWh"));
        }
    }
    /// Where something can make up for its losses.
    void heat_store(std::size_t p) {
        const std::string carrier = one_of({"hot_water", "chilled_water", "steam"});
        const auto& demand = carrier == "hot_water" ? heat_ : carrier == "chilled_water" ? cold_ : steam_;
        if (has(demand, p) || (p == 0 && carrier != "steam")) store(p, carrier);
    }
    void pv(std::size_t p) {
        std::string entries =
            "mounting: " + std::string(one_of({"rooftop_pv", "mega_solar"})) + ", capacity: " + kw(0.1, 3);
        entries += chance(0.7) ? ", yield: sun"
                               : fmt::format(", yield_per_area: {} kW/m2, area_per_kw: {:.2f} m2/kW",
                                             number(between(0.01, 0.2)), between(4, 9));
        if (chance(0.3)) entries += ", sale_price: " + number(between(1, 30)) + " yen/kWh";
        if (chance(0.3)) entries += ", generation_credit: " + number(between(0, 2)) + " yen/kWh";
        asset("pv", p, entries);
    }
    void engine(std::size_t p) {
        if (chance(0.5)) gas(p, chance(0.7) ? "unlimited" : kw(0.5, 3));
        asset("cogeneration", p,
              capacity(0.1, 2, switches_) + ", efficiency: " + percent(25, 45) +
                  ", heat_to_power: " + number(chance(0.1) ? 0 : between(0.3, 1.2)) + part_load() + running() + ", " +
                  cost("kW") + ", rule: " + one_of({"heat_led", "power_led"}) + (chance(0.5) ? ", heat: steam" : "") +
                  (chance(0.3) ? ", sale_price: " + number(between(1, 25)) + " yen/kWh" : ""));
        if (chance(0.5)) rejection(p, chance(0.5) ? "hot_water" : "steam", chance(0.5) ? "unlimited" : kw(0.1, 2));
    }

    void machine(std::size_t p, std::size_t other) {
        const RandomMachine made =
            random_machine(*this, scale_, fmt::format("b{}", p), fmt::format("b{}", other), switches_);
        if (made.burns_gas) gas(p, "unlimited");
        asset(made.technology, p, made.entries);
    }

    void extra(std::size_t p) {
        const auto other = static_cast<std::size_t>(pick(static_cast<int>(places_)));
        switch (pick(22)) {
            case 0:
                return pv(p);
            case 1:
                return asset("biomass_power", p, "capacity: " + kw(0.05, 0.5));
            case 2:
                return asset("hydro_power", p, "capacity: " + kw(0.05, 0.5));
            case 3:
                return store(p, "electricity");
            case 4:
                return heat_store(p);
            case 5:
            case 6:
                return engine(p);
            case 7:
                return boiler(p, one_of({"hot_water", "steam"}), 1, switches_);
            case 8:
                return heat_pump(p, 1, switches_);
            case 9:
                return electric_chiller(p, 1, switches_);
            case 10:
                return asset("absorption_chiller", p,
                             capacity(0.1, 2, switches_) + ", heat: " + one_of({"hot_water", "steam"}) + ", " +
                                 cop("cop", 0.6, 1.4) + (chance(0.3) ? ", auxiliary_electricity: 2 %" : "") +
                                 reject_to(p) + running() + ", " + cost("kW"));
            case 11:
                return rejection(p, one_of({"hot_water", "steam"}), kw(0.1, 2));
            case 12:
                return other == p ? grid(p, kw(0.1, 2)) : line(p, other, kw(0.1, 2));
            case 13:
                return other == p ? store(p, "electricity")
                                  : pipe(p, other, one_of({"hot_water", "chilled_water"}), kw(0.1, 2));
            case 14:
                return chance(0.5) ? asset("control_system", p, "capital: 1000000 yen, upkeep: 1000 yen/year")
                                   : asset("building_measure", p,
                                           "capital_per_area: 12000 yen/m2, area: 900 m2, upkeep: 1000 yen/year");
            default:
                return machine(p, other);
        }
    }

    bool switches_;
    std::size_t places_ = 1;
    double scale_ = 1, step_ = 1;
    int steps_ = 24;
    std::size_t count_ = 0;
    bool any_demand_ = false;
    std::vector<bool> unserved_;
    std::vector<std::size_t> power_, heat_, cold_, steam_;  ///< places with a demand
    std::optional<RandomTariff> made_;
    std::string contract_;  ///< the last connection with a tariff
    std::string head_, series_, tariffs_, demands_, assets_;
};

}  // namespace

std::string random_district(std::uint64_t seed, bool switches) {
    return Writer(seed, switches).run();
}

}  // namespace gaiku::test
