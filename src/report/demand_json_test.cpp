#include "report/demand_json.h"

#include <nlohmann/json.hpp>

#include "report/network_sheets.h"
#include "technology/town_for_tests.h"

// The reader of a demand sees beside it whether others need as much.
namespace gaiku::demand_json_test {
namespace {

DemandOfUse use(std::string name, double annual_kwh, std::optional<Intensity> intensity) {
    DemandOfUse of{std::move(name), annual_kwh, 10, {}, MeanDays({}), {}};
    of.intensity = std::move(intensity);
    return of;
}

/// Offices of 300 kWh/m2 where 61 to 250 are usual; shops of which nothing is published; one without a building.
std::vector<DemandSummary> demand() {
    const UsualRange range{61, 250, "energy_use_ranges", "office", "U", {"a book", "ある本"}};
    DemandSummary of;
    of.carrier = of.service = "electricity";
    of.annual_kwh = 390'000;
    of.stacked_peak_kw = 30;
    of.peak_kw = 24;
    of.simultaneity = 0.8;
    of.given_simultaneity = 0.5;
    of.design_peak_kw = 15;
    of.by_use = {use("office", 300'000, Intensity{Per::area, 1000, 300, range}),
                 use("retail", 80'000, Intensity{Per::area, 500, 160, {}}), use("", 10'000, {})};
    return {of};
}

TEST(DemandJson, TellsIntensityRangeAndWhereItLies) {
    const auto uses = demand_json(demand()).at(0).at("by_use");
    const auto& office = uses.at(0).at("intensity");
    EXPECT_EQ(office.at("per"), "m2");
    EXPECT_EQ(office.at("amount"), 1000);
    EXPECT_EQ(office.at("kwh"), 300);
    EXPECT_EQ(office.at("range").at("low"), 61);
    EXPECT_EQ(office.at("range").at("mark"), "U");
    EXPECT_EQ(office.at("range").at("source").at("ja"), "ある本");
    EXPECT_EQ(office.at("standing"), "above");
    EXPECT_TRUE(uses.at(1).at("intensity").at("range").is_null());
    EXPECT_TRUE(uses.at(1).at("intensity").at("standing").is_null());
    EXPECT_TRUE(uses.at(2).at("intensity").is_null());
}

Sheet sheet(Language language) {
    Plan plan;
    Findings findings;
    plan.file = test::bench().read("", findings);
    ScenarioPlan scenario;
    scenario.id = "one";
    scenario.demand = demand();
    plan.scenarios.push_back(std::move(scenario));
    return demand_sheet(plan, language);
}

TEST(DemandSheet, HasARowForEachUseWithItsRangeAndSource) {
    const Sheet en = sheet(Language::en);
    ASSERT_EQ(en.rows.size(), 3u) << "all, offices, shops; nothing to relate where no building is known";
    for (const auto& row : en.rows) ASSERT_EQ(row.size(), en.columns.size());
    const auto text = [](const Sheet& of, std::size_t row, std::size_t column) {
        return std::get<std::string>(of.rows[row][column]);
    };
    EXPECT_EQ(text(en, 0, 3), "all");
    EXPECT_EQ(std::get<double>(en.rows[0][9]), 15);
    EXPECT_EQ(text(en, 1, 3), "Offices");
    EXPECT_EQ(std::get<double>(en.rows[1][12]), 300);
    EXPECT_EQ(std::get<double>(en.rows[1][14]), 250);
    EXPECT_EQ(text(en, 1, 15), "above the range");
    EXPECT_EQ(text(en, 1, 16), "a book");
    EXPECT_EQ(text(en, 2, 15), "no published range");
    EXPECT_TRUE(std::holds_alternative<std::monostate>(en.rows[2][13]));
    const Sheet ja = sheet(Language::ja);
    EXPECT_EQ(text(ja, 1, 3), "業務");
    EXPECT_EQ(text(ja, 1, 15), "範囲より大きい");
    EXPECT_EQ(text(ja, 2, 15), "公表値なし");
}

}  // namespace
}  // namespace gaiku::demand_json_test
