#include "server/live.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>

#include "operate/district_for_tests.h"
#include "operate/image_json.h"
#include "server/server_for_tests.h"

/// The picture of now by HTTP, with real sockets.
namespace gaiku::server::live_test {
namespace {

using test::connect_to;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST(Live, GivesWhatIsNewToAllWhoListen) {
    Live live;
    EXPECT_EQ(live.last(), nullptr);
    std::string first, second;
    auto one = live.listen([&](const Live::Text& text) { first += text->events; });
    const auto other = live.listen([&](const Live::Text& text) { second += text ? text->events : "over"; });
    live.publish({{"a", "1"}});
    one = nullptr;
    live.publish({{"b", "2"}, {"c", "3"}});
    const std::string a = "event: a\ndata: 1\n\n", bc = "event: b\ndata: 2\n\nevent: c\ndata: 3\n\n";
    EXPECT_EQ(first, a);
    EXPECT_EQ(second, a + bc);
    EXPECT_EQ(live.last()->events, bc);
    EXPECT_EQ(live.last()->messages, R"([{"event":"b","data":2},{"event":"c","data":3}])");
    live.end_all();
    EXPECT_EQ(live.listeners(), 0U);
    live.publish({});
    EXPECT_EQ(second, a + bc + "over");
}

/// A server with a picture, whose time is that of the newest reading.
class Now : public testing::Test {
protected:
    void SetUp() override {
        token_ = new_token(operator_name);
        store_.put_operator_token(operator_name, hash_of(token_), "test");
        telemetry::Device device{.name = "grid", .block = "north", .asset = "grid"};
        device_token_ = new_token("grid");
        device.token_hash = hash_of(device_token_);
        store_.put_device(device, "test");
        picture_.emplace(
            std::make_shared<const operate::Surroundings>(operate::test::surroundings_of(test::small_district)), store_,
            latest_, clock_, true);
        picture_->tell([this](const auto& image) { live_.publish({{"now", operate::now_json(*image)}}); });
        api_.emplace([this](const std::string& name) { return store_.token_hash(name); });
        add_readings(*api_, store_, intake_);
        add_now(*api_, *picture_);
        api_->add_live("/api/v1/live", readers, live_);
        http_.emplace(*api_, Listen{.port = 0});
    }
    void TearDown() override {
        http_.reset();
        picture_.reset();
    }

    std::string ask(const std::string& target, const std::string& token) {
        return test::exchange(http_->port(), "GET " + target + " HTTP/1.1\r\nHost: t\r\nConnection: close\r\n" +
                                                 "Authorization: Bearer " + token + "\r\n\r\n");
    }
    void say(int minute, double kw) {
        const std::string body = R"({"channel":"power","time":"2026-11-28T00:0)" + std::to_string(minute) +
                                 R"(:00Z","value":)" + std::to_string(kw) + "}";
        const std::string answer = test::exchange(
            http_->port(), "POST /api/v1/readings HTTP/1.1\r\nHost: t\r\nConnection: close\r\nAuthorization: Bearer " +
                               device_token_ + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
                               body);
        EXPECT_THAT(answer, HasSubstr(R"("stored":1)"));
    }
    int listen() {
        const int descriptor = connect_to(http_->port());
        const std::string request =
            "GET /api/v1/live HTTP/1.1\r\nHost: t\r\nAuthorization: Bearer " + token_ + "\r\n\r\n";
        EXPECT_EQ(send(descriptor, request.data(), request.size(), MSG_NOSIGNAL), static_cast<ssize_t>(request.size()));
        return descriptor;
    }
    /// What comes until a text is in it, or the connection ends, or ten seconds are over.
    static std::string until(int descriptor, const std::string& wanted) {
        const timeval longest{10, 0};
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &longest, sizeof longest);
        std::string text;
        char buffer[4096];
        for (ssize_t got = 0;
             text.find(wanted) == std::string::npos && (got = recv(descriptor, buffer, sizeof buffer, 0)) > 0;)
            text.append(buffer, static_cast<std::size_t>(got));
        return text;
    }

    telemetry::test::TemporaryFolder folder_;
    telemetry::Store store_{folder_.path()};
    operate::Latest latest_;
    telemetry::Intake intake_{store_, {}, [this](auto batches, auto receipts) { latest_.take(batches, receipts); }};
    SystemClock clock_;
    Live live_;
    std::optional<operate::Picture> picture_;
    std::optional<Api> api_;
    std::optional<Http> http_;
    std::string token_, device_token_;
};

TEST_F(Now, ShowsAReadingWithinSeconds) {
    EXPECT_THAT(ask("/api/v1/now", token_), HasSubstr(R"("silent":1)"));
    const int listener = listen();
    EXPECT_THAT(until(listener, "\n\n"), HasSubstr("Content-Type: text/event-stream"));
    say(0, 40);
    say(1, 41.5);
    EXPECT_THAT(until(listener, R"("grid":{"value":41.5)"), HasSubstr("event: now\ndata: {")) << "live";
    close(listener);
    EXPECT_THAT(ask("/api/v1/now", token_), HasSubstr(R"("grid":{"value":41.5)"));
    EXPECT_THAT(ask("/api/v1/devices?block=north", token_), HasSubstr(R"("channel":"power","value":41.5,"unit":"kW")"));
    EXPECT_THAT(ask("/api/v1/devices?block=nowhere", token_), HasSubstr("unknown-block"));
    EXPECT_THAT(ask("/api/v1/formulas", token_), HasSubstr("self_sufficiency"));
}

TEST_F(Now, IsTheOperators) {
    for (const char* path : {"/api/v1/now", "/api/v1/devices", "/api/v1/formulas", "/api/v1/live"}) {
        EXPECT_THAT(ask(path, device_token_), StartsWith("HTTP/1.1 403")) << path;
        EXPECT_THAT(ask(path, "operator.guessed"), StartsWith("HTTP/1.1 401")) << path;
    }
}

// One that takes nothing is let go when its answer has waited too long; others hear on.
TEST_F(Now, ASlowListenerHarmsNoOther) {
    http_.emplace(*api_, Listen{.port = 0, .timeout = std::chrono::seconds(1)});
    const int slow = listen(), other = listen();
    EXPECT_THAT(until(other, "\n\n"), StartsWith("HTTP/1.1 200"));
    const std::string large(1 << 20, 'x');
    std::atomic<bool> over = false;
    std::jthread writer([&] {
        while (!over) {
            live_.publish({{"big", large}});
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
    });
    std::jthread reader([&] {
        char buffer[1 << 16];
        while (!over && recv(other, buffer, sizeof buffer, 0) > 0) {
        }
    });
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (live_.listeners() > 1 && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    EXPECT_EQ(live_.listeners(), 1U) << "the slow one is gone, the other is not";
    over = true;
    shutdown(other, SHUT_RDWR);
    reader.join();
    close(slow);
    close(other);
}

TEST_F(Now, EndsThoseWhoListenWhenTheServerEnds) {
    const int listener = listen();
    EXPECT_THAT(until(listener, "\n\n"), StartsWith("HTTP/1.1 200"));
    const auto start = std::chrono::steady_clock::now();
    http_.reset();
    EXPECT_LT(seconds_since(start), 2.5);
    EXPECT_EQ(live_.listeners(), 0U);
    close(listener);
}

}  // namespace
}  // namespace gaiku::server::live_test
