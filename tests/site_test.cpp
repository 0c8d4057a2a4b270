#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "network_plan_for_tests.h"
#include "report/plan_json.h"
#include "report/site_json.h"
#include "report/site_year.h"

// What a planner reads off the map of a district: each figure belongs to its block and each flow to its direction.
namespace gaiku {
namespace {

/// An interior solution holds to 1e-6 of what it is made of, here some 10 kW over 24 hours.
constexpr double kwh_tolerance = 1e-3;

const PlaceEnergy* energy_of(const PlaceYear& place, const std::string& carrier) {
    for (const auto& of : place.energy) {
        if (of.carrier == carrier) return &of;
    }
    return nullptr;
}

TEST(Site, TwoBlocksByHand) {
    const Plan plan = plan_case("network/two_blocks/district.yaml");
    const NetworkPlan& network = network_of(plan);
    const SiteYear site = site_year(plan.file.eras.at(0).district, network);
    ASSERT_EQ(site.places.size(), 2u);
    const PlaceYear& north = site.places[0];
    EXPECT_EQ(north.id, "north");
    EXPECT_EQ(north.name.ja, "北");
    EXPECT_DOUBLE_EQ(north.pv_kw, 4);
    EXPECT_DOUBLE_EQ(north.battery_kwh, 0);
    const PlaceEnergy* power = energy_of(north, "electricity");
    ASSERT_NE(power, nullptr);
    EXPECT_DOUBLE_EQ(power->demand_kwh, 24 * 6);
    EXPECT_DOUBLE_EQ(power->peak_kw, 6);
    EXPECT_NEAR(power->made_kwh, 12 * 4, kwh_tolerance);
    // The line brings 9 kW of the 10 kW that it takes.
    EXPECT_NEAR(power->bought_kwh, 24 * (6 + 10) - 12 * 4, kwh_tolerance);
    const PlaceYear& south = site.places[1];
    EXPECT_DOUBLE_EQ(south.battery_kwh, 7);
    EXPECT_NEAR(energy_of(south, "electricity")->made_kwh, 0, kwh_tolerance) << "a line makes nothing";
    ASSERT_EQ(site.lines.size(), 1u);
    const LineYear& line = site.lines[0];
    EXPECT_EQ(line.from, "south");
    EXPECT_EQ(line.to, "north");
    EXPECT_NEAR(line.back_kwh, 24 * 9, kwh_tolerance) << "at the south, after losses";
    EXPECT_NEAR(line.forth_kwh, 0, kwh_tolerance);
    EXPECT_NEAR(line.peak_kw, 9, kwh_tolerance);
}

TEST(Site, PlanJsonHasTheMap) {
    const Plan plan = plan_case("network/two_blocks/district.yaml");
    const auto json = plan_json(plan);
    const auto& map = json.at("map");
    EXPECT_EQ(map.at("source").at("ja"), "このケースのための図");
    ASSERT_EQ(map.at("blocks").size(), 2u);
    EXPECT_EQ(map.at("blocks")[1].at("name").at("en"), "South");
    EXPECT_EQ(map.at("blocks")[1].at("polygons")[0].size(), 2u) << "an outline and a hole";
    EXPECT_EQ(map.at("blocks")[0].at("polygons")[0][0][2], nlohmann::ordered_json({139.952, 35.894}));
    EXPECT_EQ(map.at("lines")[0].at("id"), "line");
    EXPECT_EQ(json.at("scenarios")[0].at("site").at("lines")[0].at("from"), "south");
}

// A map without lines that carry anything, and a district of one place, must not break the report.
TEST(Site, EveryBlockHasItsPlace) {
    for (const char* file : {"peers/calliope_urban/district.yaml", "network/all_technologies/district.yaml",
                             "peers/hospital_chp/district.yaml"}) {
        SCOPED_TRACE(file);
        const Plan plan = plan_case(file);
        const District& district = plan.file.eras.at(0).district;
        const NetworkPlan& network = network_of(plan);
        const SiteYear site = site_year(district, network);
        EXPECT_EQ(site.places.size(), district.blocks().size());
        double demand = 0;
        for (const auto& place : site.places) {
            for (const auto& of : place.energy) demand += of.demand_kwh;
        }
        double asked = 0;
        for (const auto& of : network.demands) {
            for (const double kw : of.kw) asked += kw * network.step_hours;
        }
        EXPECT_TRUE(map_json(plan.file).is_null());
        if (site.places.empty()) continue;
        EXPECT_NEAR(demand, asked, 1e-9 * asked);
    }
}

}  // namespace
}  // namespace gaiku
