#include "assess/environment/environment.h"

#include <gtest/gtest.h>

namespace gaiku {
namespace {

TEST(Environment, LocalElectricitySparesTheGridsCarbonAndPrimaryEnergy) {
    const Environment e = environment(1'000'000, 600'000, 0.433, 9.76);
    EXPECT_DOUBLE_EQ(e.local_supply_kwh_per_year, 1'000'000);
    EXPECT_DOUBLE_EQ(e.own_generation_kwh_per_year, 600'000);
    EXPECT_DOUBLE_EQ(e.co2_avoided_t_per_year, 433) << "of all local supply, the households' too";
    EXPECT_DOUBLE_EQ(e.primary_energy_saved_gj_per_year, 9760);
}

TEST(Environment, NothingGivesNothing) {
    const Environment e = environment(0, 0, 0.433, 9.76);
    EXPECT_EQ(e.co2_avoided_t_per_year, 0);
    EXPECT_EQ(e.primary_energy_saved_gj_per_year, 0);
}

}  // namespace
}  // namespace gaiku
