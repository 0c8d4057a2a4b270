#include "report/plan_json.h"

#include <nlohmann/json.hpp>

#include "report/html.h"
#include "report/plan_for_tests.h"

namespace gaiku {
namespace {

TEST(PlanJson, HoldsEveryScenarioUnrounded) {
    const Plan plan = test::plan();
    const auto json = plan_json(plan);
    EXPECT_EQ(json.at("district").at("name").at("ja"), "町");
    ASSERT_EQ(json.at("scenarios").size(), 3u);
    const auto& first = json.at("scenarios").at(0);
    EXPECT_EQ(first.at("id"), "now-70");
    EXPECT_EQ(first.at("sizing").at("new_pv_kw"), plan.scenarios[0].sizing.new_pv_kw);
    EXPECT_EQ(first.at("cash_flow").at("subsidy").at("cumulative_yen").back(),
              plan.scenarios[0].subsidy.cumulative_yen.back());
    EXPECT_EQ(json.at("scenarios").at(1).at("requested_supply_rate"), nullptr) << "what the own sources give";
}

TEST(PlanJson, AFailedScenarioSaysWhyAndHasNoNumbers) {
    const auto json = plan_json(test::plan()).at("scenarios").at(2);
    EXPECT_EQ(json.at("state"), "failed");
    EXPECT_FALSE(json.contains("sizing") || json.contains("cost") || json.contains("cash_flow"));
    const auto& finding = json.at("findings").at(0);
    EXPECT_EQ(finding.at("code"), "source-missing");
    EXPECT_EQ(finding.at("severity"), "error");
    EXPECT_FALSE(finding.at("message").at("ja").get<std::string>().empty());
}

// A district may be called anything; the report's script must not end there.
TEST(ReportHtml, ANameCannotBreakOutOfThePage) {
    const Plan plan = test::plan(test::two_eras + "buildings: {homes: {name: '</script><script>alert(1)</script>'}}\n");
    const Plan hostile = test::plan("district: {name: '<b>\"&</script>{{script}}'}\n" +
                                    test::two_eras.substr(test::two_eras.find('\n') + 1));
    const FixedClock clock{std::chrono::system_clock::time_point(std::chrono::seconds(1'700'000'000))};
    const std::string page = report_html(hostile, Language::ja, clock);
    EXPECT_EQ(page.find("<b>\""), std::string::npos);
    EXPECT_THAT(page, testing::HasSubstr("<title>&lt;b&gt;&quot;&amp;&lt;/script&gt;{{script}}"));
    EXPECT_THAT(page, testing::HasSubstr("2023-11-15T07:13:20+09:00"));
    EXPECT_THAT(page, testing::HasSubstr("lang=\"ja\""));
    EXPECT_FALSE(report_html(plan, Language::en, clock).empty());
}

}  // namespace
}  // namespace gaiku
