#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <set>

#include "server/session_for_tests.h"

/// What comes from outside and is not to be trusted (docs/security.md).
namespace gaiku::server::input_test {
namespace {

using test::good;
using test::Json;
using test::Sessions;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

const std::string span = "&from=2026-11-28T00:00:00Z&to=2026-11-29T00:00:00Z";

TEST_F(Sessions, ASecretInTheAddressIsNone) {
    const auto root = first_run(accounts_.open_first_run());
    const std::string secret = root.cookie().substr(root.cookie().find('=') + 1);
    for (const char* key : {"gaiku_session", "session", "token", "access_token"}) {
        EXPECT_EQ(ask_as("GET", std::string("/api/v1/session?") + key + "=" + secret, "").status(), 401) << key;
        EXPECT_EQ(ask_as("GET", std::string("/api/v1/live?") + key + "=" + secret, "").status(), 401) << key;
    }
    EXPECT_THAT(root.all, Not(HasSubstr("Location:")));
}

// A cookie that somebody else laid into the browser does not become the session of who signs in.
TEST_F(Sessions, SigningInMakesANewSecret) {
    const auto root = first_run(accounts_.open_first_run());
    const auto again =
        ask_as("POST", "/api/v1/session", root.cookie(), "", Json{{"user", "root"}, {"password", good}}.dump());
    ASSERT_EQ(again.status(), 200);
    EXPECT_NE(again.cookie(), root.cookie());
    EXPECT_EQ(
        ask_as("POST", "/api/v1/session", "gaiku_session=chosen", "", Json{{"user", "root"}, {"password", good}}.dump())
            .cookie()
            .find("chosen"),
        std::string::npos);
}

// By TLS no other host, and no page by plain HTTP, can lay a cookie there that would be taken for ours.
TEST_F(Sessions, TheCookieIsOfThisHostAlone) {
    Request request{"POST", "/api/v1/first-run", "", "application/json",
                    Json{{"token", accounts_.open_first_run()}, {"user", "root"}, {"password", good}}.dump()};
    request.secure = true;
    std::promise<Response> answer;
    api_.handle(request, [&](Response response) { answer.set_value(std::move(response)); });
    const Response made = answer.get_future().get();
    ASSERT_EQ(made.status, 200);
    ASSERT_EQ(made.headers.size(), 1U);
    const std::string cookie = made.headers[0].second;
    EXPECT_THAT(cookie, StartsWith("__Host-gaiku_session="));
    for (const char* part : {"; Path=/;", "; HttpOnly", "; SameSite=Strict", "; Secure"})
        EXPECT_THAT(cookie, HasSubstr(part));
    EXPECT_THAT(cookie, Not(HasSubstr("Domain"))) << "or it is no cookie of this prefix";
    const std::string secret = cookie.substr(cookie.find('=') + 1, cookie.find(';') - cookie.find('=') - 1);
    const auto known_by = [&](const std::string& name) {
        Request head{"GET", "/api/v1/session", "", "", ""};
        head.secure = true;
        head.cookie = name + "=" + secret;
        return api_.is_known(head);
    };
    EXPECT_TRUE(known_by("__Host-gaiku_session"));
    EXPECT_FALSE(known_by("gaiku_session"));
}

// 160 random bits, as 40 digits of 16 or 32 and more of another alphabet; none comes again.
TEST(Secrets, AreLongAndNeverTheSame) {
    std::set<std::string> seen;
    for (int i = 0; i < 10'000; ++i) {
        const std::string token = new_token("x");
        EXPECT_GE(token.size(), 2 + 27U);
        EXPECT_TRUE(seen.insert(token).second);
    }
}

TEST_F(Sessions, NobodyRaisesTheirOwnRights) {
    const auto root = first_run(accounts_.open_first_run());
    const auto put = [&](const test::Answered& who, const Json& user) {
        return ask_as("PUT", "/api/v1/users/ken", who.cookie(), who.body().at("csrf"), user.dump());
    };
    ASSERT_EQ(put(root, {{"role", "planner"}, {"password", good}}).status(), 200);
    const auto ken = sign_in("ken", good);
    EXPECT_EQ(put(ken, {{"role", "administrator"}}).status(), 403);
    EXPECT_EQ(ask_as("POST", "/api/v1/tokens", ken.cookie(), ken.body().at("csrf"),
                     Json{{"name", "x"}, {"role", "administrator"}, {"expires", accounts_.now() + 10'000}}.dump())
                  .status(),
              403);
    EXPECT_EQ(ask_as("GET", "/api/v1/session?role=administrator", ken.cookie()).body().at("role"), "planner");
    const Json more{{"user", "ken"}, {"password", good}, {"role", "administrator"}};
    EXPECT_EQ(ask_as("POST", "/api/v1/session", "", "", more.dump()).status(), 400) << "no key that is not asked for";
}

// What a route throws is an error, and says nothing of what it knew.
TEST_F(Sessions, AFailureOpensNothing) {
    api_.add({"GET", "/api/v1/broken", administrators,
              [](const Call&, const Answer&) { throw std::runtime_error("it broke"); }});
    const auto root = first_run(accounts_.open_first_run());
    EXPECT_EQ(ask_as("GET", "/api/v1/broken", root.cookie()).status(), 500);
    EXPECT_EQ(ask_as("GET", "/api/v1/broken", "").status(), 401);
    EXPECT_EQ(ask_as("GET", "/api/v1/session", root.cookie()).status(), 200) << "and the server goes on";
}

TEST_F(Sessions, AKeyThatComesTwiceIsRefused) {
    const auto root = first_run(accounts_.open_first_run());
    const std::string once = "/api/v1/series?device=m1&channel=power" + span;
    post(token_, R"({"channel":"power","time":"2026-11-28T00:00:00Z","value":1})");
    EXPECT_EQ(ask_as("GET", once, root.cookie()).status(), 200);
    EXPECT_EQ(ask_as("GET", once + "&device=home", root.cookie()).status(), 400);
    EXPECT_EQ(ask_as("GET", once + "&devic%65=m1", root.cookie()).status(), 400);
}

TEST_F(Sessions, ABodyIsOfItsKindsOrRefused) {
    const auto root = first_run(accounts_.open_first_run());
    const auto put = [&](const std::string& body) {
        return ask_as("PUT", "/api/v1/users/ken", root.cookie(), root.body().at("csrf"), body).status();
    };
    const std::string password = R"("password":")" + good + "\"";
    EXPECT_EQ(put(R"({"role":"planner","building":null,)" + password + "}"), 400) << "null is no text";
    EXPECT_EQ(put(R"({"role":["planner"],)" + password + "}"), 400);
    EXPECT_EQ(put(R"({"role":"planner","password":123456789012})"), 400);
    EXPECT_EQ(put("[" + std::string(100'000, '[')), 400) << "as deep as one likes";
    EXPECT_EQ(put(R"({"role":"planner",)" + password + "}"), 200);
    for (const char* limit : {"-1", "1e3", "99999999999999999999", "0x10"})
        EXPECT_EQ(ask_as("GET", std::string("/api/v1/audit?limit=") + limit, root.cookie()).status(), 400) << limit;
    EXPECT_EQ(ask_as("GET", "/api/v1/audit?from=99999999999999999999", root.cookie()).status(), 400);
}

// What one person writes is data for all others: in JSON, in SQL, and in a browser.
TEST_F(Sessions, WhatIsWrittenStaysText) {
    const auto root = first_run(accounts_.open_first_run());
    const std::string name = "\"}],<script>alert(1)</script>\r\nSet-Cookie: a=b'; DROP TABLE users; -- %s%n 柏";
    ASSERT_EQ(ask_as("PUT", "/api/v1/users/ken", root.cookie(), root.body().at("csrf"),
                     Json{{"role", "planner"}, {"full_name", name}, {"password", good}}.dump())
                  .status(),
              200);
    const auto users = ask_as("GET", "/api/v1/users", root.cookie());
    EXPECT_EQ(users.body().at("users").at(0).at("full_name"), name);
    EXPECT_THAT(users.all, HasSubstr("Content-Type: application/json\r\n"));
    EXPECT_THAT(users.all, HasSubstr("X-Content-Type-Options: nosniff\r\n"));
    EXPECT_THAT(users.all, Not(HasSubstr("\r\nSet-Cookie: a=b")));
    post(token_, R"({"channel":"power","time":"2026-11-28T00:00:00Z","value":1})");
    const std::string all = "/api/v1/series?device=m1%27%20OR%20%271%27=%271&channel=power&by=raw";
    EXPECT_EQ(ask_as("GET", all + span, root.cookie()).body().at("values").size(), 0U);
    EXPECT_EQ(ask_as("GET", "/api/v1/series?device=m1%0d%0aSet-Cookie:%20a=b&channel=power" + span, root.cookie())
                  .all.find("\r\nSet-Cookie"),
              std::string::npos);
}

}  // namespace
}  // namespace gaiku::server::input_test
