#include "plan/resilience/network.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <random>

#include "assess/resilience/electric_island.h"
#include "assess/resilience/outages.h"
#include "plan/network/model.h"
#include "technology/town_for_tests.h"

namespace gaiku {
namespace {

using namespace resilience;

const std::string base =
    "buildings: ~\nenvironment: ~\nscenarios: [{id: one}]\n"
    "economics: {value_of_own_generation: ~, margin_on_demand: ~, annuity: 10 %}\n"
    "carriers: {oil: {}}\n";

DistrictFile read(const std::string& change) {
    return gaiku::test::bench().good(base + change);
}

PlannedSize size(const std::string& id, const std::string& part, double value) {
    PlannedSize one;
    one.id = id;
    one.part = part;
    one.value = value;
    return one;
}

PlannedAssetSchedule levels(const std::string& id, std::vector<double> kwh) {
    PlannedAssetSchedule one;
    one.id = id;
    one.schedule.level_kwh = std::move(kwh);
    return one;
}

std::vector<Outage> outages(const Island& island) {
    OutageRun run(island, months_of(island.steps(), island.step_hours()));
    run.run();
    return run.outages();
}

std::string series(const std::vector<double>& values) {
    return fmt::format("[{}]", fmt::join(values, ", "));
}

// The two ways of running an island, the fast one of a single electricity balance and the general one by the rules of
// simulate/, tell the same of every outage.
TEST(NetworkIsland, AgreesWithTheElectricIsland) {
    const char* given = std::getenv("GAIKU_SEED");
    const auto seed = given != nullptr ? static_cast<unsigned>(std::atoi(given)) : std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    const auto between = [&](double a, double b) {
        return std::round(std::uniform_real_distribution<double>(a, b)(random) * 1000) / 1000;
    };
    constexpr std::size_t steps = 48;
    for (int i = 0; i < 12; ++i) {
        SCOPED_TRACE("district " + std::to_string(i));
        std::vector<double> load, sun, level;
        const double kwh = between(50, 1500), kw = between(20, 200), sun_kw = between(0, 300);
        const double generator_kw = between(10, 120), tank = between(0, 6000), in = between(0.8, 1),
                     out = between(0.8, 1);
        for (std::size_t t = 0; t < steps; ++t) {
            load.push_back(between(30, 90));
            sun.push_back(std::max(0.0, between(-0.2, 1) * std::sin((static_cast<double>(t % 24) - 6) / 12 * M_PI)));
            level.push_back(between(0, kwh));
        }
        const std::array<double, 4> share{between(0.1, 0.3), between(0, 0.3), 0, between(0, 0.3)};
        const auto file = read(fmt::format(
            "plan: {{method: network, hours: 48}}\n"
            "series: {{load: {{unit: kW, values: {}}}, sun: {{unit: kW/kW, values: {}}}}}\n"
            "demands: {{d: {{carrier: electricity, power: load, outage: {{shelter: {} %, class_1: {} %, class_3: {} "
            "%}}}}}}\n"
            "assets:\n"
            "  grid: {{technology: grid_connection, capacity: unlimited, price: 20 yen/kWh}}\n"
            "  pv: {{technology: pv, mounting: rooftop_pv, existing: yes, capacity: {} kW, yield: sun}}\n"
            "  battery: {{technology: battery, existing: yes, capacity: {} kWh, power: {} kW, charge_efficiency: {} %, "
            "discharge_efficiency: {} %, loss_per_hour: 0.1 %}}\n"
            "  generator: {{technology: emergency_generator, existing: yes, capacity: {} kW, tank: {} kWh, efficiency: "
            "40 %, fuel: oil, fuel_price: 20 yen/kWh}}\n",
            series(load), series(sun), share[0] * 100, share[1] * 100, share[3] * 100, sun_kw, kwh, kw, in * 100,
            out * 100, generator_kw, tank));
        const District& district = file.eras.at(0).district;
        const auto& technologies = gaiku::test::bench().technologies;
        OutageConditions conditions = outage_conditions(district, 1);
        conditions.terms.horizon_steps = 40;
        conditions.terms.reserve_hours = std::floor(between(0, 20));
        conditions.terms.ends_with = i % 2 == 0 ? LoadClass::shelter : LoadClass::class_1;
        conditions.terms.fuel_for = static_cast<LoadClass>(i % 4);
        NetworkPlan plan;
        plan.sizes = {size("pv", "capacity", sun_kw), size("battery", "capacity", kwh), size("battery", "power", kw),
                      size("generator", "capacity", generator_kw), size("generator", "tank", tank)};
        plan.schedules = {levels("battery", level), levels("generator", std::vector<double>(steps, tank))};
        const auto network = network_island(district, technologies, plan, conditions);

        ElectricDistrict electric;
        electric.steps = steps;
        for (std::size_t k = 0; k < load_classes; ++k) {
            const double rest = 1 - share[0] - share[1] - share[3];
            const double part = k < 4 ? share[k] : k == 5 ? rest : 0;
            for (const double one : load) electric.load_kw[k].push_back(part * one);
        }
        FreeSource source{"pv", {}, -1, false};
        for (const double one : sun) source.kw.push_back(sun_kw * one);
        electric.free = {source};
        const auto machine = [&](std::size_t asset, std::vector<double> sizes) -> std::shared_ptr<const Machine> {
            const Record& record = *district.assets().at(asset).second;
            return technologies.of(record).machine_in_outage(AssetInput(record, district), sizes);
        };
        Battery battery{"battery", machine(2, {kwh, kw}), 0, kwh, out, {}};
        for (std::size_t t = 0; t < steps; ++t) battery.start_kwh.push_back(level[(t + steps - 1) % steps]);
        electric.batteries.push_back(std::move(battery));
        Generator generator{.id = "generator",
                            .machines = {nullptr, machine(3, {generator_kw, tank})},
                            .kw = generator_kw,
                            .has_stock = true,
                            .stock_kwh = tank,
                            .start_kwh = {tank}};
        electric.generators.push_back(std::move(generator));
        const ElectricIsland island(std::move(electric), conditions.terms);

        const auto by_rules = outages(*network), fast = outages(island);
        // The part of a class that is served is found to a millionth there, which may tip a later step where a store is
        // all but empty: single outages may differ, a year of them may not.
        double apart = 0, unserved = 0, asked = 0;
        for (std::size_t s = 0; s < steps; ++s) {
            apart += std::abs(by_rules[s].hours - fast[s].hours);
            for (std::size_t k = 0; k < load_classes; ++k) {
                unserved += std::abs(by_rules[s].unserved_kwh[k] - fast[s].unserved_kwh[k]);
                asked += fast[s].asked_kwh[k];
            }
        }
        EXPECT_LE(apart / steps, 0.01);
        EXPECT_LE(unserved, 0.001 * asked);
    }
}

// Heat is served beside electricity, and a class is cut alike in both: without gas the heat pump has to do it.
TEST(NetworkIsland, ServesHeatBesideElectricity) {
    const std::string town =
        "plan: {method: network, hours: 24}\n"
        "demands:\n"
        "  power: {carrier: electricity, power: 40 kW, outage: {shelter: 50 %}}\n"
        "  heat: {carrier: hot_water, power: 60 kW, outage: {shelter: 50 %}}\n"
        "assets:\n"
        "  grid: {technology: grid_connection, capacity: unlimited, price: 20 yen/kWh}\n"
        "  gas: {technology: gas_connection, capacity: unlimited, price: 8 yen/kWh}\n"
        "  boiler: {technology: boiler, existing: yes, capacity: 100 kW, efficiency: 90 %}\n"
        "  pump: {technology: heat_pump, existing: yes, capacity: 100 kW, cop: 3}\n"
        "  battery: {technology: battery, existing: yes, capacity: 300 kWh, power: 100 kW, charge_efficiency: 100 %, "
        "discharge_efficiency: 100 %, loss_per_hour: 0 %}\n";
    NetworkPlan plan;
    plan.sizes = {size("boiler", "capacity", 100), size("pump", "capacity", 100), size("battery", "capacity", 300),
                  size("battery", "power", 100)};
    plan.schedules = {levels("battery", std::vector<double>(24, 300))};
    const auto hours = [&](const std::string& resilience) {
        const auto file = read(town + resilience);
        const District& district = file.eras.at(0).district;
        const auto conditions = outage_conditions(district, 1);
        const auto island = network_island(district, gaiku::test::bench().technologies, plan, conditions);
        return outages(*island).at(0).hours;
    };
    // 20 kW of electricity and 30 kW of heat / 3 are 30 kW out of 300 kWh; the reserve keeps class 5 off.
    EXPECT_NEAR(hours("resilience: {gas: stops}\n"), 10, 1e-6);
    // With gas the battery carries the electricity alone.
    EXPECT_NEAR(hours("resilience: {gas: continues, reserve: 24 h}\n"), 15, 1e-6);
    // A boiler whose water is gone is no help.
    EXPECT_NEAR(hours("resilience: {gas: continues, assets: {boiler: {needs_mains_water: yes}}}\n"), 10, 1e-6);
    EXPECT_NEAR(
        hours("resilience: {gas: continues, mains_water: continues, assets: {boiler: {needs_mains_water: yes}}}\n"), 15,
        1e-6);
}

// A biomass plant lives on its bunker, water stands still in a flood.
TEST(NetworkIsland, KnowsBunkersAndFloods) {
    const std::string town =
        "plan: {method: network, hours: 24}\n"
        "demands: {power: {carrier: electricity, power: 40 kW, outage: {shelter: 50 %}}}\n"
        "assets:\n"
        "  grid: {technology: grid_connection, capacity: unlimited, price: 20 yen/kWh}\n"
        "  biomass: {technology: biomass_power, existing: yes, capacity: 50 kW, capacity_factor: 80 %}\n"
        "  hydro: {technology: hydro_power, existing: yes, capacity: 10 kW, capacity_factor: 100 %}\n";
    NetworkPlan plan;
    plan.sizes = {size("biomass", "capacity", 50), size("hydro", "capacity", 10)};
    const auto outage = [&](const std::string& assets) {
        const auto file = read(town + "resilience: {assets: {" + assets + "}}\n");
        const District& district = file.eras.at(0).district;
        const auto conditions = outage_conditions(district, 1);
        return outages(*network_island(district, gaiku::test::bench().technologies, plan, conditions)).at(0);
    };
    // 4 h x 50 kW; the shelter's 20 kW less 10 from the river take 10 kW: 20 hours, and the river half of the next.
    EXPECT_NEAR(outage("biomass: {bunker: 4 h}").hours, 20.5, 1e-6);
    // Five hours of flood in January: 20 kW out of the bunker, then 10.
    EXPECT_NEAR(outage("biomass: {bunker: 4 h}, hydro: {flood_months: [1], flood_duration: 5 h}").hours, 15.5, 1e-6);
    EXPECT_NEAR(outage("biomass: {bunker: 4 h}, hydro: {flood_months: [2], flood_duration: 5 h}").hours, 20.5, 1e-6);
}

}  // namespace
}  // namespace gaiku
