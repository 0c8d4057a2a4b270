#include <fmt/format.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

// Whoever stops a plan, or has it killed, must not be left with half a result: the program itself is run and stopped.
namespace gaiku::stop_test {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// Solved at once, with a year of hours to write.
constexpr const char* quick_year = R"(gaiku: 1
district: { id: year, name: { en: A year, ja: 一年 } }
demands:
  all: { carrier: electricity, power: 10 kW }
assets:
  grid: { technology: grid_connection, capacity: unlimited, price: 20 yen/kWh }
plan: { method: network }
economics: { cost_basis: yearly }
)";

class Stop : public testing::Test {
protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / fmt::format("gaiku-stop-{}", ::getpid());
        fs::remove_all(folder_);
        fs::create_directories(folder_ / "out");
        std::ofstream(folder_ / "quick.yaml") << quick_year;
        write_old();
    }
    void write_old() const {
        for (const char* name : {"plan.json", "hourly.csv"}) std::ofstream(folder_ / "out" / name) << "old";
    }
    void TearDown() override { fs::remove_all(folder_); }

    [[nodiscard]] pid_t start(const std::string& file) const {
        const pid_t child = ::fork();
        if (child != 0) return child;
        const std::string out = (folder_ / "out").string();
        if (!std::freopen((folder_ / "err").c_str(), "w", stderr) || !std::freopen("/dev/null", "w", stdout)) _exit(99);
        // The staged solver would have a year done before it can be stopped.
        const char* solver = file == slow() ? "piqp" : "highs";
        ::execl(GAIKU_PROGRAM, "gaiku", "plan", file.c_str(), "--out", out.c_str(), "--lang", "en", "--solver", solver,
                nullptr);
        _exit(99);
    }
    [[nodiscard]] std::string quick() const { return (folder_ / "quick.yaml").string(); }
    [[nodiscard]] static std::string slow() {
        return std::string(GAIKU_SOURCE_DIR) + "/cases/peers/annual_district/district.yaml";
    }
    /// 128 + the signal that ended it, as a shell says it.
    static int code_of(pid_t child) {
        int status = 0;
        ::waitpid(child, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    [[nodiscard]] std::string content(const std::string& name) const {
        std::stringstream text;
        text << std::ifstream(folder_ / name).rdbuf();
        return text.str();
    }
    [[nodiscard]] int parts() const {
        int count = 0;
        for (const auto& entry : fs::directory_iterator(folder_ / "out"))
            count += entry.path().extension() == ".part" ? 1 : 0;
        return count;
    }
    /// Waits until the child is writing; false where it had ended before that was seen.
    [[nodiscard]] bool is_writing(pid_t child) const {
        while (parts() == 0) {
            siginfo_t info{};
            if (::waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid != 0)
                return false;
        }
        return true;
    }
    /// Sends `signal` to a child that is writing. It is a race, so it is run again until it was in time.
    [[nodiscard]] int code_when_writing(int signal) const {
        for (int attempt = 0; attempt < 50; ++attempt) {
            write_old();  // an attempt that came too late has written everything
            const pid_t child = start(quick());
            if (!is_writing(child)) {
                code_of(child);
                continue;
            }
            ::kill(child, signal);
            return code_of(child);
        }
        return -1;
    }
    void expect_old() const {
        EXPECT_TRUE(content("out/plan.json") == "old");
        EXPECT_TRUE(content("out/hourly.csv") == "old");
    }

    fs::path folder_;
};

TEST_F(Stop, CtrlCDuringASolveEndsItSoonAndLeavesTheOldResults) {
    for (const auto& [signal, code] : {std::pair{SIGINT, 130}, {SIGTERM, 143}}) {
        const pid_t child = start(slow());
        std::this_thread::sleep_for(std::chrono::milliseconds(1000));
        const auto sent = Clock::now();
        ::kill(child, signal);
        EXPECT_EQ(code_of(child), code);
        // A second for what cannot be interrupted, the rest for a machine that is busy with other tests.
        EXPECT_LT(Clock::now() - sent, std::chrono::seconds(5));
        EXPECT_EQ(content("err"), "stopped; no result was written\n");
        expect_old();
        EXPECT_EQ(parts(), 0);
    }
}

TEST_F(Stop, KillDuringASolveLeavesTheOldResults) {
    const pid_t child = start(slow());
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    ::kill(child, SIGKILL);
    EXPECT_EQ(code_of(child), 128 + SIGKILL);
    expect_old();
    EXPECT_EQ(parts(), 0);
}

TEST_F(Stop, CtrlCWhileWritingLeavesTheOldOrTheNewWhole) {
    const int code = code_when_writing(SIGINT);
    EXPECT_EQ(parts(), 0);
    if (code == 130) {
        expect_old();
    } else {
        EXPECT_EQ(code, 0) << "it came too late: everything was written";
        EXPECT_TRUE(nlohmann::json::accept(content("out/plan.json")));
        EXPECT_NE(content("out/hourly.csv"), "old");
    }
}

TEST_F(Stop, WhatAKilledProcessLeftGoesWithTheNextPlan) {
    ASSERT_EQ(code_when_writing(SIGKILL), 128 + SIGKILL);
    for (const char* name : {"out/plan.json", "out/hourly.csv"})
        EXPECT_TRUE(content(name) == "old" || content(name).size() > 1000) << name << " is neither old nor new";
    EXPECT_EQ(code_of(start(quick())), 0);
    EXPECT_EQ(parts(), 0);
    EXPECT_TRUE(nlohmann::json::accept(content("out/plan.json")));
}

}  // namespace
}  // namespace gaiku::stop_test
