#include "technology/registry.h"

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

}  // namespace
}  // namespace gaiku
