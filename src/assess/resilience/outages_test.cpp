#include "assess/resilience/outages.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "assess/resilience/island_for_tests.h"
#include "simulate/count_allocations_for_tests.h"

namespace gaiku::resilience {
namespace {

// A planner is told how long shelters last: the batch, which merges outages that meet, must say of every one of them
// what running it alone says.
TEST(OutageRun, SaysOfEachOutageWhatRunningItAloneSays) {
    std::random_device seed_of_day;
    const unsigned seed = seed_of_day();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    constexpr int districts = 40;
    std::size_t ended = 0, lasted = 0, merged = 0;
    for (int i = 0; i < districts; ++i) {
        SCOPED_TRACE("district " + std::to_string(i));
        const test::Drawn drawn = test::draw(random);
        const ElectricIsland island(drawn.district, drawn.terms);
        OutageRun run(island, drawn.months);
        run.run();
        std::size_t alone_steps = 0;
        for (std::size_t start = 0; start < island.steps(); ++start) {
            const Outage& batch = run.outages()[start];
            const Outage alone = test::alone(drawn, start);
            ASSERT_EQ(batch.steps, alone.steps) << "start " << start;
            ASSERT_EQ(batch.censored, alone.censored) << "start " << start;
            // Levels that lie beside a limit by rounding are put onto it where outages meet.
            ASSERT_NEAR(batch.hours, alone.hours, 1e-9) << "start " << start;
            for (std::size_t k = 0; k < load_classes; ++k) {
                ASSERT_EQ(batch.missed_steps[k], alone.missed_steps[k]) << "start " << start << " class " << k;
                ASSERT_NEAR(batch.unserved_kwh[k], alone.unserved_kwh[k], 1e-9 * (1 + alone.asked_kwh[k]));
                ASSERT_NEAR(batch.asked_kwh[k], alone.asked_kwh[k], 1e-9 * (1 + alone.asked_kwh[k]));
            }
            alone_steps += static_cast<std::size_t>(alone.steps) + (alone.censored ? 0 : 1);
            ended += batch.censored ? 0 : 1;
            lasted += batch.censored ? 1 : 0;
        }
        ASSERT_LE(run.steps_run(), alone_steps);
        merged += run.steps_run() < alone_steps ? 1 : 0;
    }
    EXPECT_GT(ended, 0u);
    EXPECT_GT(lasted, 0u);
    EXPECT_GT(merged, 0u);
}

// Thousands of outages in milliseconds leave no time for the heap.
TEST(OutageRun, AllocatesNothingWhileItRuns) {
    std::mt19937 random(7);
    for (int i = 0; i < 10; ++i) {
        const test::Drawn drawn = test::draw(random);
        const ElectricIsland island(drawn.district, drawn.terms);
        OutageRun run(island, drawn.months);
        const std::size_t before = simulate::test::allocations();
        run.run();
        const std::size_t after = simulate::test::allocations();
        EXPECT_EQ(after - before, 0u);
        EXPECT_GT(before, 0u) << "the counter counts";
    }
}

// What is said to be served came from somewhere: in every step of random districts what flows in is what flows out,
// and stores hold what flowed into them.
TEST(ElectricIsland, KeepsEnergy) {
    std::random_device seed_of_day;
    const unsigned seed = seed_of_day();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    constexpr int districts = 60;
    for (int i = 0; i < districts; ++i) {
        SCOPED_TRACE("district " + std::to_string(i));
        const test::Drawn drawn = test::draw(random);
        const ElectricIsland island(drawn.district, drawn.terms);
        std::vector<double> levels, before;
        for (std::size_t s = 0; s < island.stores(); ++s) levels.push_back(island.start_kwh(s, 0));
        for (std::size_t t = 0; t < island.steps(); ++t) {
            before = levels;
            ElectricIsland::Flows flows;
            const Served served = island.run(t, {}, levels, &flows);
            double load = 0, all = 0;
            for (std::size_t k = 0; k < load_classes; ++k) {
                load += served.share(k) * island.load_kw(k, t);
                all += island.load_kw(k, t);
            }
            const double in = flows.free_kw + flows.generated_kw + flows.discharged_kw;
            const double cut = in - load - flows.charged_kw;  // sun and water that nobody takes
            const double tolerance = 1e-9 * (1 + in + all);
            ASSERT_GE(cut, -tolerance) << "step " << t;
            ASSERT_LE(cut, flows.free_kw + tolerance) << "no generator runs for nothing, step " << t;
            if (load < all * (1 - 1e-8)) {
                ASSERT_NEAR(cut, 0, tolerance) << "nothing is cut while load is unserved, step " << t;
            }
            double stored = 0, drawn_out = 0;
            for (std::size_t b = 0; b < drawn.district.batteries.size(); ++b) {
                const auto& battery = drawn.district.batteries[b];
                double idle = before[b];
                std::array<double, 4> ports{};
                battery.machine->step(t, island.step_hours(), std::array<double, 2>{0, 0}, idle, ports);
                const double change = levels[b] - idle;
                ASSERT_GE(levels[b], std::min(battery.lowest_kwh, idle) - 1e-9 * battery.highest_kwh);
                ASSERT_LE(levels[b], battery.highest_kwh * (1 + 1e-12));
                (change > 0 ? stored : drawn_out) += std::abs(change) / island.step_hours();
            }
            ASSERT_LE(stored, flows.charged_kw + tolerance);
            ASSERT_GE(drawn_out, flows.discharged_kw - tolerance);
            ASSERT_TRUE(flows.charged_kw <= tolerance || flows.discharged_kw <= tolerance ||
                        drawn.district.batteries.size() > 1);
        }
    }
}

// A battery alone: 400 kWh carry 100 kW for four hours, whatever the hour, and a tank of 100 kWh of oil adds 38 kWh.
TEST(OutageRun, ABatteryLastsAsLongAsItsEnergy) {
    ElectricDistrict district;
    district.steps = 48;
    for (auto& load : district.load_kw) load.assign(district.steps, 0.0);
    district.load_kw[0].assign(district.steps, 100.0);
    district.batteries.push_back(test::battery({}, 400, 100, {400}));
    Terms terms;
    terms.horizon_steps = 24;
    const std::vector<std::uint8_t> months(district.steps, 1);
    {
        const ElectricIsland island(district, terms);
        OutageRun run(island, months);
        run.run();
        for (const Outage& outage : run.outages()) {
            EXPECT_EQ(outage.steps, 4);
            EXPECT_DOUBLE_EQ(outage.hours, 4);
            EXPECT_FALSE(outage.censored);
        }
    }
    district.generators.push_back(test::emergency_generator(100, 100));
    const ElectricIsland island(district, terms);
    OutageRun run(island, months);
    run.run();
    for (const Outage& outage : run.outages()) EXPECT_NEAR(outage.hours, 4.38, 1e-9);
}

// Shelters are kept while others go without: with a reserve of a day the battery serves nothing but them.
TEST(OutageRun, KeepsTheReserveForShelters) {
    ElectricDistrict district;
    district.steps = 48;
    for (auto& load : district.load_kw) load.assign(district.steps, 0.0);
    district.load_kw[0].assign(district.steps, 10.0);
    district.load_kw[3].assign(district.steps, 90.0);
    district.batteries.push_back(test::battery({}, 400, 1000, {400}));
    Terms terms;
    terms.horizon_steps = 48;
    terms.reserve_hours = 24;
    const ElectricIsland island(district, terms);
    OutageRun run(island, std::vector<std::uint8_t>(district.steps, 1));
    run.run();
    const Outage& outage = run.outages()[0];
    // Above the reserve of 240 kWh there are 160: 100 in the first hour, 60 in the second, of which 10 are the
    // shelter's.
    EXPECT_EQ(outage.steps, 26);
    EXPECT_EQ(outage.missed_steps[3], 25);
    EXPECT_NEAR(outage.unserved_kwh[3], 26 * 90 - 90 - 50, 1e-9);
    EXPECT_EQ(outage.unserved_kwh[0], 0);
    EXPECT_NEAR(outage.hours, 26, 1e-9);
}

}  // namespace
}  // namespace gaiku::resilience
