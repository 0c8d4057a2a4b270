#include "district/change.h"

#include <gtest/gtest.h>

#include "district/yaml.h"

namespace gaiku::change_test {
namespace {

const std::string path = "scenarios[0].change";

Finding placed(const std::string& finding_path, const Position& position) {
    Findings findings;
    const NodePtr change =
        read_yaml("assets:\n  pv:\n    households: 5\n  battery: { capacity: 5 kW }\n", "t.yaml", findings);
    Finding finding;
    finding.path = finding_path;
    finding.position = position;
    return placed_in_change(finding, *change, path);
}

TEST(Change, WhatStandsInTheFilePointsToTheDeepestEntryOfTheChange) {
    const Position in_file{"base.yaml", 7, 3};
    EXPECT_EQ(placed("assets.pv.capacity", in_file).position.str(), "t.yaml:2:3");
    EXPECT_EQ(placed("assets.pv.households", in_file).position.str(), "t.yaml:3:5");
    EXPECT_EQ(placed("economics.period", in_file).position.str(), "t.yaml:1:1");
}

TEST(Change, WhatStandsInTheChangeStaysThere) {
    const Position in_change{"t.yaml", 4, 24};
    EXPECT_EQ(placed("assets.battery.capacity", in_change).position, in_change);
}

TEST(Change, ThePathIsThatOfTheWholeDocument) {
    EXPECT_EQ(placed("assets.pv.capacity", {}).path, "scenarios[0].change.assets.pv.capacity");
    EXPECT_EQ(placed("", {}).path, path);
}

// "Correct the name" would not help: the name is right, the scenario has taken away what it names.
TEST(Change, WhatTheScenarioTookAwayIsToldAsSuch) {
    Findings findings;
    const NodePtr change = read_yaml("assets:\n  hall: ~\n", "t.yaml", findings);
    Finding finding;
    finding.code = "unknown-reference";
    finding.path = "assets.zeb.saves";
    finding.value = "hall";
    finding.suggestion = "mall";
    const Finding told = placed_in_change(finding, *change, path);
    EXPECT_EQ(told.fix.en,
              "this scenario takes assets.hall away (line 2): name another at assets.zeb.saves in the same change, or "
              "take that entry away, too");
    EXPECT_NE(told.fix.ja.find("assets.hall"), std::string::npos);
    EXPECT_EQ(told.suggestion, "");
    finding.value = "halls";
    EXPECT_EQ(placed_in_change(finding, *change, path).fix.en, "") << "taken away was another";
}

TEST(Change, AnEntryWithoutAnythingBehindItIsAsked) {
    Findings findings;
    (void)merge(read_yaml("a: { b: 1 }", "t.yaml", findings), read_yaml("a:\n", "t.yaml", findings), findings, path);
    ASSERT_EQ(findings.all().size(), 1u);
    EXPECT_EQ(findings.all()[0].code, "missing-key");
    EXPECT_EQ(findings.all()[0].path, path + ".a");
}

}  // namespace
}  // namespace gaiku::change_test
