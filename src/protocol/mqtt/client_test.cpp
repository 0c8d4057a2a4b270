#include "protocol/mqtt/client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <condition_variable>
#include <map>
#include <mutex>

#include "protocol/mqtt/broker.h"
#include "protocol/mqtt/certificate.h"

namespace gaiku::mqtt {
namespace {

using namespace std::chrono_literals;

/// A private Mosquitto and a folder for it.
class MqttClient : public testing::Test {
protected:
    MqttClient()
        : folder_(std::filesystem::path(testing::TempDir()) / ("gaiku-broker-" + std::to_string(getpid()))),
          broker_(settings()) {}
    ~MqttClient() override {
        broker_.stop();
        std::filesystem::remove_all(folder_);
    }
    BrokerSettings settings() const {
        BrokerSettings settings;
        settings.folder = folder_;
        settings.devices = {{"m1", "one"}, {"m2", "two"}};
        settings.server_password = "server";
        return settings;
    }
    Options options(const std::string& user, const std::string& password) const {
        Options options;
        options.host = "127.0.0.1";
        options.port = broker_.port();
        options.client_id = user;
        options.user = user;
        options.password = password;
        options.shortest_pause = 20ms;
        options.longest_pause = 200ms;
        return options;
    }

    std::filesystem::path folder_;
    Broker broker_;
};

/// Messages as they came, with their deliveries.
class Inbox {
public:
    Handlers handlers() {
        Handlers handlers;
        handlers.on_message = [this](std::string_view topic, std::string_view payload, Delivery delivery) {
            const std::scoped_lock lock(mutex_);
            ++count_[std::string(topic) + " " + std::string(payload)];
            deliveries_.push_back(std::move(delivery));
            changed_.notify_all();
        };
        handlers.on_connected = [this](bool) {
            const std::scoped_lock lock(mutex_);
            ++connected_;
            changed_.notify_all();
        };
        handlers.on_subscribed = [this] {
            const std::scoped_lock lock(mutex_);
            subscribed_ = true;
            changed_.notify_all();
        };
        handlers.on_disconnected = [this](const std::string& reason) {
            const std::scoped_lock lock(mutex_);
            reasons_.push_back(reason);
            changed_.notify_all();
        };
        handlers.on_trouble = [this](const std::string& what) {
            const std::scoped_lock lock(mutex_);
            troubles_.push_back(what);
            changed_.notify_all();
        };
        return handlers;
    }
    template <class Condition>
    bool wait(Condition condition, std::chrono::milliseconds at_most = 20s) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, at_most, [&] { return condition(*this); });
    }
    bool wait_messages(std::size_t different) {
        return wait([=](const Inbox& inbox) { return inbox.count_.size() >= different; });
    }
    bool wait_connected(int times = 1) {
        return wait([=](const Inbox& inbox) { return inbox.connected_ >= times; });
    }
    bool wait_subscribed() {
        return wait([](const Inbox& inbox) { return inbox.subscribed_; });
    }

    std::map<std::string, int> count_;
    std::vector<Delivery> deliveries_;
    std::vector<std::string> reasons_;
    std::vector<std::string> troubles_;
    int connected_ = 0;
    bool subscribed_ = false;

private:
    std::mutex mutex_;
    std::condition_variable changed_;
};

TEST_F(MqttClient, AMessageThatWasNotAcknowledgedIsGivenAgainToTheNextProcess) {
    Loop loop;
    Inbox devices;
    Client device(loop, options("m1", "one"), devices.handlers());
    {
        Inbox first;
        Client server(loop, options("gaiku", "server"), first.handlers());
        server.subscribe("gaiku/+/readings");
        ASSERT_TRUE(first.wait_subscribed());
        device.publish("gaiku/m1/readings", "a");
        device.publish("gaiku/m1/readings", "b");
        ASSERT_TRUE(first.wait_messages(2));
        first.deliveries_.front().acknowledge();
        std::this_thread::sleep_for(100ms);
    }
    device.publish("gaiku/m1/readings", "c");  // while nobody listens
    Inbox second;
    Client server(loop, options("gaiku", "server"), second.handlers());
    ASSERT_TRUE(second.wait_messages(2));
    std::this_thread::sleep_for(100ms);
    EXPECT_EQ(second.count_, (std::map<std::string, int>{{"gaiku/m1/readings b", 1}, {"gaiku/m1/readings c", 1}}));
}

