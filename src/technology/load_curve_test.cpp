#include "technology/load_curve.h"

#include <gtest/gtest.h>

#include <cmath>

#include "technology/part_load.h"

// A plan that counts the input of a machine on another curve than the maker's is wrong by that much in every hour.
namespace gaiku {
namespace {

/// 0.6 x^2 + 0.2 x + 0.2 from 20 % on. Its tangent from (0, 0) touches where 0.6 x^2 = 0.2: x = 0.577, with the slope
/// 2 sqrt(0.6 x 0.2) + 0.2 = 0.8928.
const LoadCurve bent{"bent", 0.2, {0.2, 0.2, 0.6, 0, 0}};

TEST(LoadCurve, IsThePolynomialOfItsRow) {
    EXPECT_DOUBLE_EQ(bent.at(1), 1);
    EXPECT_DOUBLE_EQ(bent.at(0.5), 0.45);  // 0.15 + 0.1 + 0.2
    // The inverter turbo chiller with warm cooling water at half load: 0.21876667 / 8 + 0.0032 / 4 + 0.51906667 / 2 +
    // 0.25896667 = 0.02734583 + 0.0008 + 0.25953333 + 0.25896667.
    const LoadCurve warm{"warm", 0.2, {0.25896667, 0.51906667, 0.0032, 0.21876667, 0}};
    EXPECT_NEAR(warm.at(0.5), 0.54664583, 1e-8);
}

TEST(LoadCurve, BelowItsBestLoadTheHullIsTheTangentAndAboveAChord) {
    const auto points = convex_points(bent);
    ASSERT_GE(points.size(), 3u);
    EXPECT_EQ(points[0], (std::pair<double, double>{0, 0}));
    EXPECT_NEAR(points[1].first, std::sqrt(0.2 / 0.6), 0.002) << "the grid of loads has steps of 0.2 %";
    EXPECT_NEAR(points[1].second / points[1].first, 0.2 + 2 * std::sqrt(0.6 * 0.2), 1e-5);
    EXPECT_EQ(points.back(), (std::pair<double, double>{1, bent.at(1)}));
    for (std::size_t i = 2; i < points.size(); ++i) {
        EXPECT_DOUBLE_EQ(points[i].second, bent.at(points[i].first));
        // A chord of width h lies at most 0.6 h^2 / 4 above.
        const double width = points[i].first - points[i - 1].first;
        EXPECT_LE(0.6 * width * width / 4, chord * 1.001);
    }
}

TEST(LoadCurve, DeviationIsLargestAtTheLowestLoad) {
    const CurveFit far = fit(bent, convex_points(bent));
    EXPECT_EQ(far.curve, "bent");
    EXPECT_DOUBLE_EQ(far.at_load, 0.2);
    // Hull 0.2 x 0.8928 = 0.17856; curve 0.024 + 0.04 + 0.2 = 0.264.
    EXPECT_NEAR(far.largest, 0.2 * (0.2 + 2 * std::sqrt(0.12)) / 0.264 - 1, 1e-4);
    EXPECT_GT(far.mean, 0.01);
    EXPECT_LT(far.mean, 0.32);
}

TEST(LoadCurve, OfAMachineThatIsOnOrOffItIsFollowedDownToItsMinimumLoad) {
    const auto points = convex_points(bent, 0.3);
    EXPECT_EQ(points.front(), (std::pair<double, double>{0.3, bent.at(0.3)}));
    const CurveFit near = fit(bent, points);
    EXPECT_LE(std::abs(near.largest), chord / bent.at(0.3));
    // Below the curve's own loads its first line goes on.
    EXPECT_EQ(convex_points(bent, 0.1).front(), (std::pair<double, double>{0.2, bent.at(0.2)}));
    // A curve that bends the wrong way is replaced by one line, from 0.7 to 1: at a load of 73 % that is 0.838, the
    // curve 0.2 + 1.2 x 0.73 - 0.4 x 0.73^2 = 0.86284.
    const LoadCurve wrong{"wrong", 0.2, {0.2, 1.2, -0.4, 0, 0}};
    ASSERT_EQ(convex_points(wrong, 0.5).size(), 2u);
    const CurveFit far = fit(wrong, convex_points(wrong, 0.5));
    EXPECT_NEAR(far.at_load, 0.73, 1e-9);
    EXPECT_NEAR(far.largest, 0.838 / 0.86284 - 1, 1e-9);
    // One that runs at full load or not at all.
    EXPECT_EQ(convex_points(bent, 1), (std::vector<std::pair<double, double>>{{0, 0}, {1, bent.at(1)}}));
}

TEST(LoadCurve, AStraightOneIsMetExactly) {
    const LoadCurve straight{"straight", 0.1, {0, 1, 0, 0, 0}};
    EXPECT_EQ(convex_points(straight).size(), 2u);
    EXPECT_EQ(fit(straight, convex_points(straight)).largest, 0);
    // A concave one has but the line to full load: 0.5 + 0.5 x lies above it, by (0.2 - 0.6) / 0.6 at a load of 20 %.
    const LoadCurve concave{"concave", 0.2, {0.5, 0.5, 0, 0, 0}};
    EXPECT_EQ(convex_points(concave).size(), 2u);
    EXPECT_NEAR(fit(concave, convex_points(concave)).largest, -2.0 / 3, 1e-12);
}

TEST(PartLoad, FollowsTheTemperatureStepByStep) {
    const LoadCurve straight{"straight", 0.1, {0, 1, 0, 0, 0}};
    const auto water = std::make_shared<const std::vector<double>>(std::vector<double>{10, 24, 31});
    const PartLoad by_water({{0, bent}, {24, straight}}, Profile(water, 1), 1.0);
    ASSERT_FALSE(by_water.is_constant());
    EXPECT_NEAR(by_water.input(0, 100, 100), 100, 1e-9);
    EXPECT_NEAR(by_water.input(0, 20, 100), 17.856, 0.01) << "the hull, as above";
    EXPECT_NEAR(by_water.input(1, 20, 100), 20, 1e-9) << "a span holds from its temperature on";
    EXPECT_NEAR(by_water.input(2, 20, 100), 20, 1e-9);
    EXPECT_EQ(by_water.fits().size(), 2u);
    // With 80 % of the capacity in warm air, 40 kW are half of what it can.
    const PartLoad in_air({{-100, bent}}, 30, 0.8);
    EXPECT_NEAR(in_air.input(0, 80, 100), 100, 1e-9);
    EXPECT_NEAR(in_air.input(0, 40, 100), 100 * 0.5 * (0.2 + 2 * std::sqrt(0.12)), 0.01);
}

TEST(PartLoad, OutputUndoesInput) {
    const PartLoad part_load({{0, bent}}, 10, 1.0);
    for (const double output : {0.0, 10.0, 57.0, 80.0, 100.0})
        EXPECT_NEAR(part_load.output(0, part_load.input(0, output, 100), 100), output, 1e-9);
    EXPECT_EQ(part_load.output(0, -5, 100), 0);
}

}  // namespace
}  // namespace gaiku
