#include "plan/network/hot_plan.h"

#include <gmock/gmock.h>

#include <fmt/format.h>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "district/vary.h"
#include "network_plan_for_tests.h"

// A plan held hot: what it answers is what planning the changed file would find.
namespace gaiku::hot_plan_test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

const Workshop& workshop() {
    static const Workshop is;
    return is;
}

fs::path of_cases(const std::string& file) {
    return fs::path(GAIKU_SOURCE_DIR) / "cases" / file;
}

DistrictFile read(const fs::path& file) {
    Findings findings;
    DistrictFile district = workshop().read(file, findings);
    for (const auto& finding : findings.all())
        if (finding.severity == Severity::error) ADD_FAILURE() << print_finding(finding, Language::en);
    return district;
}

HotPlan hot(const District& district) {
    return {district, workshop().technologies, solvers_named("")};
}

/// Planned by solvers that know nothing of it, by another method.
double fresh_cost(const District& district, const std::string& solver) {
    const Solvers solvers = solvers_named(solver);
    NetworkPlanner planner(workshop().technologies, solvers);
    const auto outcome = planner.plan(district, {});
    return outcome.plan ? outcome.plan->cost : NAN;
}

/// The first month of a district whose ten sizes are all free.
class Month : public testing::Test {
protected:
    void SetUp() override {
        file_ = read(of_cases("peers/annual_district/first_744_hours.yaml"));
        plan_.emplace(hot(file_.eras.back().district));
        ASSERT_TRUE(plan_->plan({}).figures);
    }
    [[nodiscard]] const District& district() const { return file_.eras.back().district; }

    DistrictFile file_;
    std::optional<HotPlan> plan_;
};

TEST_F(Month, SaysWhatCanBeAsked) {
    const WhatIfChoices& choices = plan_->choices();
    const auto ids = [](const auto& of) {
        std::string all;
        for (const auto& one : of) all += one.id + " ";
        return all;
    };
    EXPECT_EQ(ids(choices.price), "electricity gas ");
    EXPECT_EQ(ids(choices.demand), "chilled_water electricity hot_water ");
    EXPECT_THAT(ids(choices.capital), HasSubstr("battery "));
    EXPECT_TRUE(choices.co2_cap);
    EXPECT_EQ(choices.price.front().name.ja, "電力");
}

TEST_F(Month, EachKindOfQuestionHasTheOptimumOfTheChangedDistrict) {
    const std::vector<WhatIf> questions{
        {.price = {{"electricity", 1.1}}},
        {.price = {{"gas", 0.8}}},
        {.capital = {{"battery", 0.4}}},
        {.demand = {{"chilled_water", 1.3}}},
        {.demand = {{"electricity", 0.9}}},
        {.co2_cap = 0.95},
        {.price = {{"electricity", 1.2}}, .capital = {{"pv", 0.7}}, .demand = {{"hot_water", 0.95}}, .co2_cap = 0.95}};
    for (std::size_t i = 0; i < questions.size(); ++i) {
        SCOPED_TRACE(i);
        ASSERT_EQ(wrong_with(questions[i], plan_->choices()), "");
        const HotAnswer answer = plan_->ask(questions[i], {});
        ASSERT_TRUE(answer.figures);
        EXPECT_EQ(answer.method, "staged");
        const double fresh = fresh_cost(asked(district(), questions[i], plan_->first_plan()), "piqp");
        EXPECT_NEAR(answer.figures->cost, fresh, 1e-6 * fresh);
        EXPECT_GT(std::abs(answer.figures->cost - plan_->first().figures->cost), 1e-4 * fresh)
            << "it changes something";
        double parts = 0;
        for (const auto& [kind, amount] : answer.figures->parts) parts += amount;
        EXPECT_NEAR(parts, answer.figures->cost, 1e-6 * fresh) << "the parts of the cost add up";
    }
    const HotAnswer back = plan_->ask({.price = {{"electricity", 1.0}}}, {});
    EXPECT_EQ(back.figures->cost, plan_->first().figures->cost);
}