TEST_F(MqttClient, WhatCouldNotBeStoredComesAgainWithAllBehindIt) {
    Loop loop;
    Inbox inbox;
    Client server(loop, options("gaiku", "server"), inbox.handlers());
    server.subscribe("gaiku/+/readings");
    ASSERT_TRUE(inbox.wait_subscribed());
    Client device(loop, options("m1", "one"), {});
    for (const char* text : {"a", "b", "c"}) device.publish("gaiku/m1/readings", text);
    ASSERT_TRUE(inbox.wait_messages(3));
    const auto first = std::exchange(inbox.deliveries_, {});
    first[0].acknowledge();
    first[1].give_again();
    first[2].acknowledge();  // waits for b, and is forgotten with the connection
    ASSERT_TRUE(inbox.wait([](const Inbox& all) {
        return all.count_.at("gaiku/m1/readings b") == 2 && all.count_.at("gaiku/m1/readings c") == 2;
    }));
    EXPECT_EQ(inbox.count_.at("gaiku/m1/readings a"), 1);
    EXPECT_EQ(inbox.reasons_, std::vector<std::string>{"a message could not be stored"});
}

TEST_F(MqttClient, ABrokerThatIsRestartedLosesNothing) {
    Loop loop;
    Inbox inbox;
    Inbox of_device;
    Client server(loop, options("gaiku", "server"), inbox.handlers());
    server.subscribe("gaiku/+/readings");
    Client device(loop, options("m1", "one"), of_device.handlers());
    ASSERT_TRUE(inbox.wait_subscribed());
    ASSERT_TRUE(of_device.wait_connected());
    std::atomic<int> published = 0;
    const auto publish = [&](int number) {
        device.publish("gaiku/m1/readings", std::to_string(number), Qos::at_least_once,
                       [&](Published what) { published += what == Published::acknowledged ? 1 : 0; });
    };
    for (int i = 0; i < 3000; ++i) {
        publish(i);
        if (i % 1000 != 500) continue;
        broker_.stop();
        broker_.start();
        ASSERT_TRUE(inbox.wait_connected(2 + i / 1000));
    }
    ASSERT_TRUE(inbox.wait([](Inbox& all) {
        for (const auto& delivery : all.deliveries_) delivery.acknowledge();
        all.deliveries_.clear();
        return all.count_.size() == 3000;
    })) << inbox.count_.size();
    for (int i = 0; i < 100 && published < 3000; ++i) std::this_thread::sleep_for(20ms);
    EXPECT_EQ(published, 3000);
}

/// A broker that is killed forgets sessions, and messages that it had taken: a device whose receipt does not come sends
/// again, and finds the server subscribed anew.
TEST_F(MqttClient, ABrokerThatIsKilledIsFoundAgain) {
    Loop loop;
    Inbox inbox;
    Client server(loop, options("gaiku", "server"), inbox.handlers());
    server.subscribe("gaiku/+/readings");
    ASSERT_TRUE(inbox.wait_subscribed());
    broker_.kill();
    Client device(loop, options("m1", "one"), {});
    broker_.start();
    ASSERT_TRUE(inbox.wait_connected(2));
    bool arrived = false;
    for (int i = 0; i < 50 && !arrived; ++i) {
        device.publish("gaiku/m1/readings", "x");
        arrived = inbox.wait([](const Inbox& all) { return !all.count_.empty(); }, 100ms);
    }
    EXPECT_TRUE(arrived);
}

TEST_F(MqttClient, ADevicePublishesOnlyAsItself) {
    Loop loop;
    Inbox inbox;
    Inbox receipts;
    Client server(loop, options("gaiku", "server"), inbox.handlers());
    server.subscribe("gaiku/#");
    Client device(loop, options("m1", "one"), receipts.handlers());
    device.subscribe("ack/m1");
    device.subscribe("ack/m2");
    device.subscribe("gaiku/#");
    ASSERT_TRUE(inbox.wait_subscribed());
    ASSERT_TRUE(receipts.wait_subscribed());
    device.publish("gaiku/m2/readings", "as another");
    device.publish("ack/m1", "as the server");
    device.publish("gaiku/m1/readings", "as itself");
    ASSERT_TRUE(inbox.wait_messages(1));
    server.publish("ack/m2", "of another");
    server.publish("ack/m1", "mine");
    ASSERT_TRUE(receipts.wait_messages(1));
    std::this_thread::sleep_for(100ms);
    EXPECT_EQ(inbox.count_, (std::map<std::string, int>{{"gaiku/m1/readings as itself", 1}}));
    EXPECT_EQ(receipts.count_, (std::map<std::string, int>{{"ack/m1 mine", 1}}));
    EXPECT_EQ(receipts.reasons_, std::vector<std::string>{}) << "what is denied does not end the connection";
}

