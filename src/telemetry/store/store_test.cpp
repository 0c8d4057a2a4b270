#include "telemetry/store/store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <algorithm>
#include <random>

#include "telemetry/store/folder_for_tests.h"
#include "telemetry/store/maintain.h"
#include "telemetry/store/schema.h"
#include "telemetry/store/store_for_tests.h"

namespace gaiku::telemetry {
namespace {

using test::TemporaryFolder;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using namespace test::store;

TEST(Store, KeepsWhatItAcknowledgedOverARestart) {
    const TemporaryFolder folder;
    const auto samples = days_of(first_day, 3);
    {
        Store store(folder.path());
        EXPECT_EQ(put(store, meter, samples).stored, samples.size());
        EXPECT_EQ(store.raw(meter, 0, ever), samples);
    }
    Store store(folder.path());
    EXPECT_EQ(store.raw(meter, 0, ever), samples);
    store.settle();
    EXPECT_EQ(store.raw(meter, 0, ever), samples);
    EXPECT_EQ(store.raw(meter, samples[5].time, samples[7].time),
              std::vector<Sample>(samples.begin() + 5, samples.begin() + 7));
}

TEST(Store, TheSameDataTwiceChangesNothing) {
    const TemporaryFolder folder;
    Store store(folder.path());
    const auto samples = days_of(first_day, 3);
    EXPECT_EQ(put(store, meter, samples).stored, samples.size());
    EXPECT_EQ(put(store, meter, samples).duplicates, samples.size());
    store.settle();
    const auto before = store.half_hours(district, 0, ever);
    const Receipt again = put(store, meter, samples);
    EXPECT_EQ(again.stored, 0U);
    EXPECT_EQ(again.duplicates, samples.size());
    store.settle();
    EXPECT_EQ(store.raw(meter, 0, ever), samples);
    EXPECT_EQ(sum(store.half_hours(district, 0, ever)), sum(before));
    EXPECT_EQ(put(store, meter, {samples[3], samples[3]}).duplicates, 2U);
}

TEST(Store, AnotherValueForTheSameTimeIsRefusedAndTheFirstKept) {
    const TemporaryFolder folder;
    Store store(folder.path());
    const TimeMs time = begin_of(first_day);
    const Receipt receipt = put(store, meter, {{time, 1}, {time, 2}});
    EXPECT_EQ(receipt.stored, 1U);
    ASSERT_THAT(receipt.refused, SizeIs(1));
    EXPECT_EQ(receipt.refused.kept()[0].code, "conflict");
    EXPECT_EQ(receipt.refused.kept()[0].index, 1U);
    store.settle();
    EXPECT_EQ(put(store, meter, {{time, 3}}).refused.kept().front().code, "conflict");
    EXPECT_THAT(store.raw(meter, 0, ever), ElementsAre(Sample{time, 1}));
}

TEST(Store, SaysWhyAReadingIsNotStored) {
    const TemporaryFolder folder;
    const FixedClock clock(std::chrono::system_clock::time_point(std::chrono::milliseconds(begin_of(first_day))));
    Store store(folder.path(), {.clock = &clock});
    const auto code = [&](const ChannelName& name, Sample sample) {
        const Receipt receipt = put(store, name, {sample});
        return receipt.refused.empty() ? std::string("stored") : receipt.refused.kept()[0].code;
    };
    EXPECT_EQ(code({"m1", "enrgy"}, {0, 1}), "unknown-channel");
    EXPECT_EQ(code({"m 1", "power"}, {0, 1}), "bad-device");
    EXPECT_EQ(code(meter, {-1, 1}), "bad-time");
    EXPECT_EQ(code(meter, {begin_of(first_day + 2), 1}), "bad-time");
    EXPECT_EQ(code(meter, {0, std::numeric_limits<double>::quiet_NaN()}), "bad-value");
    EXPECT_EQ(code(meter, {0, std::numeric_limits<double>::infinity()}), "bad-value");
    EXPECT_EQ(code({"m1", "power.l2"}, {0, 1}), "stored");
}

TEST(Store, AnUnregisteredDeviceMayBeRefused) {
    const TemporaryFolder folder;
    Store store(folder.path(), {.accept_new_devices = false});
    EXPECT_EQ(put(store, meter, {{0, 1}}).refused.kept().front().code, "unknown-device");
    store.put_device({.name = "m1", .building = "tower"}, "test");
    EXPECT_EQ(put(store, meter, {{0, 1}}).stored, 1U);
}

/// The half-hours that late and mixed-up data leaves are those of the same data in order.
TEST(Store, LateDataEndsAtTheSameHalfHours) {
    const unsigned seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    auto samples = days_of(first_day, 12, 0.25);
    std::erase_if(samples, [&](const Sample&) { return random() % 10 == 0; });
    std::erase_if(samples,
                  [](const Sample& s) { return s.time > begin_of(first_day + 4) && s.time < begin_of(first_day + 8); });
    const TemporaryFolder in_order;
    Store expected(in_order.path());
    (void)put(expected, meter, samples);
    expected.settle();

    const TemporaryFolder mixed_up;
    Store store(mixed_up.path(), {.most_unpacked = 50});
    std::shuffle(samples.begin(), samples.end(), random);
    for (std::size_t i = 0; i < samples.size(); i += 7) {
        const auto end = std::min(samples.size(), i + 7);
        (void)put(
            store, meter,
            {samples.begin() + static_cast<std::ptrdiff_t>(i), samples.begin() + static_cast<std::ptrdiff_t>(end)});
        if (random() % 4 == 0) store.settle();
    }
    store.settle();
    EXPECT_EQ(store.raw(meter, 0, ever), expected.raw(meter, 0, ever));
    const auto is = store.half_hours(meter, 0, ever);
    const auto should = expected.half_hours(meter, 0, ever);
    ASSERT_EQ(is.size(), should.size());
    for (std::size_t i = 0; i < is.size(); ++i) {
        EXPECT_EQ(is[i].begin, should[i].begin);
        EXPECT_EQ(is[i].slot, should[i].slot) << i;
    }
    const auto group = store.half_hours(district, 0, ever);
    ASSERT_EQ(group.size(), is.size());
    for (std::size_t i = 0; i < is.size(); ++i) EXPECT_EQ(group[i].slot.micro, is[i].slot.micro);
    // To the mWh what the counter went on by.
    const auto [least, most] =
        std::minmax_element(samples.begin(), samples.end(), [](auto& a, auto& b) { return a.time < b.time; });
    EXPECT_EQ(sum(group), std::llround((most->value - least->value) * 1e6));
    EXPECT_EQ(store.events(meter, 0, ever).size(), expected.events(meter, 0, ever).size());
}

TEST(Store, ACorrectionChangesHalfHoursAndNeverTheRawReading) {
    const TemporaryFolder folder;
    Store store(folder.path());
    const auto samples = days_of(first_day, 2, 1);
    (void)put(store, meter, samples);
    store.settle();
    const TimeMs last = samples.back().time;
    store.correct(CorrectionOrder::at(meter, last, samples.back().value + 10, "read at the meter", "operator"));
    EXPECT_EQ(sum(store.half_hours(district, 0, ever)), 105'000'000);
    EXPECT_EQ(store.half_hours(meter, last - ms_a_slot, last).front().slot.marks, corrected);
    EXPECT_EQ(store.raw(meter, 0, ever), samples);
    store.correct(CorrectionOrder::at(meter, last, std::nullopt, "not ours", "operator"));
    EXPECT_EQ(sum(store.half_hours(district, 0, ever)), 94'000'000);
    const auto corrections = store.corrections(meter);
    ASSERT_THAT(corrections, SizeIs(2));  // the first one is still told
    EXPECT_EQ(corrections[0].reason, "read at the meter");
    EXPECT_EQ(corrections[1].made_by, "operator");
    EXPECT_THROW(store.correct(CorrectionOrder::at({"x", "power"}, 0, 1, "", "")), std::invalid_argument);
}

TEST(Store, ACorrectionOfASpanIsOfItsReadings) {
    const TemporaryFolder folder;
    Store store(folder.path());
    const auto samples = days_of(first_day, 2, 1);
    (void)put(store, meter, samples);
    const TimeMs from = samples[10].time;
    const TimeMs to = samples[13].time;
    using How = CorrectionOrder::How;
    EXPECT_EQ(store.correct({meter, from, to, How::pass_over, 0, "a bad hour", "operator"}), 3U);
    EXPECT_EQ(sum(store.half_hours(district, 0, ever)), 95'000'000) << "the counter knows what flowed";
    EXPECT_NE(store.half_hours(meter, from, to).front().slot.marks & estimated, 0U);
    EXPECT_EQ(store.correct({meter, from, to, How::value, 110, "it stood still", "operator"}), 3U);
    EXPECT_EQ(sum(store.half_hours(district, from, samples[12].time)), 0);
    EXPECT_EQ(store.raw(meter, 0, ever), samples);
    const auto refuses = [&](const CorrectionOrder& order) {
        EXPECT_THROW((void)store.correct(order), std::invalid_argument);
    };
    refuses({meter, to, from, How::value, 1, "", ""});
    refuses({meter, from + 1, from + 2, How::pass_over, 0, "", ""});
    refuses({meter, 0, ever, How::set_aside, 0, "", ""});
    store.retire(first_day + 1, "test");
    refuses({meter, from, to, How::pass_over, 0, "", ""});
    EXPECT_EQ(store.corrections(meter).size(), 6U);
}

/// A difference register whose device's clock went three hours ahead for six hours: what came later for the same times
/// is refused, set aside with its value, told, and can be put where it belongs.
TEST(Store, AClockThatIsOffLosesNothingOfADifferenceRegister) {
    const TemporaryFolder folder;
    const ChannelName differences{"m1", "energy_import_interval"};
    const auto at = [](int slot) { return begin_of(first_day) + slot * ms_a_slot; };
    std::vector<Sample> truth;
    for (int slot = 1; slot <= 48; ++slot) truth.push_back({at(slot), 1 + slot * 0.01});
    std::vector<Sample> wrong;
    for (int slot = 13; slot <= 24; ++slot)
        wrong.push_back({at(slot + 6), truth[static_cast<std::size_t>(slot - 1)].value});
    {
        Store store(folder.path());
        (void)put(store, differences, {truth.begin(), truth.begin() + 12});
        EXPECT_EQ(put(store, differences, wrong).stored, 12U);
        store.settle();
        // The clock is right again: slots 25 to 30 are there already, with what was measured three hours before.
        const Receipt receipt = put(store, differences, {truth.begin() + 24, truth.end()});
        EXPECT_EQ(receipt.stored, 18U);
        ASSERT_EQ(receipt.refused.size(), 6U);
        EXPECT_EQ(receipt.refused.kept()[0].code, "conflict");
        EXPECT_THAT(receipt.refused.kept()[0].detail, ::testing::HasSubstr("set aside"));
        EXPECT_EQ(put(store, differences, {truth.begin() + 24, truth.end()}).duplicates, 18U) << "again";
    }
    Store store(folder.path());
    const auto aside = store.conflicts(differences, 0, ever);
    ASSERT_THAT(aside, SizeIs(6)) << "once, however often they came";
    for (std::size_t i = 0; i < aside.size(); ++i) {
        EXPECT_EQ(aside[i].time, truth[24 + i].time);
        EXPECT_EQ(aside[i].value, truth[24 + i].value);
    }
    const auto events = store.events(differences, 0, ever);
    EXPECT_EQ(std::count_if(events.begin(), events.end(), [](const Event& e) { return e.code == "conflict"; }), 6);
    const auto of_all = store.events_since(0);
    const auto told = std::find_if(of_all.begin(), of_all.end(),
                                   [](const ChannelEvent& one) { return one.event.code == "conflict"; });
    ASSERT_NE(told, of_all.end()) << "alarms hear of it";
    EXPECT_EQ(told->name, differences);
    EXPECT_EQ(told->event.time, aside.back().time);
    EXPECT_EQ(told->event.detail, "6") << "one of a channel";
    // The true readings take their place; those of slots 13 to 24 are put where they were measured.
    EXPECT_EQ(store.correct({differences, at(25), at(31), CorrectionOrder::How::set_aside, 0, "clock", "operator"}),
              6U);
    for (int slot = 13; slot <= 24; ++slot) {
        (void)store.correct(CorrectionOrder::at(differences, at(slot), truth[static_cast<std::size_t>(slot - 1)].value,
                                                "clock", "operator"));
    }
    double kwh = 0;
    for (const Sample& sample : truth) kwh += sample.value;
    EXPECT_EQ(sum(store.half_hours(differences, 0, ever)), std::llround(kwh * 1e6));
}

/// A half-hour that two values came for says so, whenever the second came, until somebody has decided.
TEST(Store, WhatWasContradictedIsMarkedUntilItIsCorrected) {
    const TemporaryFolder folder;
    const auto marked = [](Store& store, const auto& name) {
        std::vector<TimeMs> slots;
        for (const auto& one : store.half_hours(name, 0, ever)) {
            if (one.slot.marks != 0) slots.push_back((one.begin - begin_of(first_day)) / ms_a_slot);
        }
        return slots;
    };
    const TimeMs tenth = begin_of(first_day) + 10 * ms_a_slot;
    {
        Store store(folder.path());
        (void)put(store, meter, days_of(first_day, 2));
        store.settle();
        ASSERT_THAT(marked(store, meter), IsEmpty());
        (void)put(store, meter, {{tenth, 7}});
    }
    Store store(folder.path());  // killed before it was marked
    store.settle();
    EXPECT_THAT(marked(store, meter), ElementsAre(9, 10));
    EXPECT_EQ(store.half_hours(meter, tenth, tenth + 1).at(0).slot.marks, std::uint32_t{contradicted});
    EXPECT_THAT(marked(store, district), ElementsAre(9, 10));
    EXPECT_EQ(
        store.figures(meter, Period::day, begin_of(first_day) - 9 * 3'600'000, begin_of(first_day + 3)).at(0).marked,
        true);
    (void)put(store, meter, {{tenth, 7}});
    store.settle();
    EXPECT_THAT(marked(store, meter), ElementsAre(9, 10)) << "the same once more changes nothing";
    (void)store.correct(CorrectionOrder::at(meter, tenth, 105, "looked", "operator"));
    EXPECT_EQ(store.half_hours(meter, tenth, tenth + 1).at(0).slot.marks, std::uint32_t{corrected});
    EXPECT_TRUE(check_store(folder.path()).problems.empty());
}

/// What an earlier program set aside is marked as well.
TEST(Store, WhatWasContradictedBeforeThereWasAMarkIsMarked) {
    const TemporaryFolder folder;
    const TimeMs tenth = begin_of(first_day) + 10 * ms_a_slot;
    {
        Store store(folder.path());
        (void)put(store, meter, days_of(first_day, 1));
        (void)put(store, meter, {{tenth, 7}});
    }
    {
        Database before(folder.path() / store_file, {});
        before.run(
            "DROP TABLE contradicted; ALTER TABLE requests DROP COLUMN retire_before; DROP TABLE earlier_places; "
            "ALTER TABLE requests DROP COLUMN since; ALTER TABLE sessions DROP COLUMN address; "
            "ALTER TABLE sessions DROP COLUMN agent; PRAGMA user_version = 6");
    }
    Store store(folder.path());
    store.settle();
    EXPECT_EQ(store.half_hours(meter, tenth, tenth + 1).at(0).slot.marks, std::uint32_t{contradicted});
    EXPECT_TRUE(check_store(folder.path()).problems.empty());
}

TEST(Store, ADeviceThatInventsChannelsIsRefusedBeyondAThousand) {
    const TemporaryFolder folder;
    Store store(folder.path());
    Batch batch;
    for (int i = 0; i < 1005; ++i) batch.columns.push_back({"m1", "power." + std::to_string(i), {{0, 1}}, {}});
    Receipt receipt = store.commit(std::span(&batch, 1)).front();
    EXPECT_EQ(receipt.stored, most_channels_a_device);
    ASSERT_EQ(receipt.refused.size(), 5U);
    EXPECT_EQ(receipt.refused.kept()[0].code, "too-many-channels");
    EXPECT_THAT(receipt.refused.kept()[0].detail, ::testing::HasSubstr("1000 are taken at most"));
    EXPECT_EQ(put(store, {"m1", "power.7"}, {{1, 1}}).stored, 1U) << "what there is goes on";
    EXPECT_EQ(put(store, {"m2", "power.7"}, {{1, 1}}).stored, 1U) << "so do others";
    EXPECT_EQ(store.channels().size(), most_channels_a_device + 1);
}

TEST(Store, RetiredReadingsLeaveTheirHalfHours) {
    const TemporaryFolder folder;
    Store store(folder.path());
    (void)put(store, meter, days_of(first_day, 10, 1));
    store.settle();
    const std::int64_t before = sum(store.half_hours(district, 0, ever));
    EXPECT_EQ(store.retire(first_day + 6, "test"), 4U * slots_a_day);
    EXPECT_EQ(put(store, meter, {{begin_of(first_day + 1) + 1, 1}}).refused.kept().front().code, "retired");
    // A late reading right behind them leaves theirs alone.
    (void)put(store, meter, {{begin_of(first_day + 6) + 1, 100 + 6 * 48}});
    store.settle();
    EXPECT_EQ(sum(store.half_hours(district, 0, ever)), before);
    EXPECT_EQ(store.raw(meter, 0, ever).size(), 6U * slots_a_day + 1);
}

TEST(Store, OnlyOneProcessWrites) {
    const TemporaryFolder folder;
    const Store store(folder.path());
    EXPECT_THROW(Store(folder.path()), StoreError);
}

}  // namespace
}  // namespace gaiku::telemetry