TEST_F(Month, PricesAndDemandsBeginFromTheLastAnswer) {
    EXPECT_TRUE(plan_->ask({.price = {{"electricity", 1.02}}}, {}).from_last);
    EXPECT_TRUE(plan_->ask({.price = {{"gas", 1.02}}}, {}).from_last);
    EXPECT_TRUE(plan_->ask({.demand = {{"electricity", 1.02}}}, {}).from_last);
    EXPECT_FALSE(plan_->ask({.co2_cap = 0.9}, {}).from_last) << "the first with one more row";
    EXPECT_TRUE(plan_->ask({.co2_cap = 0.92}, {}).from_last);
    EXPECT_TRUE(plan_->ask({.price = {{"electricity", 1.03}}}, {}).from_last) << "and the other is still there";
}

TEST_F(Month, ACapIsKeptAndSaysWhatItChanges) {
    const HotAnswer answer = plan_->ask({.co2_cap = 0.9}, {});
    ASSERT_TRUE(answer.figures);
    EXPECT_NEAR(*answer.figures->co2_t, 0.9 * *plan_->first().figures->co2_t, 1e-5 * *answer.figures->co2_t);
    EXPECT_FALSE(answer.changed.empty());
    for (const auto& change : answer.changed) EXPECT_NE(change.before, change.after) << change.id;
}

TEST_F(Month, WhatCannotBeIsExplainedInWordsAndTheNextQuestionAnswered) {
    const HotAnswer none = plan_->ask({.co2_cap = 0}, {});
    EXPECT_FALSE(none.figures);
    EXPECT_FALSE(none.stopped);
    ASSERT_FALSE(none.findings.empty());
    EXPECT_THAT(print_finding(none.findings.front(), Language::en), HasSubstr("The least CO2 within reach is "));
    EXPECT_THAT(none.findings.front().message.ja, HasSubstr("までです（指定は0 %）"));
    const WhatIf next{.co2_cap = 0.9};
    const double fresh = fresh_cost(asked(district(), next, plan_->first_plan()), "piqp");
    EXPECT_NEAR(plan_->ask(next, {}).figures->cost, fresh, 1e-6 * fresh);
}

TEST_F(Month, SaysWhatIsWrongWithAQuestion) {
    const auto wrong = [&](const WhatIf& question) { return wrong_with(question, plan_->choices()); };
    EXPECT_EQ(wrong({.price = {{"electricity", 0.05}}}), "price.electricity: a number from 0.1 to 10 is expected");
    EXPECT_EQ(wrong({.price = {{"gas", NAN}}}), "price.gas: a number from 0.1 to 10 is expected");
    EXPECT_EQ(wrong({.price = {{"steam", 2}}}), "price.steam: one of electricity, gas is expected");
    EXPECT_THAT(wrong({.capital = {{"grid", 2}}}), HasSubstr("capital.grid: one of pv, "));
    EXPECT_EQ(wrong({.co2_cap = -0.1}), "co2_cap: a number from 0 to 10 is expected, a share of the first plan's CO2");
}

/// Tells to stop when a solver has taken so many iterations, and how long it takes from then on.
HotAnswer stopped_after(HotPlan& plan, const WhatIf& question, int iterations, double& seconds) {
    std::stop_source stop;
    solve::Options options;
    options.cancel = stop.get_token();
    auto told = std::chrono::steady_clock::now();
    options.progress = [&](const solve::Progress& progress) {
        if (progress.iterations < iterations || stop.stop_requested()) return;
        told = std::chrono::steady_clock::now();
        stop.request_stop();
    };
    HotAnswer answer = plan.ask(question, options);
    seconds = seconds_since(told);
    return answer;
}

TEST_F(Month, AStoppedQuestionLeavesTheNextAnswerRight) {
    const std::vector<WhatIf> questions{{.price = {{"electricity", 1.3}}},
                                        {.demand = {{"electricity", 1.2}}},
                                        {.co2_cap = 0.9},
                                        {.capital = {{"battery", 0.5}}}};
    const WhatIf next{.price = {{"gas", 1.1}}}, next_capped{.co2_cap = 0.95};
    const double fresh = fresh_cost(asked(district(), next, plan_->first_plan()), "piqp");
    const double fresh_capped = fresh_cost(asked(district(), next_capped, plan_->first_plan()), "piqp");
    for (const auto& question : questions) {
        for (const int iterations : {0, 1, 5, 12}) {
            SCOPED_TRACE(fmt::format("{} iterations", iterations));
            double seconds = 0;
            const HotAnswer stopped = stopped_after(*plan_, question, iterations, seconds);
            EXPECT_TRUE(stopped.stopped);
            EXPECT_FALSE(stopped.figures);
            EXPECT_TRUE(stopped.findings.empty());
            EXPECT_LT(seconds, 1) << "a month's iteration takes some milliseconds";
            EXPECT_NEAR(plan_->ask(next, {}).figures->cost, fresh, 1e-6 * fresh);
            EXPECT_NEAR(plan_->ask(next_capped, {}).figures->cost, fresh_capped, 1e-6 * fresh);
        }
    }
}

