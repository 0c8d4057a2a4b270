#include "base/clock.h"

#include <gtest/gtest.h>

namespace gaiku {
namespace {

using namespace std::chrono_literals;

TEST(FixedClock, StandsStillUntilItIsSet) {
    const std::chrono::system_clock::time_point start(1'700'000'000s);
    FixedClock clock(start);
    const Clock& time = clock;
    EXPECT_EQ(time.now(), start);
    EXPECT_EQ(time.now(), start);
    clock.set(start + 1h);
    EXPECT_EQ(time.now(), start + 1h);
}

TEST(SystemClock, FollowsTheMachine) {
    const auto before = std::chrono::system_clock::now();
    const auto now = SystemClock().now();
    EXPECT_GE(now, before);
    EXPECT_LE(now, std::chrono::system_clock::now());
}

}  // namespace
}  // namespace gaiku
