#include <fmt/format.h>
#include <unistd.h>
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "base/clock.h"
#include "network_plan_for_tests.h"
#include "report/network_sheets.h"
#include "report/network_view.h"
#include "report/report_json.h"

// What a planner hands in: every number of a network's report must add up with every other, whatever is in the
// district.
namespace gaiku::network_report_test {
namespace {

using Json = nlohmann::ordered_json;

/// A row of a solution holds to 1e-6 of its size (solve::check_tolerance); a balance has some ten terms.
constexpr double kw_tolerance = 1e-5;

void expect_sums(const NetworkPlan& plan, const District& district) {
    double cost = 0;
    for (const auto& part : plan.costs) {
        cost += part.amount;
        EXPECT_EQ(part.amount < 0, part.kind == CostKind::revenue && part.amount != 0) << part.owner;
    }
    EXPECT_NEAR(cost, plan.cost, 1e-9 * std::abs(plan.cost));
    const auto all = shown_series(district, plan);
    std::map<std::string, std::vector<double>> balances;
    double largest = 1;
    for (const auto& series : all) {
        if (series.role == SeriesRole::level || series.role == SeriesRole::price) continue;
        auto& sum = balances[series.place + "/" + series.carrier];
        sum.resize(series.values.size());
        for (std::size_t t = 0; t < sum.size(); ++t) {
            EXPECT_GE(series.values[t], 0) << series.id << ", step " << t;
            largest = std::max(largest, series.values[t]);
            sum[t] += (feeds(series.role) ? 1 : -1) * series.values[t];
        }
    }
    for (const auto& [name, sum] : balances) {
        for (std::size_t t = 0; t < sum.size(); ++t)
            ASSERT_LT(std::abs(sum[t]), nothing + kw_tolerance * largest) << name << ", step " << t;
    }
}

TEST(NetworkReport, AddsUpInEveryCase) {
    for (const char* file :
         {"peers/calliope_urban/district.yaml", "peers/annual_district/first_744_hours.yaml",
          "network/all_technologies/district.yaml", "network/limits.yaml", "../web/fixtures/mixed.yaml"}) {
        SCOPED_TRACE(file);
        const Plan planned = plan_case(file);
        std::size_t seen = 0;
        each_network(planned, [&](const ScenarioPlan& s, const District& district) {
            SCOPED_TRACE(s.id);
            expect_sums(*s.network, district);
            ++seen;
        });
        EXPECT_GT(seen, 0u);
    }
}

TEST(NetworkReport, ALosslessStoreDoesNotTurnRoundWhatItHolds) {
    const Plan planned = plan_case("peers/annual_district/first_744_hours.yaml");
    bool seen = false;
    for (const auto& [id, schedule] : network_of(planned).schedules) {
        if (id != "cold_store") continue;
        seen = true;
        for (std::size_t t = 0; t < schedule.controls[0].size(); ++t) {
            EXPECT_EQ(std::min(schedule.controls[0][t], schedule.controls[1][t]), 0) << "step " << t;
            EXPECT_EQ(std::min(-schedule.ports[0].kw[t], schedule.ports[1].kw[t]), 0) << "step " << t;
        }
    }
    EXPECT_TRUE(seen);
}

const PlannedTotal& total_of(const NetworkPlan& plan, const std::string& key) {
    const auto found =
        std::find_if(plan.totals.begin(), plan.totals.end(), [&](const auto& t) { return t.key == key; });
    static const PlannedTotal none;
    if (found != plan.totals.end()) return *found;
    ADD_FAILURE() << "no limit " << key;
    return none;
}

const NetworkPlan& scenario(const Plan& plan, const std::string& id) {
    for (std::size_t i = 0; i < plan.scenarios.size(); ++i) {
        if (plan.scenarios[i].id == id) return network_of(plan, i);
    }
    ADD_FAILURE() << "no scenario " << id;
    return network_of(plan, 0);
}

/// The first week of annual_district with further scenarios.
Plan week(const std::string& scenarios) {
    const auto file = std::filesystem::temp_directory_path() / fmt::format("gaiku-limits-{}.yaml", ::getpid());
    std::ofstream(file) << "include: [" << GAIKU_SOURCE_DIR << "/cases/peers/annual_district/district.yaml]\n"
                        << "plan: { hours: 168 }\nscenarios:\n  - { id: free }\n"
                        << scenarios;
    Plan planned = plan_case(file.string());
    std::filesystem::remove(file);
    return planned;
}

// A planner who reads "a tonne more would save 55,957 yen" may loosen the limit and must find it so: the cost is convex
// in a limit, so what a step saves lies between the price where it begins and the price where it ends.
TEST(NetworkReport, ALimitsPriceIsWhatLooseningItSaves) {
    constexpr double years = 168.0 / 8760;
    const Plan first = week("");
    const NetworkPlan& free = network_of(first);
    struct Case {
        const char *id, *key, *unit;
        double free, tight, loose;  ///< shares of what the free plan has
    };
    std::string scenarios;
    const std::vector<Case> cases{
        {"co2", "co2_limit", "t/year", free.co2_t.value() / years, 0.97, 0.975},
        {"energy", "primary_energy_limit", "GJ/year", free.primary_energy_gj.value() / years, 0.97, 0.975},
        {"budget", "budget", "yen", free.capital, 0.9, 0.92},
        {"supply", "self_supply_ratio", "%", free.self_supply_ratio.value() * 100, 1.2, 1.19}};
    for (const auto& [id, key, unit, of, tight, loose] : cases) {
        for (const auto& [name, share] : {std::pair("tight", tight), std::pair("loose", loose)})
            scenarios += fmt::format("  - {{ id: {}-{}, change: {{ plan: {{ {}: {:.9f} {} }} }} }}\n", id, name, key,
                                     of * share, unit);
    }
    const Plan planned = week(scenarios);
    for (const auto& [id, key, unit, of, tight_share, loose_share] : cases) {
        SCOPED_TRACE(key);
        const NetworkPlan& tight = scenario(planned, std::string(id) + "-tight");
        const NetworkPlan& loose = scenario(planned, std::string(id) + "-loose");
        const PlannedTotal& begin = total_of(tight, key);
        const PlannedTotal& end = total_of(loose, key);
        const double step = std::abs(end.bound - begin.bound);
        const double saved = (tight.cost - loose.cost) / step;
        constexpr double slack = 1e-3;  // the costs are known to 1e-8, their difference to 1e-4
        EXPECT_GT(saved, 0);
        EXPECT_LE(saved, begin.shadow_price * (1 + slack));
        EXPECT_GE(saved, end.shadow_price * (1 - slack));
        EXPECT_NEAR(begin.value / begin.bound, 1, 1e-5);
    }
}

TEST(NetworkReport, HasEveryScenarioAndItsCalendar) {
    const Plan planned = plan_case("../web/fixtures/mixed.yaml");
    const FixedClock clock{std::chrono::system_clock::time_point(std::chrono::seconds(1'700'000'000))};
    const Json report = report_json(planned, Language::en, clock);
    EXPECT_EQ(report["method"], "network");
    ASSERT_EQ(report["scenarios"].size(), 3u);
    EXPECT_EQ(report["scenarios"][0]["hours"]["first"], "01-01T00:00");
    EXPECT_TRUE(report["scenarios"][0]["hours"]["weekday_of_first"].is_null()) << "the file names no year";
    EXPECT_GT(report["scenarios"][1]["annual"]["unserved_kwh"], 1);
    EXPECT_EQ(report["scenarios"][2]["state"], "failed");
    EXPECT_FALSE(report["scenarios"][2]["findings"].empty());
    EXPECT_FALSE(report["scenarios"][2].contains("hours"));
    EXPECT_GT(report["assumptions"].size(), 50u);
}

TEST(NetworkReport, ItsWorkbookHasATableForEachQuestion) {
    const Plan planned = plan_case("../web/fixtures/mixed.yaml");
    for (const Language language : {Language::en, Language::ja}) {
        std::vector<std::string> names;
        for (const auto& sheet : sheets(planned, language)) {
            names.push_back(sheet.name);
            for (const auto& row : sheet.rows) EXPECT_EQ(row.size(), sheet.columns.size()) << sheet.name;
        }
        const std::vector<std::string> en{"Summary",        "Demand",   "Capacities",   "Costs",
                                          "Flows",          "Monthly",  "Mean by hour", "Reasons",
                                          "Worth of a kWh", "Next kWh", "Findings",     "Assumptions"};
        const std::vector<std::string> ja{"総括", "需要",       "設備容量",   "費用",     "エネルギーの流れ",
                                          "月別", "時刻別平均", "容量の理由", "限界価値", "次の1kWhの供給元",
                                          "指摘", "前提条件"};
        EXPECT_EQ(names, language == Language::en ? en : ja);
    }
}

}  // namespace
}  // namespace gaiku::network_report_test
