#include "telemetry/store/alarm_log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "telemetry/store/database.h"
#include "telemetry/store/folder_for_tests.h"
#include "telemetry/store/store.h"

namespace gaiku::telemetry {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Alarm alarm_of(std::int64_t id, TimeMs raised) {
    return {id,
            "silent/m" + std::to_string(id),
            "silent",
            "low",
            "m" + std::to_string(id),
            "north",
            {"en", "日"},
            raised,
            {},
            {},
            {}};
}

TEST(AlarmLog, KeepsThemOverARestartByTime) {
    const test::TemporaryFolder folder;
    Store store(folder.path());
    Alarm first = alarm_of(1, 1000), second = alarm_of(2, 5000);
    {
        AlarmLog log(folder.path());
        EXPECT_EQ(log.last_id(), 0);
        log.put(std::vector{first, second});
        first.cleared = 3000;
        log.put(std::vector{first});
        ASSERT_TRUE(log.flush());
        EXPECT_THAT(log.open(), ElementsAre(first, second)) << "cleared, and nobody has seen it";
        first.acknowledged = 4000;
        first.acknowledged_by = "aoki";
        log.put(std::vector{first});
    }
    AlarmLog log(folder.path());
    EXPECT_THAT(log.open(), ElementsAre(second)) << "what was queued is written at the end";
    EXPECT_EQ(log.last_id(), 2);
    EXPECT_THAT(log.history(0, 10'000), ElementsAre(second, first));
    EXPECT_THAT(log.history(3001, 10'000), ElementsAre(second));
    EXPECT_THAT(log.history(0, 5000), ElementsAre(first));
    EXPECT_THAT(log.history(0, 10'000, 1), ElementsAre(second));
}

TEST(AlarmLog, ALockedStoreDelaysNobodyAndNothingIsLost) {
    const test::TemporaryFolder folder;
    const Store store(folder.path());
    AlarmLog log(folder.path());
    {
        Database other(folder.path() / store_file, {});
        const Transaction held(other);
        const auto before = std::chrono::steady_clock::now();
        for (int id = 1; id <= 1000; ++id) log.put(std::vector{alarm_of(id, id)});
        EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::milliseconds(500)) << "a commit's patience";
        EXPECT_THAT(log.open(), IsEmpty());
    }
    ASSERT_TRUE(log.flush());
    EXPECT_EQ(log.open().size(), 1000U);
    EXPECT_EQ(log.left_out(), 0U);
}

/// A disk that fills with alarms of years ago would stop the readings.
TEST(AlarmLog, KeepsSoManyAndAllThatAreListed) {
    const test::TemporaryFolder folder;
    const Store store(folder.path());
    AlarmLog log(folder.path(), 3);
    for (std::int64_t id = 1; id <= 8; ++id) {
        Alarm alarm = alarm_of(id, id);
        if (id != 2) alarm.cleared = alarm.acknowledged = 100;
        log.put(std::vector{alarm});
    }
    ASSERT_TRUE(log.flush());
    std::vector<std::int64_t> kept;
    for (const Alarm& alarm : log.history(0, 1000)) kept.push_back(alarm.id);
    EXPECT_THAT(kept, ElementsAre(8, 7, 6, 2)) << "2 is still active";
    EXPECT_EQ(log.last_id(), 8);
}

TEST(AlarmLog, WithoutAStoreThereIsNone) {
    const test::TemporaryFolder folder;
    EXPECT_THROW(AlarmLog(folder.path()), StoreError);
}

}  // namespace
}  // namespace gaiku::telemetry
