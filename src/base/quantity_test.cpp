#include "base/quantity.h"

#include <gtest/gtest.h>

#include <type_traits>

namespace gaiku {
namespace {

using namespace literals;

template <class A, class B>
concept Addable = requires(A a, B b) {
    a + b;
};
template <class A, class B>
concept Subtractable = requires(A a, B b) {
    a - b;
};
template <class A, class B>
concept Comparable = requires(A a, B b) {
    a < b;
};

// tests/compile/ shows the same with a compiler that has to refuse the sum.
static_assert(Addable<Power, Power> && Addable<Energy, Energy>);
static_assert(!Addable<Power, Energy>, "a power is not an energy");
static_assert(!Addable<Energy, AnnualEnergy>, "an energy is not an energy a year");
static_assert(!Addable<Money, MoneyPerEnergy>, "yen is not yen per kWh");
static_assert(!Addable<Power, double> && !Addable<double, Power>, "a plain number has no unit");
static_assert(!Subtractable<Power, Energy> && !Comparable<Power, Energy>);
static_assert(!Comparable<Duration, Years>, "how long a plant runs is not how often a cost recurs");
static_assert(!std::is_convertible_v<double, Power>, "a number becomes a power only where somebody says so");
static_assert(!std::is_convertible_v<Power, double>, "and loses its unit only by value()");

static_assert(std::is_same_v<decltype(Power{} * Duration{}), Energy>, "power x time is energy");
static_assert(std::is_same_v<decltype(Duration{} * Power{}), Energy>);
static_assert(std::is_same_v<decltype(Energy{} / Duration{}), Power>);
static_assert(std::is_same_v<decltype(Energy{} / Power{}), Duration>);
static_assert(std::is_same_v<decltype(AnnualEnergy{} * Years{}), Energy>);
static_assert(std::is_same_v<decltype(MoneyPerPower{} * Power{}), Money>);
static_assert(std::is_same_v<decltype(MoneyPerEnergy{} * AnnualEnergy{}), AnnualMoney>);
static_assert(std::is_same_v<decltype(AnnualMoneyPerPower{} * Power{}), AnnualMoney>);
static_assert(std::is_same_v<decltype(MassPerEnergy{} * AnnualEnergy{}), AnnualMass>);
static_assert(std::is_same_v<decltype(Length{} * Length{}), Area>);
static_assert(std::is_same_v<decltype(Energy{} / Energy{}), double>, "a ratio of equals is a number");
static_assert(std::is_same_v<decltype(Duration{} * (1.0 / Duration{1}.value())), Duration>);

static_assert((350.0_kW * 2.0_h).value() == 700);
static_assert(-(1.0_kWh) < 0.0_kWh);

TEST(Quantity, PowerTimesTimeIsTheEnergyThatAPlantGives) {
    const Energy energy = 350.0_kW * 24.0_h;
    EXPECT_EQ(energy, 8400.0_kWh);
    EXPECT_EQ(energy / 24.0_h, 350.0_kW);
    EXPECT_DOUBLE_EQ(energy / 4200.0_kWh, 2);
}

TEST(Quantity, SumsAndScalesKeepTheirUnit) {
    Money money = 100.0_yen;
    money += 20.0_yen;
    money -= 70.0_yen;
    EXPECT_EQ(money, 50.0_yen);
    EXPECT_EQ(2 * money, money * 2);
    EXPECT_EQ(money / 2, 25.0_yen);
    EXPECT_LT(money, 51.0_yen);
}

TEST(Quantity, UpkeepOfAPlantIsMoneyAYear) {
    const AnnualMoney upkeep = AnnualMoneyPerPower(3500) * 10.0_kW;
    EXPECT_DOUBLE_EQ(upkeep.value(), 35'000);
    EXPECT_DOUBLE_EQ((upkeep * Years(25)).value(), 875'000);
}

}  // namespace
}  // namespace gaiku
