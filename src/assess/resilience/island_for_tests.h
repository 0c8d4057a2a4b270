#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "assess/resilience/bunker.h"
#include "assess/resilience/electric_island.h"
#include "assess/resilience/outages.h"
#include "technology/storage.h"
#include "technology/town_for_tests.h"

/// Electric districts on real machines for the tests of this folder.
namespace gaiku::resilience::test {

inline constexpr double huge_kw = 1e12;

/// A district of method network whose asset `a` is an emergency generator, `b` a biomass plant.
struct Plants {
    Plants()
        : file(gaiku::test::bench().good(
              "plan: {method: network, hours: 4}\n"
              "buildings: ~\nenvironment: ~\nscenarios: [{id: one}]\n"
              "economics: {value_of_own_generation: ~, margin_on_demand: ~, annuity: 10 %}\n"
              "demands: {d: {carrier: electricity, power: 1 kW}}\n"
              "carriers: {oil: {}}\n"
              "assets:\n"
              "  a: {technology: emergency_generator, capacity: 10 kW, tank: 100 kWh, efficiency: 38 %, fuel: oil, "
              "fuel_price: 20 yen/kWh, existing: yes}\n"
              "  b: {technology: biomass_power, capacity: 10 kW, capacity_factor: 40 %, existing: yes}\n")) {}

    [[nodiscard]] std::shared_ptr<const Machine> machine(std::size_t asset, std::vector<double> sizes) const {
        const District& district = file.eras.at(0).district;
        const Record& record = *district.assets().at(asset).second;
        return gaiku::test::bench().technologies.of(record).machine_in_outage(AssetInput(record, district), sizes);
    }

    DistrictFile file;
};

inline const Plants& plants() {
    static const Plants made;
    return made;
}

/// An emergency generator of `units` units with a tank.
inline Generator emergency_generator(double kw, double tank_kwh, int units = 1) {
    Generator is{.id = "generator",
                 .machines = {nullptr},
                 .kw = kw,
                 .has_stock = true,
                 .stock_kwh = tank_kwh,
                 .start_kwh = {tank_kwh}};
    for (int n = 1; n <= units; ++n) is.machines.push_back(plants().machine(0, {kw * n / units, tank_kwh}));
    is.reliability.units = units;
    return is;
}

inline Battery battery(const Storage& storage, double kwh, double kw, std::vector<double> start_kwh) {
    return {"battery",
            std::make_shared<StorageMachine>(storage, kwh, kw),
            storage.lowest * kwh,
            kwh,
            storage.discharge_efficiency,
            std::move(start_kwh)};
}

struct Drawn {
    ElectricDistrict district;
    Terms terms;
    std::vector<std::uint8_t> months;
};

/// A few days of a district with sun, perhaps water, batteries, a generator and a bunker, of sizes that sometimes last
/// and sometimes do not.
inline Drawn draw(std::mt19937& random) {
    const auto between = [&](double a, double b) { return std::uniform_real_distribution<double>(a, b)(random); };
    const auto chance = [&](double p) { return between(0, 1) < p; };
    Drawn is;
    ElectricDistrict& d = is.district;
    d.steps = 120;
    d.step_hours = chance(0.8) ? 1 : 0.5;
    is.terms.horizon_steps = chance(0.2) ? 150 : 60;
    is.terms.reserve_hours = chance(0.2) ? 0 : std::floor(between(1, 30));
    is.terms.ends_with = chance(0.6) ? LoadClass::shelter : LoadClass::class_1;
    is.terms.fuel_for = static_cast<LoadClass>(std::uniform_int_distribution<int>(0, 5)(random));
    for (std::size_t t = 0; t < d.steps; ++t) is.months.push_back(t < 60 ? 6 : 7);
    std::array<double, load_classes> share{};
    for (double& one : share) one = chance(0.3) ? 0 : between(0, 1);
    share[0] = between(0.1, 1);
    FreeSource sun{"sun", {}, -1, false}, water{"water", {}, 0, true};
    const double sun_kw = between(0, 400), water_kw = chance(0.5) ? between(0, 30) : 0;
    for (std::size_t t = 0; t < d.steps; ++t) {
        const double hour = std::fmod(static_cast<double>(t) * d.step_hours, 24);
        sun.kw.push_back(sun_kw * std::max(0.0, std::sin((hour - 6) / 12 * M_PI)) * between(0, 1));
        water.kw.push_back(water_kw);
        const double kw = 50 * between(0.5, 1.5);
        for (std::size_t k = 0; k < load_classes; ++k) d.load_kw[k].push_back(chance(0.05) ? 0 : kw * share[k]);
    }
    d.free = {sun, water};
    d.floods = {{1U << 5, static_cast<int>(between(1, 40))}};
    for (int b = static_cast<int>(between(0, 3)); b > 0; --b) {
        Storage storage;
        storage.step_hours = d.step_hours;
        storage.charge_efficiency = chance(0.3) ? 1 : between(0.8, 1);
        storage.discharge_efficiency = chance(0.3) ? 1 : between(0.8, 1);
        storage.loss_per_hour = chance(0.5) ? 0 : between(0, 0.01);
        storage.lowest = chance(0.5) ? 0 : between(0, 0.3);
        const double kwh = between(0, 1500);
        std::vector<double> start;
        for (std::size_t t = 0; t < d.steps; ++t) start.push_back(chance(0.3) ? kwh : between(storage.lowest, 1) * kwh);
        d.batteries.push_back(battery(storage, kwh, between(10, 300), std::move(start)));
    }
    if (chance(0.5)) {
        d.generators.push_back(emergency_generator(between(5, 150), between(0, 20000)));
        if (chance(0.3)) d.generators.back().delivery_kw = between(0, 100);
    }
    if (chance(0.5)) {
        const double kw = between(5, 150);
        Generator biomass{.id = "biomass", .machines = {nullptr, plants().machine(1, {kw})}, .kw = kw};
        if (chance(0.7)) {
            biomass.has_stock = true;
            biomass.stock_kwh = between(0, 50) * kw;
            biomass.start_kwh = {biomass.stock_kwh};
            biomass.machines[1] = std::make_shared<BunkeredMachine>(biomass.machines[1]);
        }
        biomass.flood = chance(0.3) ? 0 : -1;
        d.generators.push_back(std::move(biomass));
    }
    return is;
}

/// One outage run alone, step by step on the machines, by the rules as island.h states them.
class Alone {
public:
    Alone(const Drawn& drawn, std::size_t start) : d_(drawn.district), terms_(drawn.terms), start_(start) {
        for (const Battery& b : d_.batteries) battery_kwh_.push_back(b.start_kwh[start]);
        for (const Generator& g : d_.generators) stock_kwh_.push_back(g.start_kwh.front());
        flood_ = (drawn.district.floods[0].months >> (drawn.months[start] - 1) & 1U) != 0 ? d_.floods[0].steps : 0;
    }

