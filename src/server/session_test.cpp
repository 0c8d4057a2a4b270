#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/session_for_tests.h"
#include "telemetry/time_text.h"

/// Signing in and what one may then do, with real sockets.
namespace gaiku::server::session_test {
namespace {

using test::good;
using test::Json;
using test::Sessions;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST_F(Sessions, BeginByTheFirstLinkAndEnd) {
    EXPECT_EQ(ask_as("GET", "/api/v1/session", "").status(), 401);
    const std::string link = accounts_.open_first_run();
    EXPECT_EQ(first_run("guessed").status(), 401);
    const auto signed_in = first_run(link);
    ASSERT_EQ(signed_in.status(), 200) << signed_in.all;
    EXPECT_THAT(signed_in.all, HasSubstr("HttpOnly; SameSite=Strict"));
    EXPECT_EQ(first_run(link).status(), 410) << "it works once";
    const std::string cookie = signed_in.cookie();
    const std::string csrf = signed_in.body().at("csrf");
    const auto session = ask_as("GET", "/api/v1/session", cookie);
    EXPECT_EQ(session.body().at("role"), "administrator");
    EXPECT_EQ(ask_as("GET", "/api/v1/users", cookie).body().at("users").size(), 1U);
    EXPECT_EQ(ask_as("DELETE", "/api/v1/session", cookie).status(), 403) << "without the token of the session";
    EXPECT_EQ(ask_as("DELETE", "/api/v1/session", cookie, csrf).status(), 204);
    EXPECT_EQ(ask_as("GET", "/api/v1/session", cookie).status(), 401);
}

TEST_F(Sessions, AnotherPageChangesNothing) {
    const auto signed_in = first_run(accounts_.open_first_run());
    const std::string cookie = signed_in.cookie(), csrf = signed_in.body().at("csrf");
    const std::string body = Json{{"role", "planner"}, {"password", good}}.dump();
    EXPECT_EQ(ask_as("PUT", "/api/v1/users/ken", cookie, "", body).body().at("code"), "csrf");
    EXPECT_EQ(ask_as("PUT", "/api/v1/users/ken", cookie, "x" + csrf, body).body().at("code"), "csrf");
    EXPECT_EQ(ask_as("PUT", "/api/v1/users/ken", cookie, csrf, body, "Origin: http://evil:1\r\n").body().at("code"),
              "origin");
    EXPECT_EQ(ask_as("PUT", "/api/v1/users/ken", cookie, csrf, body, "Origin: http://here:1\r\n").status(), 200);
    // A form of another page can post, but not JSON; and its browser says whose page it is.
    const std::string form =
        "POST /api/v1/session HTTP/1.1\r\nHost: here:1\r\nConnection: close\r\n"
        "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}";
    EXPECT_THAT(test::exchange(http_->port(), form), StartsWith("HTTP/1.1 400"));
    EXPECT_EQ(ask_as("GET", "/api/v1/live", cookie, "", "", "Origin: http://evil:1\r\n").status(), 403);
}

TEST_F(Sessions, AResidentReadsNoNeighbour) {
    const auto root = first_run(accounts_.open_first_run());
    const auto put = [&](const std::string& name, const Json& user) {
        return ask_as("PUT", "/api/v1/users/" + name, root.cookie(), root.body().at("csrf"), user.dump());
    };
    EXPECT_EQ(put("yui", {{"role", "resident"}, {"building", "nowhere"}, {"password", good}}).status(), 400);
    EXPECT_EQ(put("yui", {{"role", "resident"}, {"building", "house"}, {"password", "password1234"}}).status(), 400);
    EXPECT_EQ(put("yui", {{"role", "king"}, {"password", good}}).status(), 400);
    EXPECT_EQ(put("yui", {{"role", "resident"}, {"building", "house"}, {"password", good}, {"x", 1}}).status(), 400);
    ASSERT_EQ(put("yui", {{"role", "resident"}, {"building", "house"}, {"password", good}}).status(), 200);
    post(token_, R"({"channel":"power","time":"2026-11-28T00:00:00Z","value":1})");
    EXPECT_EQ(sign_in("yui", "wrong").status(), 401);
    const std::string cookie = sign_in("yui", good).cookie();
    ASSERT_NE(cookie, "");
    const std::string span = "&from=2026-11-28T00:00:00Z&to=2026-11-29T00:00:00Z";
    EXPECT_EQ(ask_as("GET", "/api/v1/series?device=m1&channel=power" + span, cookie).status(), 403);
    EXPECT_EQ(ask_as("GET", "/api/v1/series?device=home&channel=power" + span, cookie).status(), 200);
    EXPECT_EQ(ask_as("GET", "/api/v1/series?level=building&name=tower&measurand=energy_import" + span, cookie).status(),
              403);
    EXPECT_EQ(ask_as("GET", "/api/v1/series?level=district&name=&measurand=energy_import" + span, cookie).status(),
              403);
    EXPECT_EQ(ask_as("GET", "/api/v1/channels", cookie).body().at("channels").size(), 0U);
    for (const char* path : {"/api/v1/users", "/api/v1/tokens", "/api/v1/audit", "/api/v1/live"})
        EXPECT_EQ(ask_as("GET", path, cookie).status(), 403) << path;
}

// A building of several homes: its sum is everybody's who lives there, each meter its home's alone.
TEST_F(Sessions, AResidentReadsTheOwnHomeAndNoOther) {
    const auto root = first_run(accounts_.open_first_run());
    for (const char* name : {"flats.1", "flats.1.charger", "flats.2", "flats.10"})
        store_.put_device({.name = name, .building = "flats"}, "test");
    const auto cookie_of = [&](const std::string& user, const std::string& role, const std::string& building) {
        const Json body{{"role", role}, {"building", building}, {"password", good}};
        const auto put = ask_as("PUT", "/api/v1/users/" + user, root.cookie(), root.body().at("csrf"), body.dump());
        EXPECT_EQ(put.status(), 200) << put.all;
        return sign_in(user, good).cookie();
    };
    const std::string span = "&from=2026-11-28T00:00:00Z&to=2026-11-29T00:00:00Z";
    const auto status = [&](const std::string& cookie, const std::string& device) {
        return ask_as("GET", "/api/v1/series?channel=power&device=" + device + span, cookie).status();
    };
    const std::string sum = "/api/v1/series?level=building&name=flats&measurand=energy_import" + span;
    const std::string home = cookie_of("yui", "resident", "flats.1"), some = cookie_of("ken", "resident", "flats"),
                      manager = cookie_of("mari", "manager", "flats");
    for (const char* own : {"flats.1", "flats.1.charger"}) EXPECT_EQ(status(home, own), 200) << own;
    for (const char* other : {"flats.2", "flats.10", "home", "m1"}) EXPECT_EQ(status(home, other), 403) << other;
    for (const char* each : {"flats.1", "flats.2"}) {
        EXPECT_EQ(status(some, each), 403) << each;
        EXPECT_EQ(status(manager, each), 200) << each;
    }
    EXPECT_EQ(ask_as("GET", sum, some).status(), 200);
    EXPECT_EQ(ask_as("GET", sum, home).status(), 403) << "the building's page tells the mean of all";
}

TEST_F(Sessions, AreListedToWhoHasThemAndEndedByThemAndAdministrators) {
    const auto root = first_run(accounts_.open_first_run());
    const std::string csrf = root.body().at("csrf");
    const Json ken{{"role", "planner"}, {"password", good}};
    ASSERT_EQ(ask_as("PUT", "/api/v1/users/ken", root.cookie(), csrf, ken.dump()).status(), 200);
    const auto one = sign_in("ken", good), other = sign_in("ken", good);
    const auto sessions_of = [&](const std::string& cookie, const std::string& query = "") {
        return ask_as("GET", "/api/v1/sessions" + query, cookie).body().at("sessions");
    };
    const Json own = sessions_of(other.cookie());
    ASSERT_EQ(own.size(), 2U) << "not that of root";
    EXPECT_EQ(own.at(0).at("address"), "127.0.0.1");
    EXPECT_NE(own.at(0).at("own"), own.at(1).at("own"));
    EXPECT_THAT(own.dump(), Not(HasSubstr(hash_of(one.cookie().substr(one.cookie().find('=') + 1)))));
    EXPECT_EQ(ask_as("GET", "/api/v1/sessions?everybody=yes", other.cookie()).status(), 403);
    EXPECT_EQ(sessions_of(root.cookie(), "?everybody=yes").size(), 3U);
    for (const char* none : {"perhaps", ""})
        EXPECT_EQ(ask_as("GET", std::string("/api/v1/sessions?everybody=") + none, root.cookie()).status(), 400)
            << none;
    const auto id = [](const Json& all, bool of_asker) {
        for (const auto& session : all)
            if (session.at("own") == of_asker) return session.at("id").get<std::string>();
        return std::string();
    };
    const std::string of_root = "/api/v1/sessions/" + id(sessions_of(root.cookie()), true),
                      of_one = "/api/v1/sessions/" + id(own, false), of_other = "/api/v1/sessions/" + id(own, true);
    const std::string csrf_of_other = other.body().at("csrf");
    EXPECT_EQ(ask_as("DELETE", of_root, other.cookie(), csrf_of_other).status(), 404) << "not his";
    EXPECT_EQ(ask_as("DELETE", of_one, other.cookie(), "").status(), 403) << "without the session's token";
    EXPECT_EQ(ask_as("DELETE", of_one, other.cookie(), csrf_of_other).status(), 204);
    EXPECT_EQ(ask_as("GET", "/api/v1/session", one.cookie()).status(), 401);
    EXPECT_EQ(ask_as("GET", "/api/v1/session", other.cookie()).status(), 200);
    EXPECT_EQ(ask_as("DELETE", of_one, other.cookie(), csrf_of_other).status(), 404);
    EXPECT_EQ(ask_as("DELETE", of_other, root.cookie(), csrf).status(), 204) << "an administrator may";
    EXPECT_EQ(ask_as("GET", "/api/v1/session", other.cookie()).status(), 401);
    const Json entry = ask_as("GET", "/api/v1/audit", root.cookie()).body().at("entries").at(0);
    EXPECT_EQ(entry.at("what"), "session ended");
    EXPECT_EQ(entry.at("who"), "root");
    EXPECT_EQ(entry.at("detail"), "ken 127.0.0.1");
}

TEST_F(Sessions, WhatAMeterMeasuredInAnotherBuildingIsNotThatOfTheNextManager) {
    const auto root = first_run(accounts_.open_first_run());
    const Json body{{"role", "manager"}, {"building", "flats"}, {"password", good}};
    ASSERT_EQ(ask_as("PUT", "/api/v1/users/mari", root.cookie(), root.body().at("csrf"), body.dump()).status(), 200);
    const std::string cookie = sign_in("mari", good).cookie();
    const telemetry::TimeMs begin = telemetry::parse_time("2026-11-28T00:00:00Z").value();
    store_.put_device({.name = "spare", .building = "office"}, "test");
    telemetry::Batch batch;
    batch.columns.push_back({"spare", "power", {}, {}});
    for (int i = 0; i < 10; ++i) batch.columns[0].samples.push_back({begin + i * telemetry::ms_a_slot, 1});
    (void)store_.commit(std::vector{batch});
    const telemetry::Device there{.name = "spare", .building = "flats"};
    store_.place_devices({&there, 1}, begin + 4 * telemetry::ms_a_slot, "test");
    const auto values = [&](const std::string& by) {
        return ask_as(
                   "GET",
                   "/api/v1/series?channel=power&device=spare&from=2026-11-28T00:00:00Z&to=2026-11-29T00:00:00Z&by=" +
                       by,
                   cookie)
            .body()
            .at("values");
    };
    EXPECT_EQ(values("raw").size(), 6U);
    EXPECT_EQ(values("30min").at(0).at("begin"), "2026-11-28T02:00:00Z");
}

TEST_F(Sessions, ProgramsHaveTokens) {
    const auto root = first_run(accounts_.open_first_run());
    const std::string csrf = root.body().at("csrf");
    const auto make = [&](const std::string& name, telemetry::TimeMs expires) {
        return ask_as("POST", "/api/v1/tokens", root.cookie(), csrf,
                      Json{{"name", name}, {"role", "operator"}, {"expires", expires}}.dump());
    };
    EXPECT_EQ(make("board", accounts_.now() - 1).status(), 400);
    const auto made = make("board", accounts_.now() + 1500);
    ASSERT_EQ(made.status(), 201) << made.all;
    const std::string bearer = "Authorization: Bearer " + made.body().at("token").get<std::string>() + "\r\n";
    EXPECT_EQ(ask_as("GET", "/api/v1/channels", "", "", "", bearer).status(), 200);
    EXPECT_EQ(ask_as("GET", "/api/v1/users", "", "", "", bearer).status(), 403);
    std::this_thread::sleep_for(std::chrono::milliseconds(1600));
    EXPECT_EQ(ask_as("GET", "/api/v1/channels", "", "", "", bearer).status(), 401) << "expired";
    EXPECT_EQ(ask_as("DELETE", "/api/v1/tokens/board", root.cookie(), csrf).status(), 204);
    EXPECT_EQ(ask_as("GET", "/api/v1/audit?limit=0", root.cookie()).status(), 400);
    const auto audit = ask_as("GET", "/api/v1/audit", root.cookie()).body();
    EXPECT_EQ(audit.at("whole"), true);
    EXPECT_EQ(audit.at("entries").at(0).at("what"), "API token removed");
}

TEST_F(Sessions, WhoAsksTooOftenWaits) {
    int refused = 0;
    std::string last;
    for (int i = 0; i < 500 && refused == 0; ++i) {
        last = ask_as("GET", "/api/v1/session", "").all;
        if (last.starts_with("HTTP/1.1 429")) ++refused;
    }
    EXPECT_EQ(refused, 1);
    EXPECT_THAT(last, HasSubstr("Retry-After: 1"));
}

/// As RFC 6455 says it, byte by byte.
TEST_F(Sessions, HearByWebSocket) {
    const auto root = first_run(accounts_.open_first_run());
    const auto upgrade = [&](const std::string& more) {
        return "GET /api/v1/live HTTP/1.1\r\nHost: here:1\r\nUpgrade: websocket\r\n"
               "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
               more + "\r\n";
    };
    EXPECT_THAT(test::exchange(http_->port(), upgrade("Connection: Upgrade, close\r\n")), StartsWith("HTTP/1.1 401"));
    live_.publish({{"now", R"({"x":1})"}});
    const int descriptor = test::connect_to(http_->port());
    const std::string request =
        upgrade("Connection: Upgrade\r\nCookie: " + root.cookie() + "\r\nOrigin: http://here:1\r\n");
    ASSERT_EQ(send(descriptor, request.data(), request.size(), MSG_NOSIGNAL), static_cast<ssize_t>(request.size()));
    const std::string expected = R"([{"event":"now","data":{"x":1}}])";
    std::string got;
    char buffer[4096];
    while (got.find(expected) == std::string::npos) {
        const ssize_t now = recv(descriptor, buffer, sizeof buffer, 0);
        if (now <= 0) break;
        got.append(buffer, static_cast<std::size_t>(now));
    }
    EXPECT_THAT(got, StartsWith("HTTP/1.1 101"));
    EXPECT_THAT(got, HasSubstr("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")) << "the answer to the sample nonce of the RFC";
    EXPECT_THAT(got, HasSubstr("\x81" + std::string(1, static_cast<char>(expected.size())) + expected));
    close(descriptor);
}

}  // namespace
}  // namespace gaiku::server::session_test
