#include "telemetry/model/device_model.h"

#include <date/tz.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/embedded.h"
#include "telemetry/model/device_models.h"
#include "telemetry/store/folder_for_tests.h"
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
        EXPECT_TRUE(std::filesystem::exists(std::string(GAIKU_SOURCE_DIR) + "/cases/device_models/" + id + ".json"))
            << id;
    }
}

/// What people published of their devices gives what they say they measured.
TEST(DeviceModels, PublishedMessagesGiveTheirReadings) {
    for (const DeviceModel& model : shipped_device_models()) {
        std::ifstream file(std::string(GAIKU_SOURCE_DIR) + "/cases/device_models/" + model.id + ".json");
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

/// A day without a broker, and the end of daylight saving in it: the hour that came twice, in the order it was sent.
TEST(DeviceModels, ABacklogOfTheHourThatComesTwiceIsToldApartByItsOrder) {
    const DeviceModel& model = *shipped_device_model("tasmota_energy");
    Reception there{*parse_time("2026-10-25T18:00:00Z"), date::locate_zone("Europe/Berlin")};
    std::vector<std::string> stored;
    for (const char* local : {"01:30", "02:00", "02:30", "02:00", "02:30", "03:00"}) {
        Batch batch;
        const std::string body = std::string(R"({"Time":"2026-10-25T)") + local + R"(:00","ENERGY":{"Total":10.1}})";
        EXPECT_FALSE(decode_with_model(*model.message("tele/SENSOR"), body, "d1", there, batch));
        there.previous = batch.columns.at(0).samples.at(0).time;
        stored.push_back(print_time(there.previous));
    }
    EXPECT_THAT(stored, ::testing::ElementsAre("2026-10-24T23:30:00Z", "2026-10-25T00:00:00Z", "2026-10-25T00:30:00Z",
                                               "2026-10-25T01:00:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:00:00Z"));
}

/// After a server was away, or restarted: what the broker has kept is told apart by its order also while the second
/// hour is there, and only what it gives at once is of this moment.
TEST(DeviceModels, WhatMayHaveWaitedIsNotTakenForTheSecondHour) {
    const DeviceModel& model = *shipped_device_model("tasmota_energy");
    const auto stored = [&](const char* local, const char* previous, bool waited) {
        Reception there{*parse_time("2026-10-25T01:12:00Z"), date::locate_zone("Europe/Berlin")};
        there.previous = *parse_time(previous);
        there.waited = waited;
        Batch batch;
        const std::string body = std::string(R"({"Time":"2026-10-25T)") + local + R"(:00","ENERGY":{"Total":10.1}})";
        EXPECT_FALSE(decode_with_model(*model.message("tele/SENSOR"), body, "d1", there, batch));
        return print_time(batch.columns.at(0).samples.at(0).time);
    };
    EXPECT_EQ(stored("02:10", "2026-10-25T00:05:00Z", true), "2026-10-25T00:10:00Z");
    EXPECT_EQ(stored("02:10", "2026-10-25T00:05:00Z", false), "2026-10-25T01:10:00Z");
    EXPECT_EQ(stored("02:10", "2026-10-25T01:05:00Z", true), "2026-10-25T01:10:00Z");
}

/// The last message of a device that is long gone, given to a server that has just come, would be a reading of now.
TEST(DeviceModels, WhatTheBrokerRetainsIsNoReadingWithoutATime) {
    Reception kept = arrival;
    kept.retained = true;
    Batch batch;
    EXPECT_FALSE(decode_with_model(shipped_device_model("shelly_1pm_mini_gen3")->messages[0], R"({"apower":12.5})",
                                   "d1", kept, batch));
    EXPECT_TRUE(batch.columns.empty());
    EXPECT_FALSE(decode_with_model(*shipped_device_model("tasmota_energy")->message("tele/SENSOR"),
                                   R"({"Time":"2025-11-28T00:00:00","ENERGY":{"Total":10.1}})", "d1", kept, batch));
    EXPECT_EQ(batch.columns.size(), 1U);
}

/// A message of an interval that has left its time out.
TEST(DeviceModels, AnIntervalWithoutItsTimeIsRefused) {
    Findings findings;
    const auto model = read_device_model(
        "name: meter\nsource: manual\nmessages:\n  - time: at\n    values:\n"
        "      - {channel: energy_import_interval, path: e, unit: kWh}\n      - {channel: power, path: p, unit: kW}\n",
        "mine", findings);
    ASSERT_TRUE(model);
    Batch batch;
    EXPECT_FALSE(decode_with_model(model->messages[0], R"({"e":1,"p":2})", "d1", arrival, batch));
    ASSERT_EQ(batch.refused.size(), 1U);
    EXPECT_EQ(batch.refused.kept()[0].code, "bad-time");
    ASSERT_EQ(batch.columns.size(), 1U);
    EXPECT_EQ(batch.columns[0].channel, "power");
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
    EXPECT_EQ(code((head + "{channel: power, path: e, unit: W}\n      - {channel: power, path: f, unit: W}").c_str()),
              "duplicate-key");
    // By the time of its arrival an interval that comes twice would count twice.
    EXPECT_EQ(code((head + "{channel: energy_import_interval, path: e, unit: kWh}").c_str()), "missing-key");
    EXPECT_EQ(code("name: meter\nsource: manual\n"), "missing-key");
    EXPECT_EQ(code("messages: ["), "yaml-syntax");
    EXPECT_EQ(code("# nothing\n"), "file-empty");
    Findings empty;
    (void)read_device_model("", "mine", empty);
    EXPECT_THAT(empty.all().at(0).fix.en, ::testing::HasSubstr("Device models"));
}

/// Meters that publish numbered registers: by number in a map, by place in a list.
TEST(DeviceModels, RegistersAreFoundByTheirNumber) {
    Findings findings;
    const auto model = read_device_model(
        "name: meter\nsource: manual\nmessages:\n  - values:\n"
        "      - {channel: energy_import, register: 2, unit: Wh, factor: 10}\n"
        "      - {channel: power, path: more.inputs, register: 30001, unit: W, factor: -1}\n",
        "mine", findings);
    ASSERT_TRUE(model);
    const auto values = [&](const char* body) {
        Batch batch;
        EXPECT_FALSE(decode_with_model(model->messages[0], body, "d1", arrival, batch)) << body;
        std::map<std::string, double> all;
        for (const auto& column : batch.columns) all[column.channel] = column.samples.at(0).value;
        return all;
    };
    using Values = std::map<std::string, double>;
    EXPECT_EQ(values("[1, null, 1234]"), (Values{{"energy_import", 12.34}}));
    EXPECT_EQ(values("[1, 2]"), Values{});
    EXPECT_EQ(values(R"({"2":1234,"more":{"inputs":{"30001":500}}})"),
              (Values{{"energy_import", 12.34}, {"power", -0.5}}));
    EXPECT_EQ(values(R"({"02":1234,"more":[]})"), Values{});
}

/// Gateways that pass on what Modbus has: words of 16 bits.
TEST(DeviceModels, WordsOfSixteenBitsArePutTogether) {
    Findings findings;
    const auto model = read_device_model(
        "name: meter\nsource: manual\nmessages:\n  - values:\n"
        "      - {channel: energy_import, register: 10, holds: uint32, unit: Wh}\n"
        "      - {channel: energy_export, register: 12, holds: uint32, words: low_first, unit: Wh}\n"
        "      - {channel: power, register: 14, holds: int16, unit: W}\n"
        "      - {channel: power.l1, register: 16, holds: int32, unit: W}\n"
        "      - {channel: voltage, register: 18, holds: float32, unit: V}\n",
        "mine", findings);
    ASSERT_TRUE(model);
    const auto decoded = [&](const char* body) {
        Batch batch;
        EXPECT_FALSE(decode_with_model(model->messages[0], body, "d1", arrival, batch)) << body;
        return batch;
    };
    std::map<std::string, double> all;
    // 0x0001E240 = 123456; 0xFFFE = -2; 0x43668000 = 230.5.
    for (const auto& column : decoded(R"({"10":1,"11":57920,"12":57920,"13":1,"14":65534,"16":65535,"17":65534,)"
                                      R"("18":17254,"19":32768})")
                                  .columns)
        all[column.channel] = column.samples.at(0).value;
    EXPECT_EQ(all, (std::map<std::string, double>{{"energy_import", 123.456},
                                                  {"energy_export", 123.456},
                                                  {"power", -0.002},
                                                  {"power.l1", -0.002},
                                                  {"voltage", 230.5}}));
    EXPECT_EQ(decoded(R"({"14":-2})").columns.at(0).samples.at(0).value, -0.002);
    // Half of a value, a word that is none: refused, and nothing made up.
    for (const char* wrong : {R"({"10":1})", R"({"10":1,"11":65536})", R"({"10":0.5,"11":1})", R"({"14":"x"})"}) {
        const Batch batch = decoded(wrong);
        EXPECT_TRUE(batch.columns.empty()) << wrong;
        ASSERT_EQ(batch.refused.size(), 1U) << wrong;
        EXPECT_EQ(batch.refused.kept()[0].code, "bad-value") << wrong;
    }
    Findings without;
    EXPECT_FALSE(
        read_device_model("name: m\nsource: s\nmessages:\n  - values:\n"
                          "      - {channel: power, path: p, holds: int16, unit: W}\n",
                          "mine", without));
    ASSERT_EQ(without.all().size(), 1U);
    EXPECT_EQ(without.all()[0].code, "missing-key");
}

TEST(DeviceModels, HeatInJoulesIsHeatInKilowattHours) {
    Findings findings;
    const auto model = read_device_model(
        "name: meter\nsource: manual\nmessages:\n  - values:\n      - {channel: heat_hot_water, path: e, unit: GJ}\n",
        "mine", findings);
    ASSERT_TRUE(model);
    Batch batch;
    EXPECT_FALSE(decode_with_model(model->messages[0], R"({"e":3.6})", "d1", arrival, batch));
    EXPECT_EQ(batch.columns.at(0).samples.at(0).value, 1000);
}

/// One's own files beside the shipped ones: each finding names file and line, and a sound file counts all the same.
TEST(DeviceModels, AFolderOfOnesOwnIsReadAndWhatIsWrongIsFound) {
    const test::TemporaryFolder folder;
    const std::string head = "name: meter\nsource: manual\nmessages:\n  - values:\n      - ";
    const std::string good = head + "{channel: power, path: p, unit: W}\n";
    const auto write = [&](const std::string& name, const std::string& text) {
        std::ofstream(folder.path() / name) << text;
    };
    write("good.yaml", good);
    write("notes.txt", "not a model");
    Findings none;
    const DeviceModels models(folder.path(), none);
    EXPECT_TRUE(none.empty());
    ASSERT_NE(models.find("good"), nullptr);
    EXPECT_EQ(models.find("good")->messages.at(0).values.at(0).factor, 1e-3);
    EXPECT_EQ(models.find("shelly_pro_3em"), shipped_device_model("shelly_pro_3em"));
    EXPECT_EQ(models.find("notes"), nullptr);
    EXPECT_THAT(models.names(), ::testing::Contains("good"));

    write("bad.yaml", head + "{channel: power, path: p, unit: kWh}\n");
    write("nowhere.yaml", head + "{channel: power, unit: W}\n");
    write("shelly_pro_3em.yaml", good);
    write("two.yaml", good + "  - values: [{channel: power.l1, path: p, unit: W}]\n");
    write("no name.yaml", good);
    Findings findings;
    const DeviceModels with(folder.path(), findings);
    std::map<std::string, std::string> codes;
    for (const Finding& finding : findings.all()) {
        codes[std::filesystem::path(finding.position.file).filename()] = finding.code;
        EXPECT_FALSE(finding.expected.en.empty() || finding.expected.ja.empty() || finding.fix.en.empty());
        if (finding.code == "wrong-unit") {
            EXPECT_EQ(finding.position.line, 5);
            EXPECT_EQ(finding.value, "kWh");
            EXPECT_THAT(finding.path, ::testing::HasSubstr("unit"));
        }
    }
    EXPECT_EQ(codes, (std::map<std::string, std::string>{{"bad.yaml", "wrong-unit"},
                                                         {"no name.yaml", "not-an-id"},
                                                         {"nowhere.yaml", "missing-key"},
                                                         {"shelly_pro_3em.yaml", "duplicate-key"},
                                                         {"two.yaml", "duplicate-key"}}));
    EXPECT_NE(with.find("good"), nullptr);
    EXPECT_EQ(with.find("shelly_pro_3em"), shipped_device_model("shelly_pro_3em"));
    Findings missing;
    const DeviceModels nothing(folder.path() / "gone", missing);
    ASSERT_EQ(missing.all().size(), 1U);
    EXPECT_EQ(missing.all()[0].code, "file-not-readable");
    EXPECT_EQ(models_folder("", folder.path()), "");
    std::filesystem::create_directory(folder.path() / "models");
    EXPECT_EQ(models_folder("", folder.path()), folder.path() / "models");
    EXPECT_EQ(models_folder("mine", folder.path()), "mine");
}

}  // namespace
}  // namespace gaiku::telemetry
