#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "cli/cli.h"

namespace gaiku::virtual_command_test {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

const std::string kashiwanoha = std::string(GAIKU_SOURCE_DIR) + "/examples/kashiwanoha/9-kashiwanoha.yaml";

std::string text_of(std::FILE* file) {
    std::string text;
    std::rewind(file);
    for (int c = std::fgetc(file); c != EOF; c = std::fgetc(file)) text += static_cast<char>(c);
    std::fclose(file);
    return text;
}

struct Outcome {
    int code = -1;
    std::string out, err;
};

Outcome gaiku(std::vector<std::string> words, const std::stop_token& stop = {}) {
    words.insert(words.begin(), {"gaiku", "--lang", "en"});
    std::vector<const char*> arguments;
    for (const auto& word : words) arguments.push_back(word.c_str());
    const SystemClock clock;
    std::FILE* out = std::tmpfile();
    std::FILE* err = std::tmpfile();
    Outcome outcome;
    outcome.code = run_cli(static_cast<int>(arguments.size()), arguments.data(), {out, err, false, clock, stop});
    outcome.out = text_of(out);
    outcome.err = text_of(err);
    return outcome;
}

class VirtualCommand : public testing::Test {
protected:
    VirtualCommand() : folder_(fs::path(testing::TempDir()) / ("gaiku-virtual-" + std::to_string(getpid()))) {
        fs::create_directories(folder_);
        std::stringstream text;
        text << std::ifstream(kashiwanoha).rdbuf();
        std::string few = text.str();
        const std::string there = "households: 2000";
        few.replace(few.find(there), there.size(), "households: 12");
        std::ofstream(folder_ / "few.yaml") << few;
        const fs::path map = fs::path(kashiwanoha).replace_extension(".geojson");
        fs::copy_file(map, folder_ / map.filename(), fs::copy_options::overwrite_existing);
    }
    ~VirtualCommand() override { fs::remove_all(folder_); }
    std::string path(const char* name) const { return (folder_ / name).string(); }

    fs::path folder_;
};

TEST_F(VirtualCommand, RunsADistrictAtItsOwnBrokerByTls) {
    std::stop_source stop;
    const std::string port = std::to_string(20'000 + getpid() % 20'000);  // of several test programs at once
    Outcome broker;
    std::thread running([&] {
        broker =
            gaiku({"broker", path("few.yaml"), "--dir", path("broker"), "--tls", "--port", port}, stop.get_token());
    });
    for (int i = 0; i < 100 && !fs::exists(folder_ / "broker" / "mosquitto.log"); ++i)
        std::this_thread::sleep_for(50ms);
    const std::vector<std::string> command = {"virtual",       path("few.yaml"),
                                              "--broker",      "localhost:" + port,
                                              "--ca",          path("broker/ca.pem"),
                                              "--credentials", path("broker/credentials.csv"),
                                              "--speed",       "3600",
                                              "--from",        "2026-11-28T00:00+09:00",
                                              "--for",         "1 h",
                                              "--counters",    path("counters.csv")};
    const Outcome run = gaiku(command);
    EXPECT_EQ(run.code, 0) << run.err;
    EXPECT_THAT(run.err, testing::HasSubstr("to 2026-11-27T16:00:00Z, 60 steps: sent "));
    std::stringstream counters;
    counters << std::ifstream(path("counters.csv")).rdbuf();
    EXPECT_THAT(counters.str(), testing::HasSubstr("\n2026-11-27T15:00:00Z,homes.0001,energy_import,"));
    EXPECT_THAT(counters.str(), testing::HasSubstr("\n2026-11-27T16:00:00Z,homes.0012,energy_import,"));

    std::vector<std::string> stranger = command;
    std::ofstream(path("other.csv")) << "user,password\nhomes.0001,x\n";
    stranger[7] = path("other.csv");
    EXPECT_EQ(gaiku(stranger).code, 2) << "devices without a password";
    stop.request_stop();
    running.join();
    EXPECT_EQ(broker.code, 0) << broker.err;
    EXPECT_THAT(broker.out, testing::HasSubstr("broker: 127.0.0.1:" + port));
}

TEST_F(VirtualCommand, WhatIsWrongIsNamedBeforeAnythingIsSent) {
    for (const auto& [words, expected] : std::vector<std::pair<std::vector<std::string>, std::string>>{
             {{"--scenario", "interchnge"}, "did you mean: interchange"},
             {{"--step", "7 min"}, "whole minutes that divide a day"},
             {{"--step", "15 min", "--interval", "20 min"}, "a whole number of steps"},
             {{"--from", "yesterday"}, "a time with its zone"},
             {{"--from", "2026-11-28T00:00:30Z"}, "at which a step begins"},
             {{"--for", "30"}, "write it with its unit"},
             {{"--broker", "localhost"}, "HOST:PORT"},
             {{"--credentials", "/nowhere.csv"}, "/nowhere.csv"},
             {{"--fault", "silense"}, "did you mean: silence"},
             {{"--fault", "silence,device=nobody"}, "a device of the district"}}) {
        std::vector<std::string> all{"virtual", path("few.yaml")};
        all.insert(all.end(), words.begin(), words.end());
        const Outcome outcome = gaiku(all);
        EXPECT_EQ(outcome.code, 2) << words.back();
        EXPECT_THAT(outcome.err, testing::HasSubstr(expected));
    }
    const auto kept = [&](const char* name, const std::string& time, const std::string& device) {
        std::ofstream(path(name)) << R"({"gaiku_virtual":1,"seed":7,"level_kwh":{},"time":")" << time
                                  << R"(","registers":{")" << device << R"(":{"energy_import":{"wh":5,"rest_wh":0}}}})";
        return path(name);
    };
    const std::string good = kept("good.json", "2026-11-28T00:10:00Z", "homes.0001");
    for (const auto& [words, expected] : std::vector<std::pair<std::vector<std::string>, std::string>>{
             {{"--state", good}, "7, the seed of"},
             {{"--seed", "7", "--state", good, "--step", "15 min"}, "2026-11-28T00:10:00Z"},
             {{"--seed", "7", "--state", good, "--fault", "reset,device=homes.0001"}, "that a device remembers"},
             {{"--seed", "7", "--state", kept("other.json", "2026-11-28T00:00:00Z", "x")}, "of this district"},
             {{"--state", path("few.yaml")}, "state of a virtual district"}}) {
        std::vector<std::string> all{"virtual", path("few.yaml")};
        all.insert(all.end(), words.begin(), words.end());
        const Outcome outcome = gaiku(all);
        EXPECT_EQ(outcome.code, 2) << words.back();
        EXPECT_THAT(outcome.err, testing::HasSubstr(expected));
    }
    EXPECT_EQ(gaiku({"virtual", path("few.yaml"), "--speed", "0"}).code, 2);
    const Outcome microgrid =
        gaiku({"virtual", std::string(GAIKU_SOURCE_DIR) + "/examples/microgrid/1-suburb-rooftop-pv.yaml"});
    EXPECT_EQ(microgrid.code, 2);
    EXPECT_THAT(microgrid.err, testing::HasSubstr("method: network"));
    const Outcome sized =
        gaiku({"virtual", std::string(GAIKU_SOURCE_DIR) + "/examples/network/6-station-district.yaml"});
    EXPECT_EQ(sized.code, 2);
    EXPECT_THAT(sized.err, testing::HasSubstr("what runs is built already"));
}

}  // namespace
}  // namespace gaiku::virtual_command_test