    Outage run() {
        Outage outage;
        for (; outage.steps < terms_.horizon_steps; ++outage.steps) {
            const std::size_t t = (start_ + static_cast<std::size_t>(outage.steps)) % d_.steps;
            const std::array<double, load_classes> share = step(t, outage.steps < flood_);
            double deciding = 0, met = 0;
            for (std::size_t k = 0; k <= terms_.last(); ++k) {
                deciding += d_.load_kw[k][t];
                met += share[k] * d_.load_kw[k][t];
            }
            if (met < deciding * (1 - 1e-9)) {
                outage.hours = (outage.steps + met / deciding) * d_.step_hours;
                return outage;
            }
            for (std::size_t k = 0; k < load_classes; ++k) {
                outage.asked_kwh[k] += d_.load_kw[k][t] * d_.step_hours;
                if (share[k] >= 1) continue;
                outage.missed_steps[k] += 1;
                outage.unserved_kwh[k] += (1 - share[k]) * d_.load_kw[k][t] * d_.step_hours;
            }
        }
        outage.censored = true;
        outage.hours = outage.steps * d_.step_hours;
        return outage;
    }

    /// Largest difference between what came and what went in a step, kW, so far.
    [[nodiscard]] double imbalance_kw() const { return imbalance_kw_; }

private:
    [[nodiscard]] double load(std::size_t t, std::size_t last) const {
        double sum = 0;
        for (std::size_t k = 0; k <= last; ++k) sum += d_.load_kw[k][t];
        return sum;
    }

    /// What a generator would give; `keep`: it does.
    double generate(std::size_t g, std::size_t t, double kw, bool keep) {
        const Generator& is = d_.generators[g];
        double level = stock_kwh_[g];
        std::array<double, 4> ports{};
        is.machines[1]->step(t, d_.step_hours, std::array<double, 2>{kw, is.delivery_kw}, level, ports);
        if (keep && is.has_stock) stock_after_[g] = level;
        return ports[0];
    }

    double discharge(std::size_t b, std::size_t t, double charge_kw, double discharge_kw) {
        double level = battery_kwh_[b];
        std::array<double, 4> ports{};
        d_.batteries[b].machine->step(t, d_.step_hours, std::array<double, 2>{charge_kw, discharge_kw}, level, ports);
        battery_after_[b] = level;
        return ports[0] + ports[1];
    }

    [[nodiscard]] double reserve(std::size_t t, bool flooded) {
        const bool all_last = [&] {
            for (std::size_t g = 0; g < d_.generators.size(); ++g) {
                if (d_.generators[g].has_stock && stock_kwh_[g] <= 1e-6 * d_.generators[g].stock_kwh) return false;
            }
            return true;
        }();
        double efficiency = 1;
        for (const Battery& b : d_.batteries) efficiency = std::min(efficiency, b.discharge_efficiency);
        double kwh = 0;
        const auto window = static_cast<std::size_t>(std::lround(terms_.reserve_hours / d_.step_hours));
        for (std::size_t i = 1; i <= std::min(window, d_.steps); ++i) {
            const std::size_t at = (t + i) % d_.steps;
            double firm = flooded ? 0 : d_.free[1].kw[at];
            for (const Generator& is : d_.generators) {
                if ((is.has_stock && !all_last) || (flooded && is.flood == 0)) continue;
                double level = is.stock_kwh;
                std::array<double, 4> ports{};
                is.machines[1]->step(at, d_.step_hours, std::array<double, 2>{huge_kw, is.delivery_kw}, level, ports);
                firm += ports[0];
            }
            kwh += std::max(0.0, load(at, terms_.last()) - firm) * d_.step_hours / efficiency;
        }
        return kwh;
    }

