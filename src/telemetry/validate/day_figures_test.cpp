#include "telemetry/validate/day_figures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <random>

/// What a month's bill would get wrong if validation did.
namespace gaiku::telemetry {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Day today = 20'000;
constexpr TimeMs hour = 2 * ms_a_slot;

TimeMs at(double hours) {
    return begin_of(today) + static_cast<TimeMs>(hours * static_cast<double>(hour));
}

const Measurand& counter() {
    return *measurand_of("energy_import");
}

DayFigures figures(std::vector<Checked> readings, const Measurand& measurand = counter(), const Limits& limits = {}) {
    return figures_of(measurand, limits, today, {std::move(readings)});
}

std::int64_t sum(const DayFigures& figures) {
    std::int64_t micro = 0;
    for (const Slot& slot : figures.slots) micro += slot.micro;
    return micro;
}

std::vector<std::string> codes(const DayFigures& figures) {
    std::vector<std::string> all;
    for (const Event& event : figures.events) all.push_back(event.code);
    return all;
}

/// Readings each half-hour from 0:00 on, a kWh each.
std::vector<Checked> steady(int count, double first = 1000) {
    std::vector<Checked> readings;
    for (int i = 0; i < count; ++i) readings.push_back({at(i * 0.5), first + i, 0});
    return readings;
}

TEST(DayFigures, ACounterReadOnTheHalfHourGivesItsDifferences) {
    const auto day = figures(steady(49));
    for (const Slot& slot : day.slots) EXPECT_EQ(slot, (Slot{1'000'000, 1, 0}));
    EXPECT_THAT(day.events, IsEmpty());
}

TEST(DayFigures, AGapIsBridgedEvenlyAndMarked) {
    auto readings = steady(49);
    readings.erase(readings.begin() + 10, readings.begin() + 14);  // 5:00 to 6:30 are missing
    const auto day = figures(readings);
    EXPECT_EQ(sum(day), 48'000'000);
    for (std::size_t slot = 9; slot < 14; ++slot) EXPECT_EQ(day.slots[slot], (Slot{1'000'000, 1, estimated}));
    EXPECT_EQ(day.slots[8].marks, 0);
    EXPECT_THAT(codes(day), ElementsAre("gap"));
}

TEST(DayFigures, TheDaysOfALongGapAddUpToTheCounter) {
    const std::vector<Checked> readings{{begin_of(today - 2) + 12'345, 10, 0},
                                        {begin_of(today + 3) + 777, 110.000001, 0}};
    std::int64_t all = 0;
    for (Day day = today - 2; day <= today + 3; ++day) {
        for (const Slot& slot : figures_of(counter(), {}, day, {readings}).slots) all += slot.micro;
    }
    EXPECT_EQ(all, 100'000'001);
}

TEST(DayFigures, MoreThanAYearIsNotEstimated) {
    const auto day = figures({{begin_of(today - 401), 10, 0}, {at(1), 5000, 0}, {at(1.5), 5001, 0}});
    EXPECT_EQ(sum(day), 1'000'000);
    EXPECT_THAT(codes(day), ElementsAre("long-gap"));
}

TEST(DayFigures, ACounterThatBeginsAnewLosesNothingAfterwards) {
    const auto day = figures({{at(0), 5000, 0}, {at(0.5), 5001, 0}, {at(1), 0.2, 0}, {at(1.5), 0.7, 0}});
    EXPECT_EQ(sum(day), 1'000'000 + 200'000 + 500'000);
    EXPECT_EQ(day.slots[1].marks, reset | estimated);
    EXPECT_EQ(day.slots[2].marks, 0);
    EXPECT_THAT(codes(day), ElementsAre("reset"));
}

TEST(DayFigures, ARegisterGoesOverItsEnd) {
    const std::vector<Checked> readings{{at(0), 99'999.4, 0}, {at(0.5), 0.1, 0}};
    const auto guessed = figures(readings);
    EXPECT_EQ(sum(guessed), 700'000);
    EXPECT_EQ(guessed.slots[0].marks, rollover);
    EXPECT_THAT(codes(guessed), ElementsAre("rollover"));
    // 2^32 Wh, as a meter with a 32-bit register has it.
    const auto known = figures({{at(0), 4'294'967.0, 0}, {at(0.5), 0.204, 0}}, counter(), {4'294'967.296, 100});
    EXPECT_EQ(sum(known), 500'000);
}

TEST(DayFigures, ASpikeIsPassedOver) {
    auto readings = steady(49);
    readings[5].value = 900'000;
    readings[20].value = 3;
    const auto day = figures(readings);
    EXPECT_EQ(sum(day), 48'000'000);
    EXPECT_THAT(codes(day), ElementsAre("spike", "spike"));
    EXPECT_EQ(day.slots[4].marks, spike | estimated);
    EXPECT_EQ(day.slots[5].marks, estimated);
}

TEST(DayFigures, ACounterGoingBackwardsIsNoNegativeEnergy) {
    const auto day = figures({{at(0), 5000, 0}, {at(0.5), 4990, 0}, {at(1), 4991, 0}});
    EXPECT_EQ(sum(day), 1'000'000);
    EXPECT_THAT(codes(day), ElementsAre("negative"));
}

TEST(DayFigures, MoreThanTheLineCanCarryIsNotCounted) {
    const auto day = figures({{at(0), 5000, 0}, {at(0.5), 9000, 0}, {at(1), 9001, 0}}, counter(), {0, 60});
    EXPECT_EQ(sum(day), 1'000'000);
    EXPECT_THAT(codes(day), ElementsAre("implausible"));
}

TEST(DayFigures, ACounterThatStandsAllDayIsStuck) {
    std::vector<Checked> readings;
    for (int i = 0; i <= 96; ++i) readings.push_back({at(i * 0.25), 77.7, 0});
    const auto day = figures(readings);
    EXPECT_EQ(sum(day), 0);
    EXPECT_THAT(codes(day), ElementsAre("stuck"));
    EXPECT_EQ(day.slots[3].marks, stuck);
}

TEST(DayFigures, DifferencesEndAtTheirTime) {
    const Measurand& differences = *measurand_of("energy_import_interval");
    const auto day =
        figures({{at(0), 9, 0}, {at(0.25), 1, 0}, {at(0.5), 2, 0}, {at(0.75), -3, 0}, {at(1), 4, 0}}, differences);
    EXPECT_EQ(day.slots[0], (Slot{3'000'000, 1, 0}));  // the 9 kWh are of the day before
    EXPECT_EQ(day.slots[1], (Slot{4'000'000, 1, negative | partial}));
    EXPECT_THAT(codes(day), ElementsAre("negative"));
}

TEST(DayFigures, AShortGapOfDifferencesLiesOnTheLineBetweenItsNeighbours) {
    const Measurand& differences = *measurand_of("energy_import_interval");
    const auto day = figures({{at(0.5), 1, 0}, {at(1), 1, 0}, {at(3), 2, 0}, {at(3.5), 1, 0}}, differences);
    EXPECT_EQ(day.slots[1], (Slot{1'000'000, 1, 0}));
    EXPECT_EQ(day.slots[2], (Slot{1'250'000, 1, estimated}));
    EXPECT_EQ(day.slots[3], (Slot{1'500'000, 1, estimated}));
    EXPECT_EQ(day.slots[4], (Slot{1'750'000, 1, estimated}));
    EXPECT_EQ(day.slots[5], (Slot{2'000'000, 1, 0}));
    EXPECT_THAT(codes(day), ElementsAre("gap"));
}

TEST(DayFigures, AMissingMinuteOfDifferencesIsEstimatedToo) {
    const Measurand& differences = *measurand_of("energy_import_interval");
    std::vector<Checked> readings;
    for (int i = 1; i <= 60; ++i) readings.push_back({begin_of(today) + TimeMs{i} * 60'000, 0.1, 0});
    readings.erase(readings.begin() + 9);
    const auto day = figures(readings, differences);
    EXPECT_EQ(day.slots[0], (Slot{3'000'000, 1, estimated}));
    EXPECT_EQ(day.slots[1], (Slot{3'000'000, 1, 0}));
    EXPECT_THAT(day.events, IsEmpty());
}

TEST(DayFigures, BothSidesOfMidnightSeeTheSameLine) {
    const Measurand& differences = *measurand_of("energy_import_interval");
    std::vector<Checked> readings;
    for (int i = -4; i <= 4; ++i) {
        if (i < -1 || i > 2) readings.push_back({at(i * 0.5), i < 0 ? 1.0 : 6.0, 0});
    }
    const auto before = figures_of(differences, {}, today - 1, {readings});
    const auto after = figures_of(differences, {}, today, {readings});
    EXPECT_EQ(before.slots[46], (Slot{2'000'000, 1, estimated}));
    EXPECT_EQ(before.slots[47], (Slot{3'000'000, 1, estimated}));
    EXPECT_EQ(after.slots[0], (Slot{4'000'000, 1, estimated}));
    EXPECT_EQ(after.slots[1], (Slot{5'000'000, 1, estimated}));
    EXPECT_EQ(after.slots[2], (Slot{6'000'000, 1, 0}));
}

TEST(DayFigures, AMissingDifferenceIsNotZero) {
    const Measurand& differences = *measurand_of("energy_import_interval");
    // Longer than two hours, or without a good neighbour: nothing is known.
    const auto day = figures({{at(0.5), 1, 0}, {at(1), 1, 0}, {at(4), 1, 0}, {at(4.5), 1, 0}}, differences);
    for (std::size_t slot = 2; slot < 7; ++slot) EXPECT_EQ(day.slots[slot].channels, 0U);
    EXPECT_THAT(codes(day), ElementsAre("gap"));
    const auto bad = figures({{at(0.5), 1, 0}, {at(1), -1, 0}, {at(2), 1, 0}, {at(2.5), 1, 0}}, differences);
    EXPECT_EQ(bad.slots[2].channels, 0U);
    // An irregular register says nothing of how long its intervals are.
    const auto uneven = figures({{at(0.5), 1, 0}, {at(1), 1, 0}, {at(1.7), 1, 0}, {at(2.2), 1, 0}}, differences);
    EXPECT_EQ(uneven.slots[2].marks, partial);
}

TEST(DayFigures, AStateIsTheMeanOfWhatCanBe) {
    const Measurand& temperature = *measurand_of("temperature");
    const auto day = figures({{at(1), 20, 0}, {at(1.1), 22, 0}, {at(1.2), -273.15, 0}}, temperature);
    EXPECT_EQ(day.slots[2], (Slot{21'000'000, 1, spike}));
    EXPECT_EQ(day.slots[3].channels, 0U);
    EXPECT_THAT(codes(day), ElementsAre("spike"));
}

TEST(DaySlots, GoIntoBytesAndBack) {
    const unsigned seed = std::random_device{}();
    std::mt19937 random(seed);
    for (int round = 0; round < 100; ++round) {
        DaySlots slots{};
        for (Slot& slot : slots) {
            if (random() % 3 == 0) continue;
            slot = {static_cast<std::int64_t>(random()) * (random() % 2 == 0 ? 1000 : -1),
                    static_cast<std::uint32_t>(random() % 3000), static_cast<std::uint32_t>(random() % 4)};
            if (slot.channels == 0) slot.micro = 0;
        }
        DaySlots back{};
        ASSERT_TRUE(decode_slots(encode_slots(slots), back)) << "seed " << seed;
        EXPECT_EQ(back, slots) << "seed " << seed;
    }
}

}  // namespace
}  // namespace gaiku::telemetry
