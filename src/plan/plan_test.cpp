#include "plan/plan.h"

#include "plan/microgrid/model.h"
#include "technology/town_for_tests.h"

namespace gaiku {
namespace {

using test::bench;
using Strings = std::vector<std::string>;

const std::string plants =
    "assets:\n"
    "  hydro: {technology: hydro_power, capacity: 1 kW}\n"
    "  new_pv: {technology: pv, mounting: rooftop_pv, capacity: sized}\n"
    "  battery: {technology: battery, capacity: sized}\n";

Plan plan(
    const std::string& change, const Progress& progress = [](std::size_t, std::size_t) {}) {
    return plan_district(bench().good(change), {bench().technologies, bench().tables, {}, progress});
}

Strings ids(const Plan& plan) {
    Strings all;
    for (const auto& scenario : plan.scenarios) all.push_back(scenario.id + (scenario.planned ? "" : " failed"));
    return all;
}

TEST(Plan, NamesScenariosByEraAndResultingRate) {
    const Plan made = plan(
        plants +
        "scenarios:\n  - {era: now, supply_rate: [70 %, 50 %, own_sources]}\n  - {era: later, supply_rate: 100 %}\n");
    EXPECT_EQ(ids(made), (Strings{"now-70", "now-50", "now-13", "later-100"}));
    EXPECT_EQ(made.scenarios[0].requested_rate, 0.7);
    EXPECT_EQ(made.scenarios[2].requested_rate, std::nullopt);
    EXPECT_EQ(made.scenarios[3].era, "later");
}

TEST(Plan, RatesThatRoundToTheSameNameAreToldApart) {
    EXPECT_EQ(ids(plan(plants + "scenarios: [{era: now, supply_rate: [70 %, 70.4 %, 70.41 %]}]")),
              (Strings{"now-70", "now-70.4", "now-70.41"}));
}

TEST(Plan, RequestsThatEndAtTheSameRateAreOneScenario) {
    EXPECT_EQ(ids(plan(plants + "scenarios: [{era: now, supply_rate: [own_sources, 5 %, 10 %]}]")), Strings{"now-13"});
}

// Who asks for five rates and finds three must be told which two are missing, and why.
TEST(Plan, AScenarioNamesTheRequestsThatEndAtIt) {
    const Plan made = plan(plants + "scenarios: [{era: now, supply_rate: [70 %, 5 %, 10.5 %, own_sources]}]");
    EXPECT_EQ(ids(made), (Strings{"now-70", "now-13"}));
    EXPECT_TRUE(made.scenarios[0].findings.empty());
    ASSERT_EQ(made.scenarios[1].findings.size(), 1u);
    const Finding& finding = made.scenarios[1].findings[0];
    EXPECT_EQ(finding.code, "same-rate");
    EXPECT_EQ(finding.severity, Severity::warning);
    EXPECT_EQ(finding.path, "scenarios[0].supply_rate");
    EXPECT_EQ(finding.value, "10.5 %, own_sources");
    EXPECT_NE(finding.expected.en.find("12.6 %"), std::string::npos) << finding.expected.en;
}

TEST(Plan, TheSameRateTwiceIsAFinding) {
    EXPECT_EQ(bench().findings_of("scenarios: [{era: now, supply_rate: [70 %, 50 %, 70 %]}]"),
              Strings{"contradiction scenarios[0].supply_rate"});
    EXPECT_EQ(bench().findings_of("scenarios: [{era: now, supply_rate: [own_sources, 50 %, own_sources]}]"),
              Strings{"contradiction scenarios[0].supply_rate"});
}

// A study of twenty variants must not be lost to one of them.
TEST(Plan, AScenarioThatFailsDoesNotStopTheOthers) {
    const Plan made = plan(plants +
                           "scenarios:\n"
                           "  - {era: now, supply_rate: 70 %}\n"
                           "  - {era: bare, supply_rate: 70 %, change: {assets: {new_pv: null}}}\n"
                           "  - {era: later, supply_rate: 50 %}\n");
    EXPECT_EQ(ids(made), (Strings{"now-70", "bare-70 failed", "later-50"}));
    ASSERT_EQ(made.scenarios[1].findings.size(), 1u);
    EXPECT_EQ(made.scenarios[1].findings[0].code, "source-missing");
}

TEST(Plan, TellsItsProgressAfterEveryScenario) {
    Strings told;
    (void)plan(
        plants + "scenarios: [{era: now, supply_rate: [own_sources, 5 %, 50 %]}]",
        [&](std::size_t done, std::size_t all) { told.push_back(std::to_string(done) + "/" + std::to_string(all)); });
    EXPECT_EQ(told, (Strings{"0/3", "1/3", "2/3", "3/3"}));
}

}  // namespace
}  // namespace gaiku
