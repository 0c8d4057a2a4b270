#include "operate/kept_answers.h"

#include <gtest/gtest.h>

namespace gaiku::operate::kept_answers_test {
namespace {

TEST(KeptAnswers, AreMadeOnceInAWhile) {
    KeptAnswers kept(std::chrono::seconds(10), 2);
    int made = 0;
    const auto make = [&] { return std::to_string(++made); };
    const KeptAnswers::Steady::time_point begin{};
    EXPECT_EQ(kept.get("a", make, begin), "1");
    EXPECT_EQ(kept.get("a", make, begin + std::chrono::seconds(9)), "1");
    EXPECT_EQ(kept.get("b", make, begin), "2");
    EXPECT_EQ(kept.get("a", make, begin + std::chrono::seconds(10)), "3");
    EXPECT_EQ(kept.get("c", make, begin), "4") << "memory is bounded";
    EXPECT_EQ(kept.get("a", make, begin + std::chrono::seconds(11)), "5");
}

}  // namespace
}  // namespace gaiku::operate::kept_answers_test
