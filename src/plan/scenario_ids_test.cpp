#include "plan/scenario_ids.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace gaiku {
namespace {

using Strings = std::vector<std::string>;

// A table made last week must name the same scenarios as today's, also when somebody sorted the list of rates.
TEST(ScenarioIds, DoNotDependOnTheOrderOfTheRates) {
    std::vector<ScenarioRate> rates{{0.70}, {0.702}, {0.704}};
    do {
        for (std::size_t i = 0; i < rates.size(); ++i) {
            const std::string wanted = rates[i].rate == 0.70    ? "now-70"
                                       : rates[i].rate == 0.702 ? "now-70.2"
                                                                : "now-70.4";
            EXPECT_EQ(scenario_ids("now", rates)[i], wanted);
        }
    } while (std::next_permutation(rates.begin(), rates.end(),
                                   [](const auto& a, const auto& b) { return a.rate < b.rate; }));
}

TEST(ScenarioIds, ARateThatIsAskedForStandsAsWritten) {
    EXPECT_EQ(scenario_ids("now", {{0.702}}), Strings{"now-70.2"});
    EXPECT_EQ(scenario_ids("now", {{0.999}}), Strings{"now-99.9"});
    EXPECT_EQ(scenario_ids("now", {{1.0}}), Strings{"now-100"});
    EXPECT_EQ(scenario_ids("now", {{2.0 / 3}}), Strings{"now-67"}) << "written as a fraction";
}

TEST(ScenarioIds, ARateThatResultsIsRounded) {
    EXPECT_EQ(scenario_ids("now", {{0.7}, {0.43317, false}}), (Strings{"now-70", "now-43"}));
    EXPECT_EQ(scenario_ids("future", {{0.485, false}}), Strings{"future-49"}) << "as people round";
}

TEST(ScenarioIds, ARateThatResultsHasDecimalsWhereItsNameIsTaken) {
    EXPECT_EQ(scenario_ids("now", {{0.43}, {0.43317, false}}), (Strings{"now-43", "now-43.3"}));
    EXPECT_EQ(scenario_ids("now", {{0.43317, false}, {0.43}}), (Strings{"now-43.3", "now-43"}));
    EXPECT_EQ(scenario_ids("now", {{2.0 / 3}, {0.67}}), (Strings{"now-66.7", "now-67"}));
}

TEST(ScenarioIds, NearlyAllIsNotAllAndALittleIsNotNothing) {
    EXPECT_EQ(scenario_ids("now", {{0.9972, false}}), Strings{"now-99.7"});
    EXPECT_EQ(scenario_ids("now", {{0.0031, false}}), Strings{"now-0.3"});
    EXPECT_EQ(scenario_ids("now", {{1.0, false}}), Strings{"now-100"});
    EXPECT_EQ(scenario_ids("now", {{0.0, false}}), Strings{"now-0"}) << "a scenario without a source";
}

}  // namespace
}  // namespace gaiku
