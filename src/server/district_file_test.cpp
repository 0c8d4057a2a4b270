#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <future>
#include <thread>

#include "server/district_file_for_tests.h"

/// Blocks and devices join while the server runs.
namespace gaiku::server::district_file_test {
namespace {

using test::Json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

using test::DistrictFileRoute;
using test::with_south;

const std::string first = test::small_district;

TEST_F(DistrictFileRoute, GivesTheFileAsItWasWritten) {
    const Response now = ask("GET", "/api/v1/district", root_);
    EXPECT_EQ(now.status, 200);
    EXPECT_EQ(now.content_type, "application/yaml");
    EXPECT_EQ(now.body, first);
    Request again;
    again.method = "GET";
    again.target = "/api/v1/district";
    again.authorization = "Bearer " + root_;
    again.none_match = tag_of(now);
    std::promise<Response> answer;
    operation_->api().handle(again, [&](Response response) { answer.set_value(std::move(response)); });
    EXPECT_EQ(answer.get_future().get().status, 304);
}

TEST_F(DistrictFileRoute, IsForAdministratorsToChange) {
    for (const char* role : {"planner", "operator"}) {
        const std::string other = tokens_[role];
        EXPECT_EQ(ask("GET", "/api/v1/district", other).status, 200) << role;
        EXPECT_EQ(ask("PUT", "/api/v1/district", other, with_south(first), tag()).status, 403) << role;
    }
    EXPECT_EQ(ask("GET", "/api/v1/district", tokens_["display"]).status, 403);
    EXPECT_EQ(on_disk(), first);
}

TEST_F(DistrictFileRoute, ShowsWhatChangesBefore) {
    const Response dry = ask("PUT", "/api/v1/district?dry_run=yes", root_, with_south(first), tag());
    ASSERT_EQ(dry.status, 200) << dry.body;
    const Json body = Json::parse(dry.body);
    EXPECT_EQ(body.at("in_force"), false);
    std::vector<std::string> paths;
    for (const auto& change : body.at("changes")) paths.push_back(change.at("path"));
    EXPECT_THAT(paths, ElementsAre("blocks.south", "assets.roof", "assets.line", "targets"));
    EXPECT_EQ(body.at("changes").at(0).at("change"), "added");
    EXPECT_EQ(body.at("changes").at(0).at("after"), "{ name: South }");
    ASSERT_EQ(body.at("devices").size(), 1U);
    EXPECT_EQ(body.at("devices").at(0).at("name"), "roof");
    EXPECT_EQ(body.at("devices").at(0).at("block"), "south");
    EXPECT_EQ(device("roof").block, "") << "nothing is done yet";
    EXPECT_EQ(on_disk(), first);
    EXPECT_EQ(json("/api/v1/now").at("blocks").size(), 1U);
}

// As after kill -9 between the file and the devices: the next start does the rest.
TEST_F(DistrictFileRoute, WhatWasStoppedHalfWayIsDoneAtTheNextStart) {
    const std::string before = tag().substr(1, 32);
    operation_->stop();
    operation_.reset();
    std::filesystem::create_directories(store_.folder() / "districts");
    write_file(store_.folder() / "districts" / (before + ".yaml"), first);
    write_file(store_.folder() / "districts" / "placing", before);
    write_file(district_.path, with_south(first));
    Findings findings;
    district_.in_force.emplace(district_.path, test::reader_of(district_.path), findings);
    operation_.emplace(*district_.in_force, store_, clock_, Operation::Options{});
    EXPECT_EQ(device("roof").block, "south");
    EXPECT_EQ(device("line").asset, "") << "its place was an operator's";
    EXPECT_FALSE(std::filesystem::exists(store_.folder() / "districts" / "placing"));
    EXPECT_THAT(ask("GET", "/api/v1/audit", root_).body, HasSubstr("district file change finished"));
}

TEST_F(DistrictFileRoute, WhatTheStoreFailedIsDoneWithTheNextChange) {
    const std::string before = tag().substr(1, 32);
    ASSERT_EQ(ask("PUT", "/api/v1/district", root_, with_south(first), tag()).status, 200);
    telemetry::Device roof = device("roof");
    roof.block = roof.asset = "";  // as if it had not been placed
    store_.put_device(roof, "test");
    write_file(store_.folder() / "districts" / "placing", before);
    ASSERT_EQ(ask("PUT", "/api/v1/district", root_, with_south(first) + "# a remark\n", tag()).status, 200);
    EXPECT_EQ(device("roof").block, "south");
}

TEST_F(DistrictFileRoute, APublicDisplayOfABlockThatWentIsOver) {
    ASSERT_EQ(ask("PUT", "/api/v1/district", root_, with_south(first), tag()).status, 200);
    Request display;
    display.method = "GET";
    display.target = "/api/v1/display/live?block=south";
    Response refusal;
    Live* south = operation_->api().live(display, refusal);
    ASSERT_NE(south, nullptr) << refusal.body;
    std::atomic<int> told = 0, ended = 0;
    const auto listening = south->listen([&](const Live::Text& text) { ++(text ? told : ended); });
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(5);
    while (told == 0 && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_GT(told, 0);
    ASSERT_NE(south->last(), nullptr);
    ASSERT_EQ(ask("PUT", "/api/v1/district", root_, first, tag()).status, 200);
    EXPECT_EQ(ended, 1);
    EXPECT_EQ(operation_->api().live(display, refusal), nullptr);
    EXPECT_EQ(refusal.status, 404);
    EXPECT_EQ(south->listeners(), 0U) << "a request under way may hold it still";
    EXPECT_EQ(south->last(), nullptr) << "nobody is told of it as of now";
    display.target = "/api/v1/display/live?block=north";
    EXPECT_NE(operation_->api().live(display, refusal), nullptr) << "the others go on";
    display.target = "/api/v1/display/live?block=south";
    ASSERT_EQ(ask("PUT", "/api/v1/district", root_, with_south(first), tag()).status, 200);
    EXPECT_NE(operation_->api().live(display, refusal), nullptr) << "it may come back";
}

TEST_F(DistrictFileRoute, ABlockJoins) {
    // This answer is kept for a while.
    (void)ask("GET", "/api/v1/targets", root_);
    const std::string before = tag();
    const Response put = ask("PUT", "/api/v1/district", root_, with_south(first), before);
    ASSERT_EQ(put.status, 200) << put.body;
    EXPECT_EQ(on_disk(), with_south(first));
    EXPECT_EQ(tag(), tag_of(put));
    EXPECT_NE(tag(), before);
    EXPECT_EQ(device("roof").block, "south");
    EXPECT_EQ(device("roof").asset, "roof");
    EXPECT_EQ(device("line").asset, "") << "its place was an operator's";
    EXPECT_EQ(Json::parse(put.body).at("devices").size(), 1U);
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(5);
    while (json("/api/v1/now").at("blocks").size() < 2 && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_EQ(json("/api/v1/now").at("blocks").at(1).at("id"), "south");
    EXPECT_EQ(ask("GET", "/api/v1/display?block=south", root_).status, 200);
    Request display;
    display.method = "GET";
    display.target = "/api/v1/display/live?block=south";
    Response refusal;
    EXPECT_NE(operation_->api().live(display, refusal), nullptr) << refusal.body;
    EXPECT_THAT(ask("GET", "/api/v1/targets", root_).body, HasSubstr(R"("block":"south")")) << "no answer of before";
    // What it was stays, and who changed it is in the audit.
    EXPECT_TRUE(std::filesystem::exists(store_.folder() / "districts" / (before.substr(1, 32) + ".yaml")));
    EXPECT_THAT(ask("GET", "/api/v1/audit", root_).body, HasSubstr("district file changed"));
    // The same once more changes nothing.
    const Response again = ask("PUT", "/api/v1/district", root_, with_south(first), tag());
    EXPECT_EQ(again.status, 200);
    EXPECT_THAT(Json::parse(again.body).at("changes"), IsEmpty());
    // And back: nothing that was read is lost.
    EXPECT_EQ(ask("PUT", "/api/v1/district", root_, first, tag()).status, 200);
    EXPECT_EQ(device("roof").name, "roof");
    EXPECT_EQ(device("roof").block, "");
}

TEST_F(DistrictFileRoute, RefusesWithWhatIsWrong) {
    const std::string now = tag();
    const auto code = [](const Response& response) {
        return std::to_string(response.status) + " " + Json::parse(response.body).value("code", "");
    };
    EXPECT_EQ(code(ask("PUT", "/api/v1/district", root_, first)), "428 precondition");
    EXPECT_EQ(code(ask("PUT", "/api/v1/district", root_, first, "\"other\"")), "412 changed");
    EXPECT_EQ(code(ask("PUT", "/api/v1/district", root_, first, now, "application/json")), "415 type");
    EXPECT_EQ(code(ask("PUT", "/api/v1/district?dry_run=perhaps", root_, first, now)), "400 query");
    std::string other = first;
    other.replace(other.find("id: one"), 7, "id: two");
    EXPECT_EQ(code(ask("PUT", "/api/v1/district", root_, other, now)), "422 other-district");
    std::string wrong = first;
    wrong.replace(wrong.find("capacity: 200 kW"), 16, "capacity: 200 kX");
    const Response refused = ask("PUT", "/api/v1/district", root_, wrong, now);
    EXPECT_EQ(code(refused), "422 district");
    const Json finding = Json::parse(refused.body).at("findings").at(0);
    EXPECT_EQ(finding.at("file"), "district.yaml");
    EXPECT_EQ(finding.at("line"), 6);
    EXPECT_EQ(finding.at("path"), "assets.grid.capacity");
    EXPECT_EQ(finding.at("severity"), "error");
    for (const char* text : {"", "\xff\xfe", "[1, 2]", "a: [", "gaiku: 1"})
        EXPECT_EQ(code(ask("PUT", "/api/v1/district", root_, text, now)), "422 district") << text;
    std::ofstream(district_.path, std::ios::app) << "# by an editor\n";
    EXPECT_EQ(code(ask("PUT", "/api/v1/district", root_, with_south(first), now)), "409 file-changed");
    EXPECT_EQ(on_disk(), first + "# by an editor\n");
    EXPECT_EQ(tag(), now);
}

TEST_F(DistrictFileRoute, TellsNothingOfTheFilesThatATextNames) {
    std::ofstream(folder_.path() / "secret.yaml") << "login: hunter2\n";
    const Response refused = ask("PUT", "/api/v1/district", root_, "include: secret.yaml\n" + first, tag());
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.body, HasSubstr("secret.yaml"));
    EXPECT_THAT(refused.body, Not(HasSubstr("hunter2")));
    EXPECT_THAT(refused.body, Not(HasSubstr("login")));
}

TEST_F(DistrictFileRoute, NothingChangesWhereTheFileCannotBeWritten) {
    const std::string now = tag();
    // A folder in the way of what is written first.
    std::filesystem::create_directories(temporary_name(district_.path));
    const Response failed = ask("PUT", "/api/v1/district", root_, with_south(first), now);
    EXPECT_EQ(failed.status, 503) << failed.body;
    EXPECT_THAT(failed.body, HasSubstr("cannot write"));
    EXPECT_EQ(on_disk(), first);
    EXPECT_EQ(tag(), now);
    EXPECT_EQ(json("/api/v1/now").at("blocks").size(), 1U);
    EXPECT_EQ(device("roof").block, "");
    EXPECT_THAT(ask("GET", "/api/v1/audit", root_).body, Not(HasSubstr("district file changed")));
    EXPECT_FALSE(std::filesystem::exists(store_.folder() / "districts" / "placing"));
    std::filesystem::remove(temporary_name(district_.path));
    EXPECT_EQ(ask("PUT", "/api/v1/district", root_, with_south(first), now).status, 200);
}

TEST_F(DistrictFileRoute, OfTwoAtOnceOneIsToldThatItChanged) {
    const std::string now = tag();
    std::vector<int> answers(2);
    {
        std::vector<std::jthread> both;
        for (std::size_t i = 0; i < 2; ++i) {
            both.emplace_back([&, i] {
                const std::string text = with_south(first) + "# " + std::to_string(i) + "\n";
                answers[i] = ask("PUT", "/api/v1/district", root_, text, now).status;
            });
        }
    }
    std::sort(answers.begin(), answers.end());
    EXPECT_THAT(answers, ElementsAre(200, 412));
}

}  // namespace
}  // namespace gaiku::server::district_file_test
