#include "server/mqtt_intake.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <condition_variable>
#include <fstream>
#include <future>
#include <nlohmann/json.hpp>
#include <set>

#include "protocol/mqtt/broker.h"
#include "server/server_for_tests.h"
#include "telemetry/time_text.h"

/// The server with a real broker.
namespace gaiku::server {
namespace {

using telemetry::Store;
using telemetry::test::TemporaryFolder;
using test::ever;
using test::power;

/// A device's receipts, as it gets them.
class Receipts {
public:
    void add(std::string_view payload) {
        const std::scoped_lock hold(mutex_);
        all_.push_back(nlohmann::json::parse(payload));
        came_.notify_all();
    }
    /// Waits until `count` came.
    std::vector<nlohmann::json> take(std::size_t count) {
        std::unique_lock hold(mutex_);
        came_.wait_for(hold, std::chrono::seconds(20), [&] { return all_.size() >= count; });
        return all_;
    }

    /// Waits until receipts of `count` messages came. The same may come twice: a broker gives again what it is not sure
    /// of.
    std::size_t messages(std::size_t count) {
        std::unique_lock hold(mutex_);
        std::set<std::string> ids;
        came_.wait_for(hold, std::chrono::seconds(20), [&] {
            for (const auto& one : all_) {
                if (one.contains("id")) ids.insert(one["id"].get<std::string>());
            }
            return ids.size() >= count;
        });
        return ids.size();
    }

private:
    std::mutex mutex_;
    std::condition_variable came_;
    std::vector<nlohmann::json> all_;
};

class MqttServer : public testing::Test {
protected:
    void SetUp() override {
        mqtt::BrokerSettings settings;
        settings.folder = folder_.path() / "broker";
        settings.devices = {{"m1", "secret"}};
        settings.server_password = "server";
        broker_.emplace(settings);
        telemetry::Device shelly;
        shelly.name = "m1";
        shelly.model = "shelly_1pm_mini_gen3";
        store_.put_device(shelly, "test");
    }
    mqtt::Options options(const std::string& user, const std::string& password) const {
        mqtt::Options made;
        made.host = "127.0.0.1";
        made.port = broker_->port();
        made.client_id = "test-" + user;
        made.user = user;
        made.password = password;
        made.longest_pause = std::chrono::milliseconds(300);
        return made;
    }
    std::unique_ptr<MqttIntake> intake_of_mqtt() {
        auto made = std::make_unique<MqttIntake>(store_, intake_, options("gaiku", "server"),
                                                 MqttIntake::Field{models_, *clock_, zone_}, [](const std::string&) {});
        // A broker keeps nothing for a server that it has never seen.
        for (int i = 0; i < 1000 && !made->ready(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(20));
        EXPECT_TRUE(made->ready());
        return made;
    }

    TemporaryFolder folder_;
    Store store_{folder_.path() / "store"};
    telemetry::Intake intake_{store_, {}};
    SystemClock system_clock_;
    const Clock* clock_ = &system_clock_;
    std::string zone_ = "Asia/Tokyo";
    telemetry::DeviceModels models_;
    std::optional<mqtt::Broker> broker_;
    Receipts receipts_;
};

TEST_F(MqttServer, AReceiptComesAfterTheCommitAndAStoppedServerLosesNothing) {
    auto server = intake_of_mqtt();
    mqtt::Loop loop;
    mqtt::Handlers handlers;
    std::promise<void> subscribed;
    handlers.on_message = [&](std::string_view, std::string_view payload, const mqtt::Delivery& delivery) {
        receipts_.add(payload);
        delivery.acknowledge();
    };
    handlers.on_subscribed = [&, told = false]() mutable {
        if (!told) subscribed.set_value();
        told = true;
    };
    mqtt::Client device(loop, options("m1", "secret"), handlers);
    device.subscribe("ack/m1");
    subscribed.get_future().wait();
    const auto send = [&](int minute) {
        device.publish("gaiku/m1/readings",
                       R"({"id":")" + std::to_string(minute) + R"(","channel":"power","time":"2025-11-28T00:)" +
                           (minute < 10 ? "0" : "") + std::to_string(minute) + R"(:00Z","value":1})");
    };
    for (int minute = 0; minute < 5; ++minute) send(minute);
    auto receipts = receipts_.take(5);
    ASSERT_EQ(receipts.size(), 5U);
    for (const auto& receipt : receipts) EXPECT_EQ(receipt["stored"], 1);
    EXPECT_EQ(store_.raw(power, 0, ever).size(), 5U);

