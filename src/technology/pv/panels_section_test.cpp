#include <numeric>

#include "technology/pv/pv.h"
#include "technology/town_for_tests.h"

namespace gaiku {
namespace {

using Strings = std::vector<std::string>;

/// The town as a network over a year, with one roof.
std::string town_with(const std::string& entries, const std::string& building = "roof_area: 1000 m2",
                      const std::string& district = "region: 6") {
    return "district: {" + district +
           "}\n"
           "buildings: {homes: {electricity_profile: null, " +
           building +
           "}}\n"
           "plan: {method: network}\n"
           "environment: null\nscenarios: null\n"
           "economics: {value_of_own_generation: null, margin_on_demand: null, annuity: 8 %}\n"
           "assets: {roof: {technology: pv, mounting: rooftop_pv, capacity: sized, " +
           entries + "}}\n";
}

Converter converter_of(const DistrictFile& file) {
    const District& district = file.eras.at(0).district;
    return Pv().converter(AssetInput(*district.assets().at(0).second, district));
}

double kwh_a_year(const std::string& panels) {
    const Converter is = converter_of(test::bench().good(town_with("panels: {" + panels + "}")));
    const auto& yield = *is.availability.series;
    EXPECT_EQ(yield.size(), 8760u);
    return is.availability.factor * std::accumulate(yield.begin(), yield.end(), 0.0);
}

TEST(PvPanels, GetTheirYieldFromTheRegionsWeather) {
    const double south = kwh_a_year("tilt: 20 deg");
    EXPECT_NEAR(south, 1100, 150) << "a roof in Okayama";
    EXPECT_LT(kwh_a_year("tilt: 90 deg"), 0.75 * south);
    EXPECT_LT(kwh_a_year("tilt: 20 deg, direction: 180 deg"), 0.9 * south);
    EXPECT_GT(kwh_a_year("tilt: 20 deg, racking: rack"), south) << "cooler";
    EXPECT_NEAR(kwh_a_year("tilt: 20 deg, shade: 50 %"), south / 2, 1e-6 * south);
    EXPECT_NEAR(kwh_a_year("tilt: 20 deg, inverter_efficiency: 97 %"), south * 97 / 92.7, 1e-6 * south);
    EXPECT_GT(kwh_a_year("tilt: 20 deg, albedo: 20 %, sky: hay_davies"), south);
}

TEST(PvPanels, HaveTheRoomOfTheirBuilding) {
    const auto largest = [](const std::string& entries, const std::string& building) {
        return converter_of(test::bench().good(town_with(entries, building))).size.largest;
    };
    const std::string tilted = "panels: {tilt: 20 deg}, building: homes, ";
    EXPECT_NEAR(largest(tilted + "surface: roof", "roof_area: 1000 m2"), 1000 * 0.5 / 5, 1e-9);
    EXPECT_NEAR(largest(tilted + "surface: carport, usable_share: 80 %, area_per_kw: 4 m2/kW", "carport_area: 100 m2"),
                20, 1e-9);
    EXPECT_NEAR(largest("panels: {direction: -90 deg}, building: homes, surface: wall", "wall_area: 100 m2"), 6, 1e-9)
        << "a wall needs no tilt";
}

TEST(PvPanels, SayWhatIsMissingOrTooMuch) {
    const auto found = [](const std::string& entries, const std::string& building = "roof_area: 1000 m2",
                          const std::string& district = "region: 6") {
        return test::bench().findings_of(town_with(entries, building, district));
    };
    EXPECT_EQ(found("panels: {tilt: 20 deg}"), Strings{});
    EXPECT_EQ(found("panels: {}"), Strings{"missing-key assets.roof.panels.tilt"});
    EXPECT_EQ(found("panels: {tilt: 20 deg}", "roof_area: 1 m2", "note: none"),
              Strings{"missing-key assets.roof.panels"});
    EXPECT_EQ(found("panels: {tilt: 20 deg}, yield: 0.1 kW/kW"), Strings{"contradiction assets.roof.panels"});
    EXPECT_EQ(found("panels: {tilt: 20 deg}, inverter_efficiency: 95 %"),
              Strings{"contradiction assets.roof.inverter_efficiency"});
    EXPECT_EQ(found("panels: {tilt: 20 deg}, surface: roof"), Strings{"missing-key assets.roof.building"});
    EXPECT_EQ(found("panels: {tilt: 20 deg}, building: homes, surface: wall"),
              Strings{"missing-key buildings.homes.wall_area"});
    EXPECT_EQ(found("panels: {tilt: 20 deg}, building: homes, surface: roof, max_area: 5 m2"),
              Strings{"contradiction assets.roof.max_area"});
    EXPECT_EQ(found("panels: {tilt: 20}"), Strings{"missing-unit assets.roof.panels.tilt"});
    EXPECT_EQ(found("panels: {tilt: 20 deg, cells: amorphous}"), Strings{"not-a-choice assets.roof.panels.cells"});
}

// East and west of one roof: without shares of their own the roof would bear both in full.
TEST(PvPanels, ShareASurfaceByWhatIsStated) {
    const auto found = [](const std::string& share, const std::string& other) {
        return test::bench().findings_of(town_with("panels: {tilt: 20 deg}, building: homes, surface: roof" + share +
                                                   "}, west: {technology: pv, mounting: rooftop_pv, capacity: sized, "
                                                   "panels: {tilt: 20 deg}, building: homes, surface: roof" +
                                                   other));
    };
    EXPECT_EQ(found("", ""), (Strings{"missing-key assets.roof.usable_share", "missing-key assets.west.usable_share"}));
    EXPECT_EQ(found(", usable_share: 40 %", ""), Strings{"missing-key assets.west.usable_share"});
    EXPECT_EQ(found(", usable_share: 60 %", ", usable_share: 50 %"), Strings{"contradiction assets.west.usable_share"});
    EXPECT_EQ(found(", usable_share: 50 %", ", usable_share: 50 %"), Strings{});
}

}  // namespace
}  // namespace gaiku
