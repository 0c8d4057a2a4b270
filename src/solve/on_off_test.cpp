#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <limits>
#include <random>

#include "network/readout.h"
#include "solve/highs/highs.h"
#include "solve/solution.h"

namespace gaiku::solve {
namespace {

using namespace network;

Solution best(const Network& n, const LinearProblem& problem) {
    Options options;
    options.integer_gap = 0;
    Solution solution = solve(n, problem, *make_highs(HighsMethod::automatic), options);
    EXPECT_TRUE(solution.ok()) << name_of(solution.result.status) << " " << solution.result.message << " "
                               << solution.check.violated;
    return solution;
}

/// One engine of 10 kW at 1 a kWh that is on or off, the grid at 3, a demand.
struct EngineAndGrid {
    Network n;
    FlowId engine, grid;
    explicit EngineAndGrid(std::vector<double> demand, double hours = 1)
        : n(Horizon::uniform(static_cast<int>(demand.size()), hours)) {
        engine = n.add(Flow{.origin = {"engine", "output", ""}, .cost = 1.0});
        grid = n.add(Flow{.origin = {"grid", "purchase", ""}, .cost = 3.0});
        n.add(Balance{.origin = {"site", "electricity", ""},
                      .terms = {{engine, 1}, {grid, 1}},
                      .value = n.add_series(std::move(demand))});
    }
    SwitchId add(Switch item) {
        item.origin = {"engine", "on", ""};
        item.flow = engine;
        if (item.unit == 0 && !item.capacity) item.unit = 10;
        return n.add(std::move(item));
    }
    std::vector<double> on(SwitchId id) {
        const LinearProblem problem(n);
        const Solution solution = best(n, problem);
        cost = solution.check.cost;
        return Readout(problem, solution.result.x).series(n.on(id));
    }
    double cost = 0;
};

using Series = std::vector<double>;

// Below 4 of 10 kW it is off, and what it does not make is bought: 3 kW at 3, 4 kW at 1, 12 kW as 10 + 2 at 3.
TEST(Switch, HoldsTheMinimumLoad) {
    EngineAndGrid site({3, 4, 12});
    const SwitchId id = site.add({.lower = 0.4});
    EXPECT_EQ(site.on(id), (Series{0, 1, 1}));
    EXPECT_NEAR(site.cost, 9 + 4 + 10 + 6, 1e-9);
}

// A start costs 15; an hour without load between two with it costs 2 to stay on only where surplus may be dumped: here
// it must be off, so that the second hour of work (saving 20) pays its start and a small one (saving 8) does not.
TEST(Switch, StartsOnlyWhereItPays) {
    EngineAndGrid site({10, 0, 4, 0});
    const SwitchId id = site.add({.lower = 0.4, .start_cost = 15});
    EXPECT_EQ(site.on(id), (Series{1, 0, 0, 0}));
    EXPECT_NEAR(site.cost, 15 + 10 + 12, 1e-9);
}

// The cyclic year: on in the last hour and in the first is one start, not two.
TEST(Switch, IsBeforeTheFirstStepWhatItIsInTheLast) {
    EngineAndGrid site({10, 0, 10});
    const SwitchId id = site.add({.lower = 0.4, .start_cost = 15});
    EXPECT_EQ(site.on(id), (Series{1, 0, 1}));
    EXPECT_NEAR(site.cost, 15 + 20, 1e-9);
}

// Three hours at least: 4 kW are needed in the middle, 3 kW beside it, where it may not run. So it never starts.
TEST(Switch, StaysOnForTheMinimumUpTime) {
    EngineAndGrid site({10, 3, 10, 10, 10, 3});
    const SwitchId id = site.add({.lower = 0.4, .minimum_up_h = 3});
    EXPECT_EQ(site.on(id), (Series{0, 0, 1, 1, 1, 0}));
    EngineAndGrid longer({10, 3, 10, 10, 10, 3});
    const SwitchId never = longer.add({.lower = 0.4, .minimum_up_h = 4});
    EXPECT_EQ(longer.on(never), Series(6, 0.0));
}

TEST(Switch, StaysOffForTheMinimumDownTime) {
    EngineAndGrid site({10, 3, 8, 9, 9, 9});
    const SwitchId id = site.add({.lower = 0.4, .minimum_down_h = 2});
    EXPECT_EQ(site.on(id), (Series{1, 0, 0, 1, 1, 1})) << "the 8 kW are lost";
}

// Half-hours: a minimum time of an hour is two steps, one of 0.75 h too.
TEST(Switch, CountsHoursNotSteps) {
    for (const double hours : {1.0, 0.75}) {
        EngineAndGrid site({10, 3, 3, 10, 10, 3}, 0.5);
        const SwitchId id = site.add({.lower = 0.4, .minimum_up_h = hours});
        EXPECT_EQ(site.on(id), (Series{0, 0, 0, 1, 1, 0}));
    }
}

// Measured: it was started an hour ago and stays on for three, though the grid would be cheaper below minimum load.
TEST(Switch, GoesOnFromWhatWasMeasured) {
    EngineAndGrid site({4, 4, 1, 10});
    site.n.set_cost(site.grid, 0.5);
    const SwitchId id = site.add({.lower = 0.4, .minimum_up_h = 3, .start = SwitchState{1, {1}, {}}});
    EXPECT_EQ(site.on(id), (Series{1, 1, 0, 0}));
    EngineAndGrid stopped({10, 10, 10, 10});
    const SwitchId off = stopped.add({.minimum_down_h = 3, .start = SwitchState{0, {}, {1}}});
    EXPECT_EQ(stopped.on(off), (Series{0, 0, 1, 1}));
}

// Three units of 10 kW, minimum 5 kW each: 4 kW are bought, 14 kW are 10 + 4 bought or two units at 7; two are cheaper.
TEST(Switch, CountsUnits) {
    EngineAndGrid site({4, 14, 35});
    const SwitchId id = site.add({.count = 3, .lower = 0.5});
    EXPECT_EQ(site.on(id), (Series{0, 2, 3}));
    EXPECT_NEAR(site.cost, 12 + 14 + 30 + 15, 1e-9);
}

// A free size with an upper limit: 6 kW at 2 a kW is what pays in four hours of which one is below half of it.
TEST(Switch, FreeSizeIsOnAsAWhole) {
    EngineAndGrid site({6, 6, 6, 2});
    const CapacityId size = site.n.add(Capacity{.origin = {"engine", "capacity", ""}, .upper = 20, .cost = 2});
    const SwitchId id = site.add({.capacity = size, .lower = 0.5});
    EXPECT_EQ(site.on(id), (Series{1, 1, 1, 0}));
    EXPECT_NEAR(site.cost, 6 * 2 + 18 + 6, 1e-6);
}

// Input begins at 2 kW for 10 kW that are on: 10 kW of output take 12, 5 kW take 7; off takes nothing.
TEST(Switch, InputBeginsAboveZero) {
    Network n(Horizon::uniform(3, 1));
    const FlowId fuel = n.add(Flow{.origin = {"engine", "fuel", ""}, .cost = 1.0});
    const FlowId out = n.add(Flow{.origin = {"engine", "output", ""}});
    n.add(Balance{.origin = {"site", "e", ""}, .terms = {{out, 1}}, .value = n.add_series({10, 5, 0})});
    const SwitchId id = n.add(Switch{.origin = {"engine", "on", ""}, .flow = out, .unit = 10, .lower = 0.4});
    n.add(Segment{.origin = {"engine", "fuel", ""}, .input = fuel, .output = out, .pieces = {{1, 0.2}}, .on = id});
    const LinearProblem problem(n);
    const Solution solution = best(n, problem);
    EXPECT_NEAR(solution.check.cost, 12 + 7, 1e-9);
}

// Units of 4 and 7 kW for 12 kW: 4 + 4 + 4 cost 18, 7 + 7 cost 20, 4 + 7 and 1 kW bought 16 + 3.
TEST(Sizes, AreWholeNumbersOfUnits) {
    Network n(Horizon::uniform(1, 1));
    const CapacityId size = n.add(Capacity{.origin = {"engine", "capacity", ""}});
    const CapacityId small = n.add(Capacity{.origin = {"engine", "4 kW", ""}, .upper = 5, .cost = 6, .integer = true});
    const CapacityId large = n.add(Capacity{.origin = {"engine", "7 kW", ""}, .upper = 5, .cost = 10, .integer = true});
    n.add(Tie{.origin = {"engine", "units", ""}, .parts = {{size, 1}, {small, -4}, {large, -7}}});
    const FlowId out = n.add(Flow{.origin = {"engine", "output", ""}, .upper = 1.0, .upper_of = size});
    const FlowId grid = n.add(Flow{.origin = {"grid", "purchase", ""}, .cost = 3.0});
    n.add(Balance{.origin = {"site", "e", ""}, .terms = {{out, 1}, {grid, 1}}, .value = 12.0});
    const LinearProblem problem(n);
    const Solution solution = best(n, problem);
    EXPECT_NEAR(solution.check.cost, 18, 1e-9);
    EXPECT_TRUE(solution.result.integers_fixed) << "its prices are those with the integers fixed";
}

TEST(Switch, RefusesWhatDoesNotFit) {
    EngineAndGrid site({1, 2});
    const CapacityId free = site.n.add(Capacity{.origin = {"engine", "capacity", ""}});
    EXPECT_THROW(site.add({.capacity = free}), std::invalid_argument) << "a free size without upper limit";
    EXPECT_THROW(site.add({.unit = 10, .count = 1.5}), std::invalid_argument);
    EXPECT_THROW(site.add({.unit = 10, .minimum_up_h = -1}), std::invalid_argument);
}

/// A small random site: up to two kinds of units that are on or off, a grid, a heat store of its own, and a catalogue.
struct RandomSite {
    Network n;
    std::vector<SwitchId> switches;
    std::vector<CapacityId> built;

