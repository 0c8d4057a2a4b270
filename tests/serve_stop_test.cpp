#include <fmt/format.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "cli/stop_limit.h"
#include "server/server_for_tests.h"
#include "server/tokens.h"
#include "telemetry/store/folder_for_tests.h"
#include "telemetry/store/registry.h"
#include "telemetry/store/store.h"

// Whoever stops the server waits no longer than it says, whatever it is busy with, and loses nothing that it has
// acknowledged.
namespace gaiku::serve_stop_test {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using Json = nlohmann::json;

/// Work of so long while a stop is requested; returns whether the process would have been left.
bool is_left(std::chrono::milliseconds work, std::chrono::milliseconds longest) {
    std::atomic<bool> told = false, left = false;
    std::stop_source stop;
    const SystemClock clock;
    const CliContext context{stdout, stderr, false, clock, stop.get_token(), [&] { left = told.load(); }};
    const StopLimit limit(context, longest, [&] { told = true; });
    stop.request_stop();
    std::this_thread::sleep_for(work);
    return left;
}

TEST(StopLimit, LeavesWorkThatDoesNotEnd) {
    EXPECT_TRUE(is_left(2s, 50ms));
    EXPECT_FALSE(is_left(10ms, 60s));
}

TEST(StopLimit, IsNoneWhileNobodyStops) {
    bool left = false;
    const SystemClock clock;
    const CliContext context{stdout, stderr, false, clock, {}, [&] { left = true; }};
    {
        const StopLimit limit(context, 1ms, [] {});
        std::this_thread::sleep_for(50ms);
    }
    EXPECT_FALSE(left);
}

/// Of a year with machines that are on or off: minutes of work for the solver.
constexpr const char* scenarios = R"(
scenarios:
  - id: plan
    name: { en: Plan, ja: 計画 }
    change:
      assets:
        cogeneration: { capacity: 1000 kW, minimum_load: 50 % }
        absorption_chiller: { capacity: 1000 kW, minimum_load: 30 % }
  - id: now
    name: { en: Now, ja: 現況 }
    change:
      assets:
        pv: { capacity: 3500 kW, max_capacity: ~ }
        battery: { capacity: 100 kWh, power: 100 kW }
        cogeneration: { capacity: 1000 kW }
        heat_pump: { capacity: 1000 kW }
        electric_chiller: { capacity: 1000 kW }
        absorption_chiller: { capacity: 1000 kW }
        boiler: { capacity: 9000 kW }
        cold_store: { capacity: 1000 kWh }
)";

