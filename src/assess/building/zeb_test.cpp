#include "assess/building/zeb.h"

#include <gtest/gtest.h>

#include "assess/building/pv_duty.h"

namespace gaiku {
namespace {

/// A standard of 1,000 MJ, designed at a share of it, with renewables that leave another share.
ZebLevel level(double design, double left, const std::string& use = "office", double floor_area = 5000) {
    return zeb_level({1000, 1000 * design, 1000 * (design - left)}, floor_area, use);
}

// The reference facts of Japan: 0.48 without and 0.24 with renewables is Nearly ZEB; 0.55 and 0.10 is not even Ready,
// although 90 % are saved: panels do not make up for the building.
TEST(Zeb, RenewablesDoNotMakeUpForTheBuilding) {
    EXPECT_EQ(level(0.48, 0.24), ZebLevel::nearly);
    EXPECT_EQ(level(0.55, 0.10), ZebLevel::none);
}

TEST(Zeb, LimitsBelongToTheBetterLevel) {
    EXPECT_EQ(level(0.5, 0.5), ZebLevel::ready);
    EXPECT_EQ(level(0.5, 0.26), ZebLevel::ready);
    EXPECT_EQ(level(0.5, 0.25), ZebLevel::nearly);
    EXPECT_EQ(level(0.5, 0), ZebLevel::zeb);
    EXPECT_EQ(level(0.51, 0.51), ZebLevel::none);
}

// Document 003: large new buildings at BEI 0.6 (offices) and 0.7 (hotels).
TEST(Zeb, LargeBuildingsAreOrientedByTheirUse) {
    EXPECT_EQ(level(0.6, 0.6, "office", 10'000), ZebLevel::oriented);
    EXPECT_EQ(level(0.6, 0.6, "office", 9'999), ZebLevel::none);
    EXPECT_EQ(level(0.7, 0.7, "office", 20'000), ZebLevel::none);
    EXPECT_EQ(level(0.7, 0.7, "hotel", 20'000), ZebLevel::oriented);
    EXPECT_EQ(level(0.7, 0.7, "hall", 20'000), ZebLevel::oriented);
    EXPECT_EQ(level(0.71, 0.71, "hotel", 20'000), ZebLevel::none);
    EXPECT_EQ(level(0.7, 0.7, "stadium", 20'000), ZebLevel::oriented) << "a place to gather, as a hall or a gym";
}

TEST(Zeb, DwellingsHaveLevelsOfTheirOwn) {
    EXPECT_EQ(level(0.8, 0.8, "dwelling"), ZebLevel::oriented);
    EXPECT_EQ(level(0.8, 0.5, "dwelling"), ZebLevel::ready);
    EXPECT_EQ(level(0.8, 0.25, "dwelling"), ZebLevel::nearly);
    EXPECT_EQ(level(0.8, 0, "dwelling"), ZebLevel::zeb);
    EXPECT_EQ(level(0.81, 0, "dwelling"), ZebLevel::none);
    EXPECT_EQ(zeb_key(ZebLevel::nearly, true), "nearly_zeh_m");
    EXPECT_EQ(zeb_name(ZebLevel::oriented, true).en, "ZEH-M Oriented");
}

// Document 003: footprint x 5 % x 0.15 kW, within bounds by floor area, rated by what is installed over it.
TEST(PvDuty, IsClampedAndRated) {
    const PvBounds large{12, 36};
    EXPECT_DOUBLE_EQ(required_pv_kw(3000, std::nullopt, large), 22.5);
    EXPECT_DOUBLE_EQ(required_pv_kw(15'000, std::nullopt, large), 36);
    EXPECT_DOUBLE_EQ(required_pv_kw(100, std::nullopt, large), 12);
    EXPECT_DOUBLE_EQ(required_pv_kw(3000, 100, large), 15) << "only 100 m2 have room";
    EXPECT_DOUBLE_EQ(required_pv_kw(3000, 1000, large), 22.5) << "room for more asks for no more";
    EXPECT_EQ(pv_rating(22.4, 22.5), 0);
    EXPECT_EQ(pv_rating(22.5, 22.5), 1);
    EXPECT_EQ(pv_rating(45, 22.5), 2);
    EXPECT_EQ(pv_rating(67.5, 22.5), 3);
}

}  // namespace
}  // namespace gaiku
