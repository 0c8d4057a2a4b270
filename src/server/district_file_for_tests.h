#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <future>

#include "server/in_force_for_tests.h"
#include "server/operation.h"
#include "server/session_for_tests.h"

namespace gaiku::server::test {

/// With a second block, joined to the first one by a line.
inline std::string with_south(std::string yaml) {
    const auto put = [&](const std::string& before, const std::string& after) {
        const std::size_t at = yaml.find(before);
        ASSERT_NE(at, std::string::npos);
        yaml.replace(at, before.size(), after);
    };
    put("blocks: { north: { name: North } }", "blocks: { north: { name: North }, south: { name: South } }");
    put("assets: {",
        "assets: { roof: { technology: grid_connection, block: south, capacity: 30 kW, price: 21 yen/kWh }, "
        "line: { technology: power_line, from: north, to: south, length: 100 m, loss: 1 %, capacity: 100 kW }, ");
    return yaml + "targets: { cut: { block: south, co2_cut: 10 %, baseline: 0.4 kg/kWh } }\n";
}

/// A server of the small district, and who asks it in each role.
class DistrictFileRoute : public testing::Test {
protected:
    void SetUp() override {
        telemetry::Device roof;  // it reported before anybody described it
        roof.name = "roof";
        store_.put_device(roof, "test");
        telemetry::Device moved;  // an operator has said where it is
        moved.name = "line";
        moved.block = "north";
        store_.put_device(moved, "test");
        {
            Accounts accounts(store_.folder(), clock_);
            for (const char* role : {"planner", "operator", "display", "administrator"}) {
                const ApiToken token{role, role_of(role).value(), {}, {}, 0, accounts.now() + 1'000'000};
                EXPECT_FALSE(accounts.make_token(token, "test", tokens_[role]));
            }
        }
        root_ = tokens_["administrator"];
        operation_.emplace(*district_.in_force, store_, clock_, Operation::Options{});
    }
    void TearDown() override {
        operation_->stop();
        operation_.reset();
    }

    Response ask(const std::string& method, const std::string& target, const std::string& token,
                 const std::string& body = {}, const std::string& match = {},
                 const std::string& type = "application/yaml") {
        std::promise<Response> answer;
        Request request;
        request.method = method;
        request.target = target;
        request.authorization = "Bearer " + token;
        request.body = body;
        request.match = match;
        request.content_type = type;
        operation_->api().handle(request, [&](Response response) { answer.set_value(std::move(response)); });
        return answer.get_future().get();
    }
    Json json(const std::string& target) { return Json::parse(ask("GET", target, root_).body); }
    static std::string tag_of(const Response& response) {
        for (const auto& [name, value] : response.headers)
            if (name == "ETag") return value;
        return {};
    }
    std::string tag() { return tag_of(ask("GET", "/api/v1/district", root_)); }
    std::string on_disk() const {
        std::ifstream file(district_.path);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    telemetry::Device device(const std::string& name) {
        for (const auto& one : store_.devices())
            if (one.name == name) return one;
        return {};
    }

    TemporaryFolder folder_;
    telemetry::Store store_{folder_.path() / "store"};
    SystemClock clock_;
    WithDistrict district_{folder_.path(), small_district};
    std::optional<Operation> operation_;
    std::map<std::string, std::string> tokens_;  ///< by role
    std::string root_;
};

}  // namespace gaiku::server::test
