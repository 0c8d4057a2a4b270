#include "telemetry/store/maintain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <fstream>

#include "telemetry/store/folder_for_tests.h"
#include "telemetry/store/store.h"

namespace gaiku::telemetry {
namespace {

using test::TemporaryFolder;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

void fill(Store& store, int readings) {
    Batch batch;
    batch.columns.push_back({"m1", "energy_import", {}, {}});
    for (int i = 0; i < readings; ++i) batch.columns[0].samples.push_back({begin_of(20'000) + i * ms_a_slot, 0.5 * i});
    (void)store.commit(std::span(&batch, 1));
}

TEST(Maintain, ABackupOfARunningStoreIsAStore) {
    const TemporaryFolder folder;
    const TemporaryFolder other;
    Store store(folder.path());
    fill(store, 100);
    store.settle();
    fill(store, 150);  // fifty of them only in the log
    backup_store(folder.path(), other.path() / "backup");
    fill(store, 200);
    restore_store(other.path() / "backup", other.path() / "restored");
    const CheckResult check = check_store(other.path() / "restored");
    EXPECT_THAT(check.problems, IsEmpty());
    EXPECT_EQ(check.readings, 150);
    Store restored(other.path() / "restored");
    EXPECT_EQ(restored.raw({"m1", "energy_import"}, 0, begin_of(30'000)).size(), 150U);
    EXPECT_THROW(restore_store(other.path() / "backup", other.path() / "restored"), StoreError);
    EXPECT_THROW(backup_store(other.path() / "nothing", other.path() / "x"), StoreError);
}

// A copy that lies about lets nobody in: sessions are not in it, not even in pages that are free.
TEST(Maintain, ABackupHoldsNoSession) {
    const TemporaryFolder folder;
    const TemporaryFolder other;
    const std::string secret(64, 'q');
    {
        const Store store(folder.path());
        Database database(folder.path() / store_file, {});
        database.run("INSERT INTO sessions(hash, user, csrf, begun, seen) VALUES ('" + secret + "', 'a', '" + secret +
                     "', 1, 1)");
        backup_store(folder.path(), other.path() / "backup");
        restore_store(folder.path(), other.path() / "restored");
    }
    for (const char* copy : {"backup", "restored"}) {
        std::ifstream file(other.path() / copy / store_file, std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(file), {}};
        EXPECT_THAT(bytes, HasSubstr("sessions")) << "the table itself";
        EXPECT_EQ(bytes.find(secret), std::string::npos) << copy;
    }
}

TEST(Maintain, DamageIsFound) {
    const TemporaryFolder folder;
    {
        Store store(folder.path());
        fill(store, 100);
        store.settle();
    }
    EXPECT_THAT(check_store(folder.path()).problems, IsEmpty());
    {
        Database database(folder.path() / store_file, {});
        database.run("UPDATE days SET body = zeroblob(length(body)) WHERE key = (SELECT min(key) FROM days)");
        database.run("DELETE FROM group_days WHERE key = (SELECT max(key) FROM group_days)");
    }
    const auto problems = check_store(folder.path()).problems;
    ASSERT_EQ(problems.size(), 3U);
    EXPECT_THAT(problems[0], HasSubstr("damaged"));
    EXPECT_THAT(problems[1], HasSubstr("missing"));
    EXPECT_THAT(problems[2], HasSubstr("not the sum of its half-hours"));
    EXPECT_THROW(restore_store(folder.path(), folder.path() / "restored"), StoreError);
    Store store(folder.path());
    EXPECT_THROW((void)store.raw({"m1", "energy_import"}, 0, begin_of(30'000)), StoreError);
}

TEST(Maintain, ExportsWhatIsStoredAndWhatIsInTheLog) {
    const TemporaryFolder folder;
    Store store(folder.path());
    fill(store, 2);
    store.settle();
    fill(store, 3);
    std::FILE* file = std::tmpfile();
    EXPECT_EQ(export_csv(folder.path(), {}, file), 3U);
    std::rewind(file);
    std::string text(1000, ' ');
    text.resize(std::fread(text.data(), 1, text.size(), file));
    std::fclose(file);
    EXPECT_EQ(text,
              "device,channel,time,value\n"
              "m1,energy_import,2024-10-04T00:00:00Z,0\n"
              "m1,energy_import,2024-10-04T00:30:00Z,0.5\n"
              "m1,energy_import,2024-10-04T01:00:00Z,1\n");
}

// Whoever names the wrong folder, or has a damaged disk, is told which file it is and what to do.
TEST(Maintain, AFileThatIsNoStoreIsTold) {
    const TemporaryFolder folder;
    const auto file = folder.path() / store_file;
    const auto said = [&](bool read_only) -> std::string {
        try {
            const Database database(file, {.read_only = read_only, .vfs = {}});
        } catch (const StoreError& error) {
            return error.what();
        }
        return {};
    };
    std::ofstream(file) << "this is no database, however long one looks at it; it is a text of more than 16 bytes";
    for (const bool read_only : {true, false}) {
        EXPECT_THAT(said(read_only), testing::HasSubstr(file.string() + ": no store")) << read_only;
    }
    std::ofstream(file, std::ios::trunc).close();
    EXPECT_THAT(said(true), testing::HasSubstr("an empty store"));
    EXPECT_EQ(said(false), "") << "a store may begin there";
}

}  // namespace
}  // namespace gaiku::telemetry
