#include <gtest/gtest.h>

#include "protocol/mqtt/packet_reader.h"

namespace gaiku::mqtt {
namespace {

using namespace std::string_literals;

TEST(MqttPacket, AConnectionIsWrittenAsTheStandardSays) {
    std::string out;
    write(Connect{"meter", "m1", "pw", false, 60}, out);
    EXPECT_EQ(out, "\x10\x19\0\x04MQTT\x04\xC0\0\x3C\0\x05meter\0\x02m1\0\x02pw"s);
    out.clear();
    write(Connect{"a", "", "", true, 10}, out);
    EXPECT_EQ(out, "\x10\x0D\0\x04MQTT\x04\x02\0\x0A\0\x01"s + "a");
}

TEST(MqttPacket, MessagesAndAcknowledgementsAreWrittenAsTheStandardSays) {
    std::string out;
    write(Publish{"a/b", "xyz", Qos::at_least_once, 10, true, false}, out);
    EXPECT_EQ(out, "\x3A\x0A\0\x03"s + "a/b" + "\0\x0A"s + "xyz");
    out.clear();
    write(PubAck{258}, out);
    EXPECT_EQ(out, "\x40\x02\x01\x02");
    out.clear();
    write_subscribe(1, {{"a/+", Qos::at_least_once}}, out);
    EXPECT_EQ(out, "\x82\x08\0\x01\0\x03"s + "a/+\x01");
}

TEST(MqttPacket, LengthsUseAsManyBytesAsTheStandardSays) {
    for (const auto& [payload, head] :
         {std::pair{124U, 2U}, {125U, 3U}, {16380U, 3U}, {16381U, 4U}, {2097148U, 4U}, {2097149U, 5U}}) {
        std::string out;
        write(Publish{"t", std::string(payload, 'x')}, out);
        EXPECT_EQ(out.size(), head + 3 + payload) << payload;
    }
    std::string out;
    EXPECT_THROW(write(Publish{std::string(65536, 't'), ""}, out), std::length_error);
}

/// However the network cuts the stream, the same packets come out.
TEST(MqttPacket, AStreamIsReadInPiecesOfAnySize) {
    std::string stream = "\x20\x02\x01\0"s;
    write(Publish{"gaiku/m1/readings", std::string(300, 'p'), Qos::at_least_once, 7}, stream);
    stream += "\x40\x02\0\x09\x90\x04\0\x01\x01\x80\xD0\0"s;
    for (std::size_t piece = 1; piece <= stream.size(); ++piece) {
        PacketReader reader(1000);
        std::vector<std::size_t> kinds;
        for (std::size_t at = 0; at < stream.size(); at += piece) {
            reader.give(std::string_view(stream).substr(at, piece));
            while (const auto packet = reader.next()) {
                kinds.push_back(packet->index());
                if (const auto* publish = std::get_if<Publish>(&*packet)) {
                    EXPECT_EQ(publish->topic, "gaiku/m1/readings");
                    EXPECT_EQ(publish->payload, std::string(300, 'p'));
                    EXPECT_EQ(publish->id, 7);
                }
            }
        }
        EXPECT_EQ(kinds, (std::vector<std::size_t>{0, 1, 3, 4, 5})) << "in pieces of " << piece;
    }
}

/// A message that is too large fills no memory and does not end the connection; what follows it is read.
TEST(MqttPacket, ATooLargeMessageIsSkippedAndTold) {
    std::string stream;
    write(Publish{"big", std::string(5000, 'p'), Qos::at_least_once, 3}, stream);
    write(Publish{"small", "1", Qos::at_least_once, 4}, stream);
    for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, std::size_t{4000}, stream.size()}) {
        PacketReader reader(100);
        std::vector<std::string> seen;
        for (std::size_t at = 0; at < stream.size(); at += piece) {
            reader.give(std::string_view(stream).substr(at, piece));
            while (const auto packet = reader.next()) {
                if (const auto* large = std::get_if<TooLarge>(&*packet)) {
                    seen.push_back(large->topic + std::to_string(large->id) + ":" + std::to_string(large->bytes));
                } else {
                    seen.emplace_back(std::get<Publish>(*packet).topic);
                }
            }
        }
        EXPECT_EQ(seen, (std::vector<std::string>{"big3:5007", "small"})) << piece;
    }
}

TEST(MqttPacket, WhatIsNoMqttEndsTheConnection) {
    for (const std::string& bytes :
         {"GET / HTTP/1.1\r\n"s, "\x20\x03\0\0\0"s, "\x20\x02\x02\0"s, "\x40\x02\0\0"s, "\x34\x05\0\x01t\0\x01"s,
          "\x30\x02\0\x00"s, "\x30\x03\0\x05t"s, "\x30\x03\0\x01#"s, "\x32\x03\0\x01t"s, "\x90\x03\0\x01\x05"s,
          "\xD0\x01\0"s, "\x30\xFF\xFF\xFF\xFF\x01"s, "\xFF\xFF\xFF\xFF\x01"s}) {
        PacketReader reader(100);
        reader.give(bytes);
        EXPECT_THROW((void)reader.next(), ProtocolError) << testing::PrintToString(bytes);
    }
}

}  // namespace
}  // namespace gaiku::mqtt
