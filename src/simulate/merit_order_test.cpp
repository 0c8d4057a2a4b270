#include "simulate/run_for_tests.h"

// Which machine runs when, worked out by hand from what a kWh of each costs.
namespace gaiku::simulate {
namespace {

using test::ByRules;
using test::Kw;
using test::Near;

const std::string gas = "  gas: {technology: gas_connection, capacity: unlimited, price: 8 yen/kWh}\n";

// 8 yen of gas at 40 % are 20 yen: less than 30, more than 5.
TEST(MeritOrder, FollowsThePriceOfEachHour) {
    const ByRules run(
        "series: {price: {unit: yen/kWh, values: [5, 30, 5, 30]}}\n"
        "demands: {power: {carrier: electricity, power: 10 kW}}\n"
        "assets:\n"
        "  grid: {technology: grid_connection, capacity: unlimited, price: price}\n"
        "  engine: {technology: cogeneration, existing: yes, capacity: 6 kW, efficiency: 40 %, heat_to_power: 0, rule: "
        "power_led}\n" +
        gas);
    EXPECT_THAT(run.port("engine", "electricity"), Near(Kw{0, 6, 0, 6}));
    EXPECT_THAT(run.port("grid", "purchase"), Near(Kw{10, 4, 10, 4}));
    EXPECT_THAT(run.port("gas", "purchase"), Near(Kw{0, 15, 0, 15}));
}

const std::string two_heaters =
    "demands: {heat: {carrier: hot_water, power: 10 kW}}\n"
    "assets:\n"
    "  grid: {technology: grid_connection, capacity: unlimited, price: 20 yen/kWh}\n" +
    gas;

// Heat of the pump costs 20 / 4 = 5 yen, of the boiler 8 / 0.8 = 10 yen.
TEST(MeritOrder, CountsWhatAMachineDrawsOn) {
    const ByRules run(two_heaters +
                      "  boiler: {technology: boiler, existing: yes, capacity: 20 kW, efficiency: 80 %}\n"
                      "  pump: {technology: heat_pump, existing: yes, capacity: 6 kW, cop: 4}\n");
    EXPECT_THAT(run.port("pump", "heat"), Near(Kw{6, 6, 6, 6}));
    EXPECT_THAT(run.port("boiler", "heat"), Near(Kw{4, 4, 4, 4}));
    EXPECT_THAT(run.port("grid", "purchase"), Near(Kw{1.5, 1.5, 1.5, 1.5}));
}

TEST(MeritOrder, GivesWayToThePlannersOwn) {
    const ByRules run(two_heaters +
                      "  boiler: {technology: boiler, existing: yes, capacity: 7 kW, efficiency: 80 %, priority: 1}\n"
                      "  pump: {technology: heat_pump, existing: yes, capacity: 6 kW, cop: 4, priority: 2}\n");
    EXPECT_THAT(run.port("boiler", "heat"), Near(Kw{7, 7, 7, 7}));
    EXPECT_THAT(run.port("pump", "heat"), Near(Kw{3, 3, 3, 3}));
}

// 10 kW of sun, 4 are used, 3 may be sold: the plant gives 7.
TEST(Surplus, IsSoldAndThenCut) {
    const ByRules run(
        "series: {sun: {unit: kW/kW, values: [1, 1, 1, 1]}}\n"
        "demands: {power: {carrier: electricity, power: 4 kW}}\n"
        "assets:\n"
        "  grid: {technology: grid_connection, capacity: unlimited, price: 20 yen/kWh, export_price: 8 yen/kWh, "
        "export_limit: 3 kW}\n"
        "  pv: {technology: pv, mounting: rooftop_pv, existing: yes, capacity: 10 kW, yield: sun}\n");
    EXPECT_THAT(run.port("pv", "electricity"), Near(Kw{7, 7, 7, 7}));
    EXPECT_THAT(run.port("grid", "sale"), Near(Kw{-3, -3, -3, -3}));
}

// 1 + 5 + 2 + 2 kWh at 10 yen, and 1,000 yen for each of the 5 kW of the peak.
TEST(DemandCharge, CountsThePeakThatTheRulesReach) {
    const ByRules run(
        "plan: {year_share: 100 %}\n"
        "series: {load: {unit: kW, values: [1, 5, 2, 2]}}\n"
        "demands: {power: {carrier: electricity, power: load}}\n"
        "assets: {grid: {technology: grid_connection, capacity: unlimited, price: 10 yen/kWh, demand_charge: 1000 "
        "yen/kW/year}}\n");
    const auto solution = run.solution();
    EXPECT_TRUE(solution.ok());
    EXPECT_NEAR(solution.check.cost, 100 + 5000, 1e-9);
}

const std::string small_grid =
    "assets: {grid: {technology: grid_connection, capacity: 3 kW, existing: yes, price: 10 yen/kWh}}\n";

TEST(Unserved, OnlyWhereTheDemandAllowsIt) {
    const ByRules allowed("demands: {power: {carrier: electricity, power: 5 kW, unserved_price: 500 yen/kWh}}\n" +
                          small_grid);
    EXPECT_EQ(allowed.broken_steps(), 0);
    EXPECT_THAT(allowed.unserved(0), Near(Kw{2, 2, 2, 2}));
    EXPECT_TRUE(allowed.solution().ok());

    const ByRules strict("demands: {power: {carrier: electricity, power: 5 kW}}\n" + small_grid);
    EXPECT_EQ(strict.broken_steps(), 4);
    const auto broken = strict.simulation().broken(strict.schedule());
    ASSERT_EQ(broken.size(), 1u);
    EXPECT_NEAR(broken[0].missing_kwh, 8, 1e-9);
    EXPECT_NEAR(broken[0].worst_kw, -2, 1e-9);
    EXPECT_EQ(broken[0].too_much_kwh, 0);
    EXPECT_FALSE(strict.solution().ok());
}

// The grid gives 5 kW, of which 4 are demand: the chiller, cheaper than the other, gets 1 of the 2 kW that it would
// draw.
TEST(GivingWay, LeavesTheScarceCarrierToThoseWithoutAnother) {
    const ByRules run(
        "demands:\n"
        "  power: {carrier: electricity, power: 4 kW}\n"
        "  cold: {carrier: chilled_water, power: 2 kW}\n"
        "assets:\n"
        "  grid: {technology: grid_connection, capacity: 5 kW, existing: yes, price: 5 yen/kWh}\n"
        "  chiller: {technology: electric_chiller, existing: yes, capacity: 2 kW, cop: 1}\n"
        "  absorption: {technology: absorption_chiller, existing: yes, capacity: 2 kW, cop: 1, heat: hot_water}\n"
        "  boiler: {technology: boiler, existing: yes, capacity: 9 kW, efficiency: 80 %}\n" +
        gas);
    EXPECT_EQ(run.broken_steps(), 0);
    EXPECT_THAT(run.port("chiller", "cold"), Near(Kw{1, 1, 1, 1}));
    EXPECT_THAT(run.port("absorption", "cold"), Near(Kw{1, 1, 1, 1}));
}

}  // namespace
}  // namespace gaiku::simulate
