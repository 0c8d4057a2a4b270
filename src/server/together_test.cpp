#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <mutex>
#include <set>
#include <thread>

#include "server/in_force_for_tests.h"
#include "server/operation.h"
#include "server/session_for_tests.h"
#include "telemetry/time_text.h"

/// All of a district in operation asked and changed at once, with real sockets: what the thread sanitizer looks at.
namespace gaiku::server::together_test {
namespace {

using telemetry::TimeMs;
using test::good;
using test::Json;

class Together : public testing::Test {
protected:
    void SetUp() override {
        std::filesystem::create_directories(site_ / "plan");
        std::ofstream(site_ / "plan" / "plan.json") << R"({"district":{"id":"one"},"scenarios":[]})";
        const std::string token = new_token("m1");
        telemetry::Device device;
        device.name = "m1";
        device.block = "north";
        device.asset = "grid";
        device.token_hash = hash_of(token);
        store_.put_device(device, "test");
        device_ = "Authorization: Bearer " + token + "\r\n";
        operation_.emplace(*district_.in_force, store_, clock_, Operation::Options{.site = site_.string()});
        http_.emplace(operation_->api(), Listen{.port = 0});
        operation_->set_connections([this] { return http_->connections(); });
        const auto root = exchange("POST", "/api/v1/first-run",
                                   Json{{"token", operation_->first_run(false)}, {"user", "root"}, {"password", good}});
        ASSERT_EQ(root.status(), 200) << root.all;
        root_ = "Cookie: " + root.cookie() + "\r\nX-CSRF-Token: " + root.body().at("csrf").get<std::string>() + "\r\n";
    }
    void TearDown() override {
        operation_->stop();
        http_.reset();
        operation_.reset();
    }