class ServeStop : public testing::Test {
protected:
    /// The program on a year of hours whose plan takes longer than the stop may.
    void start() {
        const std::filesystem::path of_case = std::string(GAIKU_SOURCE_DIR) + "/cases/peers/annual_district";
        std::filesystem::copy_file(of_case / "series.csv", folder_.path() / "series.csv");
        const std::string file = (folder_.path() / "district.yaml").string();
        std::ofstream(file) << std::ifstream(of_case / "district.yaml").rdbuf() << scenarios;
        telemetry::DeviceChange meter{.name = "m1"};
        meter.token_hash = server::hash_of(token_);
        telemetry::change_registry(data(), {meter, "test", false});
        child_ = ::fork();
        if (child_ == 0) {
            if (!std::freopen(out().c_str(), "w", stdout)) _exit(99);
            ::execl(GAIKU_PROGRAM, "gaiku", "serve", file.c_str(), "--data", data().c_str(), "--listen", "127.0.0.1:0",
                    "--lang", "en", nullptr);
            _exit(99);
        }
        for (int i = 0; i < 600 && printed().find("first-run/") == std::string::npos; ++i)
            std::this_thread::sleep_for(100ms);
        const std::string text = printed(), before = "listening: http://127.0.0.1:", link = "/#/first-run/";
        ASSERT_NE(text.find(link), std::string::npos) << text;
        port_ = static_cast<std::uint16_t>(std::stoi(text.substr(text.find(before) + before.size())));
        const std::size_t at = text.find(link) + link.size();
        first_run_ = text.substr(at, text.find('\n', at) - at);
    }
    void TearDown() override {
        if (child_ > 0) ::kill(child_, SIGKILL);
        if (child_ > 0) ::waitpid(child_, nullptr, 0);
    }
    std::string data() const { return (folder_.path() / "store").string(); }
    std::string out() const { return (folder_.path() / "out").string(); }
    std::string printed() const {
        std::stringstream text;
        text << std::ifstream(out()).rdbuf();
        return text.str();
    }
    std::string ask(const std::string& line, const std::string& headers, const std::string& body) const {
        return server::test::exchange(
            port_, line + " HTTP/1.1\r\nHost: t\r\nConnection: close\r\nContent-Type: application/json\r\n" + headers +
                       "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    }
    /// The headers of who has signed in.
    std::string sign_in() const {
        const std::string answer =
            ask("POST /api/v1/first-run", "",
                Json{{"token", first_run_}, {"user", "root"}, {"password", "correct horse battery"}}.dump());
        const std::size_t cookie = answer.find("gaiku_session=");
        EXPECT_NE(cookie, std::string::npos) << answer;
        if (cookie == std::string::npos) return {};
        const Json session = Json::parse(answer.substr(answer.find("\r\n\r\n") + 4));
        return "Cookie: " + answer.substr(cookie, answer.find(';', cookie) - cookie) +
               "\r\nX-CSRF-Token: " + session.at("csrf").get<std::string>() + "\r\n";
    }
    void begin_a_plan() const {
        const std::string who = sign_in(), question = R"({"scenario": "plan"})";
        const std::string answer = ask("POST /api/v1/what-if", who, question);
        ASSERT_TRUE(answer.starts_with("HTTP/1.1 202")) << answer;
        std::this_thread::sleep_for(3s);
        const std::string still = ask("POST /api/v1/what-if", who, question);
        ASSERT_TRUE(still.starts_with("HTTP/1.1 202")) << "the solver runs; " << still;
    }
    std::string send(int value) const {
        return ask("POST /api/v1/readings", "Authorization: Bearer " + token_ + "\r\n",
                   Json{{"channel", "power"}, {"time", fmt::format("2026-11-28T00:{:02}:00Z", value)}, {"value", value}}
                       .dump());
    }
    /// Seconds until it had ended, and how.
    double wait(int& status) {
        const auto began = Clock::now();
        ::waitpid(child_, &status, 0);
        child_ = -1;
        return std::chrono::duration<double>(Clock::now() - began).count();
    }

    telemetry::test::TemporaryFolder folder_;
    std::string token_ = server::new_token("m1"), first_run_;
    pid_t child_ = -1;
    std::uint16_t port_ = 0;
};

TEST_F(ServeStop, EndsWithinItsLimitWhileAPlanIsUnderWayAndKeepsWhatItAcknowledged) {
    ASSERT_NO_FATAL_FAILURE(start());
    ASSERT_NO_FATAL_FAILURE(begin_a_plan());
    std::size_t acknowledged = 0;
    for (; acknowledged < 20; ++acknowledged) {
        const std::string answer = send(static_cast<int>(acknowledged));
        ASSERT_TRUE(answer.starts_with("HTTP/1.1 200")) << answer;
    }
    ::kill(child_, SIGTERM);
    int status = 0;
    const double seconds = wait(status);
    RecordProperty("seconds", std::to_string(seconds));
    EXPECT_LT(seconds, 12) << "10 s, and two for a machine that is busy with other tests";
    EXPECT_TRUE(WIFEXITED(status)) << status;
    telemetry::Store store(data());
    EXPECT_EQ(store.raw({"m1", "power"}, 0, std::numeric_limits<telemetry::TimeMs>::max()).size(), acknowledged);
}

TEST_F(ServeStop, TheSecondSignalEndsItAtOnce) {
    ASSERT_NO_FATAL_FAILURE(start());
    ASSERT_NO_FATAL_FAILURE(begin_a_plan());
    ::kill(child_, SIGTERM);
    std::this_thread::sleep_for(20ms);
    ::kill(child_, SIGTERM);
    int status = 0;
    EXPECT_LT(wait(status), 1);
}

}  // namespace
}  // namespace gaiku::serve_stop_test
