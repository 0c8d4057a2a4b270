#include "report/finance_json.h"

#include <nlohmann/json.hpp>
#include <set>

#include "report/finance_sheet.h"
#include "report/plan_for_tests.h"
#include "report/plan_json.h"

namespace gaiku {
namespace {

const std::string money =
    "finance: {loan: {}, funding: fit_and_subsidy}\n"
    "solve_for: {rate: {variable: subsidy}}\n"
    "uncertainty: {runs: 100, seed: 5, inputs: {cost: {name: Capital, variable: capital, distribution: uniform, low: "
    "90 %, high: 120 %}}}\n";

TEST(FinanceJson, StandsInEveryPlannedScenarioThatAsksForIt) {
    const auto with = plan_json(test::plan(test::two_eras + money));
    for (const auto& scenario : with.at("scenarios")) {
        const bool planned = scenario.at("state") == "planned";
        for (const char* key : {"finance", "solve_for", "uncertainty"}) EXPECT_EQ(scenario.contains(key), planned);
    }
    const auto& first = with.at("scenarios").at(0);
    const auto& account = first.at("finance").at("operator");
    EXPECT_EQ(account.at("net_yen").size(), 26u);
    EXPECT_TRUE(account.contains("loan_yen"));
    EXPECT_FALSE(account.contains("corporate_tax_yen")) << "no tax was asked for";
    EXPECT_TRUE(first.at("finance").at("third_party").is_object()) << "the cars are somebody's";
    EXPECT_EQ(first.at("uncertainty").at("seed"), 5);
    EXPECT_EQ(first.at("uncertainty").at("drivers").at(0).at("name").at("ja"), "Capital");
    EXPECT_FALSE(plan_json(test::plan()).at("scenarios").at(0).contains("finance"));
}

// Two cells in one place, or a name twice, and Excel calls the workbook broken.
TEST(FinanceSheet, EveryCellAndEveryNameIsThereOnce) {
    const Plan plan = test::plan(test::two_eras + money);
    for (const auto language : {Language::en, Language::ja}) {
        const FormulaSheet sheet = finance_sheet(plan.scenarios.at(0), 1, language);
        EXPECT_LE(sheet.name.size(), 31u * 3) << "31 characters, of three bytes at most";
        std::set<std::pair<std::uint32_t, std::uint16_t>> cells;
        for (const auto& cell : sheet.cells)
            EXPECT_TRUE(cells.emplace(cell.row, cell.column).second) << cell_name(cell.row, cell.column);
        std::set<std::string> names;
        for (const auto& name : sheet.names) {
            EXPECT_TRUE(names.insert(name.name).second) << name.name;
            EXPECT_TRUE(cells.contains({name.row, name.column})) << name.name << " names an empty place";
        }
        EXPECT_TRUE(names.contains("discount_rate") && names.contains("capital_new_pv"));
    }
}

TEST(FinanceSheet, CellsAreNamedAsInASpreadsheet) {
    EXPECT_EQ(cell_name(0, 0), "A1");
    EXPECT_EQ(cell_name(9, 25), "Z10");
    EXPECT_EQ(cell_name(0, 26, true), "$AA$1");
    EXPECT_EQ(cell_name(0, 701), "ZZ1");
    EXPECT_EQ(cell_name(0, 702), "AAA1");
}

}  // namespace
}  // namespace gaiku
