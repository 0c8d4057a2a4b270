#include <algorithm>

#include "operate/alarms_for_tests.h"
#include "operate/district_for_tests.h"

/// Alarms of connections and blocks: limits, capacities, batteries.
namespace gaiku::operate::alarm_places_test {
namespace {

using test::AlarmsTest;
using test::minute;
using test::noon;
using test::second;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST_F(AlarmsTest, TellDemandOnlyWhenEnoughOfTheHalfHourIsKnown) {
    HalfHour half;
    half.connection = "grid";
    half.block = "north";
    half.begin = noon;
    half.heading_kw = 130;
    half.limit_kw = 100;
    image_.district.half_hours = {half};
    picture(noon);
    run_to(noon + 5 * minute);
    EXPECT_THAT(keys(), IsEmpty());
    run_to(noon + 7 * minute);
    ASSERT_THAT(keys(), ElementsAre("demand/grid"));
    EXPECT_THAT(alarms_.listed()[0].text.en, HasSubstr("heading for 130 kW, above the limit of 100 kW"));
    image_.district.half_hours[0].heading_kw = 98;
    run_to(noon + 10 * minute);
    EXPECT_THAT(keys(), ElementsAre("demand/grid")) << "between the two levels it stays";
    image_.district.half_hours[0].heading_kw = 96;
    run_to(noon + 13 * minute);
    EXPECT_THAT(keys(), ElementsAre("demand-near/grid"));
    image_.district.half_hours[0].heading_kw.reset();
    run_to(noon + 20 * minute);
    EXPECT_THAT(keys(), ElementsAre("demand-near/grid")) << "what is not known clears nothing";
}

// What stands on the wall at three in the morning is read by a person, not by who wrote the district file.
TEST_F(AlarmsTest, CallPlacesAndDevicesAsTheDistrictFileDoesAndSeparateThousands) {
    const DistrictFile file = test::district_file_of(R"(
gaiku: 1
district: { id: one, name: One }
blocks: { north: { name: { en: North, ja: 北街区 } } }
buildings:
  homes: { name: { en: Homes, ja: 住宅 }, use: dwelling, block: north, households: 10, electricity_per_household: 4000 kWh/year }
assets:
  grid: { name: { en: Grid of the north, ja: 北の系統連系 }, technology: grid_connection, block: north, capacity: unlimited, price: 20 yen/kWh }
plan: { method: network, hours: 24 }
economics: { annuity: 8 % }
)");
    image_.names = std::make_shared<const Names>(file.eras.at(0).district);
    HalfHour half;
    half.connection = "grid";
    half.begin = noon;
    half.heading_kw = 12'345;
    half.limit_kw = 9'876;
    half.power_kw = -8'765;
    half.capacity_kw = 5'000;
    image_.district.half_hours = {half};
    DeviceNow home = device("homes.0017", noon);
    home.building = "homes";
    image_.devices = {home};
    picture(noon);
    run_to(noon + 8 * minute);
    std::map<std::string, Text> texts;
    for (const Alarm& alarm : alarms_.listed()) texts[alarm.key] = alarm.text;
    EXPECT_EQ(texts["demand/grid"].en,
              "Grid of the north (grid): the half-hour is heading for 12.3 MW, above the limit of 9,876 kW");
    EXPECT_EQ(texts["demand/grid"].ja, "北の系統連系（grid）：30分デマンドの予測12.3 MW（上限9,876 kWを超過）");
    EXPECT_EQ(texts["capacity/grid"].en,
              "Grid of the north (grid): 8,765 kW fed in, more than its capacity of 5,000 kW");
    EXPECT_EQ(texts["capacity/grid"].ja, "北の系統連系（grid）：逆潮流8,765 kWが容量5,000 kWを超えています");
    EXPECT_THAT(texts["silent/homes.0017"].en,
                HasSubstr("Homes: 0017 (homes.0017): nothing for 5 min; usually every 1 min"));
    EXPECT_THAT(texts["silent/homes.0017"].ja,
                HasSubstr("住宅 0017（homes.0017）：5分間データが届いていません（通常1分間隔）"));
    telemetry::ChannelEvent reset{{"homes.0017", "energy_import"}, "north", {noon, "reset", "12,345 → 2 kWh"}};
    reset.building = "homes";
    alarms_.take(std::vector{reset}, image_.time);
    for (const Alarm& alarm : alarms_.listed()) texts[alarm.key] = alarm.text;
    EXPECT_EQ(
        texts["counter/homes.0017/energy_import"].en,
        "Homes: 0017 (homes.0017), electricity drawn, counter: counter began anew (12,345 → 2 kWh; counted from 0)");
    EXPECT_EQ(texts["counter/homes.0017/energy_import"].ja,
              "住宅 0017（homes.0017） 受電電力量（積算値）：積算値のリセット（12,345 → 2 kWh、0から数え直し）");
}

TEST_F(AlarmsTest, TellAConnectionAboveItsCapacityAndEmptyBatteries) {
    HalfHour half;
    half.connection = "grid";
    half.power_kw = -120;
    half.capacity_kw = 100;
    image_.district.half_hours = {half};
    PlaceNow north;
    north.id = "north";
    north.name = {"North", "北"};
    north.values.push_back({"state_of_charge", 0.08, 0, 1, 1, {}});
    image_.blocks = {north};
    picture(noon);
    run_to(noon + 2 * minute);
    EXPECT_THAT(keys(), testing::UnorderedElementsAre("capacity/grid", "storage-low/north"));
    image_.blocks[0].values[0].value = 0.14;
    image_.district.half_hours[0].power_kw = 50;
    run_to(noon + 10 * minute);
    EXPECT_THAT(keys(), ElementsAre("storage-low/north"));
}

TEST_F(AlarmsTest, ALimitThatIsTakenAwayIsExceededNoMore) {
    HalfHour half;
    half.connection = "grid";
    half.begin = noon;
    half.heading_kw = half.power_kw = 130;
    half.limit_kw = half.capacity_kw = 100;
    HalfHour second_one = half;
    second_one.connection = "annex";
    second_one.heading_kw = second_one.power_kw = 96;
    image_.district.half_hours = {half, second_one};
    picture(noon);
    run_to(noon + 7 * minute);
    ASSERT_THAT(keys(), testing::UnorderedElementsAre("demand/grid", "capacity/grid", "demand-near/annex"));
    for (HalfHour& one : image_.district.half_hours) {
        one.limit_kw.reset();
        one.capacity_kw.reset();
    }
    run_to(noon + 9 * minute);
    EXPECT_THAT(keys(), IsEmpty());
}

/// A picture with a connection above its limit and capacity, and a block whose batteries are empty.
Image troubled() {
    HalfHour half;
    half.connection = "grid";
    half.begin = noon;
    half.heading_kw = half.power_kw = 130;
    half.limit_kw = half.capacity_kw = 100;
    PlaceNow north;
    north.id = "north";
    north.values.push_back({"state_of_charge", 0.05, 0, 1, 1, {}});
    Image image;
    image.district.half_hours = {half};
    image.blocks = {north};
    return image;
}

TEST_F(AlarmsTest, AConnectionOrBlockThatLeftTheDistrictIsTroubledNoMore) {
    image_ = troubled();
    picture(noon);
    run_to(noon + 7 * minute);
    ASSERT_THAT(keys(), testing::UnorderedElementsAre("demand/grid", "capacity/grid", "storage-low/north"));
    const auto before = alarms_.listed();
    Alarms other_kept({before, 3});
    image_.time += second;
    other_kept.update(image_);
    EXPECT_EQ(other_kept.listed(), before) << "they are there still";
    image_.district.half_hours.clear();
    image_.blocks.clear();
    picture(image_.time + second);
    EXPECT_THAT(keys(), IsEmpty());
    Alarms kept({before, 3});
    kept.update(image_);
    ASSERT_EQ(kept.listed().size(), 3U);
    for (const Alarm& one : kept.listed()) EXPECT_FALSE(one.active()) << one.key << " of before a restart";
    const TimeMs back = image_.time + second;
    image_ = troubled();
    image_.time = back;
    picture(back);
    EXPECT_THAT(keys(), IsEmpty()) << "a new one is watched from its beginning";
    run_to(back + 2 * minute);
    EXPECT_EQ(keys().size(), 3U);
}

TEST_F(AlarmsTest, ABlockWithoutBatteriesHasNoneThatAreEmpty) {
    image_ = troubled();
    picture(noon);
    run_to(noon + 2 * minute);
    ASSERT_THAT(keys(), testing::Contains("storage-low/north"));
    image_.blocks[0].values[0] = {"state_of_charge", {}, 0, 0, 0, {}};
    picture(image_.time + second);
    EXPECT_THAT(keys(), testing::Not(testing::Contains("storage-low/north")));
}

}  // namespace
}  // namespace gaiku::operate::alarm_places_test
