#include "district/district.h"

#include "district/machine_for_tests.h"

namespace gaiku {
namespace {

using test::finding_of;
using test::findings_of;
using Strings = std::vector<std::string>;

TEST(District, EachEntryOfScenariosIsAnEraWithItsRates) {
    Findings findings;
    const DistrictFile file = test::read(
        "scenarios:\n"
        "  - {era: now, name: {en: Now, ja: 現在}, supply_rate: [70 %, 50 %]}\n"
        "  - {era: later, supply_rate: own_sources, change: {assets: {m: {capacity: 9 kW}}}}\n",
        findings);
    ASSERT_TRUE(findings.empty());
    ASSERT_EQ(file.eras.size(), 2u);
    EXPECT_EQ(file.eras[0].name.ja, "現在");
    EXPECT_EQ(file.eras[0].supply_rates, (std::vector<std::optional<double>>{0.7, 0.5}));
    EXPECT_EQ(file.eras[1].name.en, "later");
    EXPECT_EQ(file.eras[1].supply_rates, std::vector<std::optional<double>>{std::nullopt});
    EXPECT_EQ(file.eras[0].district.assets().at(0).second->number("capacity"), 5);
    EXPECT_EQ(file.eras[1].district.assets().at(0).second->number("capacity"), 9);
}

TEST(District, AnEraWithoutChangesSharesTheDistrictOfTheFile) {
    Findings findings;
    const DistrictFile file =
        test::read("scenarios:\n  - {era: a, supply_rate: 50 %}\n  - {era: b, supply_rate: 70 %}\n", findings);
    EXPECT_EQ(file.eras.at(0).district.root, file.eras.at(1).district.root);
}

TEST(District, FaultsOfAChangeAreFoundWhereItStandsAndSharedFaultsOnce) {
    EXPECT_EQ(findings_of("assets: {m: {units: 1.5}}\n"
                          "scenarios:\n"
                          "  - {era: a, supply_rate: 50 %, change: {assets: {m: {capacity: 5 kWh}}}}\n"
                          "  - {era: b, supply_rate: 50 %, change: {assets: {n: null}}}\n"),
              (Strings{"out-of-range assets.m.units", "wrong-unit scenarios[0].change.assets.m.capacity",
                       "unknown-reference scenarios[1].change.assets.n"}));
}

TEST(District, ChangesThatCannotBeAreNamed) {
    EXPECT_EQ(finding_of("scenarios: [{era: a, supply_rate: 50 %, change: 5}]").code, "wrong-kind");
    EXPECT_EQ(finding_of("scenarios: [{era: a, supply_rate: 50 %, change: {scenarios: []}}]").code, "contradiction");
    EXPECT_EQ(finding_of("scenarios: []").path, "scenarios");
}

TEST(District, AFileThatIsNoMapIsNamed) {
    Findings findings;
    const NodePtr list = read_yaml("[1, 2]", "t.yaml", findings);
    const auto no_check = [](const District&, Findings&) {};
    EXPECT_TRUE(read_district(list, "t.yaml", test::format(), test::tables(), no_check, findings).eras.empty());
    ASSERT_EQ(findings.all().size(), 1u);
    EXPECT_EQ(findings.all()[0].code, "wrong-kind");
    EXPECT_TRUE(read_district(nullptr, "t.yaml", test::format(), test::tables(), no_check, findings).eras.empty());
}

TEST(Check, ABuildingHasOneStatementOfItsElectricity) {
    EXPECT_EQ(findings_of("buildings: {homes: {electricity: 5 MWh/year}}"),
              Strings{"contradiction buildings.homes.electricity"});
    EXPECT_EQ(findings_of("buildings: {homes: {electricity_per_household: null}}"),
              Strings{"missing-key buildings.homes.electricity"});
    EXPECT_EQ(findings_of("buildings: {homes: {households: null}}"), Strings{"missing-key buildings.homes.households"});
}

TEST(Check, AProfileHasEnergy) {
    EXPECT_EQ(findings_of("profiles: {p: {hours: [0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]}}"),
              Strings{"contradiction profiles.p.hours"});
}

TEST(Check, AReplacementLiesWithinThePeriod) {
    EXPECT_TRUE(findings_of("assets: {m: {replaced_in_years: [13, 25]}}").empty());
    EXPECT_EQ(findings_of("assets: {m: {replaced_in_years: [13, 26]}}"),
              Strings{"contradiction assets.m.replaced_in_years"});
}

TEST(Check, IdsAndPeriodsAreWhatFilesAndYearsCanBear) {
    EXPECT_EQ(findings_of("district: {id: 町}"), Strings{"not-an-id district.id"});
    EXPECT_EQ(findings_of("district: {id: ../up}"), Strings{"not-an-id district.id"});
    EXPECT_EQ(findings_of("economics: {period: 25.5 years}"), Strings{"out-of-range economics.period"});
}

TEST(Check, FurtherChecksRunForEveryScenarioAndAreToldWhatIsBroken) {
    int runs = 0;
    int broken_assets = 0;
    const auto count = [&](const District& district, Findings&) {
        ++runs;
        for (const auto& [id, asset] : district.assets()) broken_assets += asset->broken() ? 1 : 0;
    };
    Findings findings;
    const auto base = read_yaml(test::sound, "t.yaml", findings);
    (void)read_district(base, "t.yaml", test::format(), test::tables(), count, findings);
    EXPECT_EQ(runs, 1);
    const auto broken = merge(base, read_yaml("assets: {m: {capacity: 5}}", "t.yaml", findings), findings);
    (void)read_district(broken, "t.yaml", test::format(), test::tables(), count, findings);
    EXPECT_EQ(runs, 2) << "what can be checked is checked in the same pass";
    EXPECT_EQ(broken_assets, 1);
}

}  // namespace
}  // namespace gaiku
