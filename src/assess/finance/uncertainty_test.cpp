#include "assess/finance/uncertainty.h"

#include <gmock/gmock.h>

#include <cmath>

#include "assess/finance/random.h"

namespace gaiku {
namespace {

// The known answers that come with the authors' own implementation (Random123, kat_vectors).
TEST(Random, IsPhilox) {
    EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}), (Philox{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
    EXPECT_EQ(philox({~0U, ~0U, ~0U, ~0U}, {~0U, ~0U}), (Philox{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
    EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
              (Philox{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

struct Sample {
    double mean = 0, deviation = 0, lowest = 1e300, highest = -1e300;
};

Sample sample(const Distribution& distribution) {
    constexpr std::uint32_t draws = 100'000;
    Sample s;
    double squares = 0;
    for (std::uint32_t i = 0; i < draws; ++i) {
        const double x = draw(distribution, uniform_pair(7, i, 0, 0));
        s.mean += x / draws;
        squares += x * x / draws;
        s.lowest = std::min(s.lowest, x);
        s.highest = std::max(s.highest, x);
    }
    s.deviation = std::sqrt(squares - s.mean * s.mean);
    return s;
}

constexpr double inf = std::numeric_limits<double>::infinity();

// Three standard errors of a mean over 100,000 draws are below a hundredth of the deviation.
TEST(Distribution, HasTheMeanAndDeviationItSays) {
    using Kind = Distribution::Kind;
    const Sample uniform = sample({.kind = Kind::uniform, .low = 2, .high = 4});
    EXPECT_NEAR(uniform.mean, 3, 0.006);
    EXPECT_NEAR(uniform.deviation, 2 / std::sqrt(12), 0.006);
    const Sample triangular = sample({.kind = Kind::triangular, .low = 0, .high = 4, .mode = 1});
    EXPECT_NEAR(triangular.mean, 5.0 / 3, 0.01);
    EXPECT_NEAR(triangular.deviation, std::sqrt((16 + 1 - 4) / 18.0), 0.01);
    EXPECT_GE(triangular.lowest, 0);
    EXPECT_LE(triangular.highest, 4);
    const Sample normal = sample({.kind = Kind::normal, .low = -inf, .high = inf, .mean = 5, .deviation = 2});
    EXPECT_NEAR(normal.mean, 5, 0.02);
    EXPECT_NEAR(normal.deviation, 2, 0.02);
    const Sample lognormal = sample({.kind = Kind::lognormal, .low = 0, .high = inf, .mean = 5, .deviation = 2});
    EXPECT_NEAR(lognormal.mean, 5, 0.02);
    EXPECT_NEAR(lognormal.deviation, 2, 0.03);
    const Sample values = sample({.kind = Kind::values, .values = {1, 2, 6}});
    EXPECT_NEAR(values.mean, 3, 0.02);
    const Sample cut = sample({.kind = Kind::normal, .low = 0, .high = 1.5, .mean = 1, .deviation = 1});
    EXPECT_EQ(cut.lowest, 0);
    EXPECT_EQ(cut.highest, 1.5);
}

TEST(Quantile, LiesBetweenItsNeighbours) {
    EXPECT_EQ(quantile({1, 2, 3, 4}, 0.5), 2.5);
    EXPECT_EQ(quantile({1, 2, 3, 4}, 0), 1);
    EXPECT_EQ(quantile({1, 2, 3, 4}, 1), 4);
    EXPECT_NEAR(quantile({10, 20, 30}, 0.1), 12, 1e-12);
    EXPECT_EQ(quantile({7}, 0.3), 7);
}

TEST(RankCorrelation, IsSpearmans) {
    EXPECT_DOUBLE_EQ(rank_correlation({1, 2, 3, 4}, {10, 20, 300, 4000}), 1);
    EXPECT_DOUBLE_EQ(rank_correlation({1, 2, 3, 4}, {4, 3, 2, 1}), -1);
    // The textbook's ten pairs of IQ and hours of television: -29/165.
    EXPECT_NEAR(
        rank_correlation({86, 97, 99, 100, 101, 103, 106, 110, 112, 113}, {2, 20, 28, 27, 50, 29, 7, 17, 6, 12}),
        -29.0 / 165, 1e-12);
    EXPECT_EQ(rank_correlation({1, 1, 1}, {1, 2, 3}), 0) << "what does not vary explains nothing";
}

/// NPV over one year without discounting: 100 f - 90, and 20 g beside it.
FinanceInput input() {
    FinanceInput made;
    made.terms.period_years = 2;
    made.terms.discount_rate = 0;
    made.terms.subsidy_rate = 0;
    FinanceAsset plant;
    plant.id = "plant";
    plant.capital_yen = 90;
    plant.upkeep_yen_per_year = 10;
    made.assets = {plant};
    made.streams = {{.id = "users", .yen_per_year = 60}};
    return made;
}

UncertaintyTerms terms() {
    Distribution price{.kind = Distribution::Kind::normal, .low = -inf, .high = inf, .mean = 1, .deviation = 0.1};
    Distribution cost{.kind = Distribution::Kind::normal, .low = -inf, .high = inf, .mean = 1, .deviation = 0.1};
    return {20'000, 3, {{"cost", {}, "upkeep", "", cost, false}, {"price", {}, "sale_price", "", price, false}}};
}

// 120 f - 20 g - 90 with f, g normal around 1 with 0.1: mean 10, deviation sqrt(144 + 4).
TEST(MonteCarlo, FindsTheDistributionOfALinearAccount) {
    const Uncertainty u = monte_carlo(input(), terms(), 1);
    const double deviation = std::sqrt(148.0);
    EXPECT_NEAR(u.npv_mean_yen, 10, 0.3) << "three standard errors are 0.26";
    EXPECT_NEAR(u.npv_deviation_yen, deviation, 0.2);
    EXPECT_NEAR(u.probability_npv_positive, 0.5 * std::erfc(-10 / deviation / std::sqrt(2)), 0.01);
    EXPECT_NEAR(u.npv_yen[3], 10, 0.4);
    EXPECT_NEAR(u.npv_yen[6], 10 + 1.6449 * deviation, 0.8);
    ASSERT_EQ(u.cumulative_yen.size(), 3u);
    EXPECT_EQ(u.cumulative_yen[0][0], -90);
    ASSERT_EQ(u.drivers.size(), 2u);
    EXPECT_EQ(u.drivers[0].id, "price");
    EXPECT_NEAR(u.drivers[0].variance_share, 144.0 / 148, 0.03);
    EXPECT_NEAR(u.drivers[1].variance_share, 4.0 / 148, 0.02);
    EXPECT_LT(u.drivers[1].rank_correlation, -0.1);
}

TEST(MonteCarlo, IsTheSameOnAnyNumberOfCores) {
    UncertaintyTerms asked = terms();
    asked.runs = 1'001;
    const Uncertainty one = monte_carlo(input(), asked, 1);
    for (const unsigned threads : {2U, 3U, 7U}) {
        const Uncertainty more = monte_carlo(input(), asked, threads);
        EXPECT_EQ(more.npv_yen, one.npv_yen);
        EXPECT_EQ(more.npv_mean_yen, one.npv_mean_yen);
        EXPECT_EQ(more.drivers[0].rank_correlation, one.drivers[0].rank_correlation);
    }
    asked.seed = 4;
    EXPECT_NE(monte_carlo(input(), asked, 1).npv_mean_yen, one.npv_mean_yen);
}

TEST(MonteCarlo, WeatherOfEachYearEvensOut) {
    FinanceInput made = input();
    made.terms.period_years = 20;
    made.terms.value_of_own_generation_yen_per_kwh = 1;
    made.assets[0].generation_kwh_per_year = 50;
    UncertaintyTerms asked{5'000, 1, {}};
    asked.inputs = {{"sun", {}, "generation", "", {.kind = Distribution::Kind::values, .values = {0.9, 1.1}}, false}};
    const double whole = monte_carlo(made, asked, 1).npv_deviation_yen;
    asked.inputs[0].each_year = true;
    EXPECT_NEAR(monte_carlo(made, asked, 1).npv_deviation_yen, whole / std::sqrt(20), 0.1 * whole / std::sqrt(20));
}

}  // namespace
}  // namespace gaiku
