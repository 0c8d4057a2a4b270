#include "assess/finance/depreciation.h"

#include <gtest/gtest.h>

#include <numeric>

namespace gaiku {
namespace {

double sum(const std::vector<double>& years) {
    return std::accumulate(years.begin(), years.end(), 0.0);
}

// The tax tables' rate of 17 years is 0.059: a planner's accountant has these very figures.
TEST(Depreciation, StraightLineHasTheTablesRateAndEndsAtOneYen) {
    const auto years = depreciation(10'000'000, 17, {});
    ASSERT_EQ(years.size(), 17u);
    for (std::size_t i = 0; i < 16; ++i) EXPECT_DOUBLE_EQ(years[i], 590'000);
    EXPECT_DOUBLE_EQ(years[16], 10'000'000 - 16 * 590'000.0 - 1);
    EXPECT_DOUBLE_EQ(sum(years), 9'999'999);
}

// The National Tax Agency's worked example of the 200 % method: 1,000,000 yen over ten years.
TEST(Depreciation, DecliningBalanceTurnsEvenWhereTheTablesDo) {
    const auto years = depreciation(1'000'000, 10, {DepreciationMethod::declining_balance, true});
    const std::vector<double> printed{200'000, 160'000, 128'000, 102'400, 81'920,
                                      65'536,  65'536,  65'536,  65'536,  65'535};
    ASSERT_EQ(years.size(), printed.size());
    for (std::size_t i = 0; i < printed.size(); ++i) EXPECT_NEAR(years[i], printed[i], 1e-6) << i + 1;
}

// Rates after revision of the tables: 0.334 for 6 years, 0.125 for 17, 0.200 for 12.
TEST(Depreciation, RatesAfterRevisionFollowFromTheYearsLeft) {
    const DepreciationRule rule{DepreciationMethod::declining_balance, true};
    const auto six = depreciation(1'000'000, 6, rule);
    const double book = 1'000'000 * 0.667 * 0.667 * 0.667;
    EXPECT_NEAR(six[2], 1'000'000 * 0.667 * 0.667 * 0.333, 1e-6);
    EXPECT_NEAR(six[3], book * 0.334, 1e-6);
    EXPECT_NEAR(sum(six), 999'999, 1e-6);
    const auto seventeen = depreciation(1'000'000, 17, rule);
    double left = 1'000'000;
    for (int i = 0; i < 9; ++i) left *= 1 - 0.118;
    EXPECT_NEAR(seventeen[9], left * 0.125, 1e-6) << "year 10 of 17";
    const auto twelve = depreciation(1'000'000, 12, rule);
    left = 1'000'000;
    for (int i = 0; i < 7; ++i) left *= 1 - 0.167;
    EXPECT_NEAR(twelve[7], left * 0.2, 1e-6) << "year 8 of 12";
}

TEST(Depreciation, ExactRatesLeaveNothing) {
    for (const auto method : {DepreciationMethod::straight_line, DepreciationMethod::declining_balance}) {
        for (int life = 1; life <= 40; ++life) {
            const auto years = depreciation(1e9, life, {method, false});
            EXPECT_NEAR(sum(years), 1e9, 1e-4) << life;  // sums of 40 terms of 1e9: the last bits
            EXPECT_GE(*std::min_element(years.begin(), years.end()), 0) << life;
        }
    }
}

TEST(Depreciation, NothingCostsNothing) {
    EXPECT_TRUE(depreciation(0, 17, {}).empty());
    EXPECT_TRUE(depreciation(100, 0, {}).empty());
    EXPECT_NEAR(sum(depreciation(0.5, 3, {})), 0, 1e-12) << "below one yen nothing is left to write off";
}

// Reduction rates of the valuation standards: 0.127 for 17 years, 0.319 for 6.
TEST(FixedAssetTax, AssessedValueFallsByTheStandardsRate) {
    EXPECT_DOUBLE_EQ(assessed_share(1, 17, true, 0.05), 1 - 0.127 / 2);
    EXPECT_DOUBLE_EQ(assessed_share(2, 17, true, 0.05), (1 - 0.127 / 2) * (1 - 0.127));
    EXPECT_DOUBLE_EQ(assessed_share(1, 6, true, 0.05), 1 - 0.319 / 2);
    EXPECT_DOUBLE_EQ(assessed_share(30, 17, true, 0.05), 0.05) << "never below the floor";
}

}  // namespace
}  // namespace gaiku
