#include "technology/building_measure/building_measure.h"

#include "technology/town_for_tests.h"

namespace gaiku {
namespace {

using test::bench;
using test::OneAsset;
using Strings = std::vector<std::string>;

TEST(BuildingMeasure, CostsByAreaOrAsAWhole) {
    EXPECT_DOUBLE_EQ(OneAsset("technology: building_measure, capital: 2 億円").cost(0).capital_yen, 200e6);
    const OneAsset by_area(
        "technology: building_measure, capital_per_area: '20,000 yen/m2', area: 3 ha, upkeep: 5 万円/year");
    EXPECT_DOUBLE_EQ(by_area.cost(0).capital_yen, 600e6);
    EXPECT_DOUBLE_EQ(by_area.cost(7).upkeep_yen_per_year, 50'000);
}

TEST(BuildingMeasure, WhatIsMissingOrSaidTwiceIsNamed) {
    const auto found = [](const std::string& entries) {
        return bench().findings_of("assets: {a: {technology: building_measure, " + entries + "}}");
    };
    EXPECT_EQ(found("upkeep: 0 yen/year"), Strings{"missing-key assets.a.capital"});
    EXPECT_EQ(found("capital: 1 yen, capital_per_area: 1 yen/m2, area: 1 m2"),
              Strings{"contradiction assets.a.capital"});
    EXPECT_EQ(found("capital_per_area: 1 yen/m2"), Strings{"missing-key assets.a.area"});
    EXPECT_EQ(found("capital: 1 yen, area: 1 m2"), Strings{"missing-key assets.a.capital_per_area"});
}

}  // namespace
}  // namespace gaiku
