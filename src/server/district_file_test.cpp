#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <future>
#include <thread>

#include "server/in_force_for_tests.h"
#include "server/operation.h"
#include "server/session_for_tests.h"

/// Blocks and devices join while the server runs.
namespace gaiku::server::district_file_test {
namespace {

using test::Json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const std::string first = test::small_district;

std::string with_south(std::string yaml) {
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

    test::TemporaryFolder folder_;
    telemetry::Store store_{folder_.path() / "store"};
    SystemClock clock_;
    test::WithDistrict district_{folder_.path(), first};
    std::optional<Operation> operation_;
    std::map<std::string, std::string> tokens_;  ///< by role
    std::string root_;
};

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

std::string with_grid_in_south(std::string yaml) {
    const std::string grid = "grid: { technology: grid_connection, block: ";
    const std::size_t at = yaml.find(grid + "north");
    EXPECT_NE(at, std::string::npos);
    return yaml.replace(at, grid.size() + 5, grid + "south");
}

TEST_F(DistrictFileRoute, WhatWasMeasuredBeforeAMoveStaysWithTheBlockOfBefore) {
    ASSERT_EQ(ask("PUT", "/api/v1/district", root_, with_south(first), tag()).status, 200);
    store_.put_device({.name = "grid", .block = "north", .asset = "grid"}, "test");
    const auto slot = [&] {
        return std::chrono::duration_cast<std::chrono::milliseconds>(clock_.now().time_since_epoch()).count() /
               telemetry::ms_a_slot;
    };
    const auto begin = slot() - 4, end = slot() + 4;
    telemetry::Batch batch;
    batch.columns.push_back({"grid", "energy_generated", {}, {}});
    for (auto at = begin; at <= end; ++at)
        batch.columns[0].samples.push_back({at * telemetry::ms_a_slot, static_cast<double>(at - begin)});
    (void)store_.commit(std::vector{batch});
    const auto before = slot();
    ASSERT_EQ(ask("PUT", "/api/v1/district", root_, with_grid_in_south(with_south(first)), tag()).status, 200);
    const auto after = slot();
    const auto kwh = [&](const std::string& block) {
        double sum = 0;
        const Json answer = json(
            "/api/v1/series?by=day&level=block&measurand=energy_generated&from=2020-01-01T00:00:00Z&"
            "to=2100-01-01T00:00:00Z&name=" +
            block);
        for (const auto& day : answer.at("values")) sum += day.at("value").get<double>();
        return sum;
    };
    EXPECT_NEAR(kwh("north") + kwh("south"), 8, 1e-6);
    EXPECT_THAT(kwh("north"), testing::AllOf(testing::Ge(static_cast<double>(before + 1 - begin) - 1e-6),
                                             testing::Le(static_cast<double>(after + 1 - begin) + 1e-6)))
        << "up to the half-hour after the move";
}

// A month's balance would change when a plant is taken out of the file: what it made had never been made.
TEST_F(DistrictFileRoute, WhatAnAssetThatWentHasMadeStays) {
    const std::string with_targets = first + "targets: { cut: { co2_cut: 10 %, baseline: 0.4 kg/kWh } }\n";
    std::string with_panels = with_targets;
    const std::size_t at = with_panels.find("assets: {") + 9;
    with_panels.insert(at,
                       " panels: { technology: pv, mounting: rooftop_pv, block: north, existing: yes, capacity: 30 kW, "
                       "upkeep: 0 yen/kW/year, yield: 1 kW/kW },");
    const std::string grid = "price: 20 yen/kWh";
    std::string without = with_targets;
    for (std::string* text : {&with_panels, &without})
        text->replace(text->find(grid), grid.size(), grid + ", co2_factor: 0.4 kg/kWh");
    ASSERT_EQ(ask("PUT", "/api/v1/district", root_, with_panels, tag()).status, 200);
    store_.put_device({.name = "grid", .block = "north", .asset = "grid"}, "test");
    store_.put_device({.name = "panels", .block = "north", .asset = "panels"}, "test");
    const auto slot = std::chrono::duration_cast<std::chrono::milliseconds>(clock_.now().time_since_epoch()).count() /
                      telemetry::ms_a_slot;
    telemetry::Batch batch;
    for (const auto& [device, channel] :
         {std::pair("grid", "energy_import"), std::pair("panels", "energy_generated")}) {
        batch.columns.push_back({device, channel, {}, {}});
        for (int i = 0; i <= 4; ++i)
            batch.columns.back().samples.push_back({(slot - 4 + i) * telemetry::ms_a_slot, 3.0 * i});
    }
    (void)store_.commit(std::vector{batch});
    store_.settle();
    const auto cut = [&] { return json("/api/v1/targets").at("targets").at(0).at("actual"); };
    // 3 of 6 kWh bought at the baseline's own factor.
    EXPECT_NEAR(cut().get<double>(), 50, 1e-6);
    ASSERT_EQ(ask("PUT", "/api/v1/district", root_, without, tag()).status, 200);
    EXPECT_EQ(device("panels").asset, "");
    EXPECT_NEAR(cut().get<double>(), 50, 1e-6);
    operation_->stop();
    operation_.reset();
    Findings findings;
    district_.in_force.emplace(district_.path, test::reader_of(district_.path), findings);
    operation_.emplace(*district_.in_force, store_, clock_, Operation::Options{});
    EXPECT_NEAR(cut().get<double>(), 50, 1e-6) << "also after a restart, from the file that was kept";
    ASSERT_EQ(ask("PUT", "/api/v1/district", root_, without + "# a remark\n", tag()).status, 200);
    EXPECT_NEAR(cut().get<double>(), 50, 1e-6);
}

// As after kill -9: the move was when the file changed, however long nobody started the server.
TEST_F(DistrictFileRoute, AMoveThatWasStoppedHalfWayWasWhenTheFileChanged) {
    ASSERT_EQ(ask("PUT", "/api/v1/district", root_, with_south(first), tag()).status, 200);
    store_.put_device({.name = "grid", .block = "north", .asset = "grid"}, "test");
    const std::string before = tag().substr(1, 32);
    operation_->stop();
    operation_.reset();
    constexpr telemetry::TimeMs moved = 1'000'000 * telemetry::ms_a_slot;
    write_file(store_.folder() / "districts" / (before + ".yaml"), with_south(first));
    write_file(store_.folder() / "districts" / "placing", before + " " + std::to_string(moved));
    write_file(district_.path, with_grid_in_south(with_south(first)));
    Findings findings;
    district_.in_force.emplace(district_.path, test::reader_of(district_.path), findings);
    operation_.emplace(*district_.in_force, store_, clock_, Operation::Options{});
    std::vector<telemetry::Placing> stays;
    for (auto& one : store_.placings())
        if (one.device.name == "grid") stays.push_back(one);
    ASSERT_EQ(stays.size(), 2U);
    EXPECT_EQ(stays[0].device.block, "north");
    EXPECT_EQ(stays[1].device.block, "south");
    EXPECT_EQ(stays[1].from, moved);
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
