#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/server_for_tests.h"
#include "telemetry/store/maintain.h"
#include "telemetry/store/registry.h"

/// Devices and tokens beside a store that is open.
namespace gaiku::server {
namespace {

using telemetry::Store;
using telemetry::test::TemporaryFolder;
using test::ever;
using test::Server;
using ::testing::HasSubstr;
using ::testing::StartsWith;

/// As `gaiku store token` and `gaiku store device` do beside a server: the same that a stopped one would take.
TEST_F(Server, TakesDevicesAndTokensWhileItRuns) {
    const auto change = [&](const telemetry::DeviceChange& what, bool of_operator = false) {
        telemetry::change_registry(folder_.path(), {what, "test", of_operator});
    };
    const std::string body = R"({"channel":"energy_import","time":"2026-11-28T00:00:00Z","value":5})";
    const std::string later = R"({"channel":"energy_import","time":"2026-11-28T00:30:00Z","value":7})";
    telemetry::DeviceChange plug;
    plug.name = "plug";
    const std::string token = new_token(plug.name);
    EXPECT_THAT(post(token, body), StartsWith("HTTP/1.1 401"));
    plug.token_hash = hash_of(token);
    change(plug);
    EXPECT_THAT(post(token, body), HasSubstr(R"("stored":1)")) << "at once, when the command has ended";
    EXPECT_THAT(post(token, later), HasSubstr(R"("stored":1)"));

    // Its place comes later: what it has said moves there, and its token stays.
    telemetry::DeviceChange place;
    place.name = plug.name;
    place.building = "tower";
    change(place);
    EXPECT_THAT(post(token, body), HasSubstr(R"("duplicates":1)"));
    const auto tower = store_.half_hours(telemetry::GroupName{"building", "tower", "energy_import"}, 0, ever);
    ASSERT_EQ(tower.size(), 1U);
    EXPECT_EQ(tower[0].slot.micro, 2'000'000) << "2 kWh";

    // Another token in place of one that was lost.
    telemetry::DeviceChange again;
    again.name = plug.name;
    const std::string other = new_token(plug.name);
    again.token_hash = hash_of(other);
    change(again);
    EXPECT_THAT(post(token, body), StartsWith("HTTP/1.1 401"));
    EXPECT_THAT(post(other, body), StartsWith("HTTP/1.1 200"));

    telemetry::DeviceChange reader;
    reader.name = operator_name;
    const std::string of_reader = new_token(reader.name);
    reader.token_hash = hash_of(of_reader);
    change(reader, true);
    EXPECT_THAT(ask("GET", "/api/v1/groups", operator_token_), StartsWith("HTTP/1.1 401"));
    EXPECT_THAT(ask("GET", "/api/v1/groups", of_reader), HasSubstr("tower"));
    place.name = "no name";
    EXPECT_THROW(change(place), std::invalid_argument);
    EXPECT_TRUE(telemetry::check_store(folder_.path()).problems.empty());
}

/// As `gaiku store retire` beside a server: raw readings go, half-hours stay, and who did it is kept.
TEST_F(Server, DropsRawReadingsWhileItRuns) {
    std::string csv = "time,channel,value\n";
    for (int day = 1; day <= 9; ++day) csv += "2026-11-0" + std::to_string(day) + "T00:00:00Z,power,5\n";
    EXPECT_THAT(post(token_, csv, "text/csv"), HasSubstr(R"("stored":9)"));
    store_.settle();
    const telemetry::Day sixth = 20'763;  // 2026-11-06
    EXPECT_EQ(telemetry::retire_readings(folder_.path(), sixth, "test"), 3U) << "the last two days of before stay";
    EXPECT_EQ(store_.raw(test::power, 0, ever).size(), 6U);
    EXPECT_EQ(store_.half_hours(test::power, 0, ever).size(), 9U);
    EXPECT_EQ(telemetry::retire_readings(folder_.path(), sixth, "test"), 0U);
    EXPECT_THAT(post(token_, R"({"channel":"power","time":"2026-11-02T00:30:00Z","value":5})"), HasSubstr("retired"));
    EXPECT_THAT(post(token_, R"({"channel":"power","time":"2026-11-10T00:30:00Z","value":5})"),
                HasSubstr(R"("stored":1)"));
    EXPECT_TRUE(telemetry::check_store(folder_.path()).problems.empty());
    telemetry::Database database(folder_.path() / telemetry::store_file, {true, {}});
    auto rows = database.prepare("SELECT count(*) FROM audit WHERE what = 'raw readings dropped' AND who = 'test'");
    ASSERT_TRUE(rows.step());
    EXPECT_EQ(rows.integer(0), 2);
}

/// A program that has the store open and does nothing: the change is told not to be made, and is not made later.
TEST(Registry, AChangeThatNobodyTakesIsNotMade) {
    const TemporaryFolder folder;
    telemetry::DeviceChange plug;
    plug.name = "plug";
    plug.building = "tower";
    {
        Store store(folder.path());
        EXPECT_THROW(telemetry::change_registry(folder.path(), {plug, "test", false}, std::chrono::milliseconds(50)),
                     telemetry::StoreError);
        store.take_requests();
        EXPECT_TRUE(store.devices().empty());
    }
    telemetry::change_registry(folder.path(), {plug, "test", false});
    EXPECT_EQ(Store(folder.path()).devices().size(), 1U);
}

/// Who got its token before it said anything belongs to its building all the same.
TEST(Registry, ADeviceThatIsRegisteredByItsTokenGetsItsPlace) {
    const TemporaryFolder folder;
    telemetry::DeviceChange home;
    home.name = "homes.0001";
    home.token_hash = "x";
    telemetry::change_registry(folder.path(), {home, "test", false});
    telemetry::StoreOptions options;
    options.describe = [](const std::string& name) {
        telemetry::Device device;
        device.name = name;
        device.building = "homes";
        return device;
    };
    Store store(folder.path(), options);
    telemetry::Batch batch;
    batch.columns.push_back({home.name, "energy_import", {{0, 1}}, {}});
    EXPECT_EQ(store.commit(std::span(&batch, 1)).front().stored, 1U);
    const auto devices = store.devices();
    ASSERT_EQ(devices.size(), 1U);
    EXPECT_EQ(devices[0].building, "homes");
    EXPECT_EQ(devices[0].token_hash, "x");
}

}  // namespace
}  // namespace gaiku::server
