#include "assess/resilience/failures.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "assess/resilience/island_for_tests.h"

namespace gaiku::resilience {
namespace {

ElectricDistrict flat(double kw, std::size_t steps) {
    ElectricDistrict district;
    district.steps = steps;
    for (auto& load : district.load_kw) load.assign(steps, 0.0);
    district.load_kw[0].assign(steps, kw);
    return district;
}

// The closed form: a flat load, one generator, a battery that carries the load for four hours. To last a day the
// generator must be there, start, and run for the other 20 hours.
TEST(Failures, MeetTheClosedForm) {
    ElectricDistrict district = flat(100, 48);
    district.batteries.push_back(test::battery({}, 400, 100, {400}));
    district.generators.push_back(test::emergency_generator(100, 1e6));
    Reliability& is = district.generators.back().reliability;
    is.availability = 0.98;
    is.fails_to_start = 0.1;
    is.fails_in_hour = 1.0 / 100;
    Terms terms;
    terms.horizon_steps = 30;
    const ElectricIsland island(std::move(district), terms);
    const std::vector<std::uint8_t> months(48, 1);
    const std::vector<double> hours{4, 5, 24, 30};
    const Failures failures = run_failures(island, months, hours).value();
    const double there = 0.98 * 0.9;
    for (std::size_t start = 0; start < 48; ++start) {
        EXPECT_NEAR(failures.probability[start * 4 + 0], 1, 1e-12);
        EXPECT_NEAR(failures.probability[start * 4 + 1], there * 0.99, 1e-12);
        EXPECT_NEAR(failures.probability[start * 4 + 2], there * std::pow(0.99, 20), 1e-12);
        EXPECT_NEAR(failures.probability[start * 4 + 2], 0.721394, 5e-7);  // as printed
        EXPECT_NEAR(failures.probability[start * 4 + 3], there * std::pow(0.99, 26), 1e-12);
    }
    EXPECT_NEAR(failures.lasted, there * std::pow(0.99, 26), 1e-12);
}

// Two units of which one is enough: the load is lost only when both are.
TEST(Failures, CountUnits) {
    ElectricDistrict district = flat(50, 24);
    district.generators.push_back(test::emergency_generator(100, 1e6, 2));
    Reliability& is = district.generators.back().reliability;
    is.availability = 0.9;
    is.fails_in_hour = 0.05;
    Terms terms;
    terms.horizon_steps = 12;
    const ElectricIsland island(std::move(district), terms);
    const std::vector<double> hours{1, 12};
    const Failures failures = run_failures(island, std::vector<std::uint8_t>(24, 1), hours).value();
    const auto one_of_two = [](double p) { return 1 - (1 - p) * (1 - p); };
    for (std::size_t start = 0; start < 24; ++start) {
        EXPECT_NEAR(failures.probability[start * 2], one_of_two(0.9 * 0.95), 1e-12);
        EXPECT_NEAR(failures.probability[start * 2 + 1], one_of_two(0.9 * std::pow(0.95, 12)), 1e-12);
    }
}

// Generators that cannot fail last as long as without any of this.
TEST(Failures, WithoutFailuresAreTheBatch) {
    std::random_device seed_of_day;
    const unsigned seed = seed_of_day();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    for (int i = 0; i < 20; ++i) {
        const test::Drawn drawn = test::draw(random);
        const ElectricIsland island(drawn.district, drawn.terms);
        OutageRun run(island, drawn.months);
        run.run();
        const std::vector<double> hours =
            told_hours(island.step_hours(), drawn.terms.horizon_steps * island.step_hours());
        const Failures failures = run_failures(island, drawn.months, hours).value();
        Survival batch = survival_of(island, run.outages(), drawn.months);
        for (std::size_t start = 0; start < island.steps(); ++start)
            ASSERT_NEAR(failures.hours[start], run.outages()[start].hours, 1e-9) << "start " << start;
        const Survival before = batch;
        add_failures(island, failures, drawn.months, batch);
        EXPECT_EQ(batch.without_failures.probability, before.all.probability);
        for (std::size_t h = 0; h < hours.size(); ++h) {
            ASSERT_NEAR(batch.all.probability[h], before.all.probability[h], 1e-12);
            ASSERT_NEAR(batch.seasons[1].probability[h], before.seasons[1].probability[h], 1e-12);
            ASSERT_NEAR(batch.start_hours[7].probability[h], before.start_hours[7].probability[h], 1e-12);
        }
    }
}

// Where all histories are too many to follow, a planner still reads what the exact answer would say. One district may
// stand where a hair of a store decides, so it is twenty together that must agree to a hundredth.
TEST(Failures, FollowedLessCloselySayTheSame) {
    std::random_device seed_of_day;
    const unsigned seed = seed_of_day();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    constexpr int districts = 20;
    double hours_off = 0, all_hours = 0, lasted_off = 0;
    std::size_t steps = 0, steps_less = 0;
    for (int i = 0; i < districts; ++i) {
        SCOPED_TRACE("district " + std::to_string(i));
        test::Drawn drawn = test::draw(random);
        for (Generator& generator : drawn.district.generators) {
            generator.reliability.availability = 0.9;
            generator.reliability.fails_in_hour = 0.02;
        }
        const ElectricIsland island(drawn.district, drawn.terms);
        const std::vector<double> hours =
            told_hours(island.step_hours(), drawn.terms.horizon_steps * island.step_hours());
        const Failures exact = run_failures(island, drawn.months, hours, FailureDetail{}).value();
        const Failures less =
            run_failures(island, drawn.months, hours, FailureDetail{.levels_apart = 0.0001, .every = 1}).value();
        steps += exact.steps_run;
        steps_less += less.steps_run;
        const double mean = std::accumulate(exact.hours.begin(), exact.hours.end(), 0.0);
        const double mean_less = std::accumulate(less.hours.begin(), less.hours.end(), 0.0);
        all_hours += mean;
        hours_off += std::abs(mean_less - mean);
        lasted_off += std::abs(less.lasted - exact.lasted);
    }
    EXPECT_LE(hours_off, 0.01 * all_hours);
    EXPECT_LE(lasted_off, 0.01 * districts);
    EXPECT_LT(steps_less, steps);
}

// A battery, sun and a generator that fails: every history of failures run alone, weighted by what it is worth, is what
// the run says.
TEST(Failures, AreTheSumOfAllHistories) {
    std::mt19937 random(11);
    ElectricDistrict district = flat(60, 24);
    FreeSource sun{"sun", {}, -1, false};
    for (std::size_t t = 0; t < 24; ++t) sun.kw.push_back(t > 6 && t < 18 ? 90.0 : 0.0);
    district.free.push_back(sun);
    Storage storage;
    storage.charge_efficiency = storage.discharge_efficiency = 0.9;
    district.batteries.push_back(test::battery(storage, 200, 100, {150}));
    district.generators.push_back(test::emergency_generator(80, 3000));
    Reliability& is = district.generators.back().reliability;
    is.availability = 0.95;
    is.fails_in_hour = 0.1;
    Terms terms;
    terms.horizon_steps = 20;
    const ElectricIsland island(std::move(district), terms);
    const std::vector<double> hours{20};
    const Failures failures = run_failures(island, std::vector<std::uint8_t>(24, 1), hours).value();
    for (std::size_t start = 0; start < 24; ++start) {
        // The generator fails in the n-th step of its running, or not at all.
        const auto lasts = [&](int fails_in) {
            std::vector<double> levels{island.start_kwh(0, start), island.start_kwh(1, start)};
            int ran = 0;
            std::size_t units = fails_in == 0 ? 1 : 0;
            for (std::size_t n = 0; n < 20; ++n) {
                std::vector<double> before = levels;
                Served served = island.run((start + n) % 24, {0, units}, levels);
                if (units == 0 && (served.ran & 1U) != 0 && ++ran == fails_in) {
                    units = 1;
                    levels = before;
                    served = island.run((start + n) % 24, {0, units}, levels);
                }
                if (served.full == 0) return std::pair{false, ran};
            }
            return std::pair{true, ran};
        };
        const auto [all_well, ran] = lasts(1000);
        double expected = all_well ? 0.95 * std::pow(0.9, ran) : 0;
        expected += lasts(0).first ? 0.05 : 0;
        for (int n = 1; n <= ran; ++n) expected += lasts(n).first ? 0.95 * std::pow(0.9, n - 1) * 0.1 : 0;
        EXPECT_NEAR(failures.probability[start], expected, 1e-12) << "start " << start;
    }
}

}  // namespace
}  // namespace gaiku::resilience