    explicit RandomSite(std::mt19937& random) : n(Horizon::uniform(4, 1)) {
        const auto uniform = [&](double low, double high) { return std::uniform_real_distribution(low, high)(random); };
        std::vector<double> demand, price;
        for (int t = 0; t < n.horizon().steps(); ++t) {
            demand.push_back(uniform(0, 20));
            price.push_back(uniform(1, 6));
        }
        const FlowId grid = n.add(Flow{.origin = {"grid", "purchase", ""}, .cost = n.add_series(price)});
        const FlowId in = n.add(Flow{.origin = {"store", "in", ""}, .upper = uniform(0, 5)});
        const FlowId out = n.add(Flow{.origin = {"store", "out", ""}, .upper = 5.0});
        n.add(Store{.origin = {"store", "level", ""},
                    .retention_per_hour = 0.98,
                    .flows = {{in, 0.9}, {out, -1.1}},
                    .upper = 8.0});
        std::vector<Term> terms{{grid, 1}, {in, -1}, {out, 1}};
        const int kinds = 1 + static_cast<int>(random() % 2);
        for (int k = 0; k < kinds; ++k) terms.push_back({unit(random, uniform, kinds == 1 ? 2 : 1), 1});
        n.add(Balance{.origin = {"site", "electricity", ""}, .terms = terms, .value = n.add_series(demand)});
    }

