#include "technology/control_system/control_system.h"

#include "technology/town_for_tests.h"

namespace gaiku {
namespace {

using test::OneAsset;

TEST(ControlSystem, CostsTheSameAtEverySize) {
    const OneAsset system("technology: control_system");
    EXPECT_DOUBLE_EQ(system.cost(0).capital_yen, 100e6);
    EXPECT_DOUBLE_EQ(system.cost(1000).capital_yen, 100e6);
    EXPECT_DOUBLE_EQ(system.cost(0).upkeep_yen_per_year, 10e6);
    EXPECT_FALSE(system.day());
}

TEST(ControlSystem, TakesTheDistrictsOwnPrice) {
    const OneAsset system("technology: control_system, capital: 0.8 億円, upkeep: 50 万円 a month");
    EXPECT_DOUBLE_EQ(system.cost(0).capital_yen, 80e6);
    EXPECT_DOUBLE_EQ(system.cost(0).upkeep_yen_per_year, 6e6);
}

}  // namespace
}  // namespace gaiku