TEST_F(MqttClient, AWrongPasswordIsTold) {
    Loop loop;
    Inbox inbox;
    const Client device(loop, options("m1", "wrong"), inbox.handlers());
    ASSERT_TRUE(inbox.wait([](const Inbox& all) { return all.reasons_.size() > 1; })) << "and it tries again";
    EXPECT_EQ(inbox.reasons_.front(), "refused: not authorized");
}

TEST_F(MqttClient, NoMoreIsTakenThanTheReceiverCanHold) {
    Loop loop;
    Inbox inbox;
    auto few = options("gaiku", "server");
    few.most_unacknowledged = 10;
    few.keep_alive = 1s;
    Client server(loop, few, inbox.handlers());
    server.subscribe("gaiku/+/readings");
    ASSERT_TRUE(inbox.wait_subscribed());
    Client device(loop, options("m1", "one"), {});
    // Large, so that what one read brings is few messages.
    for (int i = 0; i < 200; ++i) device.publish("gaiku/m1/readings", std::to_string(i) + std::string(60'000, 'x'));
    ASSERT_TRUE(inbox.wait_messages(10));
    std::this_thread::sleep_for(1500ms);  // longer than the keep-alive
    EXPECT_LE(inbox.count_.size(), 20u);
    EXPECT_EQ(inbox.connected_, 1) << "slow is not gone";
    EXPECT_TRUE(inbox.wait([](Inbox& all) {
        for (const auto& delivery : all.deliveries_) delivery.acknowledge();
        all.deliveries_.clear();
        return all.count_.size() == 200;
    }));
}

TEST(MqttTls, ABrokerIsTrustedByItsAuthorityAndItsNameOnly) {
    const auto folder = std::filesystem::path(testing::TempDir()) / ("gaiku-tls-" + std::to_string(getpid()));
    BrokerSettings settings;
    settings.folder = folder;
    settings.devices = {{"m1", "one"}};
    settings.server_password = "server";
    settings.tls = own_certificate(folder, "broker.example");
    EXPECT_EQ(own_certificate(folder, "broker.example").ca, settings.tls->ca) << "kept";
    const auto stranger = own_certificate(folder / "stranger", "");
    const Broker broker(settings);
    Loop loop;
    const auto connect = [&](const std::filesystem::path& ca, const std::string& name, Inbox& inbox) {
        Options options;
        options.host = "127.0.0.1";
        options.port = broker.port();
        options.client_id = "gaiku";
        options.user = "gaiku";
        options.password = "server";
        options.tls = Tls{ca.string(), name};
        options.shortest_pause = 20ms;
        auto client = std::make_unique<Client>(loop, options, inbox.handlers());
        client->subscribe("gaiku/#");
        return client;
    };
    for (const char* name : {"", "localhost", "broker.example"}) {
        Inbox inbox;
        const auto client = connect(settings.tls->ca, name, inbox);
        EXPECT_TRUE(inbox.wait_subscribed()) << name;
    }
    for (const auto& [ca, name] : {std::pair{stranger.ca, ""}, std::pair{settings.tls->ca, "other.example"}}) {
        Inbox inbox;
        const auto client = connect(ca, name, inbox);
        ASSERT_TRUE(inbox.wait([](const Inbox& all) { return !all.reasons_.empty(); }));
        EXPECT_EQ(inbox.connected_, 0);
        EXPECT_THAT(inbox.reasons_.front(), testing::HasSubstr("certificate verify failed"));
    }
    Options missing;
    missing.tls = Tls{"/nowhere/ca.pem", ""};
    EXPECT_THROW(Client(loop, missing, {}), std::runtime_error);
    std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace gaiku::mqtt
