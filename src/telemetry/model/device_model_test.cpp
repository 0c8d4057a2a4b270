#include "telemetry/model/device_model.h"

#include <date/tz.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/embedded.h"
#include "telemetry/time_text.h"

namespace gaiku::telemetry {
namespace {

const Reception arrival{1'795'824'000'000, date::locate_zone("Asia/Tokyo")};

TEST(DeviceModels, EveryShippedFileIsRightAndHasAMessageOfARealDevice) {
    ASSERT_GE(embedded::device_models().size(), 6U);
    for (const auto& file : embedded::device_models()) {
        Findings findings;
        const std::string id(file.name.substr(0, file.name.rfind('.')));
        EXPECT_TRUE(read_device_model(file.bytes, id, findings)) << file.name;
        for (const auto& finding : findings.all()) ADD_FAILURE() << print_finding(finding, Language::en);
        EXPECT_TRUE(std::filesystem::exists(std::string(GAIKU_SOURCE_DIR "/cases/device_models/") + id + ".json"))
            << id;
    }
}

/// What people published of their devices gives what they say they measured.
TEST(DeviceModels, PublishedMessagesGiveTheirReadings) {
    for (const DeviceModel& model : shipped_device_models()) {
        std::ifstream file(GAIKU_SOURCE_DIR "/cases/device_models/" + model.id + ".json");
        for (const auto& one : nlohmann::json::parse(file)) {
            SCOPED_TRACE(model.id + " " + one["topic"].get<std::string>());
            const DeviceModel::Message* message = model.message(one["topic"].get<std::string>());
            ASSERT_NE(message, nullptr);
            Batch batch;
            ASSERT_FALSE(decode_with_model(*message, one["payload"].dump(), "d1", arrival, batch));
            EXPECT_TRUE(batch.refused.empty());
            const TimeMs time = one.contains("time") ? *parse_time(one["time"].get<std::string>()) : arrival.received;
            std::map<std::string, double> is;
            for (const auto& column : batch.columns) {
                ASSERT_EQ(column.samples.size(), 1U);
                EXPECT_EQ(column.samples[0].time, time);
                is[column.channel] = column.samples[0].value;
            }
            EXPECT_EQ(is, (one["readings"].get<std::map<std::string, double>>()));
        }
    }
}

/// A device that sends its own clock, in a town with daylight saving: what came late counts when it was measured.
TEST(DeviceModels, LocalTimeHasTheOffsetOfItsOwnMoment) {
    const DeviceModel& model = *shipped_device_model("tasmota_energy");
    const auto stored = [&](const char* local, const char* received) {
        Batch batch;
        const std::string body = std::string(R"({"Time":")") + local + R"(","ENERGY":{"Total":10.1}})";
        const Reception there{*parse_time(received), date::locate_zone("Europe/Berlin")};
        EXPECT_FALSE(decode_with_model(*model.message("tele/SENSOR"), body, "d1", there, batch));
        return batch.columns.size() == 1 ? batch.columns[0].samples.at(0).time : TimeMs{0};
    };
    // Said in summer, and heard in winter, after a day without a broker.
    EXPECT_EQ(stored("2026-10-24T12:00:00", "2026-10-25T12:00:00Z"), *parse_time("2026-10-24T10:00:00Z"));
    EXPECT_EQ(stored("2026-10-25T12:00:00", "2026-10-25T12:00:00Z"), *parse_time("2026-10-25T11:00:00Z"));
    // The hour that comes twice, each time heard at once.
    EXPECT_EQ(stored("2026-10-25T02:30:00", "2026-10-25T00:30:01Z"), *parse_time("2026-10-25T00:30:00Z"));
    EXPECT_EQ(stored("2026-10-25T02:30:00", "2026-10-25T01:30:01Z"), *parse_time("2026-10-25T01:30:00Z"));
    // The hour that is left out: a clock that was not put forward yet.
    EXPECT_EQ(stored("2026-03-29T02:30:00", "2026-03-29T01:30:01Z"), *parse_time("2026-03-29T01:30:00Z"));
}

TEST(DeviceModels, AMessageThatIsNoneIsToldAndAMissingValueIsNoReading) {
    const DeviceModel& model = *shipped_device_model("shelly_1pm_mini_gen3");
    Batch batch;
    EXPECT_TRUE(decode_with_model(model.messages[0], "[]", "d1", arrival, batch));
    EXPECT_TRUE(decode_with_model(model.messages[0], "{", "d1", arrival, batch));
    EXPECT_FALSE(decode_with_model(model.messages[0], R"({"apower":"much","output":true})", "d1", arrival, batch));
    ASSERT_EQ(batch.refused.size(), 1U);
    EXPECT_EQ(batch.refused.kept()[0].code, "bad-value");
    EXPECT_EQ(batch.columns.size(), 1U);
}

TEST(DeviceModels, AFileThatIsWrongHasFindings) {
    const auto code = [](const char* yaml) {
        Findings findings;
        EXPECT_FALSE(read_device_model(yaml, "mine", findings));
        return findings.empty() ? std::string() : findings.all()[0].code;
    };
    const std::string head = "name: meter\nsource: manual\nmessages:\n  - values:\n      - ";
    EXPECT_EQ(code((head + "{channel: energi, path: e, unit: kWh}").c_str()), "unknown-reference");
    EXPECT_EQ(code((head + "{channel: power, path: e, unit: kWh}").c_str()), "wrong-unit");
    EXPECT_EQ(code((head + "{channel: power, unit: W}").c_str()), "missing-key");
    EXPECT_EQ(code("name: meter\nsource: manual\n"), "missing-key");
    EXPECT_EQ(code("messages: ["), "yaml-syntax");
}

}  // namespace
}  // namespace gaiku::telemetry
