#include <fmt/format.h>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include <unistd.h>

#include "network_plan_for_tests.h"
#include "plan/network/replay.h"
#include "plan/network/words.h"
#include "report/network_explanation.h"
#include "technology/on_off.h"

// Machines that are on or off: what is planned must be what they can do, and what they cannot do must be said.
namespace gaiku::on_off_test {
namespace {

const char* const one_engine = R"(gaiku: 1
district: { id: engine, name: { en: Engine, ja: エンジン } }
series:
  power: { unit: kW, values: [30, 39, 40, 100, 70, 10] }
demands:
  power: { carrier: electricity, power: power }
assets:
  grid: { technology: grid_connection, capacity: unlimited, price: 40 yen/kWh }
  gas: { technology: gas_connection, capacity: unlimited, price: 10 yen/kWh }
  heat_rejection: { technology: heat_rejection, capacity: unlimited }
  engine:
    technology: cogeneration
    existing: yes
    capacity: 100 kW
    efficiency: 40 %
    heat_to_power: 1
    ENGINE
plan: { method: network, hours: 6 }
economics: { cost_basis: yearly }
SCENARIOS
)";

/// A district from the text above with more of the engine, and of the file.
class Written {
public:
    explicit Written(const std::string& engine, const std::string& scenarios = "") {
        std::string text = one_engine;
        replace(text, "ENGINE", engine);
        replace(text, "SCENARIOS", scenarios);
        path_ = std::filesystem::temp_directory_path() / ("gaiku-on-off-" + std::to_string(::getpid()) + ".yaml");
        std::ofstream(path_) << text;
    }
    ~Written() { std::filesystem::remove(path_); }
    Written(const Written&) = delete;
    Written& operator=(const Written&) = delete;

