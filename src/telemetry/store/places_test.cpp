#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <cmath>

#include "telemetry/store/folder_for_tests.h"
#include "telemetry/store/maintain.h"
#include "telemetry/store/store_for_tests.h"

/// Sums of buildings, blocks and the district, also where a device moves.
namespace gaiku::telemetry::places_test {
namespace {

using test::TemporaryFolder;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using namespace test::store;

TEST(Places, SumsOfBuildingBlockAndDistrict) {
    const TemporaryFolder folder;
    Store store(folder.path());
    store.put_device({.name = "a", .building = "tower", .block = "b1"}, "test");
    store.put_device({.name = "b", .building = "mall", .block = "b1"}, "test");
    store.put_device({.name = "plug", .building = "mall", .block = "b1", .counts = false}, "test");
    for (const auto* device : {"a", "b", "plug"}) (void)put(store, {device, "energy_import"}, days_of(first_day, 2, 1));
    (void)put(store, {"b", "energy_import.2"}, days_of(first_day, 2, 2));
    store.settle();
    const auto total = [&](const char* level, const char* name) {
        return sum(store.half_hours(GroupName{level, name, "energy_import"}, 0, ever));
    };
    const std::int64_t one = 95'000'000;  // 96 readings, 95 steps of 1 kWh
    EXPECT_EQ(total("building", "tower"), one);
    EXPECT_EQ(total("building", "mall"), 3 * one);
    EXPECT_EQ(total("block", "b1"), 4 * one);
    EXPECT_EQ(total("district", ""), 4 * one);
    // What the registry says was so always, where no time is given.
    store.put_device({.name = "b", .building = "tower", .block = "b2"}, "test");
    EXPECT_EQ(total("building", "tower"), 4 * one);
    EXPECT_EQ(total("building", "mall"), 0);
    EXPECT_EQ(total("block", "b2"), 3 * one);
    EXPECT_EQ(total("district", ""), 4 * one);
}

TEST(Places, SumsOfBeforeAMoveStayWhereTheyWereMeasured) {
    const TemporaryFolder folder;
    const TimeMs noon = begin_of(first_day + 1) + 24 * ms_a_slot;
    const auto total = [](Store& store, const char* level, const char* name, TimeMs from = 0, TimeMs to = ever) {
        return sum(store.half_hours(GroupName{level, name, "energy_import"}, from, to));
    };
    const auto samples = days_of(first_day, 3, 1);  // 144 readings, 1 kWh each half-hour
    {
        Store store(folder.path());
        store.put_device({.name = "m1", .building = "tower", .block = "b1"}, "test");
        (void)put(store, meter, {samples.begin(), samples.begin() + 72});  // up to 11:30 of the second day
        Device there{.name = "m1", .building = "mall", .block = "b2"};
        store.place_devices({&there, 1}, noon - ms_a_slot / 2, "test");
        EXPECT_EQ(total(store, "block", "b1"), 71'000'000);
        EXPECT_EQ(total(store, "block", "b2"), 0);
        (void)put(store, meter, {samples.begin() + 72, samples.end()});
        store.settle();
        EXPECT_EQ(total(store, "block", "b1"), 72'000'000) << "a move counts from the next half-hour on";
        EXPECT_EQ(total(store, "block", "b1", noon), 0);
        EXPECT_EQ(total(store, "block", "b2", 0, noon), 0);
        EXPECT_EQ(total(store, "block", "b2"), 71'000'000);
        EXPECT_EQ(total(store, "building", "mall"), 71'000'000);
        EXPECT_EQ(total(store, "district", ""), 143'000'000);
        const auto days = store.figures(GroupName{"block", "b1", "energy_import"}, Period::day, 0, ever);
        EXPECT_DOUBLE_EQ(days.back().value + days.front().value, 72) << "a day of a move is split at the move";
        EXPECT_THAT(check_store(folder.path()).problems, IsEmpty());
        // Late readings and corrections are of where it stood then.
        store.correct(CorrectionOrder::at(meter, begin_of(first_day), 90, "read at the meter", "operator"));
        EXPECT_EQ(total(store, "block", "b1"), 82'000'000);
        EXPECT_EQ(total(store, "block", "b2"), 71'000'000);
    }
    Store store(folder.path());
    ASSERT_THAT(store.placings(), SizeIs(2));
    EXPECT_EQ(store.placings()[0].device.block, "b1");
    EXPECT_EQ(store.placings()[0].until, noon);
    EXPECT_EQ(store.placings()[1].from, noon);
    // What the registry says without a time was so always; here of the building alone.
    store.put_device({.name = "m1", .building = "hall", .block = "b2"}, "test");
    EXPECT_EQ(total(store, "building", "hall"), 153'000'000);
    EXPECT_EQ(total(store, "building", "tower"), 0);
    EXPECT_EQ(total(store, "block", "b1"), 82'000'000);
    // Back, as if it had never been away.
    Device back{.name = "m1", .building = "hall", .block = "b1"};
    store.place_devices({&back, 1}, noon, "test");
    EXPECT_THAT(store.placings(), SizeIs(1));
    EXPECT_EQ(total(store, "block", "b1"), 153'000'000);
    EXPECT_EQ(total(store, "block", "b2"), 0);
    EXPECT_THAT(check_store(folder.path()).problems, IsEmpty());
}

TEST(Places, AFirstPlaceIsThatOfThePastToo) {
    const TemporaryFolder folder;
    Store store(folder.path());
    (void)put(store, meter, days_of(first_day, 1, 1));
    Device there{.name = "m1", .building = "tower", .block = "b1"};
    store.place_devices({&there, 1}, begin_of(first_day + 1), "test");
    EXPECT_EQ(sum(store.half_hours(GroupName{"block", "b1", "energy_import"}, 0, ever)), 47'000'000);
    Device away{.name = "m1"};
    store.place_devices({&away, 1}, begin_of(first_day + 1), "test");
    store.place_devices({&there, 1}, begin_of(first_day + 2), "test");
    EXPECT_THAT(store.placings(), SizeIs(3)) << "it stood nowhere for a day";
    EXPECT_EQ(sum(store.half_hours(GroupName{"block", "b1", "energy_import"}, 0, ever)), 47'000'000);
}

}  // namespace
}  // namespace gaiku::telemetry::places_test
