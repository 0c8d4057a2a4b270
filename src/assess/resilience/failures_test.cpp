#include "assess/resilience/failures.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

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
    const Failures failures = run_failures(island, months, hours);
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
    const Failures failures = run_failures(island, std::vector<std::uint8_t>(24, 1), hours);
    const auto one_of_two = [](double p) { return 1 - (1 - p) * (1 - p); };
    for (std::size_t start = 0; start < 24; ++start) {
        EXPECT_NEAR(failures.probability[start * 2], one_of_two(0.9 * 0.95), 1e-12);
        EXPECT_NEAR(failures.probability[start * 2 + 1], one_of_two(0.9 * std::pow(0.95, 12)), 1e-12);
    }
}

// A step is run once for each number of units that may be left in it: what it comes to when none fails is known
// already.
TEST(Failures, RunNoStepTwice) {
    ElectricDistrict district = flat(50, 24);
    district.generators.push_back(test::emergency_generator(100, 1e6, 2));
    district.generators.back().reliability.fails_in_hour = 0.05;
    Terms terms;
    terms.horizon_steps = 12;
    const ElectricIsland island(std::move(district), terms);
    const Failures failures = run_failures(island, std::vector<std::uint8_t>(24, 1), {1, 12});
    // Both units run at first: 3 runs; in a later step both or only one: 3 + 2. In each of 24 steps an outage begins.
    EXPECT_EQ(failures.steps_run, 24u * 3u + 34u * (3u + 2u));
}

/// Outages whose levels differ by a rounding are followed as one (failure_run.cpp, same_level).
constexpr double same_hours = 1e-7;

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
        const Failures failures = run_failures(island, drawn.months, hours);
        Survival batch = survival_of(island, run.outages(), drawn.months);
        for (std::size_t start = 0; start < island.steps(); ++start)
            ASSERT_NEAR(failures.hours[start], run.outages()[start].hours, same_hours) << "start " << start;
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

/// All histories of an outage one by one, each step run anew: what the run has to say.
class Enumeration {
public:
    Enumeration(const ElectricIsland& island, const std::vector<std::uint8_t>& months)
        : island_(island), months_(months), states_(island.generators()) {}

    /// Probability of lasting each number of steps, and mean hours, of an outage.
    std::vector<double> probability;
    double hours = 0;

    void outage(std::size_t start) {
        probability.assign(static_cast<std::size_t>(island_.terms().horizon_steps) + 1, 0.0);
        hours = 0;
        std::vector<double> levels;
        for (std::size_t s = 0; s < island_.stores(); ++s) levels.push_back(island_.start_kwh(s, start));
        for (std::size_t m = 0; m < states_.count(); ++m) {
            double p = 1;
            for (std::size_t g = 0; g < island_.generators().size(); ++g) {
                const Reliability& is = island_.generators()[g];
                p *= ways(is.units, states_.of(m, g), is.starts());
            }
            if (p > 0) go(start, 0, m, levels, p);
        }
    }

private:
    static double ways(int n, int m, double p) {
        return std::tgamma(n + 1) / std::tgamma(m + 1) / std::tgamma(n - m + 1) * std::pow(p, m) *
               std::pow(1 - p, n - m);
    }

    void go(std::size_t start, int age, std::size_t units, const std::vector<double>& levels, double p) {
        probability[static_cast<std::size_t>(age)] += p;
        if (age == island_.terms().horizon_steps) return;
        run(start, age, units, 0, levels, p);
    }

    /// `drawn`: generators of which it is known how many units last the step.
    void run(std::size_t start, int age, std::size_t units, std::uint32_t drawn, const std::vector<double>& before,
             double p) {
        Situation now{0, units};
        for (std::size_t f = 0; f < island_.floods().size(); ++f) {
            if (island_.floods()[f].in(months_[start]) && age < island_.floods()[f].steps) now.floods |= 1U << f;
        }
        const std::size_t t = (start + static_cast<std::size_t>(age)) % island_.steps();
        std::vector<double> levels = before;
        const Served served = island_.run(t, now, levels);
        for (std::size_t g = 0; g < island_.generators().size(); ++g) {
            const double fails = island_.generators()[g].fails_in_hour;
            if ((served.ran >> g & 1U) == 0 || (drawn >> g & 1U) != 0 || fails <= 0) continue;
            const double lasts = std::pow(1 - fails, island_.step_hours());
            const int running = states_.of(units, g);
            for (std::size_t m = 0; m < states_.count(); ++m) {
                bool only = states_.of(m, g) <= running;
                for (std::size_t other = 0; other < island_.generators().size(); ++other)
                    only = only && (other == g || states_.of(m, other) == states_.of(units, other));
                if (only) run(start, age, m, drawn | 1U << g, before, p * ways(running, states_.of(m, g), lasts));
            }
            return;
        }
        double load = 0, met = 0;
        for (std::size_t k = 0; k <= island_.terms().last(); ++k) {
            load += island_.load_kw(k, t);
            met += served.share(k) * island_.load_kw(k, t);
        }
        const bool ends = served.full <= island_.terms().last();
        hours += p * (ends ? met / load : 1) * island_.step_hours();
        if (!ends) go(start, age + 1, units, levels, p);
    }