    test::Answered exchange(const std::string& method, const std::string& target, const Json& body = nullptr,
                            const std::string& more = {}) {
        const std::string text = body.is_null() ? "" : body.dump();
        return {test::exchange(http_->port(), method + " " + target + " HTTP/1.1\r\nHost: t\r\nConnection: close\r\n" +
                                                  more + "Content-Type: application/json\r\nContent-Length: " +
                                                  std::to_string(text.size()) + "\r\n\r\n" + text)};
    }
    /// Asks, and notes an answer that the server is to blame for.
    void ask(const std::string& method, const std::string& target, const Json& body, const std::string& who) {
        const auto answer = exchange(method, target, body, who);
        const bool wrong = answer.all.size() < 12 || (answer.status() >= 500 && answer.status() != 503);
        const bool well = !wrong && answer.status() < 300;
        std::unique_lock hold(mutex_);
        if (wrong) wrong_.insert(method + " " + target + ": " + answer.all.substr(0, 40));
        if (well) well_.insert(method + " " + target.substr(0, target.find('?')));
        hold.unlock();
        // Two ask by one token: together below what it may ask in a second, however fast the machine is.
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    /// A block joins, or goes again.
    void put_district(bool joins) {
        const auto now = district_.in_force->now();
        std::string text = test::small_district;
        if (joins) text.replace(text.find("{ north:"), 8, "{ south: { name: South }, north:");
        const std::string who = root_ + "If-Match: \"" + now->tag + "\"\r\n";
        const test::Answered answer{test::exchange(
            http_->port(), "PUT /api/v1/district HTTP/1.1\r\nHost: t\r\nConnection: close\r\n" + who +
                               "Content-Type: application/yaml\r\nContent-Length: " + std::to_string(text.size()) +
                               "\r\n\r\n" + text)};
        const std::scoped_lock hold(mutex_);
        const std::string asked = "PUT /api/v1/district";
        if (answer.status() == 200) well_.insert(asked);
        if (answer.status() != 200)
            wrong_.insert(asked + ": " + answer.all.substr(answer.all.find("\r\n\r\n") + 4, 200));
    }
    /// Listens until it is over.
    void listen(const std::string& target, const std::string& who, const std::atomic<bool>& over) {
        while (!over) {
            const int descriptor = test::connect_to(http_->port());
            const timeval longest{0, 200'000};
            setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &longest, sizeof longest);
            const std::string text = "GET " + target + " HTTP/1.1\r\nHost: t\r\n" + who + "\r\n";
            if (send(descriptor, text.data(), text.size(), MSG_NOSIGNAL) < 0) ADD_FAILURE() << "cannot send";
            char buffer[4096];
            for (int i = 0; i < 8 && !over; ++i)
                if (recv(descriptor, buffer, sizeof buffer, 0) > 0) ++heard_;
            close(descriptor);
        }
    }

    test::TemporaryFolder folder_;
    std::filesystem::path site_ = folder_.path() / "site";
    telemetry::Store store_{folder_.path() / "store"};
    SystemClock clock_;
    test::WithDistrict district_{folder_.path(), test::small_district};
    std::optional<Operation> operation_;
    std::optional<Http> http_;
    std::string device_, root_;
    std::atomic<std::size_t> heard_ = 0;
    std::mutex mutex_;
    std::set<std::string> wrong_, well_;
};

TEST_F(Together, EverybodyAsksAndChangesAtOnce) {
    const std::string span = "from=2026-11-28T00:00:00Z&to=2026-11-29T00:00:00Z";
    const auto in_ms = [&] {
        return std::chrono::duration_cast<std::chrono::milliseconds>(clock_.now().time_since_epoch());
    };
    std::atomic<bool> over = false;
    std::vector<std::jthread> people;
    people.emplace_back([&] {  // a device
        for (int i = 0; !over; ++i)
            ask("POST", "/api/v1/readings",
                {{"channel", "power"}, {"time", telemetry::print_time(in_ms().count())}, {"value", i}}, device_);
    });
    people.emplace_back([&] {  // who reads
        while (!over) {
            for (const auto& route : operation_->api().routes()) {
                if (route.method == "GET" && !over)
                    ask("GET", route.path + "?" + span + "&device=m1&channel=power&id=plan", nullptr, root_);
            }
        }
    });
    people.emplace_back([&] {  // who changes
        for (int i = 0; !over; ++i) {
            const std::string name = "p" + std::to_string(i % 3);
            const Json token{{"name", name}, {"role", "operator"}, {"expires", in_ms().count() + 100'000}};
            ask("POST", "/api/v1/tokens", token, root_);
            ask("POST", "/api/v1/alarms/acknowledge", {{"kind", "silent"}}, root_);
            ask("POST", "/api/v1/corrections",
                {{"device", "m1"}, {"channel", "power"}, {"at", "2026-11-28T00:00:00Z"}, {"value", 1}, {"reason", "r"}},
                root_);
            ask("DELETE", "/api/v1/tokens/" + name, nullptr, root_);
            if (i % 10 == 0) ask("PUT", "/api/v1/users/" + name, {{"role", "planner"}, {"password", good}}, root_);
            if (i % 10 == 5) ask("DELETE", "/api/v1/users/" + name, nullptr, root_);
            if (i % 20 == 0) ask("POST", "/api/v1/backup", nullptr, root_);
            if (i % 4 == 0) put_district(i % 8 == 0);
        }
    });
    const std::string socket =
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    people.emplace_back([&] { listen("/api/v1/live", root_, over); });
    people.emplace_back([&] { listen("/api/v1/live", root_ + socket, over); });
    people.emplace_back([&] { listen("/api/v1/display/live?block=north", "", over); });
    std::this_thread::sleep_for(std::chrono::seconds(6));  // the picture, alarms and what looks at the store come round
    over = true;
    people.clear();
    EXPECT_TRUE(wrong_.empty()) << testing::PrintToString(wrong_);
    for (const char* done :
         {"POST /api/v1/readings", "POST /api/v1/tokens", "POST /api/v1/alarms/acknowledge", "POST /api/v1/backup",
          "PUT /api/v1/district", "PUT /api/v1/users/p0", "DELETE /api/v1/tokens/p1", "GET /metrics",
          "GET /api/v1/plans", "GET /api/v1/targets", "GET /api/v1/alarms/history"})
        EXPECT_TRUE(well_.contains(done)) << done << " is not among " << testing::PrintToString(well_);
    EXPECT_GT(heard_, 10U);
    EXPECT_EQ(exchange("GET", "/api/v1/audit", nullptr, root_).body().at("whole"), true);
}

}  // namespace
}  // namespace gaiku::server::together_test
