#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <set>

#include "network_plan_for_tests.h"
#include "report/plan_json.h"
#include "report/sheets.h"

// What was only said on the terminal is gone when the report is read.
namespace gaiku::warnings_test {
namespace {

struct Read {
    Findings findings;
    Plan plan;
};

Read plan_with_warnings(const std::string& file) {
    static const Workshop workshop;
    Read read;
    DistrictFile district = workshop.read(std::filesystem::path(GAIKU_SOURCE_DIR) / "cases" / file, read.findings);
    if (read.findings.has_errors()) {
        for (const auto& finding : read.findings.all()) ADD_FAILURE() << print_finding(finding, Language::en);
        return read;
    }
    read.plan = plan_district(std::move(district), {workshop.technologies, workshop.tables, solvers_named("")});
    return read;
}

// Half-hours of a tariff in steps of an hour, hours that begin at half past eight, and a scenario with steps that fit.
TEST(Warnings, StandInPlanWorkbookAndReport) {
    const Read read = plan_with_warnings("warnings/tariff.yaml");
    ASSERT_EQ(read.plan.scenarios.size(), 2u);
    const auto& hourly = read.plan.scenarios[0].findings;
    ASSERT_EQ(hourly.size(), 2u);
    for (const auto& finding : hourly) {
        EXPECT_EQ(finding.code, "tariff-approximated");
        EXPECT_EQ(finding.severity, Severity::warning);
        EXPECT_FALSE(finding.fix.ja.empty());
    }
    EXPECT_EQ(hourly[1].value, "shifts.day 8:30");
    EXPECT_TRUE(read.plan.scenarios[1].findings.empty()) << "of the scenario that steps by the half-hour";
    EXPECT_TRUE(read.plan.scenarios[0].planned);

    const auto json = plan_json(read.plan);
    ASSERT_EQ(json.at("scenarios").at(0).at("findings").size(), 2u);
    EXPECT_EQ(json.at("scenarios").at(0).at("findings").at(1).at("value"), "shifts.day 8:30");
    bool listed = false;
    for (const auto& sheet : sheets(read.plan, Language::en)) {
        if (sheet.name == "Findings") listed = sheet.rows.size() == 2;
    }
    EXPECT_TRUE(listed);
}

// Plan and bill bear standing charges for different times then; what is lacking to a least bill is found as the bill
// does.
TEST(Warnings, TellOfAWeekThatBearsAYearsStandingCharges) {
    const Read read = plan_with_warnings("warnings/year_share.yaml");
    ASSERT_EQ(read.plan.scenarios.size(), 2u);
    const std::vector<double> cost{168'000, 318'219.35}, bill{168'000, 22'580.65};
    for (std::size_t i = 0; i < 2; ++i) {
        ASSERT_EQ(read.plan.scenarios[i].findings.size(), 1u);
        EXPECT_EQ(read.plan.scenarios[i].findings[0].code, "tariff-approximated");
        const NetworkPlan& plan = network_of(read.plan, i);
        EXPECT_NEAR(plan.cost, cost[i], 0.01);
        EXPECT_NEAR(plan.bills.at(0).months.at(0).exact, bill[i], 0.01);
    }
}

TEST(Warnings, TellOfWhatIsBoughtAndSoldAtOnce) {
    const Read read = plan_with_warnings("warnings/resale.yaml");
    ASSERT_EQ(read.plan.scenarios.size(), 6u);
    const auto& together = read.plan.scenarios[0].findings;
    ASSERT_EQ(together.size(), 1u);
    EXPECT_EQ(together[0].code, "bought-and-sold");
    EXPECT_THAT(together[0].message.en, testing::HasSubstr("In 6 h, 360 kWh are bought and sold again at once"));
    EXPECT_NEAR(network_of(read.plan, 0, "bought-and-sold").cost, 17'760, 0.01);
    EXPECT_TRUE(read.plan.scenarios[5].findings.empty());
    EXPECT_NEAR(network_of(read.plan, 5).cost, 24 * 40 * 20 - 30 * (6 * 24 + 18 * 10), 0.01);
}

// What a solver leaves is no trade: either side of both limits, by hand in the file.
TEST(Warnings, KeepSilentAboutASliverOfResale) {
    const Read read = plan_with_warnings("warnings/resale.yaml");
    ASSERT_EQ(read.plan.scenarios.size(), 6u);
    const std::vector<double> cost{19'199.9976, 19'199.9952, -19'444.8, 60 - 6 * 60.5 * 24 - 18 * 60 * 10};
    const std::vector<std::string> said{"", "0.0012 kWh", "", "3 kWh"};
    for (std::size_t i = 0; i < said.size(); ++i) {
        const ScenarioPlan& scenario = read.plan.scenarios[i + 1];
        SCOPED_TRACE(scenario.id);
        EXPECT_NEAR(network_of(read.plan, i + 1, "bought-and-sold").cost, cost[i], 1e-4);
        ASSERT_EQ(scenario.findings.size(), said[i].empty() ? 0u : 1u);
        for (const Finding& finding : scenario.findings)
            EXPECT_THAT(finding.message.en, testing::HasSubstr("In 6 h, " + said[i]));
    }
}

// Somebody who writes an input believes that it does something.
TEST(Warnings, NameMoneyTermsThatChangeNothing) {
    const Read read = plan_with_warnings("warnings/finance.yaml");
    ASSERT_EQ(read.plan.scenarios.size(), 1u);
    std::set<std::string> said;
    for (const auto& finding : read.plan.scenarios[0].findings) {
        EXPECT_EQ(finding.severity, Severity::warning);
        EXPECT_FALSE(finding.expected.ja.empty() || finding.fix.ja.empty() || finding.fix.en.empty()) << finding.path;
        EXPECT_GT(finding.position.line, 0) << finding.path;
        said.insert(finding.code + " " + finding.path);
    }
    EXPECT_EQ(said, (std::set<std::string>{
                        "no-effect finance.third_party", "no-effect assets.battery.degradation",
                        "no-effect finance.sales.steam.price", "no-price finance.sales",
                        "no-effect finance.corporate_tax.loss_years", "no-effect finance.fixed_asset_tax.relief_share",
                        "replaced-at-end assets.battery.replaced_in_years", "no-effect solve_for.interest.variable",
                        "no-effect uncertainty.inputs.gas.of"}));
}

// Panels that cost less than a hundredth of the table's: said for every supply rate of a microgrid.
TEST(Warnings, OfAMicrogridStandInItsPlanToo) {
    const Read read = plan_with_warnings("warnings/microgrid.yaml");
    ASSERT_FALSE(read.findings.all().empty());
    ASSERT_FALSE(read.plan.scenarios.empty());
    const std::string code = read.findings.all()[0].code;
    const auto json = plan_json(read.plan);
    for (std::size_t i = 0; i < read.plan.scenarios.size(); ++i) {
        EXPECT_TRUE(read.plan.scenarios[i].planned);
        const auto& findings = json.at("scenarios").at(i).at("findings");
        ASSERT_FALSE(findings.empty()) << read.plan.scenarios[i].id;
        EXPECT_EQ(findings.at(0).at("code"), code);
        EXPECT_EQ(findings.at(0).at("severity"), "warning");
    }
    bool listed = false;
    for (const auto& sheet : sheets(read.plan, Language::en))
        listed = listed || (sheet.name == "Findings" && !sheet.rows.empty());
    EXPECT_TRUE(listed);
}

}  // namespace
}  // namespace gaiku::warnings_test
