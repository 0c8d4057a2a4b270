#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>

#include "server/in_force_for_tests.h"
#include "server/operation.h"
#include "server/session_for_tests.h"

/// Devices and their tokens by the page Settings.
namespace gaiku::server::device_routes_test {
namespace {

using test::Json;
using ::testing::HasSubstr;

class DeviceRoutes : public testing::Test {
protected:
    void SetUp() override {
        {
            Accounts accounts(store_.folder(), clock_);
            for (const char* role : {"planner", "operator", "administrator"}) {
                const ApiToken token{role, role_of(role).value(), {}, {}, 0, accounts.now() + 1'000'000};
                EXPECT_FALSE(accounts.make_token(token, "test", tokens_[role]));
            }
        }
        operation_.emplace(*district_.in_force, store_, clock_, Operation::Options{});
    }
    void TearDown() override {
        operation_->stop();
        operation_.reset();
    }
    Response ask(const std::string& method, const std::string& path, const Json& body = nullptr,
                 const std::string& token = {}) {
        Request request;
        request.method = method;
        request.target = "/api/v1/" + path;
        request.authorization = "Bearer " + (token.empty() ? tokens_["administrator"] : token);
        request.content_type = "application/json";
        if (!body.is_null()) request.body = body.dump();
        std::promise<Response> answer;
        operation_->api().handle(request, [&](Response response) { answer.set_value(std::move(response)); });
        return answer.get_future().get();
    }
    Json device(const std::string& name) {
        const Json all = Json::parse(ask("GET", "registry").body);
        for (const auto& one : all.at("registry"))
            if (one.at("name") == name) return one;
        return nullptr;
    }
    int send(const std::string& token) {
        return ask("POST", "readings", {{"channel", "power"}, {"time", "2026-11-28T00:00:00Z"}, {"value", 4}}, token)
            .status;
    }
    /// The latest entry of the audit.
    Json told() { return Json::parse(ask("GET", "audit?limit=1").body).at("entries").at(0); }

    test::TemporaryFolder folder_;
    SystemClock clock_;
    test::WithDistrict district_{folder_.path(), test::small_district};
    telemetry::Store store_{folder_.path() / "store", {.describe = [this](const std::string& name) {
                                return describe_device(district_.in_force->now()->district, name);
                            }}};
    std::optional<Operation> operation_;
    std::map<std::string, std::string> tokens_;  ///< by role
};

TEST_F(DeviceRoutes, RegisterAndPlaceADevice) {
    const Response made = ask("PUT", "registry/grid", Json::object());
    EXPECT_EQ(made.status, 200);
    EXPECT_EQ(Json::parse(made.body).at("asset"), "grid") << "as the district file says";
    EXPECT_EQ(told().at("what"), "device registered");
    EXPECT_EQ(told().at("who"), "~administrator");
    EXPECT_EQ(ask("PUT", "registry/hall", {{"block", "north"}, {"counts", false}}).status, 200);
    EXPECT_EQ(device("hall").at("block"), "north");
    EXPECT_EQ(device("hall").at("counts"), false);
    EXPECT_EQ(ask("PUT", "registry/hall", {{"counts", true}, {"since", "ever"}}).status, 200);
    EXPECT_EQ(device("hall").at("block"), "north") << "what is left out stays";
    EXPECT_EQ(told().at("what"), "device changed");
    EXPECT_EQ(store_.placings().size(), 2U) << "ever: as if it had always been so";
    EXPECT_EQ(ask("PUT", "registry/hall", {{"block", ""}}).status, 200);
    EXPECT_EQ(store_.placings().size(), 3U) << "from now on: what it measured before stays where it stood";
}

TEST_F(DeviceRoutes, ATokenIsToldOnceAndTakenAway) {
    EXPECT_EQ(ask("PUT", "device-tokens/hall").status, 404) << "it is not registered";
    EXPECT_EQ(ask("PUT", "registry/hall", Json::object()).status, 200);
    EXPECT_EQ(ask("DELETE", "device-tokens/hall").status, 404) << "it has none";
    const Response made = ask("PUT", "device-tokens/hall");
    EXPECT_EQ(made.status, 201);
    const std::string token = Json::parse(made.body).at("token");
    EXPECT_EQ(told().at("what"), "token made");
    EXPECT_EQ(device("hall").at("has_token"), true);
    EXPECT_THAT(ask("GET", "registry").body, testing::Not(HasSubstr(hash_of(token))));
    EXPECT_EQ(send(token), 200);
    const std::string next = Json::parse(ask("PUT", "device-tokens/hall").body).at("token");
    EXPECT_EQ(send(token), 401);
    EXPECT_EQ(send(next), 200);
    EXPECT_EQ(ask("DELETE", "device-tokens/hall").status, 204);
    EXPECT_EQ(send(next), 401);
    EXPECT_EQ(told().at("what"), "token removed");
}

TEST_F(DeviceRoutes, RefuseWhatCannotBe) {
    const Json nothing = Json::object();
    // A device of this name would have the token of who reads all.
    EXPECT_EQ(ask("PUT", "registry/operator", nothing).status, 400);
    EXPECT_EQ(ask("PUT", "device-tokens/operator").status, 404);
    EXPECT_EQ(ask("PUT", "registry/no%20name", nothing).status, 400);
    for (const Json& body : {Json{{"block", "nowhere"}}, Json{{"building", "nowhere"}}, Json{{"asset", "nothing"}},
                             Json{{"counts", "yes"}}, Json{{"since", "2026"}}, Json{{"token_hash", "x"}}})
        EXPECT_EQ(ask("PUT", "registry/hall", body).status, 400) << body;
    EXPECT_TRUE(device("hall").is_null()) << "nothing was registered";
}

TEST_F(DeviceRoutes, AreTheAdministrators) {
    EXPECT_EQ(ask("PUT", "registry/hall", Json::object()).status, 200);
    for (const char* role : {"planner", "operator"}) {
        const std::string token = tokens_[role];
        EXPECT_EQ(ask("GET", "registry", nullptr, token).status, 403) << role;
        EXPECT_EQ(ask("PUT", "registry/hall", Json::object(), token).status, 403) << role;
        EXPECT_EQ(ask("PUT", "device-tokens/hall", nullptr, token).status, 403) << role;
        EXPECT_EQ(ask("DELETE", "device-tokens/hall", nullptr, token).status, 403) << role;
    }
}

}  // namespace
}  // namespace gaiku::server::device_routes_test