    device.publish("gaiku/m1/readings", "{oops");
    device.publish("gaiku/m1/status/switch:0", R"({"id":0,"output":true,"apower":12.5,"aenergy":{"total":1000.5}})");
    receipts = receipts_.take(7);
    ASSERT_EQ(receipts.size(), 7U);
    EXPECT_EQ(receipts[5]["code"], "bad-json");
    EXPECT_EQ(receipts[6]["stored"], 3);

    // While the server is away the broker keeps what comes, also over a restart of its own.
    server.reset();
    for (int minute = 5; minute < 10; ++minute) send(minute);
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    broker_->stop();
    broker_->start();
    server = intake_of_mqtt();
    EXPECT_EQ(receipts_.messages(10), 10U);
    EXPECT_EQ(store_.raw(power, telemetry::begin_of(20'420), telemetry::begin_of(20'421)).size(), 10U);
}

class StandingClock final : public Clock {
public:
    explicit StandingClock(const char* text) : ms_(*telemetry::parse_time(text)) {}
    [[nodiscard]] std::chrono::system_clock::time_point now() const override {
        return std::chrono::system_clock::time_point(std::chrono::milliseconds(ms_));
    }

private:
    telemetry::TimeMs ms_;
};

/// Daylight saving ends while the server is away, and it comes back within the hour that the clocks show twice: what
/// the broker has kept is of the hour that each message was sent in, also where the server is restarted once more.
TEST_F(MqttServer, ARestartWithinTheHourThatComesTwiceLosesAndDoublesNothing) {
    zone_ = "Europe/Berlin";
    telemetry::Device plug;
    plug.name = "m1";
    plug.model = "tasmota_energy";
    store_.put_device(plug, "test");
    mqtt::Loop loop;
    mqtt::Client device(loop, options("m1", "secret"), {});
    int kwh = 0;
    const auto send = [&](const char* local) {
        device.publish("gaiku/m1/tele/SENSOR", std::string(R"({"Time":"2026-10-25T)") + local +
                                                   R"(:00","ENERGY":{"Total":)" + std::to_string(++kwh) + "}}");
    };
    const auto raw = [&] { return store_.raw({"m1", "energy_import"}, 0, ever); };
    const auto wait_for = [&](std::size_t count) {
        for (int i = 0; i < 500 && raw().size() < count; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
    };
    const StandingClock first_hour("2026-10-25T00:06:00Z");
    clock_ = &first_hour;
    auto server = intake_of_mqtt();
    send("02:05");
    wait_for(1);
    server.reset();
    for (const char* local : {"02:10", "02:40", "02:05"}) send(local);
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    const StandingClock second_hour("2026-10-25T01:06:00Z");
    clock_ = &second_hour;
    server = intake_of_mqtt();
    wait_for(4);
    server.reset();
    send("02:10");
    send("02:40");
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    const StandingClock later("2026-10-25T02:50:00Z");
    clock_ = &later;
    server = intake_of_mqtt();
    send("03:50");
    wait_for(7);
    std::vector<std::string> times;
    for (const auto& sample : raw())
        times.push_back(telemetry::print_time(sample.time) + " " + std::to_string(int(sample.value)));
    EXPECT_THAT(times,
                testing::ElementsAre("2026-10-25T00:05:00Z 1", "2026-10-25T00:10:00Z 2", "2026-10-25T00:40:00Z 3",
                                     "2026-10-25T01:05:00Z 4", "2026-10-25T01:10:00Z 5", "2026-10-25T01:40:00Z 6",
                                     "2026-10-25T02:50:00Z 7"));
}

/// The server was killed between the commit and its acknowledgement: the broker gives the message again, in the hour
/// that the clocks show twice.
TEST_F(MqttServer, AMessageGivenAgainIsNotTakenForTheSecondHour) {
    zone_ = "Europe/Berlin";
    telemetry::Device plug;
    plug.name = "m1";
    plug.model = "tasmota_energy";
    store_.put_device(plug, "test");
    const StandingClock second_hour("2026-10-25T01:06:00Z");
    clock_ = &second_hour;
    intake_of_mqtt().reset();
    mqtt::Loop loop;
    mqtt::Client device(loop, options("m1", "secret"), {});
    const auto send = [&](const char* local, int kwh) {
        device.publish("gaiku/m1/tele/SENSOR", std::string(R"({"Time":"2026-10-25T)") + local +
                                                   R"(:00","ENERGY":{"Total":)" + std::to_string(kwh) + "}}");
    };
    {
        std::promise<void> came;
        mqtt::Handlers handlers;
        handlers.on_message = [&, count = 0](std::string_view, std::string_view, const mqtt::Delivery&) mutable {
            if (++count == 2) came.set_value();
        };
        mqtt::Client killed(loop, options("gaiku", "server"), handlers);
        send("02:05", 1);
        send("02:40", 2);
        ASSERT_EQ(came.get_future().wait_for(std::chrono::seconds(20)), std::future_status::ready);
    }
    telemetry::Batch committed;
    committed.columns.push_back(
        {"m1",
         "energy_import",
         {{*telemetry::parse_time("2026-10-25T00:05:00Z"), 1}, {*telemetry::parse_time("2026-10-25T00:40:00Z"), 2}},
         {}});
    ASSERT_EQ(store_.commit(std::span(&committed, 1)).front().stored, 2U);
    const auto server = intake_of_mqtt();
    send("02:05", 3);
    const auto raw = [&] { return store_.raw({"m1", "energy_import"}, 0, ever); };
    for (int i = 0; i < 500 && raw().size() < 3; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    ASSERT_EQ(raw().size(), 3U);
    EXPECT_EQ(raw()[2], (telemetry::Sample{*telemetry::parse_time("2026-10-25T01:05:00Z"), 3}));
    EXPECT_TRUE(store_.conflicts({"m1", "energy_import"}, 0, ever).empty());
}

/// A meter that gaiku does not ship: its model is a file of the user's.
TEST_F(MqttServer, TakesAMeterByAModelOfTheUsersOwn) {
    std::filesystem::create_directories(folder_.path() / "models");
    std::ofstream(folder_.path() / "models/heat_meter.yaml") << R"(name: Heat meter
source: its manual
messages:
  - topic: registers
    time: at
    values:
      - { channel: heat_hot_water, path: holding, register: 40012, unit: MWh }
      - { channel: power, path: holding, register: 40020, unit: W, factor: -1 }
)";
    Findings findings;
    models_ = telemetry::DeviceModels(folder_.path() / "models", findings);
    ASSERT_TRUE(findings.empty());
    telemetry::Device meter;
    meter.name = "m1";
    meter.model = "heat_meter";
    store_.put_device(meter, "test");
    const auto server = intake_of_mqtt();
    mqtt::Loop loop;
    mqtt::Client device(loop, options("m1", "secret"), {});
    device.publish("gaiku/m1/registers",
                   R"({"at":"2025-11-28T00:00:00Z","holding":{"40012":12.5,"40020":1500,"40021":7}})");
    const auto stored = [&](const char* channel) { return store_.raw({"m1", channel}, 0, ever); };
    for (int i = 0; i < 500 && stored("power").empty(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    const telemetry::TimeMs time = telemetry::begin_of(20'420);
    EXPECT_THAT(stored("heat_hot_water"), testing::ElementsAre(telemetry::Sample{time, 12'500}));
    EXPECT_THAT(stored("power"), testing::ElementsAre(telemetry::Sample{time, -1.5}));
    EXPECT_EQ(store_.channels().size(), 2U);
}

}  // namespace
}  // namespace gaiku::server
