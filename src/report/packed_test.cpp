#include "report/packed.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace gaiku {
namespace {

// The pages read these bytes; a digit lost here is lost in every chart.
TEST(Packed, IntegersAreLittleEndianAndRoundedToAThirtyTwoThousandth) {
    const auto json = packed({0, 1, -1, 32'000});
    EXPECT_EQ(json["scale"], 1);
    EXPECT_EQ(json["data"], "AAABAP//AH0=");  // 0000 0100 ffff 007d
    const auto fine = packed({0.5, 640});
    EXPECT_DOUBLE_EQ(fine["scale"], 0.02);
    EXPECT_EQ(fine["data"], "GQAAfQ==");  // 25, 32,000
}

TEST(Packed, NothingThatMovesHasAScaleAllTheSame) {
    EXPECT_EQ(packed({0, 0, 0})["scale"], 1);
    EXPECT_EQ(packed({0, 0, 0})["data"], "AAAAAAAA");
    EXPECT_EQ(packed({})["data"], "");
}

TEST(Packed, FloatsKeepSmallNumbersBesideAPeak) {
    const auto json = packed_floats({1, 21'600});
    EXPECT_TRUE(json["scale"].is_null());
    EXPECT_EQ(json["data"], "AACAPwDAqEY=");  // 3f800000 46a8c000
}

}  // namespace
}  // namespace gaiku
