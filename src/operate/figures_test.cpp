#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "operate/building_json.h"
#include "operate/district_for_tests.h"
#include "operate/energies.h"
#include "operate/map_json.h"
#include "operate/targets_json.h"
#include "operate/today.h"
#include "telemetry/store/folder_for_tests.h"

namespace gaiku::operate::figures_test {
namespace {

using Json = nlohmann::json;
using telemetry::ms_a_day;
using telemetry::ms_a_slot;

constexpr TimeMs hour = 2 * ms_a_slot;
constexpr TimeMs now = TimeMs{1'795'910'400'000} + 4 * hour;  // Sunday 2026-11-29T13:00 in Tokyo
constexpr TimeMs midnight = now - 13 * hour;

const char* const file = R"(
gaiku: 1
district: { id: two, name: { en: Two, ja: 二街区 }, region: 6 }
blocks: { north: { name: { en: North, ja: 北 } }, south: { name: { en: South, ja: 南 } } }
buildings:
  a: { use: dwelling, block: north, households: 10, electricity_per_household: 4000 kWh/year }
  b: { use: dwelling, block: north, households: 20, electricity_per_household: 4000 kWh/year }
  c: { use: dwelling, block: north, households: 10, electricity_per_household: 4000 kWh/year }
  d: { use: dwelling, block: north, households: 10, electricity_per_household: 4000 kWh/year }
demands: { more: { block: south, carrier: electricity, power: 5 kW } }
assets:
  grid: { technology: grid_connection, block: north, capacity: unlimited, price: 20 yen/kWh }
  panels: { technology: pv, mounting: rooftop_pv, block: north, existing: yes, capacity: 30 kW, upkeep: 0 yen/kW/year, yield: 1 kW/kW }
  link: { technology: interchange_converter, from: north, to: south, capacity: 50 kW, efficiency: 97 %, standby: 0 %, existing: yes, upkeep: 0 yen/kW/year }
plan: { method: network, hours: 24 }
economics: { annuity: 8 % }
environment: { co2_factor: 0.4 kg/kWh, primary_energy_factor: 8.64 MJ/kWh }
targets:
  co2: { name: { en: CO2 cut, ja: CO2削減率 }, co2_cut: 30 %, baseline: 0.5 kg/kWh }
  meters: { block: north, meters: 3 }
)";

class Figures : public testing::Test {
protected:
    Figures() : district_(test::district_file_of(file)), surroundings_(era()), store_(folder_.path()) {
        const auto place = [&](const std::string& name, const std::string& block, const std::string& building,
                               const std::string& asset) {
            store_.put_device({.name = name, .building = building, .block = block, .asset = asset}, "test");
        };
        place("grid", "north", "", "grid");
        place("panels", "north", "", "panels");
        place("link", "", "", "link");
        for (const char* building : {"a", "b", "c", "d"}) place(std::string("m") + building, "north", building, "");
    }
    [[nodiscard]] const District& era() const { return district_.eras.at(0).district; }
    /// A counter that grows by so much each half-hour.
    void count(const std::string& device, const std::string& channel, double kwh,
               TimeMs from = midnight - 10 * ms_a_day, TimeMs to = now) {
        telemetry::Batch batch;
        batch.columns.push_back({device, channel, {}, {}});
        double value = 1000;
        for (TimeMs time = from; time <= to; time += ms_a_slot, value += kwh)
            batch.columns[0].samples.push_back({time, value});
        (void)store_.commit(std::vector{batch});
        store_.settle();
    }
    void all() {
        count("grid", "energy_import", 6);
        count("panels", "energy_generated", 2);
        count("link", "energy_import_north", 1);
        count("link", "energy_export_south", 0.97);
    }

