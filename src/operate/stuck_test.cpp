#include "operate/stuck.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "operate/alarms.h"
#include "telemetry/store/folder_for_tests.h"

namespace gaiku::operate::stuck_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr TimeMs minute = TimeMs{60} * telemetry::ms_a_second;
constexpr TimeMs hour = 60 * minute;
constexpr TimeMs midnight = telemetry::begin_of(20'000);  // UTC; 9:00 in Tokyo

/// A meter that says something every ten minutes.
class Stuck : public testing::Test {
protected:
    void say(TimeMs from, TimeMs to, double value, double step = 0) {
        telemetry::Batch batch;
        batch.columns.push_back({"m1", "power", {}, {}});
        for (TimeMs at = from; at < to; at += 10 * minute, value += step) {
            batch.columns[0].samples.push_back({at, value});
            last_ = {at, value};
        }
        (void)store_.commit(std::span(&batch, 1));
        store_.settle();
    }
    /// The alarms at a time.
    std::vector<std::string> at(TimeMs now) {
        Image image;
        DeviceNow device;
        device.name = "m1";
        device.channels.push_back({"power", "kW", last_.value, last_.time, Quality::good, 10 * minute});
        image.devices = {device};
        auto events = store_.events_since(now - Alarms::events_for);
        values_.drop_moved(events, store_, image);
        alarms_.take(events, now);
        std::vector<std::string> keys;
        for (const auto& alarm : alarms_.listed())
            if (alarm.active()) keys.push_back(alarm.key);
        return keys;
    }

    telemetry::test::TemporaryFolder folder_;
    telemetry::Store store_{folder_.path()};
    StuckValues values_;
    Alarms alarms_;
    telemetry::Sample last_;
};

// A value that moved in the morning is not an alarm until the next morning, when UTC's day ends in Tokyo.
TEST_F(Stuck, IsOverAsSoonAsItMoves) {
    say(midnight, midnight + hour, 1, 0.1);
    say(midnight + hour, midnight + 8 * hour, 3);
    EXPECT_THAT(at(midnight + 8 * hour), ElementsAre("stuck/m1/power"));
    say(midnight + 8 * hour, midnight + 8 * hour + 10 * minute, 3.5);
    EXPECT_THAT(at(midnight + 8 * hour + 10 * minute), IsEmpty());
    // As after a restart: what moved since is none.
    values_ = StuckValues();
    EXPECT_THAT(at(midnight + 9 * hour), IsEmpty());
    say(midnight + 9 * hour, midnight + 16 * hour, 3);
    EXPECT_THAT(at(midnight + 16 * hour), ElementsAre("stuck/m1/power")) << "another time, the same value";
}

// Neither UTC's midnight nor Tokyo's, 15 hours later, ends what goes on.
TEST_F(Stuck, GoesOnOverMidnight) {
    say(midnight, midnight + 12 * hour, 3);
    EXPECT_THAT(at(midnight + 12 * hour), ElementsAre("stuck/m1/power"));
    for (int h = 12; h < 40; ++h) {
        say(midnight + h * hour, midnight + (h + 1) * hour, 3);
        EXPECT_THAT(at(midnight + (h + 1) * hour), ElementsAre("stuck/m1/power")) << h;
    }
    EXPECT_EQ(alarms_.listed().size(), 1U) << "one alarm";
}

}  // namespace
}  // namespace gaiku::operate::stuck_test
