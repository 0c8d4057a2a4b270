#include "resource/steps.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gaiku {
namespace {

using testing::DoubleNear;
using testing::Pointwise;

TEST(Steps, AreMeansOrHeld) {
    const std::vector<double> hourly{1, 2, 3, 6};
    EXPECT_THAT(over_steps(hourly, 1, 5), Pointwise(DoubleNear(1e-12), std::vector<double>{1, 2, 3, 6, 1}))
        << "the year begins again";
    EXPECT_THAT(over_steps(hourly, 2, 2), Pointwise(DoubleNear(1e-12), std::vector<double>{1.5, 4.5}));
    EXPECT_THAT(over_steps(hourly, 0.5, 4), Pointwise(DoubleNear(1e-12), std::vector<double>{1, 1, 2, 2}));
    EXPECT_THAT(over_steps(hourly, 1.5, 2),
                Pointwise(DoubleNear(1e-12), std::vector<double>{(1 + 0.5 * 2) / 1.5, (1 + 3) / 1.5}));
}

TEST(Steps, ThirdsOfAnHourTakeNothingFromTheNext) {
    std::vector<double> hourly(8760, 0.0);
    hourly[8759] = 1;
    const auto steps = over_steps(hourly, 1.0 / 3, 3 * 8760);
    EXPECT_EQ(steps[3 * 8759 - 1], 0);
    EXPECT_DOUBLE_EQ(steps[3 * 8759], 1);
}

}  // namespace
}  // namespace gaiku