    telemetry::test::TemporaryFolder folder_;
    DistrictFile district_;
    Surroundings surroundings_;
    telemetry::Store store_;
};

TEST_F(Figures, ThePlaceSinceMidnightFromItsHalfHours) {
    all();
    const Json district = Json::parse(today_json(store_, surroundings_, {}, "Asia/Tokyo", now));
    EXPECT_EQ(district["begin"], midnight);
    EXPECT_EQ(district["until"], now);
    EXPECT_NEAR(district["generation_kwh"], 26 * 2, 1e-6);
    EXPECT_NEAR(district["demand_kwh"], 26 * 8, 1e-6) << "what a link passes on is none of the district's";
    EXPECT_NEAR(district["self_sufficiency"], 0.25, 1e-9);
    EXPECT_NEAR(district["co2_avoided_kg"], 26 * 2 * 0.4, 1e-6) << "the environment's factor, as in a plan";
    const Json north = Json::parse(today_json(store_, surroundings_, "north", "Asia/Tokyo", now));
    EXPECT_NEAR(north["demand_kwh"], 26 * 7, 1e-6);
    const Json south = Json::parse(today_json(store_, surroundings_, "south", "Asia/Tokyo", now));
    EXPECT_NEAR(south["demand_kwh"], 26 * 0.97, 1e-6);
}

TEST_F(Figures, WhatIsOnItsWayHidesNothing) {
    all();
    count("grid", "energy_import", 6, now + 60'000, now + hour);
    const TimeMs later = now + hour + 60'000;
    const Json district = Json::parse(today_json(store_, surroundings_, {}, "Asia/Tokyo", later));
    EXPECT_EQ(district["until"], now) << "the panels have not told of the last half-hours yet";
    EXPECT_NEAR(district["demand_kwh"], 26 * 8, 1e-6);
}

TEST_F(Figures, WhatIsMissingIsNotZero) {
    count("grid", "energy_import", 6);
    const Json district = Json::parse(today_json(store_, surroundings_, {}, "Asia/Tokyo", now));
    EXPECT_TRUE(district["demand_kwh"].is_null()) << "panels and link say nothing";
    const Json targets = Json::parse(targets_json(store_, surroundings_, era(), "Asia/Tokyo", now))["targets"];
    EXPECT_TRUE(targets[0]["months"][0]["actual"].is_null());
    EXPECT_EQ(targets[0]["months"][0]["arithmetic"]["en"],
              "1 of 2 meters of connections, sources and stores say something");
}

TEST_F(Figures, WhatADeviceMeasuredBeforeItMovedStaysWithTheBlockOfBefore) {
    const TimeMs before = midnight - 10 * ms_a_day;
    for (const auto& [device, channel, kwh] :
         {std::tuple("grid", "energy_import", 6.0), std::tuple("panels", "energy_generated", 2.0),
          std::tuple("link", "energy_import_north", 1.0), std::tuple("link", "energy_export_south", 0.97),
          std::tuple("mb", "energy_import", 1.0)})
        count(device, channel, kwh, before, now + 4 * hour);
    const auto sums = [&](const std::string& block, telemetry::Period period, TimeMs from) {
        return sum_of(energies(store_, surroundings_, block, period, from, now + 4 * hour));
    };
    EXPECT_NEAR(sums("north", telemetry::Period::month, before).bought, 514 * 6, 1e-6);
    std::vector<telemetry::Device> moved;
    for (auto device : store_.devices()) {
        if (device.name != "grid" && device.name != "mb") continue;
        device.block = "south";
        moved.push_back(device);
    }
    store_.place_devices(moved, now - hour / 4, "test");  // with the half-hour that begins now
    const Energy north = sums("north", telemetry::Period::month, before);
    const Energy south = sums("south", telemetry::Period::month, before);
    EXPECT_NEAR(north.bought, 506 * 6, 1e-6);
    EXPECT_NEAR(north.generated, 514 * 2, 1e-6) << "the panels stay";
    EXPECT_NEAR(south.bought, 8 * 6, 1e-6);
    EXPECT_TRUE(north.whole());
    EXPECT_TRUE(south.whole());
    const Energy district = sums("", telemetry::Period::month, before);
    EXPECT_NEAR(district.bought, 514 * 6, 1e-6);
    EXPECT_EQ(district.of, 2U) << "one that moved is one";
    EXPECT_TRUE(district.whole());
    // A day on which one moved is split at the half-hour of the move.
    EXPECT_NEAR(sums("north", telemetry::Period::day, midnight).bought, 26 * 6, 1e-6);
    EXPECT_NEAR(sums("south", telemetry::Period::day, midnight).bought, 8 * 6, 1e-6);
    const auto later =
        energies(store_, surroundings_, "north", telemetry::Period::half_hour, now + hour, now + 4 * hour);
    ASSERT_FALSE(later.empty());
    EXPECT_EQ(later.front().of, 2U) << "panels and link";
    EXPECT_TRUE(later.front().whole());
    const Json meters =
        Json::parse(targets_json(store_, surroundings_, era(), "Asia/Tokyo", now + 4 * hour))["targets"][1];
    EXPECT_EQ(meters["actual"], 0);
    EXPECT_THAT(std::string(meters["months"].back()["arithmetic"]["en"]),
                testing::HasSubstr("0 before + 0 new in 2026-11 = 0 of 3"));
    const Json next =
        Json::parse(targets_json(store_, surroundings_, era(), "Asia/Tokyo", now + 20 * ms_a_day))["targets"][1];
    EXPECT_EQ(next["actual"], 0);
}

TEST_F(Figures, TargetsBesideTheMonthsWithTheirArithmetic) {
    all();
    count("ma", "energy_import", 1, now - 40 * ms_a_day, now);
    count("mb", "energy_import", 1);
    const Json targets = Json::parse(targets_json(store_, surroundings_, era(), "Asia/Tokyo", now))["targets"];
    ASSERT_EQ(targets.size(), 2U);
    const Json& co2 = targets[0];
    EXPECT_EQ(co2["name"]["ja"], "CO2削減率");
    EXPECT_EQ(co2["target"], 30);
    EXPECT_EQ(co2["baseline"], 0.5);
    ASSERT_EQ(co2["months"].size(), 1U);
    EXPECT_EQ(co2["months"][0]["month"], "2026-11");
    // 6 of 8 kWh bought at 0.4 kg, against 8 kWh at 0.5 kg.
    EXPECT_NEAR(co2["months"][0]["actual"], 40, 1e-6);
    EXPECT_EQ(co2["months"][0]["arithmetic"]["en"],
              "1 - 1,214.4 kg emitted / (4,048 kWh used x 0.500 kg/kWh = 2,024 kg) = 40.0 %; 506 half-hours");
    EXPECT_THAT(std::string(co2["months"][0]["arithmetic"]["ja"]), testing::HasSubstr("＝ 40.0%（30分値506個）"));
    EXPECT_NEAR(co2["actual"], 40, 1e-6);
    const Json& meters = targets[1];
    ASSERT_EQ(meters["months"].size(), 2U);
    EXPECT_EQ(meters["months"][0]["month"], "2026-10");
    EXPECT_EQ(meters["months"][0]["actual"], 1);
    EXPECT_EQ(meters["months"][1]["actual"], 2);
    EXPECT_EQ(meters["months"][1]["arithmetic"]["en"],
              "1 before + 1 new in 2026-11 = 2 of 3 electricity meters of buildings that have said something");
}

TEST_F(Figures, OnlyElectricityMetersAreInstalledMeters) {
    const auto put = [&](const std::string& name, bool counts) {
        store_.put_device({.name = name, .building = "a", .block = "north", .counts = counts}, "test");
    };
    put("charger", false);  // behind the building's meter
    put("warmth", true);
    put("panel", true);
    put("mute", true);
    count("ma", "energy_import", 1);
    count("charger", "energy_import", 1);
    count("warmth", "heat_hot_water", 1);
    count("panel", "energy_import_interval", 1);
    const Json meters = Json::parse(targets_json(store_, surroundings_, era(), "Asia/Tokyo", now))["targets"][1];
    EXPECT_EQ(meters["actual"], 2) << "the building's and the panel's";
}

TEST_F(Figures, ABuildingBesideItselfAndOthersOfItsKind) {
    count("ma", "energy_import", 1, midnight - 10 * ms_a_day, midnight);
    count("ma", "energy_import", 3, midnight + ms_a_slot, now);
    const auto building = [&](const std::string& id) {
        return Json::parse(building_json(store_, era(), id, "Asia/Tokyo", now));
    };
    Json a = building("a");
    EXPECT_EQ(a["hours"].size(), 48U);
    EXPECT_EQ(a["hours"][0]["begin"], midnight);
    EXPECT_NEAR(a["hours"][2]["kwh"], 3, 1e-6);
    EXPECT_NEAR(a["hours"][2]["usual_kwh"], 1, 1e-6) << "of Saturdays, Sundays and the holiday of 23 November";
    EXPECT_TRUE(a["hours"][40]["kwh"].is_null()) << "still to come";
    EXPECT_NEAR(a["hours"][40]["usual_kwh"], 1, 1e-6);
    EXPECT_NEAR(a["usual_kwh"], 26, 1e-6) << "of as much of the day as is known";
    EXPECT_NEAR(a["month_cost_yen"], 20 * double(a["month_kwh"]), 1e-6);
    EXPECT_TRUE(a["month_cost_note"].is_null());
    EXPECT_EQ(a["days"].back()["day"], "2026-11-29");
    EXPECT_TRUE(a["like_kwh"].is_null());
    count("mb", "energy_import", 4);
    count("mc", "energy_import", 2);
    EXPECT_TRUE(building("a")["like_kwh"].is_null()) << "a mean of two would tell each other's";
    count("md", "energy_import", 3);
    // By household: half of b's, all of the others'.
    EXPECT_NEAR(building("a")["like_kwh"], 506 * (2 + 2 + 3) / 3.0, 1e-6);
    EXPECT_TRUE(building_json(store_, era(), "nowhere", "Asia/Tokyo", now).empty());
}

TEST_F(Figures, AHomeBesideTheMeanOfItsBuilding) {
    for (const char* home : {"a.1", "a.2", "a.3", "a.4"})
        store_.put_device({.name = home, .building = "a", .block = "north"}, "test");
    const auto home = [&] { return Json::parse(building_json(store_, era(), "a.2", "Asia/Tokyo", now)); };
    count("a.2", "energy_import", 3);
    EXPECT_EQ(home()["building"], "a.2");
    EXPECT_EQ(home()["name"]["en"], std::string(era().buildings().front().second->name().en) + ": 2");
    EXPECT_NEAR(home()["month_kwh"], 506 * 3, 1e-6);
    EXPECT_NEAR(home()["month_cost_yen"], 20 * 506 * 3, 1e-6);
    for (const char* other : {"a.1", "a.3", "a.4", "ma"}) count(other, "energy_import", 1);
    EXPECT_NEAR(home()["like_kwh"], 506 * (3 + 4) / 5.0, 1e-6);
    // Neither one that says nothing nor one that joins lowers the mean.
    for (const char* other : {"a.6", "a.7"})
        store_.put_device({.name = other, .building = "a", .block = "north"}, "test");
    count("a.7", "energy_import", 1, now - 2 * ms_a_slot, now);
    EXPECT_NEAR(home()["like_kwh"], 504 * 7 / 5.0 + 2 * 8 / 6.0, 1e-6);
    EXPECT_TRUE(building_json(store_, era(), "a.5", "Asia/Tokyo", now).empty()) << "no meter of this name";
    EXPECT_TRUE(building_json(store_, era(), "b.1", "Asia/Tokyo", now).empty());
    store_.put_device({.name = "c.1", .building = "b"}, "test");
    EXPECT_TRUE(building_json(store_, era(), "c.1", "Asia/Tokyo", now).empty()) << "elsewhere by the registry";
}

/// Five are registered, but a mean of two that speak would tell one the other's use.
TEST_F(Figures, AMeanOfTwoHomesThatSpeakIsNotTold) {
    for (const char* home : {"a.1", "a.2", "a.3", "a.4"})
        store_.put_device({.name = home, .building = "a", .block = "north"}, "test");
    count("a.1", "energy_import", 1);
    count("a.2", "energy_import", 3);
    const auto like = [&] { return Json::parse(building_json(store_, era(), "a.2", "Asia/Tokyo", now))["like_kwh"]; };
    EXPECT_TRUE(like().is_null());
    for (const char* other : {"a.3", "a.4"}) count(other, "energy_import", 1, midnight, now);
    EXPECT_TRUE(like().is_null()) << "of thirteen hours of a month";
}

TEST(Map, IsGeoJsonOfBlocksAndLines) {
    const std::string path = std::string(GAIKU_SOURCE_DIR) + "/examples/kashiwanoha/9-kashiwanoha.yaml";
    static const Tables tables;
    static const Technologies technologies;
    static const Format format(technologies.sections());
    Findings findings;
    const DistrictFile district = read_district(
        path, format, tables, [](const District& one, Findings& of_it) { technologies.check(one, of_it); }, findings);
    ASSERT_FALSE(findings.has_errors());
    const Json map = Json::parse(map_json(district, district.eras.back().district));
    EXPECT_EQ(map["type"], "FeatureCollection");
    ASSERT_EQ(map["features"].size(), 3U);
    EXPECT_EQ(map["features"][0]["properties"]["id"], "mall");
    EXPECT_EQ(map["features"][0]["geometry"]["type"], "MultiPolygon");
    EXPECT_EQ(map["features"][0]["geometry"]["coordinates"][0][0][0], Json({139.9499, 35.8926}));
    EXPECT_EQ(map["features"][2]["properties"]["kind"], "line");
    EXPECT_EQ(map["features"][2]["properties"]["to"], "offices");
    const Json without = Json::parse(map_json(district, district.eras.front().district));
    EXPECT_EQ(without["features"].size(), 2U) << "this scenario has no link";
}

}  // namespace
}  // namespace gaiku::operate::figures_test
