#include "technology/registry.h"

#include <tuple>

#include <set>

#include "district/visit_for_tests.h"
#include "technology/town_for_tests.h"

namespace gaiku {
namespace {

TEST(Technologies, AreAllThatADistrictFileMayName) {
    std::vector<std::string> names;
    for (const auto& [name, section] : test::bench().technologies.sections()) {
        names.push_back(name);
        EXPECT_EQ(section->name, name);
    }
    EXPECT_EQ(names, (std::vector<std::string>{"absorption_chiller",
                                               "absorption_chiller_heater",
                                               "battery",
                                               "biomass_power",
                                               "boiler",
                                               "cogeneration",
                                               "control_system",
                                               "electric_chiller",
                                               "electric_vehicle",
                                               "emergency_generator",
                                               "gas_connection",
                                               "grid_connection",
                                               "heat_pipe",
                                               "heat_pump",
                                               "heat_recovery_chiller",
                                               "heat_rejection",
                                               "home_battery",
                                               "hydro_power",
                                               "interchange_converter",
                                               "inverter_chiller",
                                               "nas_battery",
                                               "power_line",
                                               "pv",
                                               "renewable_purchase",
                                               "steam_boiler",
                                               "steam_heat_exchanger",
                                               "thermal_store",
                                               "waste_heat_absorption_chiller",
                                               "water_heater"}));
}

// What has no meaning, a wrong unit or a broken default would reach the person as a riddle.
TEST(Technologies, DescribeEveryParameterSoundly) {
    for (const auto& [name, section] : test::bench().technologies.sections()) {
        EXPECT_FALSE(section->meaning.en.empty() || section->meaning.ja.empty()) << name;
        std::set<std::string> keys;
        test::each_field(*section, [&, technology = name](const std::string& where, const Field& field) {
            test::expect_sound(technology + "." + where, field, test::bench().tables);
            EXPECT_TRUE(keys.insert(where).second) << technology << " names " << where << " twice";
        });
    }
}

TEST(Technologies, AllEntriesOfADistrictFileAreDescribedSoundly) {
    test::each_field(test::bench().format.root(), [](const std::string& where, const Field& field) {
        test::expect_sound(where, field, test::bench().tables);
    });
}

TEST(Technologies, AnUnknownOneIsAFindingWithTheOneThatWasMeant) {
    Findings findings;
    (void)test::bench().read("assets: {a: {technology: batery, capacity: 5 kWh}}", findings);
    ASSERT_EQ(findings.all().size(), 1u);
    EXPECT_EQ(findings.all()[0].suggestion, "battery");
}

// "existing_pw" in a scenario is a slip of the finger: to ask for its technology would send the planner the wrong way.
TEST(Scenarios, AMisspeltNameOfAChangeIsAnsweredWithTheOneThatWasMeant) {
    const std::string pv = "assets: {existing_pv: {technology: pv, mounting: rooftop_pv, capacity: 5 kW}}\n";
    const auto change = [&](const std::string& what) {
        Findings findings;
        (void)test::bench().read(pv + "scenarios: [{era: now, supply_rate: 50 %, change: {" + what + "}}]", findings);
        return findings.all();
    };
    for (const auto& [what, path, meant] :
         {std::tuple{"assets: {existing_pw: {capacity: 6 kW}}", "assets.existing_pw", "existing_pv"},
          {"buildings: {home: {households: 20}}", "buildings.home", "homes"}}) {
        const auto findings = change(what);
        ASSERT_EQ(findings.size(), 1u) << what;
        EXPECT_EQ(findings[0].code, "unknown-reference");
        EXPECT_EQ(findings[0].path, std::string("scenarios[0].change.") + path);
        EXPECT_EQ(findings[0].suggestion, meant);
    }
    const auto renamed = change("district: {id: other}");
    ASSERT_EQ(renamed.size(), 1u);
    EXPECT_EQ(renamed[0].path, "scenarios[0].change.district.id") << "it would change nothing";
    EXPECT_TRUE(change("assets: {more: {technology: hydro_power, capacity: 1 kW}}").empty()) << "a new one is allowed";
}

}  // namespace
}  // namespace gaiku