    std::array<double, load_classes> step(std::size_t t, bool flooded) {
        const std::size_t generators = d_.generators.size(), batteries = d_.batteries.size();
        battery_after_ = battery_kwh_;
        stock_after_ = stock_kwh_;
        std::vector<double> power(generators, 0.0), out(batteries, 0.0);
        const auto runs = [&](std::size_t g) { return !(flooded && d_.generators[g].flood == 0); };
        double given = d_.free[0].kw[t] + (flooded ? 0 : d_.free[1].kw[t]);
        const double all = load(t, load_classes - 1);
        double above = -reserve(t, flooded);
        for (std::size_t b = 0; b < batteries; ++b)
            above += std::max(0.0, battery_kwh_[b] - d_.batteries[b].lowest_kwh);
        const auto burn = [&](bool stock, double until) {
            for (std::size_t g = 0; g < generators; ++g) {
                if (d_.generators[g].has_stock != stock || !runs(g) || until - given <= 1e-9) continue;
                const double more = generate(g, t, power[g] + until - given, true) - power[g];
                power[g] += more;
                given += more;
            }
        };
        const auto draw = [&](double until, double kwh) {
            for (std::size_t b = 0; b < batteries; ++b) {
                const double efficiency = d_.batteries[b].discharge_efficiency;
                const double asked = std::min(until - given, kwh * efficiency / d_.step_hours);
                const double before = battery_after_[b];
                const double more = asked <= 1e-9 ? 0 : discharge(b, t, 0, out[b] + asked) - out[b];
                if (more <= 1e-9) {
                    battery_after_[b] = before;
                    continue;
                }
                out[b] += more;
                given += more;
                kwh -= more * d_.step_hours / efficiency;
            }
        };
        for (std::size_t g = 0; g < generators; ++g) {
            if (runs(g)) generate(g, t, 0, true);  // what is brought comes whether it runs or not
        }
        burn(false, all);
        draw(all, above);
        burn(true, load(t, std::max(terms_.last(), static_cast<std::size_t>(terms_.fuel_for))));
        draw(load(t, terms_.last()), 1e12);
        const auto shares = served(t, given);
        fill(t, given, all, above, power, out, runs);
        battery_kwh_ = battery_after_;
        stock_kwh_ = stock_after_;
        return shares;
    }

    [[nodiscard]] std::array<double, load_classes> served(std::size_t t, double given) const {
        std::array<double, load_classes> share{};
        const double all = load(t, load_classes - 1);
        for (std::size_t k = 0; k < load_classes; ++k) {
            const double kw = d_.load_kw[k][t];
            if (given >= kw - 1e-9 * all) {
                share[k] = 1;
                given -= kw;
                continue;
            }
            share[k] = std::max(0.0, given) / kw;
            break;
        }
        for (std::size_t k = 0; k < load_classes; ++k) share[k] = d_.load_kw[k][t] > 0 ? share[k] : 1;
        return share;
    }

    template <class Runs>
    void fill(std::size_t t, double given, double all, double above, std::vector<double>& power,
              const std::vector<double>& out, const Runs& runs) {
        const double surplus = std::max(0.0, given - all);
        double endless = 0, stocked = 0;
        for (std::size_t g = 0; g < power.size(); ++g) {
            if (!runs(g)) continue;
            (d_.generators[g].has_stock ? stocked : endless) += generate(g, t, huge_kw, false) - power[g];
        }
        const double lacking = std::max(0.0, -above / d_.step_hours - surplus - endless);
        const double offered = surplus + endless + (lacking > 1e-9 ? std::min(lacking, stocked) : 0);
        double taken = 0;
        for (std::size_t b = 0; b < out.size(); ++b) {
            if (out[b] <= 0) taken -= discharge(b, t, std::max(0.0, offered - taken), 0);
        }
        double more = std::max(0.0, taken - surplus);
        const double asked = more;
        for (const bool stock : {false, true}) {
            for (std::size_t g = 0; g < power.size(); ++g) {
                if (more <= 1e-9 || d_.generators[g].has_stock != stock || !runs(g)) continue;
                const double got = generate(g, t, power[g] + more, true) - power[g];
                power[g] += got;
                more -= got;
            }
        }
        imbalance_kw_ = std::max(imbalance_kw_, asked > 0 ? std::abs(more) : 0);
    }

    const ElectricDistrict& d_;
    const Terms& terms_;
    std::size_t start_;
    int flood_ = 0;
    std::vector<double> battery_kwh_, stock_kwh_, battery_after_, stock_after_;
    double imbalance_kw_ = 0;
};

inline Outage alone(const Drawn& drawn, std::size_t start) {
    return Alone(drawn, start).run();
}

}  // namespace gaiku::resilience::test
