#include "server/operation.h"
#include "server/in_force_for_tests.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <algorithm>
#include <cctype>
#include <fstream>
#include <future>
#include <regex>
#include <set>

#include "server/server_for_tests.h"

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
