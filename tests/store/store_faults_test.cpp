#include <gtest/gtest.h>
#include <atomic>
#include <future>

#include "store/faulty_vfs.h"
#include "store/sender.h"
#include "telemetry/intake.h"
#include "telemetry/store/folder_for_tests.h"
#include "telemetry/store/maintain.h"

/// A store whose disk fails: what was acknowledged is there exactly once.
namespace gaiku::telemetry {
namespace {

using test::Acknowledged;
using test::Faults;
using test::Sender;
using test::TemporaryFolder;

StoreOptions options() {
    return {.vfs = test::faulty_vfs(), .most_unpacked = 300};
}

/// Sends until the store fails, `most` batches at most.
void send(Store& store, Sender& sender, Acknowledged& acknowledged, int most, std::mt19937_64& random) {
    for (int i = 0; i < most; ++i) {
        const Batch batch = sender.next();
        try {
            (void)store.commit(std::span(&batch, 1));
            acknowledged.add(batch);
            if (random() % 10 == 0) store.settle();
        } catch (const StoreError&) {
            return;
        }
    }
}

class StoreFaults : public testing::Test {
protected:
    void SetUp() override {
        seed_ = std::random_device{}();
        random_.seed(seed_);
        test::power_on();
    }
    void TearDown() override { test::power_on(); }

    void expect_all_there(const std::string& round) {
        if (acknowledged_.size() == 0) Store(folder_.path(), options());  // its making may have been cut off
        const CheckResult check = check_store(folder_.path(), test::faulty_vfs());
        for (const auto& problem : check.problems) ADD_FAILURE() << problem << ", seed " << seed_ << ", " << round;
        Store store(folder_.path(), options());
        EXPECT_EQ(acknowledged_.missing_in(store), "") << "seed " << seed_ << ", " << round;
        store.settle();
        EXPECT_EQ(acknowledged_.missing_in(store), "") << "after packing; seed " << seed_ << ", " << round;
    }

