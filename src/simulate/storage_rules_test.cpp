#include "simulate/run_for_tests.h"

// What a planner expects of a store that is run by a rule, worked out by hand.
namespace gaiku::simulate {
namespace {

using test::ByRules;
using test::Kw;
using test::Near;

const std::string grid = "  grid: {technology: grid_connection, capacity: unlimited, price: 20 yen/kWh}\n";

/// Charging takes `more` beside what all stores of these tests have.
std::string battery(const std::string& more) {
    return "  battery: {technology: battery, power: 10 kW, existing: yes, loss_per_hour: 0 %, " + more + "}\n";
}

// Hour 1: 8 of the sun less 3 of demand are 5, of which 80 % are stored: full. Hour 2: half of the 4 kWh comes out
// again.
TEST(SelfConsumption, StoresWhatIsLeftOverAndGivesWhatIsMissing) {
    const ByRules run(
        "series: {sun: {unit: kW/kW, values: [0, 1, 0, 0]}}\n"
        "demands: {power: {carrier: electricity, power: 3 kW}}\n"
        "assets:\n" +
        grid + battery("capacity: 4 kWh, charge_efficiency: 80 %, discharge_efficiency: 50 %") +
        "  pv: {technology: pv, mounting: rooftop_pv, existing: yes, capacity: 8 kW, yield: sun}\n");
    EXPECT_EQ(run.broken_steps(), 0);
    EXPECT_THAT(run.level("battery"), Near(Kw{0, 4, 0, 0}));
    EXPECT_THAT(run.port("battery", "charge"), Near(Kw{0, -5, 0, 0}));
    EXPECT_THAT(run.port("battery", "discharge"), Near(Kw{0, 0, 2, 0}));
    EXPECT_THAT(run.port("grid", "purchase"), Near(Kw{3, 0, 1, 3}));
}

// Two hours of night fill 6 kWh from the 2 kWh that the day leaves: 2 kW an hour, evenly. By day it gives before the
// grid.
TEST(NightCharge, FillsEvenlyByNightAndGivesByDay) {
    const ByRules run(
        "demands: {power: {carrier: electricity, power: 2 kW}}\n"
        "assets:\n" +
        grid +
        battery("capacity: 6 kWh, charge_efficiency: 100 %, discharge_efficiency: 100 %, rule: night_charge, "
                "charge_from: 0, charge_to: 2"));
    EXPECT_TRUE(run.settled());
    EXPECT_THAT(run.level("battery"), Near(Kw{4, 6, 4, 2}));
    EXPECT_THAT(run.port("grid", "purchase"), Near(Kw{4, 4, 0, 0}));
}

// The night of these hours is over midnight: 23:00 to 1:00, of which a day that begins at 0:00 has its first hour.
TEST(NightCharge, ReachesOverMidnight) {
    const ByRules run(
        "plan: {hours: 24}\n"
        "demands: {power: {carrier: electricity, power: 1 kW}}\n"
        "assets:\n" +
        grid +
        battery("capacity: 4 kWh, charge_efficiency: 100 %, discharge_efficiency: 100 %, rule: night_charge, "
                "charge_from: 23, charge_to: 1"));
    const Kw level = run.level("battery");
    EXPECT_NEAR(level[22], 0, 1e-9);
    EXPECT_NEAR(level[23], 2, 1e-9);
    EXPECT_NEAR(level[0], 4, 1e-9);
    EXPECT_NEAR(level[4], 0, 1e-9);
}

// Above 3 kW the battery gives; by night it takes half of what it lacks in each of two hours.
TEST(PeakCut, GivesWhatWouldBeBoughtAboveTheTarget) {
    const ByRules run(
        "series: {load: {unit: kW, values: [1, 1, 5, 4]}}\n"
        "demands: {power: {carrier: electricity, power: load}}\n"
        "assets:\n"
        "  grid: {technology: grid_connection, capacity: unlimited, price: 20 yen/kWh, target_demand: 3 kW}\n" +
        battery(
            "capacity: 3 kWh, charge_efficiency: 100 %, discharge_efficiency: 100 %, rule: peak_cut, charge_from: 0, "
            "charge_to: 2"));
    EXPECT_THAT(run.level("battery"), Near(Kw{1.5, 3, 1, 0}));
    EXPECT_THAT(run.port("grid", "purchase"), Near(Kw{2.5, 2.5, 3, 3}));
}

// At 2 kW only 1 kW is left for charging in each hour, so that 2 kWh are there for the 3 kW above it.
TEST(PeakCut, ChargesNoHigherThanTheTarget) {
    const ByRules run(
        "series: {load: {unit: kW, values: [1, 1, 5, 4]}}\n"
        "demands: {power: {carrier: electricity, power: load}}\n"
        "assets:\n"
        "  grid: {technology: grid_connection, capacity: unlimited, price: 20 yen/kWh, target_demand: 2 kW}\n" +
        battery(
            "capacity: 3 kWh, charge_efficiency: 100 %, discharge_efficiency: 100 %, rule: peak_cut, charge_from: 0, "
            "charge_to: 2"));
    EXPECT_THAT(run.level("battery"), Near(Kw{1, 2, 0, 0}));
    EXPECT_THAT(run.port("grid", "purchase"), Near(Kw{2, 2, 3, 4}));
}

// A tenth of 5 kWh is lost in an hour; at 80 % that takes 0.625 kW.
TEST(LowestLevel, IsKeptAgainstLosses) {
    const ByRules run(
        "demands: {heat: {carrier: hot_water, power: 1 kW}}\n"
        "assets:\n"
        "  heat: {technology: gas_connection, carrier: hot_water, capacity: unlimited, price: 9 yen/kWh}\n"
        "  tank: {technology: thermal_store, carrier: hot_water, existing: yes, capacity: 10 kWh, power: 10 kW, "
        "charge_efficiency: 80 %, loss_per_hour: 10 %, lowest_level: 50 %, rule: self_consumption}\n");
    EXPECT_THAT(run.level("tank"), Near(Kw{5, 5, 5, 5}));
    EXPECT_THAT(run.port("heat", "purchase"), Near(Kw{1.625, 1.625, 1.625, 1.625}));
    EXPECT_TRUE(run.solution().ok());
}

// Nothing empties it, so that it ends fuller than it began until it is full: then a year leaves it as it was.
TEST(Settle, FindsTheLevelThatAYearLeavesAsItWas) {
    const ByRules run(
        "series: {sun: {unit: kW/kW, values: [0, 1, 0, 0]}}\n"
        "demands: {power: {carrier: electricity, power: 0 kW}}\n"
        "assets:\n" +
        battery("capacity: 100 kWh, charge_efficiency: 100 %, discharge_efficiency: 100 %") +
        "  pv: {technology: pv, mounting: rooftop_pv, existing: yes, capacity: 0.5 kW, yield: sun}\n");
    EXPECT_TRUE(run.settled());
    EXPECT_THAT(run.level("battery"), Near(Kw{100, 100, 100, 100}));
    EXPECT_TRUE(run.solution().ok());
}

}  // namespace
}  // namespace gaiku::simulate
