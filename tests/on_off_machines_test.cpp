#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>

#include <unistd.h>

#include "network_plan_for_tests.h"
#include "replay_for_tests.h"

// Each machine that is on or off, beside one that runs at every load and costs more: what is planned is what costs
// least of all that its minimum load allows, worked out here step by step, and what the machine does.
namespace gaiku::on_off_machines_test {
namespace {

const char* const site = R"(gaiku: 1
district: { id: machine, name: { en: Machine, ja: 設備 } }
carriers: { waste: {}, oil: {} }
assets:
  grid: { technology: grid_connection, capacity: unlimited, price: 20 yen/kWh }
  gas: { technology: gas_connection, capacity: unlimited, price: 10 yen/kWh }
economics: { cost_basis: yearly }
)";

struct Demand {
    std::string carrier;
    std::vector<double> kw;
};

std::string list(const std::vector<double>& values) {
    std::string text;
    for (const double v : values) text += (text.empty() ? "" : ", ") + std::to_string(v);
    return "[" + text + "]";
}

Plan plan_site(const std::vector<Demand>& demands, const std::string& assets, const std::string& more_series = "") {
    std::string text = site, series = "series:\n" + more_series, needs = "demands:\n";
    for (const auto& [carrier, kw] : demands) {
        series += "  " + carrier + "_kw: { unit: kW, values: " + list(kw) + " }\n";
        needs += "  " + carrier + ": { carrier: " + carrier + ", power: " + carrier + "_kw }\n";
    }
    text.insert(text.find("economics"), assets);
    text += series + needs + "plan: { method: network, hours: " + std::to_string(demands[0].kw.size()) + " }\n";
    const auto path =
        std::filesystem::temp_directory_path() / ("gaiku-machine-" + std::to_string(::getpid()) + ".yaml");
    std::ofstream(path) << text;
    Plan plan = plan_case(path.string());
    std::filesystem::remove(path);
    return plan;
}

/// kW into the balance of a port of the machine, step by step.
std::vector<double> port(const Plan& plan, const std::string& name) {
    for (const auto& planned : network_of(plan).schedules) {
        if (planned.id != "machine") continue;
        for (const auto& one : planned.schedule.ports) {
            if (one.name == name) return one.kw;
        }
    }
    ADD_FAILURE() << "no port " << name;
    return std::vector<double>(100);
}

void expect_cost(const Plan& plan, double expected) {
    EXPECT_NEAR(network_of(plan).cost, expected, 1e-6 * (1 + std::abs(expected)));
    expect_replays(plan, 0);
}

TEST(OnOffMachine, SteamBoilerIsOffBelowTheMinimumLoad) {
    const Plan plan = plan_site({{"steam", {30, 40, 100, 120}}}, R"(
  machine: { technology: steam_boiler, existing: yes, capacity: 100 kW, efficiency: 90 %, minimum_load: 40 %, start_cost: 50 yen }
  other: { technology: steam_boiler, existing: yes, capacity: 100 kW, efficiency: 80 % }
)");
    expect_cost(plan, 10 * (30 / 0.8 + (40 + 100 + 100) / 0.9 + 20 / 0.8) + 50);
}

// Electricity that one is paid for taking: a unit takes at most what it would at full load and minimum load in turn,
// 0.3 of the way from 0.5 / 1.1 to 0.8 of it, and not any amount.
TEST(OnOffMachine, TakesNoMoreThanFullAndMinimumLoadInTurn) {
    const Plan plan = plan_site({{"hot_water", {80, 0, 50, 100}}}, R"(
  market: { technology: grid_connection, capacity: unlimited, price: -5 yen/kWh }
  machine: { technology: heat_pump, existing: yes, capacity: 100 kW, cop: 4, minimum_load: 50 %, part_load: [{ load: 50 %, relative_efficiency: 110 % }, { load: 80 %, relative_efficiency: 105 % }, { load: 100 %, relative_efficiency: 100 % }] }
)");
    const double low = 0.5 / 1.1, at_80 = low + (1 - low) * 0.3 / 0.5;
    expect_cost(plan, -5 * 100 / 4.0 * (at_80 + low + 1));
    const auto input = port(plan, "electricity");
    EXPECT_NEAR(input[0], -25 * at_80, 1e-6);
    EXPECT_NEAR(input[1], 0, 1e-6);
}

/// Two units of 100 kW cold or 80 kW heat, none of them below a half.
struct Choice {
    double cold, heat;
    [[nodiscard]] double least_cost() const {
        double best = std::numeric_limits<double>::infinity();
        for (int cooling = 0; cooling <= 2; ++cooling) {
            for (int heating = 0; cooling + heating <= 2; ++heating) {
                if (cold < 50 * cooling || heat < 40 * heating) continue;
                const double c = std::min(cold, 100.0 * cooling), h = std::min(heat, 80.0 * heating);
                best = std::min(best, 10 * (c / 1.25 + h / 0.8) + 20 * (cold - c) / 2 + 10 * (heat - h) / 0.5);
            }
        }
        return best;
    }
};

TEST(OnOffMachine, UnitsOfAChillerHeaterCoolOrHeat) {
    const std::vector<double> cold{40, 150, 60, 60, 120, 120, 0, 0}, heat{0, 0, 60, 30, 60, 10, 150, 39};
    double cost = 0;
    for (std::size_t t = 0; t < cold.size(); ++t) cost += Choice{cold[t], heat[t]}.least_cost();
    const std::string dear_waste_heat =
        "  engines: { technology: gas_connection, carrier: waste, capacity: unlimited, price: 1000 yen/kWh }\n";
    for (const char* technology : {"absorption_chiller_heater", "waste_heat_absorption_chiller, waste_heat: waste"}) {
        SCOPED_TRACE(technology);
        const Plan plan = plan_site({{"chilled_water", cold}, {"hot_water", heat}},
                                    dear_waste_heat + "  machine: { technology: " + technology + R"(, existing: yes,
    capacity: 200 kW, units: [{ size: 100 kW, count: 2 }], minimum_load: 50 %, cop: 1.25, heating_ratio: 0.8, heating_efficiency: 80 % }
  other: { technology: electric_chiller, existing: yes, capacity: 1000 kW, cop: 2 }
  boiler: { technology: boiler, existing: yes, capacity: 1000 kW, efficiency: 50 % }
)");
        expect_cost(plan, cost);
        const auto given = port(plan, "cold");
        EXPECT_NEAR(given[0], 0, 1e-9) << "below the minimum load";
        EXPECT_NEAR(given[1], 150, 1e-6);
        EXPECT_NEAR(given[2], 60, 1e-6) << "one unit cools, the other heats";
        EXPECT_NEAR(given[4], 100, 1e-6) << "so that the other unit can heat";
    }
}

