#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "network_plan_for_tests.h"
#include "report/comparison.h"
#include "report/comparison_sheets.h"
#include "report/network_report.h"

/// What a variant is worth beside the system that would be there without it (cases/baseline/README.md, by hand).
namespace gaiku {
namespace {

constexpr double kept = 1e-6;  // of solvers: relative, on numbers of a few digits

void expect_cost(const AnnualCost& cost, double energy, double upkeep, double fixed) {
    EXPECT_NEAR(cost.energy, energy, kept * energy);
    EXPECT_NEAR(cost.upkeep, upkeep, kept * upkeep);
    EXPECT_NEAR(cost.fixed, fixed, kept * fixed);
    EXPECT_NEAR(cost.total(), energy + upkeep + fixed, kept * energy);
    EXPECT_EQ(cost.unserved, 0);
}

const AgainstBaseline& electric(const Plan& plan) {
    static const AgainstBaseline none;
    (void)network_of(plan, 0);
    (void)network_of(plan, 1);
    EXPECT_FALSE(plan.scenarios.at(0).against_baseline) << "it is the baseline";
    EXPECT_TRUE(plan.scenarios.at(1).against_baseline);
    return plan.scenarios.at(1).against_baseline ? *plan.scenarios[1].against_baseline : none;
}

// The figures a council decides by: energy, CO2, cost and what keeps on without the grid.
TEST(Baseline, SavingsAreThoseOfAHandCalculation) {
    const Plan plan = plan_case("baseline/by_hand.yaml");
    const AgainstBaseline& is = electric(plan);
    EXPECT_EQ(is.scenario, "conventional");
    ASSERT_TRUE(is.primary_energy_gj && is.co2_t);
    EXPECT_NEAR(is.primary_energy_gj->baseline, 22.512, kept);
    EXPECT_NEAR(is.primary_energy_gj->amount(), 22.512 - 15.2256, kept);
    EXPECT_NEAR(is.primary_energy_gj->rate().value(), (22.512 - 15.2256) / 22.512, kept);
    EXPECT_NEAR(is.co2_t->amount(), 1.080 - 0.624, kept);
    EXPECT_NEAR(is.co2_t->rate().value(), 456.0 / 1080, kept);
    expect_cost(is.baseline_cost, 42'000, 100, 1'000);
    expect_cost(is.cost, 31'200, 200, 3'200);
    EXPECT_NEAR(is.baseline_self_supply_ratio.value(), 0, kept);
    EXPECT_NEAR(is.self_supply_ratio.value(), 0.2, kept);
    EXPECT_FALSE(is.finance);
    EXPECT_FALSE(is.outage);
}

// CO2 of building stands apart from that of running, and what is left out of it is named.
TEST(Baseline, EmbodiedCo2IsSpreadOverTheLife) {
    const Plan plan = plan_case("baseline/by_hand.yaml");
    const AgainstBaseline& is = electric(plan);
    ASSERT_TRUE(is.embodied && is.baseline_embodied);
    EXPECT_NEAR(is.baseline_embodied->t, 0.001, kept);
    EXPECT_NEAR(is.embodied->t, 0.0044, kept);
    EXPECT_EQ(is.embodied->unknown, std::vector<std::string>{"heat_pump"});
    EXPECT_NEAR(is.life_cycle_co2_t().value().amount(), 1.081 - 0.6284, kept);
}

// Two districts that gaiku new made are both called district.yaml: the folders that their planner named tell them
// apart.
TEST(Baseline, FilesOfGaikuNewAreNamedByTheirFolders) {
    std::vector<Plan> plans(3, plan_case("baseline/by_hand.yaml"));
    plans[0].file.file = "north/district.yaml";
    plans[1].file.file = "south/district.yaml";
    plans[2].file.file = "district.yaml";
    std::vector<std::string> ids;
    for (const auto& variant : comparison(plans).variants) ids.push_back(variant.id);
    EXPECT_EQ(ids, (std::vector<std::string>{"north/conventional", "north/electric", "south/conventional",
                                             "south/electric", "district/conventional", "district/electric"}));
}

// Panels that save a little CO2 and took more to make are not to look like a gain: the comparison shows both together.
TEST(Baseline, LifeCycleCo2IsARowOfTheComparison) {
    const Plan plan = plan_case("baseline/by_hand.yaml");
    const Comparison all = comparison({&plan, 1});
    const auto row =
        std::find_if(all.rows.begin(), all.rows.end(), [](const auto& r) { return r.id == "life_cycle_co2_t"; });
    ASSERT_NE(row, all.rows.end());
    const auto at = static_cast<std::size_t>(row - all.rows.begin());
    ASSERT_EQ(all.variants.size(), 2u);
    EXPECT_NEAR(all.variants[0].values.at(at).value_or(0), 1.081, kept);
    EXPECT_NEAR(all.variants[1].values.at(at).value_or(0), 0.6284, kept);
    for (const auto& sheet : comparison_sheets(all, Language::en)) {
        if (sheet.name == "Sizes") continue;
        EXPECT_TRUE(std::any_of(sheet.rows.begin(), sheet.rows.end(), [](const auto& cells) {
            return cells.at(0) == Sheet::Cell("Life-cycle CO₂ (both)");
        })) << sheet.name;
    }
}

// Where no asset says what building it emits, a sum of both would be operation alone under a larger name.
TEST(Baseline, WithoutEmbodiedCo2ThereIsNoLifeCycleRow) {
    const Plan plan = plan_case("baseline/peak_cut.yaml");
    for (const auto& row : comparison({&plan, 1}).rows) EXPECT_NE(row.id, "life_cycle_co2_t");
}

// A plan of least life-cycle cost has no year of its own: prices rise in it, but a year is compared at today's.
TEST(Baseline, OfALifeCycleCostAYearIsAsItIsPaid) {
    const Plan plan = plan_case("baseline/life_cycle.yaml");
    const AgainstBaseline& is = electric(plan);
    expect_cost(is.baseline_cost, 42'000, 100, 400);
    expect_cost(is.cost, 31'200, 200, 1'280);
}

TEST(Baseline, AccountsAndOutagesAreComparedWhereTheFileAsks) {
    const Plan plan = plan_case("baseline/accounts.yaml");
    const AgainstBaseline& is = electric(plan);
    ASSERT_TRUE(is.finance);
    // Over 25 years, 365 days each, at 4 %: 8.03 million yen more capital, 10,700 yen less a day. In year 20 panels and
    // boiler are bought again for the same money, the battery in years 10 and 20.
    const double annuities = (1 - std::pow(1.04, -25)) / 0.04;
    const double batteries = 0.73e6 * (std::pow(1.04, -10) + std::pow(1.04, -20));
    EXPECT_NEAR(is.finance->npv_yen, -8.03e6 + annuities * 365 * 10'700 - batteries, 1);
    ASSERT_TRUE(is.outage);
    EXPECT_EQ(is.outage->baseline_mean_hours, 0);
    EXPECT_EQ(is.outage->mean_hours, 24);
    EXPECT_EQ(is.outage->lasted, 1);
    EXPECT_EQ(is.outage->baseline_lasted, 0);
}

void expect_cut(const std::optional<Reduction>& is, double baseline, double judged) {
    ASSERT_TRUE(is);
    EXPECT_NEAR(is->baseline, baseline, kept * baseline);
    EXPECT_NEAR(is->judged, judged, kept * judged);
}

// Demand charges and transformers follow the highest purchase; days off have another than working days.
TEST(Baseline, PeakCutIsByConnectionAndKindOfDay) {
    const Plan plan = plan_case("baseline/peak_cut.yaml");
    ASSERT_TRUE(plan.scenarios.at(1).against_baseline);
    const auto& cut = plan.scenarios[1].against_baseline->peak_cut;
    const std::vector<std::string> connections{"grid_east", "grid_west", ""};
    // Of all, weekdays, days off: without the line and with it.
    const std::vector<std::vector<double>> kw{
        {20, 24, 20, 24, 10, 14}, {30, 27, 5, 2, 30, 27}, {40, 41, 25, 26, 40, 41}};
    ASSERT_EQ(cut.size(), connections.size());
    for (std::size_t i = 0; i < cut.size(); ++i) {
        EXPECT_EQ(cut[i].connection, connections[i]);
        expect_cut(cut[i].all, kw[i][0], kw[i][1]);
        expect_cut(cut[i].weekday, kw[i][2], kw[i][3]);
        expect_cut(cut[i].day_off, kw[i][4], kw[i][5]);
    }
}

// Without a calendar nobody knows what a weekday is.
TEST(Baseline, PeakCutWithoutACalendarHasNoKindsOfDay) {
    const Plan plan = plan_case("baseline/by_hand.yaml");
    const auto& cut = electric(plan).peak_cut;
    ASSERT_EQ(cut.size(), 1u);
    EXPECT_NEAR(cut[0].all.baseline, 50, kept * 50);
    // The battery loses nothing and the peak has no price: plans of the same cost buy 65 kW, or up to its 10 kW more.
    EXPECT_GE(cut[0].all.judged, 65 * (1 - kept));
    EXPECT_LE(cut[0].all.judged, 75 * (1 + kept));
    EXPECT_FALSE(cut[0].weekday);
    EXPECT_FALSE(cut[0].day_off);
}

// A study is not lost with its baseline, but nobody may take a missing comparison for a saving of nothing.
TEST(Baseline, ThatCannotBePlannedIsAWarning) {
    const Plan plan = plan_case("baseline/impossible.yaml");
    EXPECT_FALSE(plan.scenarios.at(0).planned);
    const ScenarioPlan& other = plan.scenarios.at(1);
    EXPECT_TRUE(other.planned);
    EXPECT_FALSE(other.against_baseline);
    // What it needs is known all the same, and is often the reason.
    const auto shown = network_report_json(plan.scenarios[0], district_of(plan.file, plan.scenarios[0].era));
    EXPECT_EQ(shown.at("state"), "failed");
    ASSERT_FALSE(shown.at("demand").empty());
    EXPECT_GT(shown.at("demand").at(0).at("annual_kwh").get<double>(), 0);
    const std::string carrier = shown.at("demand").at(0).at("carrier");
    ASSERT_FALSE(shown.at("carriers").empty());
    EXPECT_EQ(shown.at("carriers").at(0).at("id"), carrier);
    ASSERT_EQ(other.findings.size(), 1u);
    EXPECT_EQ(other.findings[0].code, "no-baseline");
    EXPECT_EQ(other.findings[0].severity, Severity::warning);
}

// Who promises a ZEB, or builds in Tokyo, is asked for these figures before any other.
// The tutorial's planner adds a library and forgets it in the baseline: its ZEB Ready would be nobody's saving.
TEST(Baseline, WhoseBuildingSavesAlreadyIsAWarning) {
    static const Workshop workshop;
    const std::string path = std::string(GAIKU_SOURCE_DIR) + "/examples/floor-areas/10-own-floor-areas.yaml";
    const auto found = [&](const std::string& gone, const std::string& in_place) {
        std::stringstream whole;
        whole << std::ifstream(path).rdbuf();
        std::string text = whole.str();
        const auto at = text.find(gone);
        EXPECT_NE(at, std::string::npos) << gone;
        if (at != std::string::npos) text.replace(at, gone.size(), in_place);
        Findings findings;
        const DistrictFile file = workshop.read(path, findings, &text);
        std::string codes;
        for (const auto& finding : findings.all()) codes += finding.code + " " + finding.path + "\n";
        if (!file.eras.empty()) {
            EXPECT_EQ(file.eras.front().id, "individual");
            EXPECT_EQ(file.eras.front().warnings.size(), findings.all().size()) << "the report shows it";
        }
        return codes;
    };
    EXPECT_EQ(found("district:", "district:"), "");
    EXPECT_EQ(found("        shops: { unit_load: retail/conventional }\n", ""),
              "saving-baseline buildings.shops.unit_load\n");
    EXPECT_EQ(found("        shops: { unit_load: retail/conventional }\n"
                    "        homes: { unit_load: dwelling/conventional }\n"
                    "      assets:\n"
                    "        chillers: { cop: 3.5 }\n"
                    "        boilers: { efficiency: 85 % }\n"
                    "        better_buildings: ~\n",
                    "      assets:\n"),
              "")
        << "a baseline that pays for its measures";
}

TEST(Buildings, AreRatedByTheirFiguresAndRoofs) {
    static const Workshop workshop;
    Findings findings;
    DistrictFile file =
        workshop.read(std::filesystem::path(GAIKU_SOURCE_DIR) / "cases/baseline/buildings.yaml", findings);
    for (const auto& finding : findings.all()) {
        if (finding.severity == Severity::error) ADD_FAILURE() << print_finding(finding, Language::en);
    }
    ASSERT_FALSE(findings.has_errors());
    ASSERT_EQ(findings.all().size(), 2u);
    const auto warned = findings.sorted();
    EXPECT_EQ(warned[0].path, "buildings.shop.level") << "the shop claims more than its figures say";
    EXPECT_EQ(warned[1].path, "buildings.homes.level") << "the homes claim a level without figures";
    const Plan plan = plan_district(std::move(file), {workshop.technologies, workshop.tables, solvers_named("")});
    const auto& buildings = plan.scenarios.at(1).buildings;
    ASSERT_EQ(buildings.size(), 3u);
    EXPECT_EQ(buildings[0].level, ZebLevel::nearly);
    EXPECT_NEAR(buildings[0].energy->saving_with_renewables(), 0.76, 1e-12);
    EXPECT_NEAR(buildings[0].duty->required_kw, 22.5, 1e-9);
    EXPECT_NEAR(buildings[0].duty->installed_kw, 50, 1e-9);
    EXPECT_EQ(buildings[0].duty->rating, 2);
    EXPECT_EQ(plan.scenarios[0].buildings[0].duty->rating, 0) << "before the panels";
    EXPECT_EQ(buildings[1].level, ZebLevel::none);
    EXPECT_NEAR(buildings[1].duty->required_kw, 15, 1e-9);
    EXPECT_EQ(buildings[1].duty->rating, 0);
    EXPECT_FALSE(buildings[2].duty);
    EXPECT_EQ(buildings[2].claimed, "zeh_m_ready");
    const AgainstBaseline& is = *plan.scenarios[1].against_baseline;
    EXPECT_NEAR(is.cost.other, 100, 1e-9);
    EXPECT_NEAR(is.baseline_cost.other, 100, 1e-9);
    EXPECT_NEAR(is.cost.measures, 2'000, 1e-9);
    EXPECT_EQ(is.baseline_cost.measures, 0);
}

// A path to net zero is a chain of purchases: nobody tears down what was bought four years ago.
TEST(Stages, WhatWasBuiltStandsInTheNext) {
    const Plan plan = plan_case("baseline/stages.yaml");
    const std::vector<double> kw{20, 20, 60, 5}, fresh{2e6, 0, 2e6, 0}, co2_t{0.384, 0.240, 0, 0.456};
    for (std::size_t i = 0; i < kw.size(); ++i) {
        const NetworkPlan& is = network_of(plan, i);
        EXPECT_NEAR(size_of(is, "pv"), kw[i], 1e-4) << i;
        EXPECT_NEAR(is.co2_t.value(), co2_t[i], kept) << i;
        ASSERT_TRUE(plan.scenarios[i].stage) << i;
        EXPECT_NEAR(plan.scenarios[i].stage->new_capital, fresh[i], 1) << i;
        EXPECT_EQ(plan.scenarios[i].stage->path, "now");
    }
    EXPECT_EQ(plan.scenarios[2].stage->year, 2050);
}

TEST(Reduction, OfNothingHasNoRate) {
    EXPECT_EQ(Reduction({0, 1}).rate(), std::nullopt);
    EXPECT_EQ(reduction(std::nullopt, 1.0), std::nullopt);
    EXPECT_DOUBLE_EQ(Reduction({4, 1}).rate().value(), 0.75);
}

}  // namespace
}  // namespace gaiku