    template <class Uniform>
    FlowId unit(std::mt19937& random, const Uniform& uniform, unsigned most) {
        const FlowId output = n.add(Flow{.origin = {"engine", "output", ""}});
        const FlowId fuel = n.add(Flow{.origin = {"engine", "fuel", ""}, .cost = uniform(0.5, 3)});
        Switch item{.origin = {"engine", "on", ""}, .flow = output, .unit = uniform(4, 10)};
        item.count = 1 + static_cast<double>(random() % most);
        item.lower = uniform(0, 0.7);
        if (random() % 2 == 0) item.minimum_up_h = static_cast<double>(random() % 4);
        if (random() % 2 == 0) item.minimum_down_h = static_cast<double>(random() % 3);
        if (random() % 2 == 0) item.start_cost = uniform(0, 10);
        if (random() % 3 == 0) {
            item.start = SwitchState{static_cast<double>(random() % 2), {}, {}};
            (item.start->on > 0 ? item.start->started : item.start->stopped) = {1};
        }
        if (random() % 3 == 0) {
            item.count_of = n.add(Capacity{
                .origin = {"engine", "units", ""}, .upper = item.count, .cost = uniform(0, 12), .integer = true});
            if (item.start) n.set_limits(item.count_of, item.start->on, item.count);
            built.push_back(item.count_of);
        }
        switches.push_back(n.add(item));
        n.add(Segment{.origin = {"engine", "fuel", ""},
                      .input = fuel,
                      .output = output,
                      .pieces = {{1, uniform(0, 0.3)}},
                      .on = switches.back()});
        return output;
    }

    /// Every combination of whole numbers, each tried as a linear problem of its own. Minimum times are looked at here
    /// and not by the rows under test, which are left out.
    double enumerate() {
        const LinearProblem problem(n);
        const int steps = n.horizon().steps();
        std::vector<std::int32_t> columns;
        std::vector<int> most;
        for (const SwitchId id : switches) {
            for (int t = 0; t < steps; ++t) {
                columns.push_back(problem.column(n.on(id), t));
                most.push_back(static_cast<int>(n.switches()[id.at()].count));
            }
        }
        for (const CapacityId id : built) {
            columns.push_back(problem.column(id));
            most.push_back(static_cast<int>(n.capacities()[id.at()].upper));
        }
        const auto solver = make_highs(HighsMethod::simplex);
        double least = std::numeric_limits<double>::infinity();
        std::vector<double> lower(problem.lower().begin(), problem.lower().end());
        std::vector<double> upper(problem.upper().begin(), problem.upper().end());
        std::vector<double> row_upper(problem.row_upper().begin(), problem.row_upper().end());
        for (std::int32_t r = 0; r < problem.rows(); ++r) {
            const RowKind kind = problem.row_place(r).kind;
            if (kind == RowKind::minimum_up || kind == RowKind::minimum_down)
                row_upper[static_cast<std::size_t>(r)] = unlimited;
        }
        Problem fixed = view(problem);
        fixed.integer = {};
        fixed.lower = lower;
        fixed.upper = upper;
        fixed.row_upper = row_upper;
        std::vector<int> digits(columns.size(), 0);
        bool first = true;
        while (true) {
            if (allowed(digits)) {
                for (std::size_t i = 0; i < columns.size(); ++i)
                    lower[static_cast<std::size_t>(columns[i])] = upper[static_cast<std::size_t>(columns[i])] =
                        digits[i];
                const Result result =
                    first ? solver->solve(fixed, {}) : solver->solve_again(fixed, {.limits = true}, {});
                first = false;
                if (result.status == Status::optimal) least = std::min(least, result.objective);
            }
            std::size_t i = 0;
            while (i < digits.size() && digits[i] == most[i]) digits[i++] = 0;
            if (i == digits.size()) return least;
            ++digits[i];
        }
    }

