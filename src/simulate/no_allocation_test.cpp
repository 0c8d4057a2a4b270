#include "simulate/count_allocations_for_tests.h"
#include "simulate/run_for_tests.h"

// A year in a millisecond leaves no time for the heap: everything a run needs is made before its first hour.
namespace gaiku::simulate {
namespace {

// Two places, an engine asked in rounds, a store filled at night, demand that stays unserved: every kind of option.
TEST(Simulation, AllocatesNothingWhileItRuns) {
    test::ByRules run(
        "plan: {hours: 24}\n"
        "blocks: {a: {}, b: {}}\n"
        "series: {sun: {unit: kW/kW, values: [0, 1], repeat: yes}}\n"
        "demands:\n"
        "  power: {block: b, carrier: electricity, power: 30 kW, unserved_price: 500 yen/kWh}\n"
        "  heat: {block: a, carrier: hot_water, power: 12 kW}\n"
        "assets:\n"
        "  grid: {technology: grid_connection, block: a, capacity: 10 kW, existing: yes, price: 30 yen/kWh, "
        "target_demand: 5 "
        "kW}\n"
        "  gas: {technology: gas_connection, block: a, capacity: unlimited, price: 8 yen/kWh}\n"
        "  pump: {technology: heat_pump, block: a, existing: yes, capacity: 20 kW, cop: 2}\n"
        "  engine: {technology: cogeneration, block: a, existing: yes, capacity: 10 kW, efficiency: 40 %, "
        "heat_to_power: "
        "0.5, rule: power_led}\n"
        "  pv: {technology: pv, block: b, mounting: rooftop_pv, existing: yes, capacity: 50 kW, yield: sun}\n"
        "  battery: {technology: battery, block: b, existing: yes, capacity: 20 kWh, power: 10 kW, charge_efficiency: "
        "95 %, "
        "discharge_efficiency: 95 %, loss_per_hour: 1 %, lowest_level: 10 %, rule: night_charge}\n"
        "  line: {technology: power_line, existing: yes, from: a, to: b, length: 10 m, loss: 2 %, capacity: 30 kW}\n");
    EXPECT_EQ(run.broken_steps(), 0);
    Schedule schedule(run.inputs().network);
    const std::size_t before = test::allocations();
    const int broken = run.simulation().run(run.desk(), &schedule);
    const std::size_t after = test::allocations();
    EXPECT_EQ(after - before, 0u);
    EXPECT_EQ(broken, 0);
    EXPECT_GT(before, 0u) << "the counter counts";
}

}  // namespace
}  // namespace gaiku::simulate
