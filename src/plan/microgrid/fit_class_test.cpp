#include "plan/microgrid/fit_class.h"

#include <gtest/gtest.h>

#include <cmath>

namespace gaiku {
namespace {

TEST(FitClass, IsReadFromTheNameOfItsRow) {
    EXPECT_EQ(fit_class("solar_50_250kw/2021")->from_kw, 50);
    EXPECT_EQ(fit_class("solar_50_250kw/2021")->to_kw, 250);
    EXPECT_EQ(fit_class("hydro_existing_headrace_under_200kw/2020")->to_kw, 200);
    EXPECT_EQ(fit_class("hydro_1_5mw/2020")->to_kw, 5000);
    EXPECT_EQ(fit_class("solar_500kw_up/2015")->from_kw, 500);
    EXPECT_TRUE(std::isinf(fit_class("biomass_unused_wood_2mw_up/2020")->to_kw));
    EXPECT_EQ(fit_class("solar_under_10kw_output_control/2016")->to_kw, 10);
}

TEST(FitClass, OfOtherClassesThereIsNone) {
    for (const char* row : {"biomass_general_waste/2020", "onshore_wind/2020", "", "a_5/2020", "solar_on_roof/2024"})
        EXPECT_FALSE(fit_class(row)) << row;
}

}  // namespace
}  // namespace gaiku