TEST_F(Month, AStoppedFirstPlanIsPlannedAgain) {
    HotPlan plan = hot(district());
    std::stop_source stop;
    stop.request_stop();
    solve::Options options;
    options.cancel = stop.get_token();
    EXPECT_TRUE(plan.plan(options).stopped);
    EXPECT_FALSE(plan.is_ready());
    EXPECT_NEAR(plan.plan({}).figures->cost, plan_->first().figures->cost, 1e-9 * plan_->first().figures->cost);
}

/// A file of its own, read and removed.
DistrictFile written(const std::string& text) {
    const fs::path made = fs::temp_directory_path() / fmt::format("gaiku-hot-plan-{}.yaml", ::getpid());
    std::ofstream(made) << text;
    DistrictFile district = read(made);
    fs::remove(made);
    return district;
}

/// A file of its own with numbers in place of others.
DistrictFile changed_file(const fs::path& file, const std::vector<std::pair<std::string, std::string>>& changes) {
    std::stringstream stream;
    stream << std::ifstream(file).rdbuf();
    std::string text = stream.str();
    for (const auto& [from, to] : changes) {
        const auto at = text.find(from);
        if (at == std::string::npos) ADD_FAILURE() << from;
        for (auto found = at; found != std::string::npos; found = text.find(from, found + to.size()))
            text.replace(found, from.size(), to);
    }
    return written(text);
}

TEST_F(Month, IsThePlanOfAChangedFile) {
    const fs::path file = of_cases("peers/annual_district/district.yaml");
    const std::string folder = file.parent_path().string();
    const auto changed = changed_file(file, {{"file: series.csv", "file: " + folder + "/series.csv"},
                                             {"price: 8.5 yen/kWh", "price: 10.2 yen/kWh"},
                                             {"capital: 60,000 yen/kWh", "capital: 30,000 yen/kWh"},
                                             {"capital_power: 30,000 yen/kW", "capital_power: 15,000 yen/kW"},
                                             {"power: cooling }", "power: cooling, factor: 1.1 }"},
                                             {"hours: 8,760", "hours: 744"}});
    const HotAnswer answer =
        plan_->ask({.price = {{"gas", 1.2}}, .capital = {{"battery", 0.5}}, .demand = {{"chilled_water", 1.1}}}, {});
    const double fresh = fresh_cost(changed.eras.back().district, "");
    EXPECT_NEAR(answer.figures->cost, fresh, 1e-6 * fresh);
}

// Demand made of floor areas, tariffs with charges, machines in sizes: what a file can state in other ways.
TEST(HotPlan, ScalesDemandMadeOfFloorAreas) {
    const auto file = read(fs::path(GAIKU_SOURCE_DIR) / "examples/kashiwanoha/9-kashiwanoha.yaml");
    HotPlan plan = hot(file.eras.back().district);
    ASSERT_TRUE(plan.plan({}).figures);
    const auto sum = [](const HotFigures& figures) { return figures.cost; };
    const WhatIf more{.demand = {{"electricity", 1.1}, {"chilled_water", 1.1}, {"hot_water", 1.1}}};
    const HotAnswer answer = plan.ask(more, {});
    ASSERT_TRUE(answer.figures) << print_finding(answer.findings.front(), Language::en);
    EXPECT_GT(sum(*answer.figures), 1.08 * sum(*plan.first().figures));
    const double fresh = fresh_cost(asked(file.eras.back().district, more, plan.first_plan()), "piqp");
    EXPECT_NEAR(answer.figures->cost, fresh, 1e-6 * fresh);
    EXPECT_TRUE(plan.choices().capital.empty()) << "everything stands";
}

