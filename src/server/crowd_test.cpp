#include <sys/resource.h>
#include <csignal>

#include "server/live.h"
#include "server/room.h"
#include "server/server_for_tests.h"

/// Many connections at once, with real sockets.
namespace gaiku::server::crowd_test {
namespace {

class Crowd : public test::Server {
protected:
    static constexpr std::size_t most = 8;

    void SetUp() override {
        Server::SetUp();
        api_.add_live("/api/v1/live", readers, live_);
        api_.add_live({"/api/v1/display/live", everybody, true, [this](const Target&) { return &display_; },
                       [this] { display_.end_all(); }});
        http_.emplace(api_, Listen{.port = 0, .most_connections = most});
    }
    void TearDown() override {
        for (const int one : open_) close(one);
        Server::TearDown();
    }
    /// A connection that asks for live events.
    int listen(const std::string& path, const std::string& more) {
        const int descriptor = test::connect_to(http_->port());
        open_.push_back(descriptor);
        const std::string text = "GET " + path + " HTTP/1.1\r\nHost: t\r\n" + more + "\r\n";
        EXPECT_EQ(send(descriptor, text.data(), text.size(), MSG_NOSIGNAL), static_cast<ssize_t>(text.size()));
        return descriptor;
    }
    int as_stranger() { return listen("/api/v1/display/live", ""); }
    int as_reader(const std::string& more = {}) {
        return listen("/api/v1/live", "Authorization: Bearer " + operator_token_ + "\r\n" + more);
    }
    static std::string first(int descriptor) {
        const timeval longest{10, 0};
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &longest, sizeof longest);
        char buffer[4096];
        const ssize_t got = recv(descriptor, buffer, sizeof buffer, 0);
        return {buffer, static_cast<std::size_t>(std::max<ssize_t>(0, got))};
    }

    Live live_, display_;
    std::vector<int> open_;
};

// Displays need no sign-in: whoever opens thousands of them locks out nobody who has signed in.
TEST_F(Crowd, StrangersTakeHalfOfThePlacesAtMost) {
    for (std::size_t i = 0; i < most / 2; ++i) EXPECT_THAT(first(as_stranger()), test::StartsWith("HTTP/1.1 200"));
    const std::string refused = first(as_stranger());
    EXPECT_THAT(refused, test::StartsWith("HTTP/1.1 503"));
    EXPECT_THAT(refused, test::HasSubstr("Retry-After"));
    EXPECT_THAT(first(as_reader()), test::StartsWith("HTTP/1.1 200"));
    EXPECT_EQ(display_.listeners(), most / 2);
    // One that goes makes room; that it has gone shows when something is to be told.
    close(open_.front());
    open_.erase(open_.begin());
    for (int i = 0; i < 100 && display_.listeners() == most / 2; ++i) {
        display_.publish({{"display", "{}"}});
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    EXPECT_THAT(first(as_stranger()), test::StartsWith("HTTP/1.1 200"));
}

// Whoever connects and says nothing is not waited for while places are short.
TEST_F(Crowd, WhoSaysNothingIsNotWaitedForInACrowd) {
    for (std::size_t i = 0; i < most; ++i) open_.push_back(test::connect_to(http_->port()));
    const auto start = std::chrono::steady_clock::now();
    std::string answer;
    while (answer.empty() && seconds_since(start) < 20) {
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        answer = first(as_reader());
    }
    EXPECT_THAT(answer, test::StartsWith("HTTP/1.1 200"));
    EXPECT_LT(seconds_since(start), 15) << "a silent connection otherwise has 30 s";
}

TEST_F(Crowd, IsToldThatTheServerEnds) {
    const int stream = as_stranger();
    const int socket = as_reader(
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
    EXPECT_THAT(first(stream), test::StartsWith("HTTP/1.1 200"));
    EXPECT_THAT(first(socket), test::StartsWith("HTTP/1.1 101"));
    for (int i = 0; i < 500 && live_.listeners() + display_.listeners() < 2; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    std::jthread ending([this] { http_.reset(); });
    // RFC 6455: a close frame of two bytes, 1001 "going away".
    EXPECT_EQ(first(socket), std::string("\x88\x02\x03\xe9", 4));
    EXPECT_EQ(first(stream), "") << "its end";
}

TEST_F(Crowd, AnOtherMethodIsToldWhichThereAre) {
    const std::string answer = ask("DELETE", "/api/v1/series", operator_token_);
    EXPECT_THAT(answer, test::StartsWith("HTTP/1.1 405"));
    EXPECT_THAT(answer, test::HasSubstr("Allow: GET, HEAD\r\n"));
    EXPECT_THAT(ask("POST", "/api/v1/live", operator_token_), test::HasSubstr("Allow: GET\r\n"));
}

// A listener's half-minute question whether it still may is no request: it takes nothing of what its user may ask.
TEST_F(Crowd, ListeningOnCountsTowardsNoLimit) {
    Request request{"GET", "/api/v1/live", "Bearer " + operator_token_, "", ""};
    for (int i = 0; i < 2000; ++i) ASSERT_TRUE(api_.still_live(request));
    Response refusal;
    EXPECT_NE(api_.live(request, refusal), nullptr) << refusal.body;
    request.authorization = "Bearer operator.guessed";
    EXPECT_FALSE(api_.still_live(request));
}

TEST(Room, IsMadeForConnectionsAsFarAsTheSystemLets) {
    rlimit before{};
    ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &before), 0);
    rlimit low = before;
    low.rlim_cur = 256;
    ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &low), 0);
    EXPECT_EQ(make_room(100), 100U);
    EXPECT_EQ(make_room(500), 500U) << "the soft limit rises";
    rlimit raised{};
    ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &raised), 0);
    EXPECT_EQ(raised.rlim_cur, 500 + files_beside_connections);
    const auto all = static_cast<std::size_t>(before.rlim_max);
    if (before.rlim_max != RLIM_INFINITY) {
        EXPECT_EQ(make_room(all + 1000), all - files_beside_connections);
    }
    ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &before), 0);
}

// Where the hard limit leaves room for nobody the server says so and does not begin.
TEST(Room, ThatIsNotThereIsSaid) {
    const auto begin_without_room = [] {
        const rlimit none{100, 100};
        setrlimit(RLIMIT_NOFILE, &none);
        try {
            (void)make_room(10);
        } catch (const std::runtime_error& error) {
            fprintf(stderr, "%s", error.what());
            _exit(3);
        }
        _exit(0);
    };
    EXPECT_EXIT(begin_without_room(), testing::ExitedWithCode(3),
                "lets the program have 100 files open; it needs more than 128");
}

}  // namespace
}  // namespace gaiku::server::crowd_test
