#include "virtual/fleet.h"

#include <gtest/gtest.h>
#include <unistd.h>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "protocol/mqtt/broker.h"
#include "virtual/district_for_tests.h"
#include "virtual/payload.h"
#include "virtual/run.h"
#include "virtual/time_text.h"

namespace gaiku::field {
namespace {

using namespace std::chrono_literals;

/// What gaiku's server does: takes readings and publishes receipts.
class Server {
public:
    Server(mqtt::Loop& loop, std::uint16_t port) : client_(loop, options(port), handlers()) {
        client_.subscribe("gaiku/+/readings");
    }
    [[nodiscard]] std::map<std::string, nlohmann::json> readings() const {
        const std::scoped_lock lock(mutex_);
        return readings_;
    }
    void receipts(bool on) { receipts_ = on; }

private:
    static mqtt::Options options(std::uint16_t port) {
        mqtt::Options options;
        options.host = "127.0.0.1";
        options.port = port;
        options.client_id = options.user = "gaiku";
        options.password = "server";
        options.shortest_pause = 20ms;
        options.longest_pause = 200ms;
        return options;
    }
    mqtt::Handlers handlers() {
        mqtt::Handlers handlers;
        handlers.on_message = [this](std::string_view topic, std::string_view payload, const mqtt::Delivery& delivery) {
            const std::string device(topic.substr(6, topic.size() - 6 - 9));
            const auto message = nlohmann::json::parse(payload);
            const std::scoped_lock lock(mutex_);
            for (const auto& [channel, value] : message["values"].items())
                readings_[device + " " + channel + " " + message["time"].get<std::string>()] = value;
            if (receipts_) {
                client_.publish("ack/" + device,
                                nlohmann::json{{"id", message["id"]}, {"stored", 1}, {"duplicates", 0}}.dump());
            }
            delivery.acknowledge();
        };
        return handlers;
    }

    mutable std::mutex mutex_;
    std::map<std::string, nlohmann::json> readings_;
    std::atomic<bool> receipts_ = true;
    mqtt::Client client_;
};

class FleetAtBroker : public testing::Test {
protected:
    FleetAtBroker() : folder_(std::filesystem::path(testing::TempDir()) / ("gaiku-fleet-" + std::to_string(getpid()))) {
        for (const char* name : {"a", "b", "c"}) {
            Device device{name, {}, true};
            device.add({"energy_import", true});
            devices_.push_back(device);
        }
    }
    ~FleetAtBroker() override { std::filesystem::remove_all(folder_); }

    mqtt::BrokerSettings settings(const std::vector<Device>& devices) const {
        mqtt::BrokerSettings settings;
        settings.folder = folder_;
        settings.server_password = "server";
        for (const auto& device : devices) settings.devices[device.id] = device.id + "-password";
        return settings;
    }
    static Fleet::Options options(const mqtt::BrokerSettings& settings, std::uint16_t port) {
        Fleet::Options options;
        options.broker.host = "127.0.0.1";
        options.broker.port = port;
        options.broker.shortest_pause = 20ms;
        options.broker.longest_pause = 200ms;
        options.passwords = settings.devices;
        options.first_wait = 200ms;
        return options;
    }

    std::filesystem::path folder_;
    std::vector<Device> devices_;
};

/// Stopped in order, then killed: what the broker had taken and forgot has no receipt, and is sent again.
TEST_F(FleetAtBroker, ABrokerThatIsRestartedOrKilledLosesNoReading) {
    const auto settings_of_broker = settings(devices_);
    mqtt::Broker broker(settings_of_broker);
    mqtt::Loop loop;
    const Server server(loop, broker.port());
    Fleet fleet(loop, devices_, options(settings_of_broker, broker.port()));
    ASSERT_TRUE(fleet.wait_connected(20s, {}));
    constexpr int messages = 600;
    for (int i = 0; i < messages; ++i) {
        const Instant time = summer_midnight + i * 30min;
        for (std::size_t d = 0; d < devices_.size(); ++d) fleet.send({d, time, time.time_since_epoch().count(), {i}});
        if (i % 40 == 20) {
            ASSERT_TRUE(fleet.wait_receipts(20s, false, {})) << "no more than a device remembers";
        }
        if (i == 205) {
            broker.stop();
            broker.start();
        }
        if (i != 405) continue;
        broker.kill();
        broker.start();
    }
    ASSERT_TRUE(fleet.wait_receipts(30s, false, {}));
    EXPECT_EQ(server.readings().size(), 3u * messages);
    EXPECT_EQ(fleet.counts().given_up, 0u);
}

TEST_F(FleetAtBroker, WithoutReceiptsADeviceRemembersAndSendsAgain) {
    const auto settings_of_broker = settings(devices_);
    const mqtt::Broker broker(settings_of_broker);
    mqtt::Loop loop;
    Server server(loop, broker.port());
    server.receipts(false);
    Fleet fleet(loop, devices_, options(settings_of_broker, broker.port()));
    ASSERT_TRUE(fleet.wait_connected(20s, {}));
    fleet.send({0, summer_midnight, 1, {5}});
    EXPECT_TRUE(fleet.wait_receipts(5s, true, {})) << "the broker has it";
    EXPECT_FALSE(fleet.wait_receipts(500ms, false, {}));
    server.receipts(true);
    // As lockstep waits: briefly, again and again.
    bool received = false;
    for (int i = 0; i < 50 && !received; ++i) received = fleet.wait_receipts(100ms, false, {});
    EXPECT_TRUE(received);
    EXPECT_GE(fleet.counts().sent_again, 1u);
}

/// A day of a district in lockstep: the server has every reading, and the registers that it saw last are the district's
/// own to the Wh.
TEST_F(FleetAtBroker, InLockstepTheServerHasWhatTheDistrictCounted) {
    const DistrictForTests file(kashiwanoha_with("households: 2000", "households: 20", folder_));
    Settings settings_of_day = settings_from(summer_midnight);
    settings_of_day.step = 15min;
    VirtualDistrict district(file.last(), file.technologies, settings_of_day);
    const auto settings_of_broker = settings(district.devices());
    mqtt::Broker broker(settings_of_broker);
    mqtt::Loop loop;
    const Server server(loop, broker.port());
    Fleet fleet(loop, district.devices(), options(settings_of_broker, broker.port()));
    ASSERT_TRUE(fleet.wait_connected(20s, {}));
    FaultyLine line({}, district.devices());
    RunOptions run_options;
    run_options.speed = 3600 * 24;
    run_options.until = summer_midnight + 24h;
    run_options.lockstep = true;
    run_options.counters = folder_ / "counters.csv";
    const auto result = run(district, line, fleet, run_options, [](const Progress&) {}, {});
    EXPECT_EQ(result.steps, 96u);
    EXPECT_TRUE(result.all_taken);
    EXPECT_FALSE(result.stopped);
    const auto readings = server.readings();
    std::ifstream counters(run_options.counters);
    std::string text;
    std::size_t compared = 0;
    for (std::getline(counters, text); std::getline(counters, text);) {
        std::istringstream row(text);
        std::string time, device, channel, wh;
        std::getline(std::getline(std::getline(std::getline(row, time, ','), device, ','), channel, ','), wh);
        if (time != print_time(*run_options.until)) continue;
        const auto found = readings.find(device + " " + channel + " " + time);
        ASSERT_NE(found, readings.end()) << text;
        EXPECT_EQ(std::llround(found->second.get<double>() * 1000), std::stoll(wh)) << text;
        ++compared;
    }
    EXPECT_GT(compared, 40u);
}

}  // namespace
}  // namespace gaiku::field