TEST(HotPlan, SaysWhatCannotBeSuppliedAndWhen) {
    const auto file = written(R"(
gaiku: 1
district: { id: one, name: One, region: 6 }
blocks: { north: { name: { en: North, ja: 北街区 } }, south: { name: { en: South, ja: 南街区 } } }
demands:
  load: { block: north, carrier: electricity, power: 150 kW }
  other: { block: south, carrier: electricity, power: 10 kW }
assets:
  grid: { technology: grid_connection, block: north, capacity: 200 kW, price: 20 yen/kWh, co2_factor: 0.4 kg/kWh }
  second: { technology: grid_connection, block: south, capacity: 200 kW, price: 20 yen/kWh, co2_factor: 0.4 kg/kWh }
plan: { method: network, hours: 24 }
economics: { annuity: 8 % }
)");
    HotPlan plan = hot(file.eras.back().district);
    ASSERT_TRUE(plan.plan({}).figures);
    EXPECT_NEAR(*plan.first().figures->grid_peak_kw, 160, 1e-6);
    EXPECT_NEAR(*plan.first().figures->self_sufficiency, 0, 1e-9);
    const HotAnswer none = plan.ask({.demand = {{"electricity", 2}}}, {});
    ASSERT_EQ(none.findings.size(), 1u);
    EXPECT_EQ(none.findings[0].message.en,
              "Up to 100 kW of electricity in North cannot be supplied, most of it on 1 January, 0:00-1:00; in 24 h "
              "altogether.");
    EXPECT_EQ(none.findings[0].message.ja,
              "北街区の電力を最大100 kW供給できません（最大は1月1日0:00～1:00、合計24時間）。");
    EXPECT_TRUE(plan.ask({.demand = {{"electricity", 1.3}}}, {}).figures);
}

TEST(HotPlan, WhatCannotBePlannedAtAllSaysWhy) {
    const auto file = read(of_cases("peers/annual_district/first_744_hours.yaml"));
    const District capped = with_plan_number(file.eras.back().district, "co2_limit", 1);
    HotPlan plan = hot(capped);
    const HotAnswer& first = plan.plan({});
    EXPECT_FALSE(plan.is_ready());
    ASSERT_FALSE(first.findings.empty());
    EXPECT_THAT(print_finding(first.findings.front(), Language::en), HasSubstr("CO2 limit"));
}

TEST(HotPlan, ElectricityCheaperThanItIsSoldForSaysSo) {
    const auto file = read(of_cases("peers/annual_district/first_744_hours.yaml"));
    HotPlan plan = hot(file.eras.back().district);
    plan.plan({});
    const HotAnswer none = plan.ask({.price = {{"electricity", 0.2}}}, {});
    EXPECT_FALSE(none.figures);
    ASSERT_FALSE(none.findings.empty());
    EXPECT_THAT(none.findings.front().message.en, HasSubstr("There is no cheapest plan"));
}

TEST(HotPlan, AllChargesOfATariffRiseWithThePrice) {
    const auto file = read(of_cases("network/varied_tariffs.yaml"));
    HotPlan plan = hot(file.eras.front().district);
    const double cost = plan.plan({}).figures->cost;
    EXPECT_NEAR(plan.ask({.price = {{"electricity", 1.5}}}, {}).figures->cost, 1.5 * cost, 1e-9 * cost);
    HotPlan shipped = hot(file.eras.back().district);
    shipped.plan({});
    const WhatIf dearer{.price = {{"electricity", 1.5}}};
    const HotAnswer answer = shipped.ask(dearer, {});
    EXPECT_GT(answer.figures->cost, 1.3 * shipped.first().figures->cost) << "but for the levy";
    EXPECT_LT(answer.figures->cost, 1.5 * shipped.first().figures->cost);
}

TEST(HotPlan, UnitsAreSizesWithoutAUnit) {
    const auto file = read(of_cases("network/turning_units.yaml"));
    HotPlan plan = hot(file.eras.front().district);
    plan.plan({});
    const auto units = [](const HotFigures& figures) {
        for (const auto& size : figures.sizes)
            if (size.unit.empty()) return size;
        return HotFigures::Size{};
    };
    const WhatIf question{.price = {{"gas", 1.5}}};
    const HotAnswer answer = plan.ask(question, {});
    EXPECT_EQ(units(*answer.figures).part, "units of 25 kW");
    EXPECT_LT(units(*answer.figures).value, units(*plan.first().figures).value);
    EXPECT_TRUE(std::any_of(answer.changed.begin(), answer.changed.end(),
                            [](const SizeChange& change) { return change.part == "units of 25 kW"; }));
    const double fresh = fresh_cost(asked(file.eras.front().district, question, plan.first_plan()), "highs");
    EXPECT_NEAR(answer.figures->cost, fresh, 1e-6 * fresh);
}

}  // namespace
}  // namespace gaiku::hot_plan_test