    const ElectricIsland& island_;
    const std::vector<std::uint8_t>& months_;
    UnitStates states_;
};

/// A random district of few steps whose generators fail often, some with two units.
test::Drawn that_fails(std::mt19937& random) {
    test::Drawn drawn = test::draw(random);
    drawn.terms.horizon_steps = 7;
    for (Generator& generator : drawn.district.generators) {
        if (generator.id == "generator" && random() % 2 == 0) {
            const double delivery = generator.delivery_kw;
            generator = test::emergency_generator(generator.kw, generator.stock_kwh, 2);
            generator.delivery_kw = delivery;
        }
        generator.reliability.availability = 0.9;
        generator.reliability.fails_to_start = 0.05;
        generator.reliability.fails_in_hour = 0.1;
    }
    return drawn;
}

// Whatever is joined on the way, a planner reads what all histories one by one come to.
TEST(Failures, AreWhatAllHistoriesOneByOneComeTo) {
    std::random_device seed_of_day;
    const unsigned seed = seed_of_day();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    for (int i = 0; i < 20; ++i) {
        SCOPED_TRACE("district " + std::to_string(i));
        const test::Drawn drawn = that_fails(random);
        const ElectricIsland island(drawn.district, drawn.terms);
        std::vector<double> hours;
        for (int age = 1; age <= drawn.terms.horizon_steps; ++age) hours.push_back(age * island.step_hours());
        const Failures failures = run_failures(island, drawn.months, hours);
        Enumeration all(island, drawn.months);
        for (std::size_t start = 0; start < island.steps(); start += 7) {
            all.outage(start);
            ASSERT_NEAR(failures.hours[start], all.hours, same_hours) << "start " << start;
            for (std::size_t h = 0; h < hours.size(); ++h)
                ASSERT_NEAR(failures.probability[start * hours.size() + h], all.probability[h + 1], 1e-10)
                    << "start " << start << " hour " << hours[h];
        }
        for (const double more : failures.more) ASSERT_LT(more, 1e-11);
    }
}

// Where histories are too many, what is told lies between two numbers, and the exact one between them.
TEST(Failures, LeftOutLieBetweenWhatIsTold) {
    std::random_device seed_of_day;
    const unsigned seed = seed_of_day();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    double left_out = 0;
    for (int i = 0; i < 20; ++i) {
        SCOPED_TRACE("district " + std::to_string(i));
        test::Drawn drawn = that_fails(random);
        drawn.terms.horizon_steps = 24;
        const ElectricIsland island(drawn.district, drawn.terms);
        const std::vector<double> hours = told_hours(island.step_hours(), 24 * island.step_hours());
        const Failures exact = run_failures(island, drawn.months, hours);
        const FailureLimits few_states{.most_runs = 500, .least_states = 5, .most_shares = 100'000};
        const FailureLimits few_shares{.most_runs = 50'000'000, .least_states = 5, .most_shares = 80};
        for (const FailureLimits& limits : {few_states, few_shares}) {
            const Failures few = run_failures(island, drawn.months, hours, limits);
            for (std::size_t h = 0; h < few.probability.size(); ++h) {
                ASSERT_LE(few.probability[h], exact.probability[h] + 1e-10);
                ASSERT_GE(few.probability[h] + few.more[h], exact.probability[h] - 1e-10);
                left_out = std::max(left_out, few.more[h]);
            }
            for (std::size_t start = 0; start < island.steps(); ++start) {
                ASSERT_LE(few.hours[start], exact.hours[start] + same_hours);
                ASSERT_GE(few.hours[start] + few.more_hours[start], exact.hours[start] - same_hours);
            }
            Survival told = survival_of(island, {}, drawn.months);
            add_failures(island, few, drawn.months, told);
            ASSERT_LE(*std::max_element(told.may_be_more.probability.begin(), told.may_be_more.probability.end()),
                      told.most_left_out + 1e-12);
        }
    }
    EXPECT_GT(left_out, 0.001);
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
    const Failures failures = run_failures(island, std::vector<std::uint8_t>(24, 1), hours);
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