    [[nodiscard]] bool allowed(const std::vector<int>& digits) const {
        const int steps = n.horizon().steps();
        std::size_t next_built = switches.size() * static_cast<std::size_t>(steps);
        for (std::size_t k = 0; k < switches.size(); ++k) {
            const Switch& item = n.switches()[switches[k].at()];
            const auto on = [&](int t) {
                return digits[k * static_cast<std::size_t>(steps) + static_cast<std::size_t>(t)];
            };
            const int count = item.count_of ? digits[next_built++] : static_cast<int>(item.count);
            if (item.start && count < item.start->on) return false;
            const auto change = [&](int t) {
                if (t < 0 && item.start) {
                    if (t < -1) return 0;
                    return item.start->on > 0 ? 1 : -1;
                }
                if (t < 0) t += steps;
                const int before = t > 0 ? on(t - 1) : item.start ? static_cast<int>(item.start->on) : on(steps - 1);
                return on(t) - before;
            };
            for (int t = 0; t < steps; ++t) {
                if (on(t) > count) return false;
                int started = 0, stopped = 0;
                const int furthest = item.start ? 100 : steps - 1;
                for (int lag = 0; lag <= furthest && lag < item.minimum_up_h; ++lag)
                    started += std::max(0, change(t - lag));
                for (int lag = 0; lag <= furthest && lag < item.minimum_down_h; ++lag)
                    stopped += std::max(0, -change(t - lag));
                if (started > on(t) || stopped > count - on(t)) return false;
            }
        }
        return true;
    }
};

// A search that cuts off the best answer is found only by trying them all.
// GAIKU_SEED sets the seed, GAIKU_NETWORKS how many sites follow.
TEST(OnOff, TheSearchFindsWhatTryingEverythingFinds) {
    const char* given = std::getenv("GAIKU_SEED");
    const unsigned seed = given ? static_cast<unsigned>(std::atol(given)) : std::random_device{}();
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    std::mt19937 random(seed);
    const char* networks = std::getenv("GAIKU_NETWORKS");
    const int count = networks ? std::atoi(networks) : 200;
    int solved = 0;
    for (int i = 0; i < count; ++i) {
        RandomSite site(random);
        const double least = site.enumerate();
        const LinearProblem problem(site.n);
        Options options;
        options.integer_gap = 0;
        const Solution found = solve(site.n, problem, *make_highs(HighsMethod::automatic), options);
        if (std::isinf(least)) {
            EXPECT_EQ(found.result.status, Status::infeasible) << i;
            continue;
        }
        ++solved;
        ASSERT_TRUE(found.ok()) << i << " " << name_of(found.result.status) << " " << found.result.message;
        // Twice a simplex' own tolerance on costs of some 100.
        ASSERT_NEAR(found.check.cost, least, 1e-5) << i;
    }
    EXPECT_GT(solved, count < 200 ? count / 2 : count * 3 / 4);  // of few sites, chance may leave fewer
}

// The 71st site of seed 19: HiGHS 1.15.1 with its presolve said 114.96 and that nothing costs less; 98.21 does.
TEST(OnOff, TheSearchFindsWhatPresolveWouldCutOff) {
    std::mt19937 random(19);
    for (int i = 0; i < 70; ++i) (void)RandomSite(random);
    RandomSite site(random);
    const LinearProblem problem(site.n);
    Options options;
    options.integer_gap = 0;
    const Solution found = solve(site.n, problem, *make_highs(HighsMethod::automatic), options);
    ASSERT_TRUE(found.ok());
    EXPECT_NEAR(found.check.cost, site.enumerate(), 1e-5);
    EXPECT_NEAR(found.check.cost, 98.2139, 1e-3);
}

}  // namespace
}  // namespace gaiku::solve
