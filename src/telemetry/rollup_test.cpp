#include "telemetry/rollup.h"

#include <gtest/gtest.h>
#include <stdexcept>

#include "telemetry/time_text.h"

namespace gaiku::telemetry {
namespace {

std::vector<SlotAt> half_hours(const char* from, const char* to, std::int64_t micro) {
    std::vector<SlotAt> slots;
    for (TimeMs at = *parse_time(from); at < *parse_time(to); at += ms_a_slot) slots.push_back({at, {micro, 1, 0}});
    return slots;
}

const Measurand& energy = *measurand_of("energy_import");

TEST(RollUp, MonthsAreThoseOfTheDistrictsClock) {
    const auto months = roll_up(half_hours("2026-11-01T00:00:00+09:00", "2027-01-01T00:00:00+09:00", 500'000),
                                Period::month, LocalDays("Asia/Tokyo"), energy);
    ASSERT_EQ(months.size(), 2U);
    EXPECT_EQ(print_time(months[0].begin), "2026-10-31T15:00:00Z");
    EXPECT_DOUBLE_EQ(months[0].value, 30 * 24);
    EXPECT_DOUBLE_EQ(months[1].value, 31 * 24);
    EXPECT_FALSE(months[0].marked);
}

TEST(RollUp, ADayOfAClockChangeHasItsOwnLength) {
    const auto days = roll_up(half_hours("2026-03-29T00:00:00+01:00", "2026-03-30T00:00:00+02:00", 500'000),
                              Period::day, LocalDays("Europe/Berlin"), energy);
    ASSERT_EQ(days.size(), 1U);
    EXPECT_DOUBLE_EQ(days[0].value, 23);
    EXPECT_FALSE(days[0].marked);
    const auto autumn = roll_up(half_hours("2026-10-25T00:00:00+02:00", "2026-10-26T00:00:00+01:00", 500'000),
                                Period::day, LocalDays("Europe/Berlin"), energy);
    ASSERT_EQ(autumn.size(), 1U);
    EXPECT_DOUBLE_EQ(autumn[0].value, 25);
}

TEST(RollUp, AStateIsAMeanAndAnUnfinishedDayIsMarked) {
    auto slots = half_hours("2026-11-01T00:00:00Z", "2026-11-01T02:00:00Z", 20'000'000);
    slots[0].slot.micro = 24'000'000;
    const auto days = roll_up(slots, Period::day, LocalDays("UTC"), *measurand_of("temperature"));
    ASSERT_EQ(days.size(), 1U);
    EXPECT_DOUBLE_EQ(days[0].value, 21);
    EXPECT_TRUE(days[0].marked);
}

TEST(RollUp, AZoneOffTheHalfHourIsRefused) {
    EXPECT_THROW((void)roll_up(half_hours("2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z", 1), Period::day,
                               LocalDays("Asia/Kathmandu"), energy),
                 std::runtime_error);
}

}  // namespace
}  // namespace gaiku::telemetry
