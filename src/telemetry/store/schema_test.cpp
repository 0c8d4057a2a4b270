#include "telemetry/store/schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "telemetry/store/folder_for_tests.h"
#include "telemetry/store/store.h"

namespace gaiku::telemetry::schema_test {
namespace {

using test::TemporaryFolder;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Schema, AnEarlierLayoutIsBroughtUpAndALaterOneRefused) {
    const TemporaryFolder folder;
    {
        Database old(folder.path() / store_file, {});
        migrate_to(old, 1);
        old.run("INSERT INTO channels VALUES(1, 'm1', 'energy_import', 5)");
    }
    {
        Store store(folder.path());
        EXPECT_THAT(store.channels(), ElementsAre(ChannelName{"m1", "energy_import"}));
        EXPECT_THAT(store.events({"m1", "energy_import"}, 0, begin_of(40'000)), IsEmpty());
    }
    {
        Database newer(folder.path() / store_file, {});
        newer.run("PRAGMA user_version = 99");
    }
    EXPECT_THROW(Store(folder.path()), StoreError);
}

TEST(Schema, AnAuditOnlyGrows) {
    const TemporaryFolder folder;
    { const Store store(folder.path()); }
    Database database(folder.path() / store_file, {});
    EXPECT_EQ(layout_of(database), schema_version());
    database.run("INSERT INTO audit(at, who, what, detail) VALUES(1, 'a', 'b', 'c')");
    EXPECT_NO_THROW(database.run("UPDATE audit SET chain = 'x'")) << "what an older program wrote gets its link once";
    EXPECT_THROW(database.run("UPDATE audit SET who = 'z'"), StoreError);
    EXPECT_THROW(database.run("DELETE FROM audit"), StoreError);
}

}  // namespace
}  // namespace gaiku::telemetry::schema_test
