#include "virtual/faulty_line.h"

#include <gtest/gtest.h>

#include "virtual/payload.h"
#include "virtual/time_text.h"

namespace gaiku::field {
namespace {

using namespace std::chrono_literals;

const Instant start = parse_time("2026-11-28T00:00:00Z").value();

std::vector<Device> two_meters() {
    std::vector<Device> devices;
    for (const char* name : {"homes.0001", "homes.0002"}) {
        Device device{name, {}, true};
        device.add({"energy_import", true}, 1'000'000);
        device.add({"power"});
        devices.push_back(device);
    }
    return devices;
}

/// What homes.0001 publishes in the first hours, a message a half-hour, 500 Wh each; "hour:minute register" by the
/// device's clock, in the order in which they are sent.
std::vector<std::string> wire(const std::string& spec, int half_hours = 6) {
    const auto devices = two_meters();
    Findings findings;
    const auto fault = parse_fault(spec, start, findings);
    EXPECT_TRUE(fault) << spec;
    FaultyLine line({*fault}, devices);
    std::vector<std::string> sent;
    int others = 0;
    for (int i = 1; i <= half_hours; ++i) {
        const Instant now = start + i * 30min;
        std::vector<Frame> frames;
        for (const std::size_t device : {0U, 1U})
            frames.push_back({device, now, now.time_since_epoch().count(), {1'000'000 + 500 * i, 1000}});
        for (const Frame& frame : line.send(frames, now)) {
            others += frame.device == 1 ? 1 : 0;
            if (frame.device == 0)
                sent.push_back(print_time(frame.time).substr(11, 5) + " " + print_thousandths(frame.thousandths[0]));
        }
    }
    EXPECT_EQ(others, half_hours) << "the other device has no fault";
    return sent;
}

using Sent = std::vector<std::string>;

TEST(Fault, SilenceLeavesAGap) {
    EXPECT_EQ(wire("silence,device=homes.0001,at=1 h,for=1 h"),
              (Sent{"00:30 1000.5", "02:00 1002", "02:30 1002.5", "03:00 1003"}));
}

TEST(Fault, AFrozenDeviceRepeatsItsLastValues) {
    EXPECT_EQ(wire("frozen,device=homes.0001,at=1 h,for=1 h", 5),
              (Sent{"00:30 1000.5", "01:00 1000.5", "01:30 1000.5", "02:00 1002", "02:30 1002.5"}));
}

TEST(Fault, AClockThatJumpsShiftsTheTimesOfReadings) {
    EXPECT_EQ(wire("clock,device=homes.0001,at=2026-11-28T10:30+09:00,for=1 h,by=-3 h", 5),
              (Sent{"00:30 1000.5", "01:00 1001", "22:30 1001.5", "23:00 1002", "02:30 1002.5"}));
}

TEST(Fault, AResetRegisterCountsOnFromItsLastReading) {
    EXPECT_EQ(wire("reset,device=homes.0001,at=80 min", 4),
              (Sent{"00:30 1000.5", "01:00 1001", "01:30 0.5", "02:00 1"}));
}

TEST(Fault, ARegisterRollsOverAtItsWidth) {
    EXPECT_EQ(wire("rollover,device=homes.0001,by=1.2 kWh", 4),
              (Sent{"00:30 99999.3", "01:00 99999.8", "01:30 0.3", "02:00 0.8"}));
}

TEST(Fault, DuplicatesAreSentTwice) {
    EXPECT_EQ(wire("duplicates,device=homes.0001,at=1 h,for=30 min", 3),
              (Sent{"00:30 1000.5", "01:00 1001", "01:00 1001", "01:30 1001.5"}));
}

TEST(Fault, LateMessagesComeLaterWithTheirOwnTimes) {
    EXPECT_EQ(wire("late,device=homes.0001,at=30 min,for=1 h,by=1 h", 5),
              (Sent{"01:30 1001.5", "00:30 1000.5", "02:00 1002", "01:00 1001", "02:30 1002.5"}));
}

TEST(Fault, MessagesOutOfOrderComeLastFirst) {
    EXPECT_EQ(wire("disorder,device=homes.0001,at=30 min,for=150 min", 7),
              (Sent{"02:00 1002", "01:30 1001.5", "01:00 1001", "00:30 1000.5", "03:00 1003", "02:30 1002.5",
                    "03:30 1003.5"}));
}

TEST(Fault, AnOutageIsOfTheWholeDistrict) {
    Findings findings;
    const auto fault = parse_fault("outage,at=6 h,for=4 h", start, findings);
    ASSERT_TRUE(fault);
    const auto devices = two_meters();
    const FaultyLine line({*fault}, devices);
    EXPECT_FALSE(line.grid_out(start + 359min));
    EXPECT_TRUE(line.grid_out(start + 6h));
    EXPECT_FALSE(line.grid_out(start + 10h));
}

TEST(Fault, WhatIsWrongInASpecIsNamed) {
    for (const auto& [spec, code] :
         std::vector<std::pair<std::string, std::string>>{{"", "unknown-reference"},
                                                          {"silense,device=a", "unknown-reference"},
                                                          {"silence,devise=a", "unknown-key"},
                                                          {"silence,device=", "unknown-key"},
                                                          {"silence,at=noon", "not-a-time"},
                                                          {"silence,at=2026-02-30T00:00Z", "not-a-time"},
                                                          {"silence,for=-1 h", "not-a-time"},
                                                          {"silence,for=10", "not-a-time"},
                                                          {"clock,device=a", "missing-key"},
                                                          {"late,by=-1 h", "not-a-time"},
                                                          {"rollover,by=100001 kWh", "not-a-number"},
                                                          {"outage,device=a", "contradiction"}}) {
        Findings findings;
        EXPECT_FALSE(parse_fault(spec, start, findings)) << spec;
        ASSERT_EQ(findings.all().size(), 1u) << spec;
        EXPECT_EQ(findings.all()[0].code, code) << spec;
    }
    Findings findings;
    (void)parse_fault("silense", start, findings);
    EXPECT_EQ(findings.all()[0].suggestion, "silence");
    const auto devices = two_meters();
    const auto nobody = parse_fault("silence,device=home.*", start, findings);
    EXPECT_EQ(FaultyLine({*nobody}, devices).without_device(), std::vector<std::string>{"home.*"});
}

TEST(Fault, NamesWithStars) {
    EXPECT_TRUE(matches("*", "a"));
    EXPECT_TRUE(matches("homes.00*", "homes.0012"));
    EXPECT_TRUE(matches("*charger", "homes.0012.charger"));
    EXPECT_TRUE(matches("h*1*2", "h0112"));
    EXPECT_FALSE(matches("h*1*3", "h0112"));
    EXPECT_FALSE(matches("homes", "homes.0001"));
    EXPECT_FALSE(matches("", "a"));
}

TEST(Payload, IsExactAndAsTheServerReadsIt) {
    const auto devices = two_meters();
    EXPECT_EQ(
        payload(devices[0], {0, start, start.time_since_epoch().count(), {90'000'000'000'123, -1500}}),
        R"({"id":"1795824000","time":"2026-11-28T00:00:00Z","values":{"energy_import":90000000000.123,"power":-1.5}})");
    EXPECT_EQ(print_thousandths(0), "0");
    EXPECT_EQ(print_thousandths(-1), "-0.001");
    EXPECT_EQ(print_thousandths(20'000), "20");
}

TEST(Payload, TimesAreReadWithTheirZone) {
    EXPECT_EQ(print_time(parse_time("2026-11-28T09:00:00+09:00").value()), "2026-11-28T00:00:00Z");
    EXPECT_EQ(print_time(parse_time("2026-11-27T23:30-00:30").value()), "2026-11-28T00:00:00Z");
    for (const char* bad : {"", "2026-11-28", "2026-11-28T00:00", "2026-11-28T24:00Z", "2026-11-28T00:00:61Z",
                            "2026-11-28T00:00Zx", "2026-1-28T00:00Z", "2026-11-28T00:00+9:00"}) {
        EXPECT_FALSE(parse_time(bad)) << bad;
    }
}

}  // namespace
}  // namespace gaiku::field