// Waste heat for nothing. A unit alone takes as much of it as its own line allows, not that of both.
TEST(OnOffMachine, WasteHeatIsThatOfTheUnitsThatAreOn) {
    const std::vector<double> cold{80, 150, 281.25, 500, 1000};
    const Plan plan = plan_site({{"chilled_water", cold}}, R"(
  engines: { technology: gas_connection, carrier: waste, capacity: unlimited, price: 0.001 yen/kWh }
  machine: { technology: waste_heat_absorption_chiller, existing: yes, capacity: 1000 kW, waste_heat: waste,
    units: [{ size: 500 kW, count: 2 }], minimum_load: 20 %, cop: 1.3, heating_ratio: 0 }
  other: { technology: electric_chiller, existing: yes, capacity: 1000 kW, cop: 1 }
)");
    const double covered = 0.15 * (1 - 0.125), alone = 0.30 - 0.15 * 0.125;
    const double slope = (covered - alone) / (1 - alone), intercept = covered - slope;
    const auto fuel = port(plan, "fuel of cooling");
    for (std::size_t t = 0; t < cold.size(); ++t) {
        double least = std::numeric_limits<double>::infinity();
        for (int on = 1; on <= 2; ++on) {
            if (cold[t] >= 100 * on && cold[t] <= 500 * on)
                least = std::min(least, std::max(0.0, cold[t] - slope * cold[t] - intercept * 500 * on) / 1.3);
        }
        EXPECT_NEAR(fuel[t], t == 0 ? 0 : -least, 1e-6) << "step " << t;
    }
    EXPECT_GT(-fuel[1], 1) << "both units would need no fuel";
    expect_replays(plan, 0);
}

