#include "district/machine_for_tests.h"

namespace gaiku {
namespace {

using test::finding_of;
using test::good;

TEST(Overrides, ADistrictsOwnFigureReplacesOneCellAndIsMarkedAsGiven) {
    const District district = good("data: {unit_costs: {rooftop_pv: {capital: 25 万円/kW, source: our offer}}}");
    const Value& price = district.assets().at(0).second->at("price");
    EXPECT_EQ(price.number, 250'000);
    EXPECT_EQ(price.origin, Origin::given);
    EXPECT_EQ(price.written, "25 万円/kW");
    EXPECT_EQ(price.source.en, "our offer");
    EXPECT_EQ(price.position.file, "t.yaml");
    EXPECT_EQ(district.overrides->find("unit_costs", "rooftop_pv", "upkeep"), nullptr) << "other cells stay";
}

TEST(Overrides, ARowOfOnesOwnHasToBeCalledNew) {
    EXPECT_EQ(finding_of("data: {unit_costs: {roftop_pv: {capital: 25 万円/kW}}}").suggestion, "rooftop_pv");
    const District district =
        good("data: {unit_costs: {our_pv: {new: yes, capital: 20 万円/kW}}}\nassets: {m: {type: our_pv}}");
    EXPECT_EQ(district.assets().at(0).second->number("price"), 200'000);
}

TEST(Overrides, WhatNoTableHasIsNamed) {
    const Finding table = finding_of("data: {unit_cost: {rooftop_pv: {capital: 25 万円/kW}}}");
    EXPECT_EQ(table.code, "unknown-reference");
    EXPECT_EQ(table.suggestion, "unit_costs");
    const Finding column = finding_of("data: {unit_costs: {rooftop_pv: {captial: 25 万円/kW}}}");
    EXPECT_EQ(column.code, "unknown-key");
    EXPECT_EQ(column.suggestion, "capital");
    EXPECT_EQ(column.path, "data.unit_costs.rooftop_pv.captial");
}

TEST(Overrides, UnitsAreThoseOfTheColumn) {
    EXPECT_EQ(finding_of("data: {unit_costs: {rooftop_pv: {capital: 25}}}").code, "missing-unit");
    EXPECT_EQ(finding_of("data: {unit_costs: {rooftop_pv: {capital: 25 万円/kWh}}}").code, "wrong-unit");
}

TEST(Overrides, OtherKindsOfEntriesAreRefused) {
    for (const char* data : {"data: 5", "data: {unit_costs: 5}", "data: {unit_costs: {rooftop_pv: 5}}"}) {
        EXPECT_EQ(finding_of(data).code, "wrong-kind") << data;
    }
    EXPECT_EQ(finding_of("data: {unit_costs: {rooftop_pv: {capital: [25 万円/kW]}}}").code, "wrong-kind");
    EXPECT_EQ(finding_of("data: {unit_costs: {rooftop_pv: {capital: null}}}").code, "wrong-kind");
}

TEST(Overrides, AScenarioMayReplaceAFigureForItself) {
    Findings findings;
    const DistrictFile file = test::read(
        "scenarios:\n"
        "  - {era: now, supply_rate: 50 %}\n"
        "  - {era: later, supply_rate: 50 %, change: {data: {unit_costs: {rooftop_pv: {capital: 20 万円/kW}}}}}\n",
        findings);
    ASSERT_TRUE(findings.empty());
    EXPECT_EQ(file.eras.at(0).district.assets().at(0).second->number("price"), 298'000);
    EXPECT_EQ(file.eras.at(1).district.assets().at(0).second->number("price"), 200'000);
}

// A planner who replaces a figure believes that it counts; one that nothing reads must not be taken in silence.
TEST(Overrides, WhatNothingReadsIsAWarning) {
    Findings findings;
    (void)test::read(
        "data: {unit_costs: {rooftop_pv: {capital: 25 万円/kW, capital_fixed: 5 万円}, battery: {capital_energy: 1 "
        "yen/kWh}},"
        " day_profiles: {'0': {shopping_centre: 2}}}",
        findings);
    std::vector<std::string> paths;
    for (const auto& finding : findings.all()) {
        EXPECT_EQ(finding.code, "unread");
        EXPECT_EQ(finding.severity, Severity::warning);
        paths.push_back(finding.path);
    }
    EXPECT_EQ(paths, (std::vector<std::string>{"data.unit_costs.rooftop_pv.capital_fixed",
                                               "data.unit_costs.battery.capital_energy",
                                               "data.day_profiles.0.shopping_centre"}));
}

TEST(Overrides, WhatOneScenarioReadsIsRead) {
    Findings findings;
    (void)test::read(
        "data: {unit_costs: {mega_solar: {capital: 20 万円/kW}}}\n"
        "scenarios:\n"
        "  - {era: now, supply_rate: 50 %}\n"
        "  - {era: later, supply_rate: 50 %, change: {assets: {m: {type: mega_solar}}}}\n",
        findings);
    EXPECT_TRUE(findings.empty());
}

}  // namespace
}  // namespace gaiku
