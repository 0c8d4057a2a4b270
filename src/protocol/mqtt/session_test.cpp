#include "protocol/mqtt/session.h"

#include <gtest/gtest.h>

namespace gaiku::mqtt {
namespace {

using namespace std::string_literals;

std::string take(Session& session) {
    return std::exchange(session.output, {});
}

std::string message(std::string_view payload, std::uint16_t id, bool again = false) {
    std::string out;
    write(Publish{"t", payload, Qos::at_least_once, id, again}, out);
    return out;
}

TEST(MqttSession, WhatWasPublishedWithoutConnectionIsSentOnceThereIsOne) {
    Session session({});
    session.publish("t", "1", Qos::at_least_once, false, {});
    session.publish("t", "2", Qos::at_least_once, false, {});
    EXPECT_EQ(session.output, "");
    session.connected(false);
    EXPECT_EQ(take(session), message("1", 1) + message("2", 2));
}

TEST(MqttSession, WhatTheBrokerDidNotAcknowledgeIsSentAgainInItsOrder) {
    Session session({});
    int done = 0;
    session.connected(false);
    for (const char* text : {"1", "2", "3"}) {
        session.publish("t", text, Qos::at_least_once, false,
                        [&](Published what) { done += what == Published::acknowledged ? 1 : 100; });
    }
    take(session);
    session.on(PubAck{2});
    EXPECT_EQ(done, 1);
    session.disconnected();
    session.connected(true);
    EXPECT_EQ(take(session), message("1", 1, true) + message("3", 3, true));
    session.on(PubAck{1});
    session.on(PubAck{3});
    session.on(PubAck{3});
    EXPECT_EQ(done, 3) << "each is told once";
}

TEST(MqttSession, NoMoreMessagesAreOnTheirWayThanAllowed) {
    Session session({.in_flight = 2});
    session.connected(false);
    for (const char* text : {"1", "2", "3"}) session.publish("t", text, Qos::at_least_once, false, {});
    EXPECT_EQ(take(session), message("1", 1) + message("2", 2));
    session.on(PubAck{1});
    EXPECT_EQ(take(session), message("3", 3));
}

TEST(MqttSession, MemoryIsBoundedAndWhatFindsNoPlaceIsTold) {
    Session session({.in_flight = 10, .waiting_bytes = 1000});
    std::vector<Published> told;
    for (int i = 0; i < 20; ++i) {
        session.publish("t", std::string(300, 'x'), Qos::at_least_once, false,
                        [&](Published what) { told.push_back(what); });
    }
    EXPECT_EQ(told, std::vector<Published>(18, Published::dropped));
}

TEST(MqttSession, AcknowledgementsGoOutLaterAndInTheOrderOfTheMessages) {
    Session session({});
    session.connected(true);
    const auto first = session.received(11);
    const auto second = session.received(12);
    const auto third = session.received(13);
    EXPECT_EQ(session.output, "") << "nothing is acknowledged by being received";
    session.acknowledge(second);
    EXPECT_EQ(session.output, "");
    session.acknowledge(first);
    EXPECT_EQ(take(session), "\x40\x02\0\x0B\x40\x02\0\x0C"s);
    EXPECT_EQ(session.unacknowledged(), 1u);
    session.acknowledge(third);
    EXPECT_EQ(take(session), "\x40\x02\0\x0D"s);
}

/// The broker gives it again under an id of its choice: an old acknowledgement would answer for another message.
TEST(MqttSession, AnAcknowledgementOfAFormerConnectionIsNotSent) {
    Session session({});
    session.connected(true);
    const auto old = session.received(1);
    session.disconnected();
    session.connected(true);
    const auto fresh = session.received(1);
    session.acknowledge(old);
    EXPECT_EQ(session.output, "");
    session.acknowledge(fresh);
    EXPECT_EQ(take(session), "\x40\x02\0\x01"s);
}

TEST(MqttSession, SubscriptionsAreMadeAgainWhereTheBrokerForgotThem) {
    Session session({});
    session.subscribe({"a", Qos::at_least_once});
    session.connected(true);
    EXPECT_EQ(take(session), "\x82\x06\0\x01\0\x01"s + "a\x01") << "a new process cannot know what the session holds";
    EXPECT_TRUE(session.on(SubAck{1, {1}}).empty());
    session.disconnected();
    session.connected(true);
    EXPECT_EQ(take(session), "");
    session.disconnected();
    session.connected(false);
    EXPECT_EQ(take(session), "\x82\x06\0\x02\0\x01"s + "a\x01");
    EXPECT_EQ(session.on(SubAck{2, {0x80}}), std::vector<std::string>{"a"});
    EXPECT_THROW((void)session.on(SubAck{9, {1}}), ProtocolError);
}

}  // namespace
}  // namespace gaiku::mqtt