// With recovery a unit cools 80 %: it recovers from the cold d of q where q + 0.25 d is no more than what is on.
TEST(OnOffMachine, HeatIsRecoveredWithinTheUnitsThatAreOn) {
    const std::vector<double> cold{50, 90, 100, 130};
    const Plan plan = plan_site({{"chilled_water", cold}, {"hot_water", {300, 300, 300, 300}}}, R"(
  machine: { technology: heat_recovery_chiller, existing: yes, capacity: 200 kW, units: [{ size: 100 kW, count: 2 }],
    minimum_load: 60 %, cop: 5, recovery_cop: 4, recovery_ratio: 80 % }
  other: { technology: electric_chiller, existing: yes, capacity: 1000 kW, cop: 2 }
  boiler: { technology: boiler, existing: yes, capacity: 1000 kW, efficiency: 80 % }
)");
    // Below 120 kW only one unit can be on, and cooling 80 kW with recovery is worth the other chiller's rest.
    const std::vector<double> recovered{0, 80, 80, 130};
    double cost = 0;
    for (std::size_t t = 0; t < cold.size(); ++t) {
        const double heat = 1.25 * recovered[t];
        EXPECT_NEAR(port(plan, "heat")[t], heat, 1e-6) << "step " << t;
        cost += 20 * (recovered[t] * (1 / 5.0 + 0.05) + (cold[t] - recovered[t]) / 2) + 10 * (300 - heat) / 0.8;
    }
    expect_cost(plan, cost);
}

// Loads of 60 % take less input a kW than full load, and the line goes on to 30 %: what is recovered counts with that.
TEST(OnOffMachine, MoreIsNeverRecoveredThanIsCooledAndTaken) {
    const Plan plan = plan_site({{"chilled_water", {30, 45, 60, 100}}, {"hot_water", {300, 300, 300, 300}}}, R"(
  machine: { technology: heat_recovery_chiller, existing: yes, capacity: 100 kW, minimum_load: 30 %, cop: 5, recovery_cop: 4,
    part_load: [{ load: 60 %, relative_efficiency: 120 % }, { load: 100 %, relative_efficiency: 100 % }] }
  boiler: { technology: boiler, existing: yes, capacity: 1000 kW, efficiency: 80 % }
)");
    const auto cold = port(plan, "cold"), heat = port(plan, "heat"), even = port(plan, "electricity"),
               more = port(plan, "electricity of recovery");
    for (std::size_t t = 0; t < cold.size(); ++t) {
        EXPECT_GT(heat[t], cold[t]) << "it recovers in step " << t;
        EXPECT_LE(heat[t], cold[t] - even[t] - more[t] + 1e-6) << "step " << t;
    }
    EXPECT_NEAR(heat[0], cold[0] - even[0] - more[0], 1e-6) << "and all of it where the least is taken";
    expect_replays(plan, 0);
}

TEST(OnOffMachine, EmergencyGeneratorIsOffBelowTheMinimumLoad) {
    const Plan plan = plan_site({{"electricity", {30, 40, 120, 70}}}, R"(
  machine: { technology: emergency_generator, existing: yes, fuel: oil, runs: always, capacity: 100 kW, efficiency: 40 %,
    minimum_load: 40 %, minimum_up_time: 2 h, tank: 1000 kWh, fuel_price: 5 yen/kWh }
)");
    expect_cost(plan, 20 * (30 + 20) + 12.5 * (40 + 100 + 70));
}

// A test at 30 % of the load is one at the minimum load; what it costs more than the grid is not avoided.
TEST(OnOffMachine, ATestOfAnEmergencyGeneratorReachesItsMinimumLoad) {
    const Plan plan = plan_site({{"electricity", {60, 70, 60, 80}}}, R"(
  machine: { technology: emergency_generator, existing: yes, fuel: oil, capacity: 100 kW, efficiency: 40 %, test: 0.3 kW/kW,
    minimum_load: 40 %, tank: 1000 kWh, fuel_price: 20 yen/kWh }
)");
    expect_cost(plan, 4 * 40 * 50 + 20 * (60 + 70 + 60 + 80 - 4 * 40));
}

