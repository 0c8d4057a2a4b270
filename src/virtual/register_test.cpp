#include "virtual/register.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>

namespace gaiku::field {
namespace {

/// A year of minutes of a third of a Wh: a sum of doubles would be off, a register that rounds each step by a third.
TEST(Register, DoesNotDrift) {
    Register counter(5);
    for (int i = 0; i < 525'600; ++i) counter.add_kwh(1.0 / 3000);
    EXPECT_NEAR(static_cast<double>(counter.wh()), 5 + 525'600 / 3, 1) << "less than a Wh waits";
    Register large(90'000'000'000'000);
    for (int i = 0; i < 1000; ++i) large.add_kwh(0.001);
    EXPECT_NEAR(static_cast<double>(large.wh() - 90'000'000'000'000), 1000, 1);
}

TEST(Register, CountsUpOnly) {
    Register counter;
    for (const double bad : {-0.1, std::nan(""), std::numeric_limits<double>::infinity()})
        EXPECT_THROW(counter.add_kwh(bad), std::invalid_argument);
    EXPECT_EQ(counter.wh(), 0);
}

}  // namespace
}  // namespace gaiku::field