    std::uint64_t seed_ = 0;
    std::mt19937_64 random_;
    TemporaryFolder folder_;
    Acknowledged acknowledged_;
};

TEST_F(StoreFaults, PowerCutsWithUnsyncedWritesDropped) {
    Sender sender(seed_);
    for (int round = 0; round < 40; ++round) {
        {
            test::set_faults(
                {.hold_unsynced = true, .writes_until_error = static_cast<std::int64_t>(20 + random_() % 400)});
            try {
                Store store(folder_.path(), options());
                send(store, sender, acknowledged_, 200, random_);
                test::power_off(random_());
            } catch (const StoreError&) {
                test::power_off(random_());  // in the middle of opening it
            }
        }
        test::power_on();
        expect_all_there("round " + std::to_string(round));
    }
    EXPECT_GT(acknowledged_.size(), 1000U);
}

TEST_F(StoreFaults, AFailingDiskLosesNothingThatWasAcknowledged) {
    Sender sender(seed_);
    for (int round = 0; round < 30; ++round) {
        {
            Store store(folder_.path(), options());
            // The same store goes on after its disk failed.
            for (int failure = 0; failure < 3; ++failure) {
                Faults faults;
                (random_() % 2 == 0 ? faults.writes_until_error : faults.syncs_until_error) =
                    static_cast<std::int64_t>(1 + random_() % 60);
                test::set_faults(faults);
                send(store, sender, acknowledged_, 40, random_);
                test::set_faults({});
                EXPECT_EQ(acknowledged_.missing_in(store), "") << "seed " << seed_ << ", round " << round;
            }
        }
        test::power_on();
        expect_all_there("round " + std::to_string(round));
    }
}

TEST_F(StoreFaults, AFullDiskSaysSoAndGoesOnWhenThereIsRoom) {
    Sender sender(seed_);
    Store store(folder_.path(), options());
    for (int round = 0; round < 20; ++round) {
        test::set_faults({.bytes_until_full = static_cast<std::int64_t>(random_() % 200'000)});
        bool full = false;
        for (int i = 0; i < 200 && !full; ++i) {
            const Batch batch = sender.next();
            try {
                (void)store.commit(std::span(&batch, 1));
                acknowledged_.add(batch);
            } catch (const StoreError& error) {
                full = true;
                EXPECT_TRUE(error.disk_full()) << error.what();
            }
        }
        EXPECT_TRUE(full);
        test::set_faults({});
        EXPECT_EQ(acknowledged_.missing_in(store), "") << "seed " << seed_;
        send(store, sender, acknowledged_, 5, random_);
    }
    EXPECT_EQ(acknowledged_.missing_in(store), "") << "seed " << seed_;
}

/// Who corrected, changed or dropped something stands in the audit if and only if it was done.
TEST_F(StoreFaults, AChangeAndItsAuditAreThereTogetherOrNotAtAll) {
    const ChannelName meter{"d0", "energy_import"};
    int made = 0;
    const auto counts = [&](const char* of_corrections, const char* of_audit) {
        Database database(folder_.path() / store_file, {});
        const auto count = [&](const char* sql) {
            auto query = database.prepare(sql);
            query.step();
            return query.integer(0);
        };
        return std::pair(count(of_corrections), count(of_audit));
    };
    {
        Store store(folder_.path(), options());
        Batch batch;
        batch.columns.push_back({meter.device, meter.channel, {}, {}});
        for (int i = 0; i < 96; ++i) batch.columns[0].samples.push_back({begin_of(20'000) + i * ms_a_slot, i * 1.0});
        ASSERT_EQ(store.commit(std::span(&batch, 1)).front().stored, 96U);
    }
    for (int round = 0; round < 60; ++round) {
        {
            Store store(folder_.path(), options());
            store.settle();
            test::set_faults({.hold_unsynced = true, .writes_until_error = static_cast<std::int64_t>(random_() % 40)});
            try {
                (void)store.correct(CorrectionOrder::at(meter, begin_of(20'000) + round * ms_a_slot, round + 0.5,
                                                        "round " + std::to_string(round), "operator"));
                ++made;
                const Device there{.name = "d0", .building = "b" + std::to_string(round)};
                if (round % 3 == 0) store.put_device(there, "operator");
                if (round % 3 != 0)
                    store.place_devices({&there, 1}, begin_of(20'000) + (random_() % 96) * ms_a_slot, "operator");
                store.retire(19'000 + round, "operator");
            } catch (const StoreError&) {
            }
            test::power_off(random_());
        }
        test::power_on();
        const CheckResult check = check_store(folder_.path(), test::faulty_vfs());
        for (const auto& problem : check.problems) ADD_FAILURE() << problem << ", seed " << seed_;
        const auto [corrections, audited] =
            counts("SELECT count(*) FROM corrections", "SELECT count(*) FROM audit WHERE what = 'correction'");
        EXPECT_EQ(corrections, audited) << "round " << round << ", seed " << seed_;
        EXPECT_GE(corrections, made) << "round " << round << ", seed " << seed_;
        const auto [places, changes] = counts("SELECT count(*) FROM devices WHERE building != ''",
                                              "SELECT count(*) FROM audit WHERE what LIKE 'device%'");
        EXPECT_EQ(places > 0, changes > 0) << "seed " << seed_;
        const auto [retired, drops] = counts("SELECT count(*) FROM settings WHERE name = 'retired_before'",
                                             "SELECT count(*) FROM audit WHERE what = 'raw readings dropped'");
        EXPECT_EQ(retired > 0, drops > 0) << "seed " << seed_;
    }
    EXPECT_GT(made, 0);
    EXPECT_LT(made, 60);
}

/// A slow disk fills the queue, and no further: senders are turned away, nothing of theirs is lost.
TEST_F(StoreFaults, ASlowDiskTurnsSendersAwayAndBoundsMemory) {
    Sender sender(seed_);
    Store store(folder_.path(), options());
    test::set_faults({.sync_takes = std::chrono::milliseconds(30)});
    std::mutex mutex;
    int turned_away = 0;
    {
        Intake intake(store, {.most_queued = 200, .most_in_commit = 50, .settle_after = std::chrono::milliseconds(50)});
        for (int i = 0; i < 200; ++i) {
            Batch batch = sender.next();
            const Batch copy = batch;
            const auto done = [&, copy](const Intake::Outcome& outcome) {
                const std::scoped_lock hold(mutex);
                if (outcome.error.empty()) acknowledged_.add(copy);
            };
            if (!intake.submit(std::move(batch), done)) {
                ++turned_away;
                std::this_thread::sleep_for(std::chrono::milliseconds(2));
            }
            EXPECT_LE(intake.queued(), 250U);
        }
    }
    EXPECT_GT(turned_away, 0);
    EXPECT_GT(acknowledged_.size(), 0U);
    EXPECT_EQ(acknowledged_.missing_in(store), "") << "seed " << seed_;
}

}  // namespace
}  // namespace gaiku::telemetry