    [[nodiscard]] Plan plan() const { return plan_case(path_.string()); }
    [[nodiscard]] std::vector<std::string> findings() const {
        static const Workshop workshop;
        Findings findings;
        (void)workshop.read(path_, findings);
        std::vector<std::string> all;
        for (const auto& finding : findings.all()) all.push_back(finding.code + " " + finding.path);
        return all;
    }

private:
    static void replace(std::string& text, const std::string& what, const std::string& with) {
        text.replace(text.find(what), what.size(), with);
    }
    std::filesystem::path path_;
};

const AssetSchedule& schedule_of(const NetworkPlan& plan, const std::string& id) {
    for (const auto& planned : plan.schedules) {
        if (planned.id == id) return planned.schedule;
    }
    static const AssetSchedule none;
    ADD_FAILURE() << "no asset " << id;
    return none;
}

/// Solved once for all tests that look at it.
const Plan& on_off_case() {
    static const Plan planned = plan_case("network/on_off/district.yaml");
    return planned;
}

using Names = std::vector<std::string>;

// Power from gas costs 25 a kWh, from the grid 40; below 40 kW the engine is off.
TEST(OnOffPlan, BuysBelowTheMinimumLoad) {
    const Written district("minimum_load: 40 %");
    const Plan planned = district.plan();
    const NetworkPlan& plan = network_of(planned);
    EXPECT_NEAR(plan.cost, 40 * (30 + 39 + 10) + 25 * (40 + 100 + 70), 1e-6);
    EXPECT_EQ(schedule_of(plan, "engine").units.at(0).on, (std::vector<double>{0, 0, 1, 1, 1, 0}));
    const auto note = integer_note(plan.solve);
    ASSERT_TRUE(note);
    EXPECT_NE(note->en.find("fixed"), std::string::npos) << "what the prices are must be said";
}

// 70 kW at 70 % of load: 0.7 / 0.92 of the fuel at full load; the curve bends down to 0 below its first point, which
// only on and off can follow.
TEST(OnOffPlan, BurnsByItsCurveAboveTheMinimumLoad) {
    const Written district(R"(minimum_load: 40 %
    part_load:
      - { load: 40 %, relative_efficiency: 75 % }
      - { load: 70 %, relative_efficiency: 92 % }
      - { load: 100 %, relative_efficiency: 100 % })");
    const Plan planned = district.plan();
    const auto& ports = schedule_of(network_of(planned), "engine").ports;
    ASSERT_EQ(ports.at(2).name, "fuel");
    EXPECT_NEAR(ports[2].kw[4], -70 / 0.92 / 0.4, 1e-6);
    EXPECT_NEAR(ports[2].kw[2], -40 / 0.75 / 0.4, 1e-6);
    EXPECT_NEAR(ports[2].kw[0], 0, 1e-9);
}

// What the optimiser counts on must be what the machine does: units given, units of a catalogue, a free size.
TEST(OnOffPlan, IsWhatTheMachinesDo) {
    const Plan& planned = on_off_case();
    const Technologies technologies;
    for (std::size_t i = 0; i < 2; ++i) {
        const NetworkPlan& plan = network_of(planned, i);
        for (const auto& asset : replay(planned.file.eras[i].district, technologies, plan, 1e-5).assets) {
            EXPECT_LT(asset.largest_kw, 1e-6) << asset.id << " " << asset.where;
            EXPECT_LT(asset.largest_kwh, 1e-6) << asset.id << " " << asset.where;
        }
        EXPECT_LE(plan.solve.gap, 1e-4);
        const auto page = network_explanation_json(planned.file.eras[i].district, plan);
        EXPECT_EQ(page["note"]["en"], integer_note(plan.solve)->en) << "the report says what its prices hold for";
        EXPECT_LE(plan.solve.bound.value_or(0), plan.cost * (1 + 1e-9));
        double kw = 0;
        // A price is one of a carrier at a place, not of what units make for their machine.
        std::set<std::string> carriers;
        for (const auto& price : plan.prices) carriers.insert(price.carrier);
        EXPECT_FALSE(carriers.empty());
        EXPECT_EQ(carriers.count("units") + carriers.count("input of units"), 0u);
        for (const auto& unit : plan.units) kw += unit.count * (unit.name == "units of 300 kW" ? 300 : 500);
        EXPECT_NEAR(size_of(plan, "chillers"), kw, 1e-6);
        for (const auto& size : plan.sizes) {
            if (size.id != "chillers") continue;
            EXPECT_EQ(size.binding, "units");
            EXPECT_EQ(size.reduced_cost, 0) << "no next kW has a price";
            EXPECT_NE(reason(size, plan).en.find(size.units), std::string::npos);
            for (const auto& unit : plan.units) {
                const std::string told = fmt::format("{} x {}", unit.count, unit.name.substr(units_of.size()));
                EXPECT_EQ(size.units.find(told) != std::string::npos, unit.count > 0) << size.units;
            }
        }
    }
    EXPECT_EQ(network_of(planned, 1).solve.started_from, "the last solution");
}

// A dispatcher asks for power only: the machine itself is off where it cannot go so low, and starts what it needs.
TEST(OnOffPlan, AMachineIsOffWhereLessIsAskedThanItCan) {
    const Plan& planned = on_off_case();
    const District& district = planned.file.eras[0].district;
    const Technologies technologies;
    for (const auto& [id, record] : district.assets()) {
        if (id != "engines") continue;
        const auto machine = technologies.of(*record).machine(AssetInput(*record, district), std::vector<double>{500});
        double level = 0;
        std::vector<double> ports(3);
        const auto given = [&](double wanted) {
            machine->step(0, 1, std::vector<double>{wanted}, level, ports);
            return ports[0];
        };
        EXPECT_EQ(given(100), 0);
        EXPECT_EQ(ports[2], 0) << "off burns nothing";
        EXPECT_EQ(given(125), 125);
        EXPECT_NEAR(ports[2], -125 / 0.88 / 0.4, 1e-9);
        EXPECT_EQ(given(300), 300) << "two units of 150 kW each";
        EXPECT_EQ(given(260), 260);
        EXPECT_EQ(given(900), 500);
    }
}

TEST(OnOffPlan, WhatCannotBeIsAFinding) {
    EXPECT_EQ(Written("start_cost: 500 yen").findings(), (Names{"missing-key assets.engine.minimum_load"}));
    EXPECT_EQ(Written("minimum_up_time: 3 h").findings(), (Names{"missing-key assets.engine.minimum_load"}));
    EXPECT_EQ(Written("units: [{ size: 30 kW, count: 3 }]").findings(), (Names{"contradiction assets.engine.units"}));
    EXPECT_EQ(Written("units: [{ size: 30 kW, count: 0 }]").findings().size(), 1u) << "no unit at all";
    EXPECT_EQ(Written("minimum_load: 120 %").findings(), (Names{"out-of-range assets.engine.minimum_load"}));
    EXPECT_EQ(Written("minimum_load: 40 kW").findings(), (Names{"wrong-unit assets.engine.minimum_load"}));
    const std::string sized =
        "minimum_load: 40 %\nscenarios:\n  - id: a\n    name: { en: A, ja: A }\n    change:\n      "
        "assets: { engine: { capacity: sized, existing: no, capital: 100000 yen/kW, annuity: 8 % } }";
    const auto missing = Written("minimum_load: 40 %", sized.substr(sized.find("scenarios"))).findings();
    EXPECT_EQ(missing, (Names{"missing-key scenarios[0].change.assets.engine.max_capacity"}))
        << "on or off of a size without limit";
}

// 8,760 whole numbers and a free size: the year of the tutorial, whose engine of least cost is never off, costs what it
// costs without a minimum load.
TEST(OnOffPlan, AYearIsPlannedInWindows) {
    const Plan planned = plan_case("tariff/hospital_minimum_load.yaml");
    const NetworkPlan& plan = network_of(planned);
    ASSERT_TRUE(plan.solve.windows);
    EXPECT_EQ(plan.solve.windows->count, 26);
    EXPECT_NEAR(plan.cost, 11'112'846, 11) << "a millionth: what an interior solution leaves";
    EXPECT_LE(*plan.solve.bound, plan.cost * (1 + 1e-6));
    EXPECT_LT(plan.solve.gap, 1e-4) << "the gap asked for";
    EXPECT_NE(integer_note(plan.solve)->en.find("26 windows of 336 h"), std::string::npos);
    EXPECT_NE(integer_note(plan.solve)->ja.find("336 時間ごとの 26 期間"), std::string::npos);
}

// A scenario that cannot work must not cost the next one its start.
TEST(NetworkPlanner, StartsFromTheLastSolutionAlsoAfterAScenarioThatFailed) {
    const auto scenario = [](const char* id, const char* change) {
        return std::string("  - id: ") + id + "\n    name: { en: x, ja: x }\n    change: { assets: { " + change +
               " } }\n";
    };
    for (const char* solver : {"highs", "piqp"}) {
        SCOPED_TRACE(solver);
        const Written district(
            "", "scenarios:\n" + scenario("first", "grid: { capacity: 90 kW }, engine: { capacity: 20 kW }") +
                    scenario("fails", "grid: { capacity: 70 kW }, engine: { capacity: 20 kW }") +
                    scenario("dearer", "grid: { capacity: 90 kW, price: 44 yen/kWh }, engine: { capacity: 20 kW }"));
        static const Workshop workshop;
        Findings findings;
        DistrictFile file = workshop.read(
            std::filesystem::temp_directory_path() / ("gaiku-on-off-" + std::to_string(::getpid()) + ".yaml"),
            findings);
        ASSERT_FALSE(findings.has_errors());
        const Plan planned =
            plan_district(std::move(file), {workshop.technologies, workshop.tables, solvers_named(solver)});
        ASSERT_EQ(planned.scenarios.size(), 3u);
        EXPECT_EQ(network_of(planned, 0).solve.started_from, "nothing");
        EXPECT_FALSE(planned.scenarios[1].planned);
        EXPECT_EQ(network_of(planned, 2).solve.started_from, "the last solution");
        EXPECT_GT(network_of(planned, 2).cost, network_of(planned, 0).cost);
    }
}

}  // namespace
}  // namespace gaiku::on_off_test
