#include "report/sheets.h"

#include <map>
#include <regex>

#include "report/plan_for_tests.h"

namespace gaiku {
namespace {

const Sheet& named(const std::vector<Sheet>& all, const std::string& name) {
    for (const auto& sheet : all) {
        if (sheet.name == name) return sheet;
    }
    throw std::logic_error("no sheet " + name);
}

double number(const Sheet::Cell& cell) {
    return std::get<double>(cell);
}

TEST(Sheets, AreNineAndOneOfFindingsWithNamesThatExcelAllows) {
    const Plan plan = test::plan();
    for (const auto language : {Language::en, Language::ja}) {
        const auto all = sheets(plan, language);
        EXPECT_EQ(all.size(), 10u) << "one scenario has findings";
        for (const auto& sheet : all) {
            EXPECT_FALSE(sheet.name.empty() || sheet.name.size() > 31) << sheet.name;
            EXPECT_EQ(sheet.name.find_first_of("[]:*?/\\"), std::string::npos) << sheet.name;
        }
    }
}

// A number that is a text cannot be summed; a header without a unit is read as the wrong one.
TEST(Sheets, NumbersAreNumbersAndTheirHeadersHaveUnits) {
    const std::regex unit(R"(\(([^)]+)\)$)");
    const Plan plan = test::plan();
    for (const auto language : {Language::en, Language::ja}) {
        for (const auto& sheet : sheets(plan, language)) {
            EXPECT_FALSE(sheet.rows.empty()) << sheet.name;
            for (const auto& row : sheet.rows) ASSERT_EQ(row.size(), sheet.columns.size()) << sheet.name;
            for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
                const auto& column = sheet.columns[c];
                const bool counted = column.title == "Year" || column.title == "年" || column.title == "時（開始）" ||
                                     column.title == "Value" || column.title == "値";
                EXPECT_EQ(column.format != Sheet::Format::text, std::regex_search(column.title, unit) || counted)
                    << sheet.name << ": " << column.title;
                for (const auto& row : sheet.rows) {
                    const bool text = std::holds_alternative<std::string>(row[c]);
                    EXPECT_FALSE(column.format == Sheet::Format::text ? std::holds_alternative<double>(row[c]) : text)
                        << sheet.name << ": " << column.title;
                }
            }
        }
    }
}

TEST(Sheets, TheSummaryHoldsEveryScenarioAlsoTheFailedOne) {
    const Plan plan = test::plan();
    const auto all = sheets(plan, Language::en);
    const Sheet& summary = named(all, "Summary");
    ASSERT_EQ(summary.rows.size(), plan.scenarios.size());
    ASSERT_EQ(plan.scenarios.size(), 3u);
    EXPECT_EQ(std::get<std::string>(summary.rows[0][2]), "planned");
    EXPECT_EQ(number(summary.rows[0][3]), 70) << "the header says %";
    EXPECT_EQ(number(summary.rows[0][7]), plan.scenarios[0].capital_yen);
    EXPECT_EQ(std::get<std::string>(summary.rows[2][2]), "failed");
    EXPECT_TRUE(std::holds_alternative<std::monostate>(summary.rows[2][3])) << "no number where nothing was planned";
}

TEST(Sheets, CostHasATotalAndCashFlowAllYears) {
    const Plan plan = test::plan();
    const auto all = sheets(plan, Language::ja);
    const Sheet& cost = named(all, "費用");
    const auto& total = cost.rows[plan.scenarios[0].costs.size()];
    EXPECT_EQ(std::get<std::string>(total[1]), "合計");
    EXPECT_EQ(number(total[2]), plan.scenarios[0].capital_yen);
    const Sheet& flow = named(all, "収支");
    EXPECT_EQ(flow.rows.size(), 2 * 26u) << "two planned scenarios, years 0 to 25";
    EXPECT_EQ(number(flow.rows[25][1]), 25);
    EXPECT_EQ(number(flow.rows[25][5]), plan.scenarios[0].subsidy.cumulative_yen.back());
}

TEST(Sheets, HoursAreThoseOfEveryCurve) {
    const Plan plan = test::plan();
    const auto all = sheets(plan, Language::en);
    const Sheet& hours = named(all, "Hours");
    EXPECT_EQ(hours.rows.size(), 2 * 24 * 3u) << "demand, hydro and new PV of two scenarios";
    EXPECT_EQ(number(hours.rows[0][3]), plan.scenarios[0].demand_kw[0]);
    EXPECT_EQ(number(hours.rows[0][4]), plan.scenarios[0].sizing.battery_level_kwh[1]);
}

// An assumption that is a text cannot be worked with, and one in English is not read.
TEST(Sheets, AssumptionsAreNumbersWithTheirUnitInTheReadersLanguage) {
    const Plan plan = test::plan();
    const auto all = sheets(plan, Language::ja);
    std::map<std::string, std::vector<Sheet::Cell>> rows;
    for (const auto& row : named(all, "前提条件").rows) rows[std::get<std::string>(row[0])] = row;
    const auto& capital = rows.at("assets.new_pv.capital");
    EXPECT_EQ(number(capital[2]), 298'000);
    EXPECT_EQ(std::get<std::string>(capital[3]), "円/kW");
    const auto& sized = rows.at("assets.new_pv.capacity");
    EXPECT_TRUE(std::holds_alternative<std::monostate>(sized[2]));
    EXPECT_EQ(std::get<std::string>(sized[4]), "算定");
    EXPECT_EQ(std::get<std::string>(named(all, "設備").rows[0][2]), "小水力発電");
}

}  // namespace
}  // namespace gaiku
