#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iostream>

#include "cli/commands.h"
#include "cli/solvers.h"
#include "district/yaml.h"
#include "plan/network/model.h"
#include "random_district.h"
#include "replay_for_tests.h"

// Two engines that know nothing of each other's decisions run the same equipment: one with the whole horizon in view,
// one hour by hour. If rules ever came out cheaper than the optimum, or either schedule broke a limit, a planner's
// comparison of the two would be worth nothing.
//
// GAIKU_SEED sets the seed of the first district, GAIKU_DISTRICTS how many follow; a failure names the seed of its own.
namespace gaiku::differential_test {
namespace {

/// All solvers stop at a relative gap of 1e-8 and are checked to 1e-6 of a row; the optimum of each is that near.
constexpr double same_optimum = 1e-6;
/// On and off is searched to this of the cost (plan_district's own).
constexpr double allowed_gap = 1e-4;
/// Of so many districts one has machines that are on or off.
constexpr std::uint64_t on_off_each = 4;

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

const Workshop& workshop() {
    static const Workshop one;
    return one;
}

DistrictFile read(const std::string& text, Findings& findings) {
    const auto& shop = workshop();
    const DistrictCheck check = [&](const District& district, Findings& of_district) {
        shop.technologies.check(district, of_district);
        check_network(district, of_district);
    };
    const NodePtr document = read_yaml(text, "random.yaml", findings);
    return read_district(document, "random.yaml", shop.format, shop.tables, check, findings);
}

Plan plan_text(const std::string& text, const std::string& solver) {
    Findings findings;
    DistrictFile file = read(text, findings);
    for (const auto& finding : findings.all()) {
        if (!test::is_expected(finding)) ADD_FAILURE() << print_finding(finding, Language::en);
    }
    if (findings.has_errors()) return {};
    return plan_district(std::move(file), {workshop().technologies, workshop().tables, solvers_named(solver)});
}

/// The plan of a scenario that must have one.
const NetworkPlan* planned(const Plan& plan, std::size_t scenario) {
    if (scenario >= plan.scenarios.size()) return nullptr;
    for (const auto& finding : plan.scenarios[scenario].findings) {
        if (!test::is_expected(finding))
            ADD_FAILURE() << plan.scenarios[scenario].id << ": " << print_finding(finding, Language::en);
    }
    return plan.scenarios[scenario].network ? &*plan.scenarios[scenario].network : nullptr;
}

/// Rules look an hour ahead, so that some districts are none for them; they say so.
bool declined(const ScenarioPlan& scenario) {
    const auto is_broken = [](const Finding& finding) { return finding.code == "balance-broken"; };
    const auto& all = scenario.findings;
    return !scenario.network && std::any_of(all.begin(), all.end(), is_broken) &&
           std::all_of(all.begin(), all.end(),
                       [&](const Finding& finding) { return is_broken(finding) || test::is_expected(finding); });
}

/// False where the rules have declined. Whole numbers are for one of the two solvers alone, and searched to a gap.
bool compare(const std::string& text, bool switches) {
    const Plan highs = plan_text(text, "highs");
    const NetworkPlan* optimal = planned(highs, 0);
    if (switches && optimal != nullptr) {  // rules have no such machines
        EXPECT_LE(optimal->solve.gap, allowed_gap) << "far from the best on and off";
        expect_replays(highs, 0);
        return true;
    }
    if (highs.scenarios.size() == 2 && optimal != nullptr && declined(highs.scenarios[1])) {
        expect_replays(highs, 0);
        return false;
    }
    const NetworkPlan* rules = planned(highs, 1);
    if (optimal == nullptr || rules == nullptr) {
        ADD_FAILURE() << "not planned";
        return true;
    }
    const double near = same_optimum * (1 + std::abs(optimal->cost));
    for (const char* solver : {"piqp", "staged"}) {
        const Plan other = plan_text(text, solver);
        const NetworkPlan* interior = planned(other, 0);
        EXPECT_NEAR(interior ? interior->cost : 0, optimal->cost, near) << solver << ": another optimum";
    }
    EXPECT_GE(rules->cost, optimal->cost - near) << "cheaper by rules than the optimum";
    EXPECT_EQ(rules->solve.method, "rules");
    for (const std::size_t scenario : {0u, 1u}) expect_replays(highs, scenario);
    return true;
}

TEST(Differential, RulesNeverBeatTheOptimumAndBothKeepEveryLimit) {
    const std::uint64_t first = from_environment("GAIKU_SEED", 1);
    const std::uint64_t count = from_environment("GAIKU_DISTRICTS", 200);
    std::cout << "seeds " << first << " to " << first + count - 1 << "\n";
    int failed = 0;
    std::uint64_t declined = 0;
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
        SCOPED_TRACE("GAIKU_SEED=" + std::to_string(seed) + " GAIKU_DISTRICTS=1");
        const bool switches = seed % on_off_each == 0;
        const std::string text = test::random_district(seed, switches);
        const auto& result = *testing::UnitTest::GetInstance()->current_test_info()->result();
        const int before = result.total_part_count();
        declined += compare(text, switches) ? 0 : 1;
        if (result.total_part_count() == before) continue;
        std::cout << text;
        constexpr int enough = 500;
        if (++failed == enough) break;
    }
    std::cout << "rules declined " << declined << " districts\n";
    EXPECT_LE(declined, 1 + count / 20) << "rules that few districts can be run by are of no use";
}

}  // namespace
}  // namespace gaiku::differential_test
