#include "demand/summary.h"

#include <gtest/gtest.h>

namespace gaiku {
namespace {

SummedDemand demand(std::string use, std::vector<double> kw, std::optional<double> peak = {}) {
    return {"electricity", "electricity", std::move(use), peak,
            [kw = std::move(kw)](std::size_t step) { return kw[step % kw.size()]; }};
}

// Two buildings whose peaks lie in different hours: 10 + 6 stacked, at most 12 together.
TEST(DemandSummary, PeaksOfPartsAndOfTheWholeDiffer) {
    const auto all = summarise({demand("office", {10, 2}), demand("retail", {2, 6})}, 24, 1);
    ASSERT_EQ(all.size(), 1u);
    EXPECT_DOUBLE_EQ(all[0].stacked_peak_kw, 16);
    EXPECT_DOUBLE_EQ(all[0].peak_kw, 12);
    EXPECT_DOUBLE_EQ(all[0].simultaneity, 0.75);
    EXPECT_DOUBLE_EQ(all[0].annual_kwh, 12 * 12 + 12 * 8);
    EXPECT_DOUBLE_EQ(all[0].monthly_kwh[0], all[0].annual_kwh) << "a day in January";
    ASSERT_EQ(all[0].by_use.size(), 2u);
    EXPECT_EQ(all[0].by_use[0].use, "office") << "the largest first";
}

// What the chart of typical days stacks are parts of one whole.
TEST(DemandSummary, UsesHaveTheirMonthsAndDays) {
    std::vector<bool> off(365, false);
    off[1] = true;
    const auto all =
        summarise({demand("office", {10, 2}), demand("retail", {2, 6}), demand("office", {1})}, 48, 1, off);
    const auto& office = all[0].by_use[0];
    EXPECT_DOUBLE_EQ(office.annual_kwh, 2 * (12 * 12 + 24));
    EXPECT_DOUBLE_EQ(office.monthly_kwh[0], office.annual_kwh);
    EXPECT_DOUBLE_EQ(office.days.of(DaySeason::winter, true)->at(0), 11);
    EXPECT_DOUBLE_EQ(office.days.of(DaySeason::winter, false)->at(1), 3);
    EXPECT_FALSE(office.days.of(DaySeason::summer, false));
}

TEST(DemandSummary, AUnitPeakCountsForItsBuilding) {
    const auto all = summarise({demand("office", {10, 2}, 20.0), demand("office", {1, 1})}, 2, 1);
    EXPECT_DOUBLE_EQ(all[0].stacked_peak_kw, 21);
    ASSERT_EQ(all[0].by_use.size(), 1u);
    EXPECT_DOUBLE_EQ(all[0].by_use[0].peak_kw, 21);
}

// A row's unit peak below what the hours reach (finding peak-not-met): a share above 1 would be none.
TEST(DemandSummary, AUnitPeakThatTheHoursExceedDoesNotCount) {
    const auto all = summarise({demand("hotel", {10, 2}, 8.0)}, 2, 1);
    EXPECT_DOUBLE_EQ(all[0].stacked_peak_kw, 10);
    EXPECT_DOUBLE_EQ(all[0].simultaneity, 1);
}

TEST(DemandSummary, TheLoadDurationCurveFallsFromThePeakToTheLeast) {
    std::vector<double> kw;
    for (int i = 0; i < 8760; ++i) kw.push_back(i);
    const auto all = summarise({demand("", kw)}, 8760, 1);
    ASSERT_EQ(all[0].duration_kw.size(), 101u);
    EXPECT_DOUBLE_EQ(all[0].duration_kw.front(), 8759);
    EXPECT_NEAR(all[0].duration_kw[50], 4380, 1);
    EXPECT_DOUBLE_EQ(all[0].duration_kw.back(), 0);
    double of_months = 0;
    for (const double month : all[0].monthly_kwh) of_months += month;
    EXPECT_NEAR(of_months, all[0].annual_kwh, 1e-6);
    EXPECT_DOUBLE_EQ(all[0].monthly_kwh[0], 743.0 * 744 / 2) << "hours 0 to 743";
}

TEST(DemandSummary, ServicesOfOneCarrierStayApart) {
    SummedDemand heating = demand("office", {1});
    heating.carrier = "hot_water";
    heating.service = "heating";
    SummedDemand water = heating;
    water.service = "hot_water";
    EXPECT_EQ(summarise({heating, water}, 1, 1).size(), 2u);
}

}  // namespace
}  // namespace gaiku
