#include "plan/network/intensity.h"

#include "plan/network/energy_use.h"
#include "technology/town_for_tests.h"

// A demand table without "is that much?" beside it is believed whatever it says.
namespace gaiku::intensity_test {
namespace {

std::vector<DemandSummary> summaries(const std::string& buildings, const std::string& more = "",
                                     const std::string& hours = "'8,760'") {
    Findings findings;
    const DistrictFile file =
        test::bench().read("district: {region: 6}\nbuildings: {homes: ~, " + buildings + "}\n" +
                               "plan: {method: network, hours: " + hours +
                               ", year: 2023}\n"
                               "environment: ~\nscenarios: [{id: one}]\n"
                               "economics: {value_of_own_generation: ~, margin_on_demand: ~, annuity: 10 %}\n" +
                               more,
                           findings, warn_of_energy_use);
    for (const auto& finding : findings.all()) ADD_FAILURE() << print_finding(finding, Language::en);
    const District& district = file.eras.at(0).district;
    return demand_summary(district, given_demands(district));
}

const DemandOfUse& find(const std::vector<DemandSummary>& all, const std::string& service, const std::string& use) {
    for (const auto& summary : all) {
        for (const auto& of : summary.by_use) {
            if (summary.service == service && of.use == use) return of;
        }
    }
    throw std::logic_error("no " + service + " of " + use);
}

constexpr double rounding = 1e-9;

// Offices: 2,000 m2 of 100 kWh and 1,000 m2 of 400 kWh a year and m2 are (200,000 + 400,000) / 3,000 = 200; 61 to 250
// are usual. Cooling of 252 MJ/m2 is 70 kWh/m2 within 228 to 295 MJ/m2.
TEST(Intensity, IsTheMeanOfAUsesBuildings) {
    const auto all = summaries(
        "a: {use: office, floor_area: '2,000 m2', electricity: '200,000 kWh/year', cooling_per_area: 252 MJ/m2/year}, "
        "b: {use: office, floor_area: '1,000 m2', electricity: '400,000 kWh/year'}");
    const auto& electricity = find(all, "electricity", "office").intensity;
    ASSERT_TRUE(electricity && electricity->range);
    EXPECT_EQ(electricity->per, Per::area);
    EXPECT_DOUBLE_EQ(electricity->amount, 3000);
    EXPECT_NEAR(electricity->kwh, 200, 200 * rounding);
    EXPECT_DOUBLE_EQ(electricity->range->low, 61);
    EXPECT_DOUBLE_EQ(electricity->range->high, 250);
    EXPECT_EQ(electricity->range->mark, "U");
    EXPECT_EQ(standing_of(electricity->kwh, *electricity->range), Standing::within);
    const auto& cooling = find(all, "cooling", "office").intensity;
    ASSERT_TRUE(cooling && cooling->range);
    EXPECT_DOUBLE_EQ(cooling->amount, 2000) << "of the building that is cooled";
    EXPECT_NEAR(cooling->kwh, 70, 70 * rounding);
    EXPECT_NEAR(cooling->range->low, 228 / 3.6, rounding);
    EXPECT_EQ(standing_of(cooling->kwh, *cooling->range), Standing::within);
}

TEST(Intensity, SaysBelowAndAbove) {
    const UsualRange range{50, 100, "t", "r", "S", {"s", "s"}};
    EXPECT_EQ(standing_of(49.9, range), Standing::below);
    EXPECT_EQ(standing_of(50, range), Standing::within);
    EXPECT_EQ(standing_of(100 * (1 + 1e-9), range), Standing::within) << "sums of 8,760 hours";
    EXPECT_EQ(standing_of(100.1, range), Standing::above);
}

// 4,618 kWh a household: 100 of them without an area. With an area of one building, that one alone is told of.
TEST(Intensity, OfDwellingsIsByHouseholdWhereNoAreaIsKnown) {
    const std::string flats = "flats: {use: dwelling, households: 100, electricity_per_household: '4,618 kWh/year'";
    const auto by_household = find(summaries(flats + "}"), "electricity", "dwelling").intensity;
    ASSERT_TRUE(by_household && by_household->range);
    EXPECT_EQ(by_household->per, Per::household);
    EXPECT_DOUBLE_EQ(by_household->amount, 100);
    EXPECT_NEAR(by_household->kwh, 4618, 4618 * rounding);
    EXPECT_EQ(by_household->range->row, "dwelling");
    EXPECT_EQ(standing_of(by_household->kwh, *by_household->range), Standing::within);
    const auto by_area = find(summaries(flats + ", floor_area: '10,000 m2'}"), "electricity", "dwelling").intensity;
    ASSERT_TRUE(by_area);
    EXPECT_EQ(by_area->per, Per::area);
    EXPECT_NEAR(by_area->kwh, 46.18, 46.18 * rounding);
}

// No figure is published of shops' cooling; what gas water heaters draw is no hot water; a day is no year.
TEST(Intensity, HasNoRangeWhereNoneFits) {
    const auto shop = find(summaries("shop: {use: retail, floor_area: 500 m2, cooling_per_area: 600 MJ/m2/year}"),
                           "cooling", "retail")
                          .intensity;
    ASSERT_TRUE(shop);
    EXPECT_FALSE(shop->range);
    const std::string hot = "flats: {use: dwelling, floor_area: '1,000 m2', hot_water_per_area: 100 MJ/m2/year";
    EXPECT_TRUE(find(summaries(hot + "}"), "hot_water", "dwelling").intensity->range);
    const auto gas = find(summaries(hot + ", hot_water_by: gas, hot_water_efficiency: 80 %}"), "hot_water", "dwelling");
    ASSERT_TRUE(gas.intensity);
    EXPECT_NEAR(gas.intensity->kwh, 100 / 3.6 / 0.8, 100 * rounding);
    EXPECT_FALSE(gas.intensity->range);
    const std::string office = "a: {use: office, floor_area: '2,000 m2', electricity: '200,000 kWh/year'}";
    EXPECT_FALSE(find(summaries(office, "", "24"), "electricity", "office").intensity);
}

// Whoever writes a range of their own book reads it back with its source, not with the table's.
TEST(Intensity, TakesTheDistrictsOwnRangesWithTheirSource) {
    const auto all =
        summaries("a: {use: office, floor_area: '2,000 m2', electricity: '200,000 kWh/year'}",
                  "data: {energy_use_ranges: {office: {low: 120 kWh/m2/year, source: {en: our survey, ja: 当社調査}}}, "
                  "heat_use_ranges: {office/heating: {low: 40 MJ/m2/year}}}\n");
    const auto& is = find(all, "electricity", "office").intensity;
    ASSERT_TRUE(is && is->range);
    EXPECT_EQ(is->range->source.in(Language::ja), "当社調査");
    EXPECT_EQ(is->range->mark, "");
    EXPECT_EQ(standing_of(is->kwh, *is->range), Standing::below);
}

// Demands of the district itself have no building whose size could be known.
TEST(Intensity, IsNothingWithoutABuilding) {
    const auto all = summaries("", "demands: {all: {carrier: electricity, power: 5 kW}}\n");
    ASSERT_EQ(all.size(), 1u);
    EXPECT_FALSE(all[0].by_use.at(0).intensity);
}

}  // namespace
}  // namespace gaiku::intensity_test
