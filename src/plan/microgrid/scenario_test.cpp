#include <cmath>
#include <numeric>

#include "district/unusual.h"
#include "plan/microgrid/model.h"
#include "technology/town_for_tests.h"

namespace gaiku {
namespace {

using test::bench;
using Strings = std::vector<std::string>;

void check(const District& district, Findings& findings) {
    check_microgrid(district, bench().technologies, findings);
}

ScenarioPlan plan(const std::string& change, std::optional<double> rate) {
    const DistrictFile file = bench().good(change, check);
    const District& district = file.eras.at(0).district;
    return plan_microgrid(district, microgrid_model(district, bench().technologies, bench().tables),
                          bench().technologies, rate);
}

const CostItem* cost_of(const ScenarioPlan& scenario, const std::string& id) {
    for (const auto& item : scenario.costs) {
        if (item.id == id) return &item;
    }
    return nullptr;
}

const PlannedAsset& asset_of(const ScenarioPlan& scenario, const std::string& id) {
    for (const auto& asset : scenario.assets) {
        if (asset.id == id) return asset;
    }
    throw std::logic_error("no asset " + id);
}

/// The town's 100 kWh a day, from a plant that is sized.
const std::string sized_pv =
    "new_pv: {technology: pv, mounting: rooftop_pv, capacity: sized, fit: solar_50_250kw/2021}";
const std::string sized_battery = "battery: {technology: battery, capacity: sized, replaced_in_years: [13]}";

std::string assets(const Strings& list) {
    std::string out = "assets:\n";
    for (const auto& one : list) out += "  " + one + "\n";
    return out;
}

TEST(Scenario, ListsEveryAssetWithItsSizeAndPart) {
    const ScenarioPlan s =
        plan(assets({"old: {technology: pv, mounting: rooftop_pv, existing: yes, owner: third_party, households: 2, "
                     "capacity_per_household: 4 kW, energy_per_household: 15 kWh/day}",
                     "hydro: {technology: hydro_power, capacity: 1 kW}", sized_pv, sized_battery,
                     "system: {technology: control_system}",
                     "cars: {technology: electric_vehicle, owner: third_party, units: 1}"}),
             0.7);
    ASSERT_TRUE(s.planned);
    EXPECT_EQ(asset_of(s, "old").role, AssetRole::existing);
    EXPECT_TRUE(asset_of(s, "old").third_party);
    EXPECT_DOUBLE_EQ(asset_of(s, "old").kw.value(), 8);
    EXPECT_NEAR(asset_of(s, "old").kwh_per_day.value(), 30, 1e-9);
    EXPECT_EQ(asset_of(s, "hydro").role, AssetRole::main);
    EXPECT_NEAR(asset_of(s, "hydro").kwh_per_day.value(), 12.6, 1e-9);
    EXPECT_EQ(asset_of(s, "new_pv").role, AssetRole::added);
    EXPECT_NEAR(asset_of(s, "new_pv").kwh_per_day.value(), 70 - 30 - 12.6, 1e-9);
    EXPECT_NEAR(asset_of(s, "new_pv").kw.value(), 27.4 / (24 * 0.136), 1e-9);
    EXPECT_EQ(asset_of(s, "battery").role, AssetRole::storage);
    EXPECT_DOUBLE_EQ(asset_of(s, "battery").kwh.value(), s.sizing.battery_install_kwh);
    EXPECT_EQ(asset_of(s, "cars").role, AssetRole::equipment);
    EXPECT_DOUBLE_EQ(asset_of(s, "cars").kwh.value(), 15);
    EXPECT_EQ(asset_of(s, "system").role, AssetRole::system);
}

TEST(Scenario, ThirdPartiesStayOutOfTheBooksAndExistingPlantsAreNotBoughtAgain) {
    const ScenarioPlan s =
        plan(assets({"theirs: {technology: hydro_power, capacity: 1 kW, owner: third_party}",
                     "ours: {technology: hydro_power, capacity: 2 kW, existing: yes}", sized_pv, sized_battery}),
             0.5);
    EXPECT_EQ(cost_of(s, "theirs"), nullptr);
    EXPECT_EQ(cost_of(s, "ours")->capital_yen, 0);
    EXPECT_DOUBLE_EQ(cost_of(s, "ours")->upkeep_yen_per_year, 2 * 68'000);
    const double own = (2 * 24 * 0.525 + asset_of(s, "new_pv").kwh_per_day.value()) * 365;
    EXPECT_NEAR(s.environment.own_generation_kwh_per_year, own, 1e-6);
    EXPECT_NEAR(s.environment.local_supply_kwh_per_year, own + 24 * 0.525 * 365, 1e-6);
}

TEST(Scenario, TotalsAreTheSumsOfTheirItems) {
    const ScenarioPlan s = plan(assets({sized_pv, sized_battery, "system: {technology: control_system}"}), 0.7);
    double capital = 0;
    double upkeep = 0;
    for (const auto& item : s.costs) {
        capital += item.capital_yen;
        upkeep += item.upkeep_yen_per_year;
    }
    EXPECT_DOUBLE_EQ(s.capital_yen, capital);
    EXPECT_DOUBLE_EQ(s.upkeep_yen_per_year, upkeep);
    EXPECT_DOUBLE_EQ(s.no_subsidy.yearly_yen[0], -capital);
    EXPECT_NEAR(s.subsidy.yearly_yen[0], -capital / 3, 1e-6);
}

TEST(Scenario, MoneyCountsAllDemandAndNotOnlyTheEmergencyShare) {
    const ScenarioPlan s = plan(assets({sized_pv, sized_battery}), 0.5);
    const double pv_kwh = 50 * 365;
    const double net = 36'500 * 5.2 + pv_kwh * 7.2 - cost_of(s, "new_pv")->upkeep_yen_per_year;
    EXPECT_NEAR(s.no_subsidy.yearly_yen[1], net, 1e-6);
    EXPECT_NEAR(s.fit_and_subsidy.yearly_yen[1] - s.no_subsidy.yearly_yen[1], pv_kwh * (12.1 - 7.2), 1e-6);
    EXPECT_NEAR(s.no_subsidy.yearly_yen[13] - net, -cost_of(s, "battery")->capital_yen, 1e-6)
        << "the battery is bought again";
}

TEST(Scenario, CurvesAreTheScaledDemandAndEachPlant) {
    const ScenarioPlan s =
        plan(assets({"hydro: {technology: hydro_power, capacity: 1 kW}", sized_pv, sized_battery}), 0.7);
    const auto sum = [](const Day& day) { return std::accumulate(day.begin(), day.end(), 0.0); };
    EXPECT_NEAR(sum(s.demand_kw), 70, 1e-9);
    ASSERT_EQ(s.supply.size(), 2u);
    EXPECT_EQ(s.supply[0].id, "hydro");
    EXPECT_NEAR(s.supply[0].kw[3], 12.6 / 24, 1e-12);
    EXPECT_NEAR(sum(s.supply[0].kw) + sum(s.supply[1].kw), 70, 1e-9);
}

TEST(Scenario, AFixedBatteryIsCountedAndOnlyTheRestIsSized) {
    const double whole = plan(assets({sized_pv, sized_battery}), 0.7).sizing.battery_install_kwh;
    const ScenarioPlan s =
        plan(assets({sized_pv, "old: {technology: battery, capacity: 20 kWh, existing: yes}", sized_battery}), 0.7);
    EXPECT_DOUBLE_EQ(asset_of(s, "battery").kwh.value(), whole - 20);
    EXPECT_EQ(asset_of(s, "old").role, AssetRole::existing);
    EXPECT_EQ(cost_of(s, "old")->capital_yen, 0);
    EXPECT_DOUBLE_EQ(s.sizing.battery_install_kwh, whole - 20) << "what is there is not installed again";
    EXPECT_DOUBLE_EQ(s.sizing.fixed_battery_kwh, 20);
}

TEST(Scenario, AFixedBatteryThatIsLargeEnoughNeedsNoOther) {
    const ScenarioPlan s =
        plan(assets({sized_pv, "big: {technology: battery, capacity: 500 kWh}", sized_battery}), 0.7);
    EXPECT_EQ(asset_of(s, "battery").kwh.value(), 0);
    EXPECT_TRUE(plan(assets({sized_pv, "big: {technology: battery, capacity: 500 kWh}"}), 0.7).planned);
}

TEST(Scenario, WithoutABatteryThatSufficesIsNotPlannedAndSaysWhatIsMissing) {
    const ScenarioPlan s = plan(assets({sized_pv, "small: {technology: battery, capacity: 1 kWh}"}), 0.7);
    EXPECT_FALSE(s.planned);
    ASSERT_EQ(s.findings.size(), 1u);
    EXPECT_EQ(s.findings[0].code, "source-missing");
    EXPECT_EQ(s.findings[0].expected.en, "a battery to be sized");
    EXPECT_THAT(s.findings[0].fix.en, testing::HasSubstr("kWh are needed"));
}

TEST(Scenario, WithoutAPlantToSizeSaysWhatTheFixedOnesGive) {
    const ScenarioPlan s = plan(assets({"hydro: {technology: hydro_power, capacity: 1 kW}", sized_battery}), 0.7);
    EXPECT_FALSE(s.planned);
    ASSERT_EQ(s.findings.size(), 1u);
    EXPECT_EQ(s.findings[0].fix.en,
              "add a plant with \"capacity: sized\"; those of given size give 13 of 70 kWh a day");
    EXPECT_EQ(s.findings[0].path, "assets");
}

TEST(Scenario, OfOwnSourcesHasTheRateThatTheyGive) {
    const ScenarioPlan s =
        plan(assets({"hydro: {technology: hydro_power, capacity: 1 kW}", sized_pv, sized_battery}), {});
    EXPECT_TRUE(s.planned);
    EXPECT_NEAR(s.sizing.supply_rate, 0.126, 1e-12);
    EXPECT_EQ(asset_of(s, "new_pv").kw.value(), 0);
}

TEST(Scenario, ASurplusIsAWarningAndStillAPlan) {
    const ScenarioPlan s = plan(assets({"hydro: {technology: hydro_power, capacity: 10 kW}", sized_battery}), 0.7);
    EXPECT_TRUE(s.planned);
    ASSERT_EQ(s.findings.size(), 1u);
    EXPECT_EQ(s.findings[0].code, "surplus");
    EXPECT_EQ(s.findings[0].severity, Severity::warning);
    EXPECT_EQ(s.findings[0].fix.en, "lower a capacity, or accept that 26 kWh a day cannot be used in a disaster");
}

TEST(Scenario, SparesTheGridsCarbonAndPrimaryEnergyOfItsRow) {
    const ScenarioPlan s = plan(
        assets({sized_pv, sized_battery}) + "environment: {co2_factor: 0.5 kg/kWh, primary_energy_factor: 9.76 MJ/kWh}",
        0.5);
    EXPECT_NEAR(s.environment.co2_avoided_t_per_year, 50 * 365 * 0.5 / 1000, 1e-9);
    EXPECT_NEAR(s.environment.primary_energy_factor_mj_per_kwh, 9.76, 1e-12);
    EXPECT_NEAR(s.environment.primary_energy_saved_gj_per_year, 50 * 365 * 9.76 / 1000, 1e-9);
}

TEST(Scenario, EquipmentOfTheOperatorIsInItsBooks) {
    const ScenarioPlan s = plan(assets({sized_pv, sized_battery,
                                        "boxes: {technology: home_battery, units: 3, capital: 100 万円, "
                                        "upkeep: 1000 円/年, replaced_in_years: [15]}"}),
                                0.7);
    ASSERT_TRUE(s.planned);
    ASSERT_NE(cost_of(s, "boxes"), nullptr);
    EXPECT_DOUBLE_EQ(cost_of(s, "boxes")->capital_yen, 3e6);
    EXPECT_DOUBLE_EQ(cost_of(s, "boxes")->upkeep_yen_per_year, 3000);
    EXPECT_NEAR(s.no_subsidy.yearly_yen.at(15) - s.no_subsidy.yearly_yen.at(14), -3e6, 1e-6);
}

TEST(MicrogridCheck, SharesThatLeaveNothingToTheSizedPlantsAreFoundBeforePlanning) {
    const std::string idle = "new_pv: {technology: pv, mounting: rooftop_pv, capacity: sized, share: 0}";
    EXPECT_EQ(bench().findings_of(assets({idle, sized_battery}), check), Strings{"contradiction assets.new_pv.share"});
    EXPECT_EQ(
        bench().findings_of(assets({idle, "more: {technology: pv, mounting: rooftop_pv, capacity: sized}"}), check),
        Strings{});
}

TEST(MicrogridCheck, OneBatteryIsSizedAndSomethingUsesElectricity) {
    EXPECT_EQ(bench().findings_of(assets({sized_battery, "second: {technology: battery, capacity: sized}"}), check),
              Strings{"contradiction assets.second.capacity"});
    EXPECT_EQ(bench().findings_of("buildings: {homes: {households: 0}}", check), Strings{"contradiction buildings"});
}

// What stands there costs nothing to have, but a battery bought again in year 10 is paid for.
TEST(Scenario, ReplacesExistingEquipmentAtItsFullPrice) {
    const ScenarioPlan s = plan(assets({sized_pv,
                                        "old: {technology: battery, capacity: 20 kWh, existing: yes, "
                                        "replaced_in_years: [10], capital: 100 yen/kWh}",
                                        "battery: {technology: battery, capacity: sized}"}),
                                0.7);
    ASSERT_TRUE(s.planned);
    EXPECT_DOUBLE_EQ(cost_of(s, "old")->capital_yen, 0);
    const auto& yearly = s.no_subsidy.yearly_yen;
    EXPECT_NEAR(yearly.at(10), yearly.at(9) - 2000, 1e-6);
}

// A planner who writes 5 kW instead of "sized" still reads of new PV, not of a main source.
TEST(Scenario, CountsNewPvOfGivenSizeAsNewPv) {
    const ScenarioPlan s =
        plan(assets({"roof: {technology: pv, mounting: rooftop_pv, capacity: 5 kW}", sized_pv, sized_battery}), 0.7);
    ASSERT_TRUE(s.planned);
    EXPECT_EQ(asset_of(s, "roof").role, AssetRole::added);
    EXPECT_DOUBLE_EQ(s.sizing.main_source_kw, 0);
    EXPECT_NEAR(s.sizing.new_pv_kwh, 70, 1e-9);
    EXPECT_NEAR(s.sizing.new_pv_kw, asset_of(s, "roof").kw.value() + asset_of(s, "new_pv").kw.value(), 1e-9);
}

// A power purchase agreement: the roofs are sized, but a third party pays for them and owns what they give.
TEST(Scenario, KeepsSizedEquipmentOfAThirdPartyOutOfTheBooks) {
    const std::string roofs = "new_pv: {technology: pv, mounting: rooftop_pv, capacity: sized, owner: third_party}";
    const ScenarioPlan s = plan(assets({roofs, sized_battery}), 0.7);
    ASSERT_TRUE(s.planned);
    EXPECT_GT(s.sizing.new_pv_kw, 0);
    EXPECT_EQ(cost_of(s, "new_pv"), nullptr);
    EXPECT_DOUBLE_EQ(s.environment.own_generation_kwh_per_year, 0);
}

TEST(Scenario, IsNotPlannedWhereNothingSuppliesAnything) {
    const ScenarioPlan s = plan(assets({sized_pv, sized_battery}), std::nullopt);
    EXPECT_FALSE(s.planned);
    ASSERT_EQ(s.findings.size(), 1U);
    EXPECT_EQ(s.findings[0].code, "source-missing");
}

TEST(MicrogridCheck, MoreHomesWithPvThanHomesContradictAndTooManyCarsAreAsked) {
    EXPECT_EQ(bench().findings_of(assets({"old: {technology: pv, mounting: rooftop_pv, existing: yes, households: 11, "
                                          "capacity_per_household: 4 kW}"}),
                                  check),
              Strings{"contradiction assets.old.households"});
    Findings findings;
    (void)bench().read(assets({"cars: {technology: electric_vehicle, owner: third_party, units: 31}"}), findings,
                       check);
    ASSERT_EQ(findings.all().size(), 1u);
    EXPECT_EQ(findings.all()[0].code, "unusual");
    EXPECT_EQ(findings.all()[0].severity, Severity::warning);
}

// A price that the authority would not grant makes the cash flow of a plan that nobody can have.
TEST(Scenario, WarnsOfAFeedInClassForOtherSizes) {
    const auto codes = [](const std::string& plant) {
        Strings all;
        for (const auto& finding : plan(assets({plant, sized_battery}), {}).findings) all.push_back(finding.code);
        return all;
    };
    EXPECT_EQ(codes("river: {technology: hydro_power, capacity: 4 kW, fit: hydro_200_1000kw/2020}"),
              Strings{"fit-class"});
    EXPECT_EQ(codes("river: {technology: hydro_power, capacity: 4 kW, fit: hydro_under_200kw/2020}"), Strings{});
    EXPECT_EQ(codes("roofs: {technology: pv, mounting: rooftop_pv, capacity: 4 kW, fit: solar_50_250kw/2021}"),
              Strings{})
        << "many roofs, each of a size that is not known";
}

TEST(UnusualFigures, AreAskedForWhereAUnitSlipped) {
    const auto codes = [](const std::string& capital) {
        Strings all;
        Findings findings;
        (void)bench().read(
            assets({"battery: {technology: battery, capacity: sized, capital: " + capital + "}"}), findings,
            [](const District& district, Findings& of) { warn_of_unusual_figures(district, bench().tables, of); });
        for (const auto& finding : findings.all()) all.push_back(finding.code + " " + finding.path);
        return all;
    };
    EXPECT_EQ(codes("188 yen/kWh"), Strings{"unusual assets.battery.capital"});
    EXPECT_EQ(codes("10 万円/kWh"), Strings{});
    EXPECT_EQ(codes("0 yen/kWh"), Strings{}) << "a gift is no slip";
}

}  // namespace
}  // namespace gaiku
