#include <algorithm>
#include <array>
#include <cstdlib>
#include <sstream>

#include "base/file.h"
#include "network_plan_for_tests.h"

// Programs that share no line of code come to the same least cost on everything that lies here.
namespace gaiku::both_solvers_test {
namespace {

namespace fs = std::filesystem;
const fs::path root = fs::path(GAIKU_SOURCE_DIR) / "cases";

/// Minutes of HiGHS: years of 10^5 rows, and fronts. ./test --long has them too.
constexpr std::array slow{"peers/annual_district/district.yaml", "network/by_rules.yaml", "network/front.yaml",
                          "../examples/network/6-station-district.yaml", "../examples/network/7-low-carbon-homes.yaml"};

std::vector<std::string> cases() {
    std::vector<std::string> names;
    for (const char* folder : {"network", "peers", "tariff", "technology", "finance"}) {
        for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
            if (entry.path().extension() != ".yaml") continue;
            const std::string name = fs::relative(entry.path(), root).generic_string();
            // Bills alone, without a district to plan.
            if (!name.starts_with("tariff/bills/") && name != "tariff/contract_demand.yaml") names.push_back(name);
        }
    }
    for (const auto& entry : fs::directory_iterator(root.parent_path() / "examples" / "network")) {
        if (entry.path().extension() == ".yaml")
            names.push_back("../examples/network/" + entry.path().filename().string());
    }
    if (std::getenv("GAIKU_SLOW_CASES") == nullptr) {
        std::erase_if(names,
                      [](const std::string& name) { return std::find(slow.begin(), slow.end(), name) != slow.end(); });
    }
    std::sort(names.begin(), names.end());
    return names;
}

/// Whole numbers are for HiGHS alone, other methods for none of them.
bool is_for_both(const std::string& name) {
    static const Workshop workshop;
    Findings findings;
    const DistrictFile file = workshop.read(root / name, findings);
    EXPECT_FALSE(findings.has_errors()) << name;
    const auto& eras = file.eras;
    return !eras.empty() && std::all_of(eras.begin(), eras.end(), [](const auto& era) {
        return era.district.is_network() && !network_model(era.district, workshop.technologies).network.has_integers();
    });
}

class BothSolvers : public testing::TestWithParam<std::string> {};

TEST_P(BothSolvers, FindTheSameLeastCost) {
    if (!is_for_both(GetParam())) GTEST_SKIP() << "not for both";
    const Plan highs = plan_case(GetParam(), "highs");
    for (const char* other : {"piqp", "staged"}) {
        const Plan plan = plan_case(GetParam(), other);
        ASSERT_EQ(highs.scenarios.size(), plan.scenarios.size());
        for (std::size_t i = 0; i < highs.scenarios.size(); ++i) {
            SCOPED_TRACE(std::string(other) + " " + highs.scenarios[i].id);
            const double cost = network_of(highs, i).cost;
            EXPECT_NEAR(network_of(plan, i).cost, cost, 1e-7 * std::abs(cost) + 1e-6);
            // The staged solver declines what has fewer than eight steps; nothing stands still, and nothing is left to
            // HiGHS.
            const std::string& method = network_of(plan, i).solve.method;
            EXPECT_TRUE(method == other || method == "piqp") << method;
        }
    }
}

// Whichever is named: what is on or off is found by HiGHS, and plan.json says so.
TEST(Solvers, LeaveWholeNumbersToHighs) {
    const char* name = "network/on_off/district.yaml";
    const Plan highs = plan_case(name, "highs");
    for (const char* other : {"piqp", "staged"}) {
        const Plan plan = plan_case(name, other);
        ASSERT_EQ(highs.scenarios.size(), plan.scenarios.size());
        for (std::size_t i = 0; i < highs.scenarios.size(); ++i) {
            EXPECT_NEAR(network_of(plan, i).cost, network_of(highs, i).cost, 1e-3 * network_of(highs, i).cost);
            EXPECT_NE(network_of(plan, i).solve.method.find("highs"), std::string::npos) << other;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Cases, BothSolvers, testing::ValuesIn(cases()), [](const auto& one) {
    std::string name = one.param;
    std::replace_if(
        name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
    return name;
});

}  // namespace
}  // namespace gaiku::both_solvers_test
