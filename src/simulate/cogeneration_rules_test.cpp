#include "simulate/run_for_tests.h"

// An engine that follows heat, one that follows electricity, and machines that draw on each other, worked out by hand.
namespace gaiku::simulate {
namespace {

using test::ByRules;
using test::Kw;
using test::Near;

/// Gas at 8 yen: electricity of the engine costs 20 yen, heat of the boiler 10; the grid 30. 1 kWh of heat comes with 1
/// of electricity.
std::string district(const std::string& power, const std::string& heat, const std::string& rule) {
    return "plan: {hours: 2}\n"
           "series: {p: {unit: kW, values: [" +
           power + "]}, h: {unit: kW, values: [" + heat +
           "]}}\n"
           "demands:\n"
           "  power: {carrier: electricity, power: p}\n"
           "  heat: {carrier: hot_water, power: h}\n"
           "assets:\n"
           "  grid: {technology: grid_connection, capacity: unlimited, price: 30 yen/kWh}\n"
           "  gas: {technology: gas_connection, capacity: unlimited, price: 8 yen/kWh}\n"
           "  boiler: {technology: boiler, existing: yes, capacity: 50 kW, efficiency: 80 %}\n"
           "  tower: {technology: heat_rejection, heat: hot_water, capacity: unlimited}\n"
           "  engine: {technology: cogeneration, existing: yes, capacity: 10 kW, efficiency: 40 %, heat_to_power: 1, "
           "rule: " +
           rule + "}\n";
}

TEST(HeatLed, FollowsTheHeatAndBuysTheRestOfThePower) {
    const ByRules run(district("20, 20", "14, 4", "heat_led"));
    EXPECT_THAT(run.port("engine", "heat"), Near(Kw{10, 4}));
    EXPECT_THAT(run.port("boiler", "heat"), Near(Kw{4, 0}));
    EXPECT_THAT(run.port("grid", "purchase"), Near(Kw{10, 16}));
}

// 6 kW of heat with 6 of electricity, of which nobody takes more than 2: it may not give more.
TEST(HeatLed, GivesNoMorePowerThanIsTaken) {
    const ByRules run(district("2, 2", "6, 6", "heat_led"));
    EXPECT_EQ(run.broken_steps(), 0);
    EXPECT_THAT(run.port("engine", "electricity"), Near(Kw{2, 2}));
    EXPECT_THAT(run.port("boiler", "heat"), Near(Kw{4, 4}));
}

TEST(PowerLed, FollowsThePowerAndRejectsTheRestOfTheHeat) {
    const ByRules run(district("6, 20", "10, 4", "power_led"));
    EXPECT_THAT(run.port("engine", "electricity"), Near(Kw{6, 10}));
    EXPECT_THAT(run.port("boiler", "heat"), Near(Kw{4, 0}));
    EXPECT_THAT(run.port("tower", "heat"), Near(Kw{0, -6}));
    EXPECT_THAT(run.port("grid", "purchase"), Near(Kw{0, 10}));
}

// The engine's power q is 10 + p / 2 with p of the heat pump (COP 2), and 0.5 q + p = 8: q = 11.2, p = 2.4.
TEST(PowerLed, SettlesWithAHeatPumpThatDrawsOnIt) {
    const ByRules run(
        "plan: {hours: 1}\n"
        "demands:\n"
        "  power: {carrier: electricity, power: 10 kW}\n"
        "  heat: {carrier: hot_water, power: 8 kW}\n"
        "assets:\n"
        "  grid: {technology: grid_connection, capacity: unlimited, price: 30 yen/kWh}\n"
        "  gas: {technology: gas_connection, capacity: unlimited, price: 8 yen/kWh}\n"
        "  pump: {technology: heat_pump, existing: yes, capacity: 20 kW, cop: 2}\n"
        "  engine: {technology: cogeneration, existing: yes, capacity: 20 kW, efficiency: 40 %, heat_to_power: 0.5, "
        "rule: power_led}\n");
    EXPECT_EQ(run.broken_steps(), 0);
    EXPECT_THAT(run.port("engine", "electricity"), Near(Kw{11.2}));
    EXPECT_THAT(run.port("pump", "heat"), Near(Kw{2.4}));
}

// The engine's heat is there anyway: 6 of its 10 kW make 3 kW of cold at a COP of 0.5, though a chiller's costs less
// than cold of bought heat. 4 kW are demand.
TEST(WasteHeat, DrivesTheAbsorptionChillerFirst) {
    const ByRules run(
        "plan: {hours: 1}\n"
        "demands:\n"
        "  power: {carrier: electricity, power: 10 kW}\n"
        "  heat: {carrier: hot_water, power: 4 kW}\n"
        "  cold: {carrier: chilled_water, power: 5 kW}\n"
        "assets:\n"
        "  grid: {technology: grid_connection, capacity: unlimited, price: 30 yen/kWh}\n"
        "  gas: {technology: gas_connection, capacity: unlimited, price: 8 yen/kWh}\n"
        "  boiler: {technology: boiler, existing: yes, capacity: 50 kW, efficiency: 80 %}\n"
        "  chiller: {technology: electric_chiller, existing: yes, capacity: 9 kW, cop: 5}\n"
        "  absorption: {technology: absorption_chiller, existing: yes, capacity: 9 kW, cop: 0.5, heat: hot_water}\n"
        "  engine: {technology: cogeneration, existing: yes, capacity: 10 kW, efficiency: 40 %, heat_to_power: 1, "
        "rule: "
        "power_led}\n");
    EXPECT_EQ(run.broken_steps(), 0);
    EXPECT_THAT(run.port("engine", "electricity"), Near(Kw{10}));
    EXPECT_THAT(run.port("absorption", "cold"), Near(Kw{3}));
    EXPECT_THAT(run.port("chiller", "cold"), Near(Kw{2}));
    EXPECT_THAT(run.port("grid", "purchase"), Near(Kw{0.4}));
}

}  // namespace
}  // namespace gaiku::simulate
