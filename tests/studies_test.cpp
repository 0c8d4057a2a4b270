#include <cmath>
#include <map>

#include "district/vary.h"
#include "network_plan_for_tests.h"
#include "report/sheets.h"

// A planner picks on the front and believes the tornado: both must be what separate plans would have given.
namespace gaiku {
namespace {

double kw_of(const std::vector<PlannedSize>& sizes, const std::string& id) {
    for (const auto& size : sizes) {
        if (size.id == id) return size.value.value_or(NAN);
    }
    ADD_FAILURE() << "no size of " << id;
    return NAN;
}

TEST(Front, RunsFromTheLeastCostToTheLeastCo2) {
    const Plan plan = plan_case("network/turning.yaml");
    ASSERT_TRUE(plan.scenarios.at(0).front);
    const auto& points = plan.scenarios[0].front->points;
    ASSERT_EQ(points.size(), 3u);
    for (const auto& point : points) ASSERT_TRUE(point.planned);
    EXPECT_FALSE(points[0].limit);
    EXPECT_NEAR(points[0].cost, 16'000, 1e-2);
    EXPECT_NEAR(*points[0].co2_t, 0.480, 1e-7);
    // The last point keeps a thousandth of the front's length from the least CO2 (240 kg), the middle lies half-way to
    // it.
    EXPECT_NEAR(*points[1].limit, 0.480 - 0.240 * 0.999 / 2, 1e-6);
    EXPECT_NEAR(points[1].cost, 16'000 + 3'200 * 0.999 / 2, 0.05);
    EXPECT_NEAR(*points[1].co2_t, *points[1].limit, 1e-6) << "the limit binds";
    EXPECT_GE(kw_of(points[1].sizes, "heat_pump"), 50 * 0.999 - 1e-2);
    EXPECT_NEAR(points[2].cost, 16'000 + 3'200 * 0.999, 0.05);
    EXPECT_NEAR(*points[2].co2_t, 0.240 + 0.240 * 0.001, 1e-6);
    // From the boiler (6.67 yen and 0.2 kg a kWh of heat) to the heat pump (8 yen and 0.1 kg): 13.33 yen a kg.
    EXPECT_FALSE(points[0].marginal_cost);
    for (const std::size_t i : {1u, 2u}) {
        ASSERT_TRUE(points[i].marginal_cost);
        EXPECT_NEAR(*points[i].marginal_cost, 1e5 / 7.5, 1);
    }
    EXPECT_EQ(points[2].started_from, "the last solution") << "points share matrix and start";
}

// What a planner takes into another table: as many points as the report shows, with the same cost.
TEST(Front, AndSensitivityStandInTheWorkbook) {
    const Plan plan = plan_case("network/turning.yaml");
    for (const Language language : {Language::en, Language::ja}) {
        std::map<std::string, Sheet> named;
        for (auto& sheet : sheets(plan, language)) named.emplace(sheet.name, sheet);
        const bool ja = language == Language::ja;
        const Sheet& front = named.at(ja ? "費用との両立" : "Front");
        ASSERT_EQ(front.rows.size(), 3u);
        EXPECT_EQ(std::get<double>(front.rows[2].at(5)), plan.scenarios[0].front->points[2].cost);
        EXPECT_EQ(front.columns.at(10).title, ja ? "ギャップ (%)" : "Gap (%)");
        EXPECT_NEAR(std::get<double>(front.rows[2].at(10)), 0, 1e-4);
        EXPECT_EQ(named.at(ja ? "各点の設備容量" : "Sizes on the front").rows.size(), 6u)
            << "boiler and heat pump thrice";
        const Sheet& sensitivity = named.at(ja ? "感度" : "Sensitivity");
        ASSERT_EQ(sensitivity.rows.size(), 2u);
        EXPECT_NEAR(std::get<double>(sensitivity.rows[0].at(4)), -8'000, 1e-2);
        EXPECT_NE(std::get<std::string>(sensitivity.rows[0].at(12)).find("+ heat_pump - boiler"), std::string::npos);
    }
}

TEST(Sensitivity, FindsThePriceAtWhichTheAnswerTurns) {
    const Plan plan = plan_case("network/turning.yaml");
    ASSERT_TRUE(plan.scenarios.at(0).sensitivity);
    const Sensitivity& found = *plan.scenarios[0].sensitivity;
    ASSERT_EQ(found.items.size(), 2u);
    const SensitivityItem& gas = found.items[0];
    EXPECT_EQ(gas.path, "assets.gas.price") << "the widest first";
    EXPECT_NEAR(gas.low.cost, 8'000, 1e-2);
    EXPECT_NEAR(gas.high.cost, 19'200, 1e-2) << "the heat pump caps it";
    ASSERT_EQ(gas.turns.size(), 1u);
    EXPECT_LE(gas.turns[0].from, 0.2);
    EXPECT_GE(gas.turns[0].to, 0.2);
    EXPECT_LT(gas.turns[0].to - gas.turns[0].from, 0.005);
    EXPECT_EQ(gas.turns[0].enters, std::vector<std::string>{"heat_pump"});
    EXPECT_EQ(gas.turns[0].leaves, std::vector<std::string>{"boiler"});
    EXPECT_TRUE(found.items[1].turns.empty()) << "electricity 10 % cheaper does not change what is built";
}

TEST(Sensitivity, TakesWhatAnInteriorSolutionLeavesOverForNothing) {
    const Plan plan = plan_case("network/turning_year.yaml");
    ASSERT_TRUE(plan.scenarios.at(0).sensitivity);
    const auto& turns = plan.scenarios[0].sensitivity->items.at(0).turns;
    ASSERT_EQ(turns.size(), 1u);
    EXPECT_GT(turns[0].from, -0.0875);
    EXPECT_LT(turns[0].to, -0.0875);
    EXPECT_EQ(turns[0].enters, std::vector<std::string>{"pv"});
}

// Two units more here, none there: a planner must hear of each, not only of the first.
TEST(Sensitivity, TellsEveryChangeOfWhatIsBuilt) {
    const Plan plan = plan_case("network/turning_units.yaml");
    ASSERT_TRUE(plan.scenarios.at(0).sensitivity);
    std::map<std::string, SensitivityItem> items;
    for (const auto& item : plan.scenarios[0].sensitivity->items) items[item.path] = item;
    constexpr double way = 1.0 / 128;  // of the range to an end, within which a turn is told
    const auto expect_at = [&](const SensitivityTurn& turn, double at, double by) {
        EXPECT_LE(std::min(turn.from, turn.to), at + 1e-6);
        EXPECT_GE(std::max(turn.from, turn.to), at - 1e-6);
        EXPECT_LE(std::abs(turn.to - turn.from), by * way + 1e-12);
    };
    const auto expect_units = [](const SensitivityTurn& turn, int before, int after) {
        EXPECT_TRUE(turn.enters.empty() && turn.leaves.empty());
        ASSERT_EQ(turn.units.size(), 1u);
        EXPECT_EQ(turn.units[0].id, "engine");
        EXPECT_EQ(turn.units[0].before, before);
        EXPECT_EQ(turn.units[0].after, after);
    };
    const auto expect_gone = [](const SensitivityTurn& turn) {
        EXPECT_EQ(turn.leaves, std::vector<std::string>{"engine"});
        EXPECT_TRUE(turn.enters.empty() && turn.units.empty());
    };
    const auto& capital = items.at("assets.engine.capital").turns;
    ASSERT_EQ(capital.size(), 3u);
    expect_at(capital[0], -1.0 / 9, 0.6);
    expect_units(capital[0], 2, 3);
    expect_at(capital[1], -5.0 / 9, 0.6);
    expect_units(capital[1], 3, 4);
    expect_at(capital[2], 1.0 / 3, 0.6);
    expect_gone(capital[2]);
    const auto& gas = items.at("assets.gas.price").turns;
    ASSERT_EQ(gas.size(), 2u);
    expect_at(gas[0], -0.125, 0.5);
    expect_units(gas[0], 2, 3);
    expect_at(gas[1], 0.25, 0.5);
    expect_gone(gas[1]);
}

std::vector<std::string> paths_of(const Sensitivity& sensitivity) {
    std::vector<std::string> paths;
    for (const auto& item : sensitivity.items) paths.push_back(item.path);
    std::sort(paths.begin(), paths.end());
    return paths;
}

// A planner who asks for everything also hears of the tariffs: a charge as one, a price series with it.
TEST(Sensitivity, VariesTheChargesOfTheTariffsThatAreUsed) {
    const Plan plan = plan_case("network/varied_tariffs.yaml");
    ASSERT_EQ(plan.scenarios.size(), 2u);
    ASSERT_TRUE(plan.scenarios[0].sensitivity);
    const Sensitivity& own = *plan.scenarios[0].sensitivity;
    EXPECT_EQ(paths_of(own), (std::vector<std::string>{"tariffs.town.charges.base", "tariffs.town.charges.energy",
                                                       "tariffs.town.charges.fuel", "tariffs.town.charges.market"}));
    std::map<std::string, double> higher;
    for (const auto& item : own.items) {
        EXPECT_NEAR(item.low.cost - own.cost, own.cost - item.high.cost, 1e-6) << item.path << ": nothing to adapt";
        higher[item.path] = item.high.cost - own.cost;
    }
    // 10 % of README.md's bill.
    EXPECT_NEAR(higher["tariffs.town.charges.base"], 0.1 * 100 * 310 * 2 / 31, 1e-6);
    EXPECT_NEAR(higher["tariffs.town.charges.energy"], 0.1 * (2 * 10 * 100 * 20 + 2 * 14 * 50 * 12), 1e-6);
    EXPECT_NEAR(higher["tariffs.town.charges.fuel"], 0.1 * 3'400 * 2, 1e-6);
    EXPECT_NEAR(higher["tariffs.town.charges.market"], 0.1 * (2 * 10 * 100 * 1 + 2 * 14 * 50 * 3), 1e-6);
    EXPECT_EQ(own.items[0].name.en, "Town power: Energy");
    EXPECT_EQ(own.items[0].name.ja, "町の電力の電力量料金");
}

TEST(Sensitivity, VariesAShippedTariffAndEntriesOfLists) {
    const Plan plan = plan_case("network/varied_tariffs.yaml");
    ASSERT_TRUE(plan.scenarios.at(1).sensitivity);
    const Sensitivity& shipped = *plan.scenarios[1].sensitivity;
    ASSERT_EQ(shipped.items.size(), 3u);
    // 3,400 kWh at 17 yen, and 100 kW at 1,900 yen, with 98 % of power factor 13 % less, for 2 of 31 days.
    std::map<std::string, double> higher;
    for (const auto& item : shipped.items) higher[item.path] = item.high.cost - shipped.cost;
    EXPECT_NEAR(higher["tariffs.high_voltage_example.charges.energy.rates.1.price"], 0.1 * 3'400 * 17, 1e-6);
    EXPECT_NEAR(higher["tariffs.high_voltage_example.charges.energy.rates[1].price"], 0.1 * 3'400 * 17, 1e-6);
    EXPECT_NEAR(higher["tariffs.high_voltage_example.charges.base"], 0.1 * 100 * 1'900 * 0.87 * 2 / 31, 1e-6);
}

// On a whole district, against plans of its own.
TEST(Front, OfTheAnnualDistrictsFirstMonthIsWhatLimitsGive) {
    const Plan front = plan_case("network/front.yaml");
    ASSERT_TRUE(front.scenarios.at(0).front);
    const auto& points = front.scenarios[0].front->points;
    ASSERT_EQ(points.size(), 4u);
    double before = 0;
    for (const auto& point : points) {
        ASSERT_TRUE(point.planned);
        EXPECT_GT(point.cost, before) << "less CO2 costs more";
        before = point.cost;
    }
    // Cold, by the other solver, the limit written as a planner would: kg a year.
    const Technologies technologies;
    const Solvers highs = solvers_named("highs");
    constexpr double years = 744.0 / 8760;
    for (std::size_t i = 1; i < points.size(); ++i) {
        ASSERT_TRUE(points[i].limit);
        const auto alone =
            NetworkPlanner(technologies, highs)
                .plan(with_plan_number(front.file.eras[0].district, "co2_limit", *points[i].limit * 1000 / years), {});
        ASSERT_TRUE(alone.plan) << i;
        EXPECT_NEAR(points[i].cost / alone.plan->cost, 1, 1e-6) << i;
    }
}

}  // namespace
}  // namespace gaiku