// A dispatcher that asks for power only: on or off is the machine's own choice. An empty tank stops what is on.
TEST(OnOffMachine, EmergencyGeneratorRunsOnItsUnitsUntilTheTankIsEmpty) {
    const Technologies technologies;
    const Plan plan = plan_site({{"electricity", {30, 40, 120, 70}}}, R"(
  machine: { technology: emergency_generator, existing: yes, fuel: oil, runs: always, capacity: 100 kW, efficiency: 40 %,
    minimum_load: 40 %, tank: 300 kWh, fuel_price: 5 yen/kWh }
)");
    const District& district = plan.file.eras[0].district;
    for (const auto& [id, record] : district.assets()) {
        if (id != "machine") continue;
        const auto machine =
            technologies.of(*record).machine_in_outage(AssetInput(*record, district), std::array<double, 2>{100, 300});
        double tank = 300;
        std::array<double, 2> ports{};
        const auto given = [&](double wanted) {
            machine->step(0, 1, std::array<double, 2>{wanted, 0}, tank, ports);
            return ports[0];
        };
        EXPECT_EQ(given(39), 0);
        EXPECT_EQ(tank, 300);
        EXPECT_EQ(given(80), 80);
        EXPECT_NEAR(tank, 100, 1e-9);
        EXPECT_NEAR(given(80), 40, 1e-9) << "half of the hour";
        EXPECT_NEAR(tank, 0, 1e-9);
    }
}

// cases/technology/inverter_chiller has the curve: 0.4759 x^2 + 0.2765 x + 0.2476 and an input of 0.8656 at 28 degC.
// Its efficiency is best at a load of 0.72, so that what runs at every load would take 11 % less at 0.4.
TEST(OnOffMachine, InverterChillerFollowsItsCurveDownToTheMinimumLoad) {
    const Plan plan = plan_site({{"chilled_water", {390, 400, 900}}}, R"(
  machine: { technology: inverter_chiller, existing: yes, capacity: 1000 kW, cop: 6, temperature: 28 degC, minimum_load: 40 % }
  other: { technology: electric_chiller, existing: yes, capacity: 1000 kW, cop: 2 }
)");
    const double rated = 1000 / 6.0 * 0.8656;
    const auto kw = port(plan, "electricity");
    EXPECT_NEAR(kw[0], 0, 1e-9);
    EXPECT_NEAR(kw[1], -rated * (0.4759 * 0.16 + 0.2765 * 0.4 + 0.2476), 1e-6);
    EXPECT_NEAR(kw[2], -rated * 0.881929, 0.0025 * rated) << "a chord";
    expect_cost(plan, 20 * (390 / 2.0 - kw[1] - kw[2]));
}

// A temperature that is one number picks one curve, some of which have fewer pieces than others.
TEST(InverterChiller, RunsAtEveryTemperatureAsAtASeriesOfIt) {
    for (const int degrees : {10, 18, 20, 23, 24, 25, 28, 31, 32, 33, 35, 40}) {
        SCOPED_TRACE(degrees);
        const auto plan = [&](const std::string& temperature) {
            return plan_site({{"chilled_water", {100, 300, 600, 900}}},
                             fmt::format("  machine: {{ technology: inverter_chiller, existing: yes, capacity: 1000 "
                                         "kW, cop: 6, temperature: {} }}\n",
                                         temperature),
                             fmt::format("  air: {{ unit: degC, values: [{0}, {0}, {0}, {0}] }}\n", degrees));
        };
        const Plan by_number = plan(fmt::format("{} degC", degrees));
        ASSERT_TRUE(by_number.scenarios[0].network);
        expect_cost(by_number, network_of(plan("air")).cost);
    }
}

TEST(OnOffMachine, EveryKindOfUnitsReplaysAsPlanned) {
    const Plan plan = plan_case("network/more_on_off/district.yaml");
    const NetworkPlan& found = network_of(plan);
    expect_replays(plan, 0);
    std::size_t on_or_off = 0;
    for (const auto& planned : found.schedules) {
        if (planned.schedule.units.empty()) continue;
        ++on_or_off;
        const auto& kinds = planned.schedule.units;
        EXPECT_TRUE(
            std::any_of(kinds.begin(), kinds.end(),
                        [](const auto& kind) { return *std::max_element(kind.on.begin(), kind.on.end()) > 0.5; }))
            << planned.id << " stands still, so its replay says nothing";
    }
    EXPECT_EQ(on_or_off, 6u);
}

}  // namespace
}  // namespace gaiku::on_off_machines_test
