#include "base/suggest.h"

#include <gtest/gtest.h>

namespace gaiku {
namespace {

TEST(EditDistance, CountsEachKindOfEditOnce) {
    EXPECT_EQ(edit_distance("battery", "battery"), 0u);
    EXPECT_EQ(edit_distance("battery", "batery"), 1u);
    EXPECT_EQ(edit_distance("battery", "batttery"), 1u);
    EXPECT_EQ(edit_distance("battery", "bettery"), 1u);
    EXPECT_EQ(edit_distance("battery", "abttery"), 1u) << "swapped neighbours are one slip";
    EXPECT_EQ(edit_distance("", "abc"), 3u);
    EXPECT_EQ(edit_distance("abc", ""), 3u);
    EXPECT_EQ(edit_distance("kitten", "sitting"), 3u);
}

TEST(Suggest, NamesTheKeyThatWasMeant) {
    const std::vector<std::string> keys{"capacity", "capacity_factor", "households", "mounting"};
    EXPECT_EQ(suggest("capasity", keys), "capacity");
    EXPECT_EQ(suggest("capacity_facter", keys), "capacity_factor");
    EXPECT_EQ(suggest("housholds", keys), "households");
}

TEST(Suggest, StaysSilentWhereNothingIsNear) {
    EXPECT_EQ(suggest("wind", {"capacity", "households"}), "");
    EXPECT_EQ(suggest("x", {}), "");
    EXPECT_EQ(suggest("", {"capacity"}), "");
    EXPECT_EQ(suggest(std::string(10'000, 'a'), {"aaaa"}), "") << "a pasted page is no typing error";
}

TEST(Suggest, TheFirstPartOfANameMeansItsNewest) {
    EXPECT_EQ(
        suggest("solar_50_250kw", {"hydro/2020", "solar_50_250kw/2019", "solar_50_250kw/2021", "solar_on_roof/2024"}),
        "solar_50_250kw/2021");
    EXPECT_EQ(suggest("", {"a/b"}), "");
}

}  // namespace
}  // namespace gaiku
