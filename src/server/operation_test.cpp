#include "server/operation.h"
#include "server/in_force_for_tests.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <algorithm>
#include <cctype>
#include <fstream>
#include <future>
#include <map>
#include <regex>
#include <set>

#include "server/session_for_tests.h"

namespace gaiku::server::operation_test {
namespace {

/// "get /api/v1/now" of each operation of schema/api.yaml.
std::set<std::string> declared() {
    std::ifstream stream(std::string(GAIKU_SOURCE_DIR) + "/schema/api.yaml");
    const std::regex path("  (/[^:]*):"), method("    (get|post|put|delete):");
    std::set<std::string> all;
    std::string line, of;
    std::smatch match;
    while (std::getline(stream, line) && line != "components:") {
        if (std::regex_match(line, match, path)) of = match[1];
        if (std::regex_match(line, match, method)) all.insert(match[1].str() + " " + of);
    }
    return all;
}

TEST(Operation, AnswersWhatItsDocumentDeclaresAndNothingElse) {
    const test::TemporaryFolder folder;
    telemetry::Store store(folder.path());
    const SystemClock clock;
    test::WithDistrict district(folder.path(), test::small_district);
    std::filesystem::create_directories(folder.path() / "site");
    Operation operation(*district.in_force, store, clock, {.site = (folder.path() / "site").string()});
    std::set<std::string> all;
    const auto add = [&](std::string method, std::string path) {
        std::transform(method.begin(), method.end(), method.begin(), [](unsigned char c) { return std::tolower(c); });
        if (path.ends_with("{}")) path.replace(path.size() - 2, 2, "{name}");
        all.insert(method + " " + path);
    };
    for (const auto& route : operation.api().routes()) add(route.method, route.path);
    for (const auto& path : operation.api().live_paths()) add("get", path.path);
    EXPECT_EQ(all, declared());
}

/// Of each operation of the document, whom it is for: "administrator, operator", "everybody", "everybody who has…".
std::map<std::string, std::string> declared_for() {
    std::ifstream stream(std::string(GAIKU_SOURCE_DIR) + "/schema/api.yaml");
    const std::regex path("  (/[^:]*):"), method("    (get|post|put|delete):");
    const std::regex description("      description: 'for ([^.;']*).*");
    std::map<std::string, std::string> all;
    std::string line, of, how;
    std::smatch match;
    while (std::getline(stream, line) && line != "components:") {
        if (std::regex_match(line, match, path)) of = match[1];
        if (std::regex_match(line, match, method)) how = match[1];
        if (std::regex_match(line, match, description)) all[std::string(how).append(" ").append(of)] = match[1];
    }
    return all;
}

bool is_for(const std::string& whom, const std::string& role) {
    if (whom == "everybody") return true;
    if (whom.starts_with("everybody who has")) return role != "nobody" && role != "device";
    return (", " + whom + ",").find(", " + role + ",") != std::string::npos;
}

/// Asks every address as everybody: who may not is refused, and who may is not.
TEST(Operation, EachAddressIsForWhomItsDocumentSaysAndNobodyElse) {
    const test::TemporaryFolder folder;
    const auto of_store = folder.path() / "store";
    telemetry::Store store(of_store);
    const SystemClock clock;
    test::WithDistrict district(folder.path(), test::small_district);
    std::filesystem::create_directories(folder.path() / "site");
    std::map<std::string, std::string> tokens{{"nobody", ""}, {"device", new_token("grid")}};
    store.put_device({.name = "grid", .token_hash = hash_of(tokens["device"])}, "test");
    {
        Accounts accounts(of_store, clock);
        for (const char* role : {"display", "resident", "manager", "planner", "operator", "administrator"}) {
            const bool placed = is_for("resident, manager", role);
            const ApiToken token{role, role_of(role).value(), placed ? "hall" : "", {}, 0, accounts.now() + 1'000'000};
            EXPECT_FALSE(accounts.make_token(token, "test", tokens[role]));
        }
    }
    Operation operation(*district.in_force, store, clock, {.site = (folder.path() / "site").string()});
    const auto live = [&](const std::string& path) {
        const auto& all = operation.api().live_paths();
        return std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.path == path; });
    };
    const auto asked = declared_for();
    EXPECT_EQ(asked.size(), declared().size()) << "each says whom it is for";
    for (const auto& [what, whom] : asked) {
        if (what == "post /api/v1/session/password") continue;  // refuses programs, which have none
        for (const auto& [role, token] : tokens) {
            Request request;
            request.method = what.substr(0, what.find(' '));
            std::transform(request.method.begin(), request.method.end(), request.method.begin(),
                           [](unsigned char c) { return std::toupper(c); });
            request.target = std::regex_replace(what.substr(what.find(' ') + 1), std::regex("\\{name\\}"), "x");
            if (!token.empty()) request.authorization = "Bearer " + token;
            int status = 0;
            if (live(request.target)) {
                Response refusal;
                (void)operation.api().live(request, refusal);
                status = refusal.status;
            } else {
                std::promise<int> answered;
                operation.api().handle(request, [&](const Response& answer) { answered.set_value(answer.status); });
                status = answered.get_future().get();
            }
            const bool refused = status == 401 || status == 403;
            EXPECT_EQ(refused, !is_for(whom, role)) << what << " as " << role << ": " << status;
            EXPECT_EQ(status == 401, refused && role == "nobody") << what << " as " << role;
        }
    }
    operation.stop();
}

TEST(Operation, AFolderOfAPlanLeadsToItsPage) {
    const test::TemporaryFolder folder;
    telemetry::Store store(folder.path() / "store");
    const SystemClock clock;
    test::WithDistrict district(folder.path(), test::small_district);
    std::filesystem::create_directories(folder.path() / "site" / "one");
    write_file(folder.path() / "site" / "one" / "index.html", "<!doctype html>one");
    store.put_operator_token(operator_name, hash_of("operator.secret"), "test");
    Operation operation(*district.in_force, store, clock, {.site = (folder.path() / "site").string()});
    const auto ask = [&](const std::string& target) {
        const Request request{"GET", target, "Bearer operator.secret", {}, {}};
        std::promise<Response> answer;
        operation.api().handle(request, [&](Response response) { answer.set_value(std::move(response)); });
        return answer.get_future().get();
    };
    const Response moved = ask("/plans/one");
    EXPECT_EQ(moved.status, 301);
    EXPECT_EQ(moved.location, "/plans/one/");
    EXPECT_EQ(ask(moved.location).body, "<!doctype html>one");
    operation.stop();
}

TEST(Operation, PrintsALinkUntilThereIsAnAdministrator) {
    const test::TemporaryFolder folder;
    telemetry::Store store(folder.path());
    const SystemClock clock;
    test::WithDistrict district(folder.path(), test::small_district);
    Operation operation(*district.in_force, store, clock, {});
    const std::string token = operation.first_run(false);
    EXPECT_NE(token, "");
    std::string answer;
    std::promise<int> status;
    operation.api().handle({"POST",
                            "/api/v1/first-run",
                            {},
                            "application/json",
                            R"({"user":"root","password":"Kawa no nagare 7 umi","token":")" + token + "\"}"},
                           [&](const Response& response) { status.set_value(response.status); });
    EXPECT_EQ(status.get_future().get(), 200);
    EXPECT_EQ(operation.first_run(false), "");
    EXPECT_NE(operation.first_run(true), "") << "asked for";
    operation.stop();
}

}  // namespace
}  // namespace gaiku::server::operation_test
