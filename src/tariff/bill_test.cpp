#include "tariff/bill.h"

#include <gmock/gmock.h>

#include "tariff/tariff_for_tests.h"

// What a customer would pay wrongly if this failed.
namespace gaiku {
namespace {

using test::bills;
using test::tariff;

constexpr double sen = 1e-6;  // sums of decimals in binary

std::vector<double> amounts(const MonthlyBill& bill) {
    std::vector<double> all;
    for (const auto& item : bill.items) all.push_back(item.amount);
    return all;
}

const MeterAxis& half_hours() {
    static const auto axis = MeterAxis::planning_year(2025, 0.5, 17'520, "Asia/Tokyo");
    return axis;
}

/// One month of 720 hours (November) with `kwh` in all.
MonthlyBill november(const Tariff& of, double kwh, const Terms& terms = {}) {
    return bills(of, half_hours(), {kwh / 720}, terms)[10];
}

const char* const ratchet =
    "{time_zone: Asia/Tokyo, charges: {base: {kind: demand, price: 1000 yen/kW/month, interval: 30 min, memory: 11, "
    "step: 1 kW}}}";

TEST(ContractDemand, IsTheHighestOfThisAndElevenMonthsBefore) {
    // Months 100, 110, 90 ..: the 110 of February is charged until January, when it is eleven months back.
    const auto of = tariff(ratchet);
    const auto axis = MeterAxis::planning_year(2025, 0.5, 2 * 17'520, "Asia/Tokyo");
    std::vector<double> peaks(24, 90);
    peaks[0] = 100;
    peaks[1] = 110;
    peaks[10] = 105;
    peaks[15] = 108;
    const auto all = bills(*of, axis, test::with_peaks(axis, peaks), {.past = Terms::Past::none, .past_kw = {}});
    std::vector<double> charged;
    for (const auto& bill : all) charged.push_back(bill.demand->billed_kw);
    std::vector<double> expected{100};
    expected.insert(expected.end(), 12, 110);  // February to January
    expected.insert(expected.end(), 2, 105);   // the 110 has left the memory
    expected.insert(expected.end(), 9, 108);
    EXPECT_EQ(charged, expected);
    EXPECT_EQ(all[12].demand->from, "2025-02");
    EXPECT_EQ(all[13].demand->from, "2025-11");
    EXPECT_DOUBLE_EQ(all[12].total, 110'000);
}

TEST(ContractDemand, RemembersTheMonthsBeforeTheFile) {
    const auto of = tariff(ratchet);
    std::vector<double> past(11, 50);
    past[9] = 130;  // two months before the first
    const Terms terms{.past = Terms::Past::listed, .past_kw = past};
    const auto all = bills(*of, half_hours(), {100}, terms);
    for (std::size_t m = 0; m < 12; ++m) EXPECT_EQ(all[m].demand->billed_kw, m < 10 ? 130 : 100) << m;
    EXPECT_EQ(all[0].demand->from, "before-2");
    EXPECT_EQ(all[10].demand->from, "2025-11");
}

TEST(ContractDemand, ADemandOfAHalfHourIsTheMeanOfItsIntervals) {
    const auto of = tariff(ratchet);
    const auto axis = MeterAxis::planning_year(2025, 0.25, 35'040, "Asia/Tokyo");
    std::vector<double> kw(axis.size(), 10);
    kw[101] = 50;  // half of a half-hour
    const auto bill = bills(*of, axis, kw)[0];
    EXPECT_DOUBLE_EQ(bill.demand->measured_kw, 30);
    EXPECT_EQ(bill.demand->at, "2025-01-02 01:00");
    EXPECT_DOUBLE_EQ(bill.demand->peak_factor, 30.0 / 20) << "an hourly year sees 20 kW";
}

TEST(ContractDemand, KilowattsAreRoundedAsTheTariffSays) {
    const auto of = tariff(ratchet);
    EXPECT_EQ(bills(*of, half_hours(), {100.4})[0].demand->billed_kw, 100);
    EXPECT_EQ(bills(*of, half_hours(), {100.5})[0].demand->billed_kw, 101);
    EXPECT_DOUBLE_EQ(bills(*of, half_hours(), {100.4})[0].exact, 100'400);
}

TEST(ContractDemand, AnAgreedPowerIsChargedAtLeast) {
    const auto of = tariff(ratchet);
    const auto bill = bills(*of, half_hours(), {80}, {.past_kw = {}, .contract_kw = 120})[0];
    EXPECT_EQ(bill.demand->billed_kw, 120);
    EXPECT_EQ(bill.demand->from, "agreed");
}

TEST(ContractDemand, AShareOfWinterIsRememberedWhereTheTariffSaysSo) {
    const auto of = tariff(
        "{time_zone: America/Toronto, seasons: {winter: {from: 12-01, to: 03-31}, summer: {from: 04-01, to: 11-30}}, "
        "charges: {base: {kind: demand, price: 10 USD/kW/month, memory: 12, memory_share: 65 %, memory_season: "
        "winter}}}");
    std::vector<double> peaks{200, 180, 150, 40, 300, 40, 40, 40, 40, 40, 40, 100};
    const auto all =
        bills(*of, half_hours(), test::with_peaks(half_hours(), peaks), {.past = Terms::Past::none, .past_kw = {}});
    EXPECT_DOUBLE_EQ(all[3].demand->billed_kw, 130) << "65 % of January";
    EXPECT_DOUBLE_EQ(all[4].demand->billed_kw, 300);
    EXPECT_DOUBLE_EQ(all[5].demand->billed_kw, 130) << "May is no winter month";
}

TEST(PowerFactor, LowersTheBaseChargeByAPointEach) {
    const auto of = tariff(
        "{time_zone: Asia/Tokyo, charges: {base: {kind: demand, price: 1000 yen/kW/month, power_factor_base: 85 %}}}");
    const auto at = [&](double factor) { return november(*of, 72'000, {.power_factor = factor, .past_kw = {}}).total; };
    EXPECT_NEAR(at(1), 85'000, sen);
    EXPECT_NEAR(at(0.85), 100'000, sen);
    EXPECT_NEAR(at(0.80), 105'000, sen);
    EXPECT_NEAR(at(0.976), 87'000, sen) << "whole points: 98 %";
}

TEST(TimeOfUse, PricesFollowSeasonDayAndHour) {
    const auto of = tariff(
        "{time_zone: Asia/Tokyo, holidays: japan, days_off: '12-30, 12-31', "
        "seasons: {summer: {from: 07-01, to: 09-30}, other: {from: 10-01, to: 06-30}}, "
        "periods: {peak: {season: summer, days: 'weekday, saturday', hours: 13-16}, "
        "day: {days: 'weekday, saturday', hours: '8-13, 16-22', season: summer}, "
        "day2: {days: 'weekday, saturday', hours: 8-22, season: other}, night: {otherwise: yes}}, "
        "charges: {energy: {kind: energy, rates: [{period: peak, price: 30 yen/kWh}, {period: day, price: 20 yen/kWh}, "
        "{period: day2, price: 18 yen/kWh}, {period: night, price: 10 yen/kWh}]}}}");
    const auto all = bills(*of, half_hours(), {1});
    // July 2025: 31 days, 4 Sundays, Marine Day on Monday the 21st: 26 days with peak and day.
    ASSERT_EQ(all[6].items.size(), 3u) << "no line of another season";
    EXPECT_DOUBLE_EQ(all[6].items[0].quantity, 26 * 3);
    EXPECT_DOUBLE_EQ(all[6].items[1].quantity, 26 * 11);
    EXPECT_DOUBLE_EQ(all[6].items[2].quantity, 744 - 26 * 14);
    // December 2025: 4 Sundays and the days off on Tuesday and Wednesday.
    EXPECT_DOUBLE_EQ(all[11].items[0].quantity, 25 * 14);
}

TEST(TimeOfUse, FollowsDaylightSavingInAPlanningYear) {
    const auto of = tariff(
        "{time_zone: America/New_York, periods: {peak: {hours: 12-18}, off: {otherwise: yes}}, "
        "charges: {energy: {kind: energy, rates: [{period: peak, price: 0.2 USD/kWh}, {period: off, price: 0.1 "
        "USD/kWh}]}}}");
    const auto axis = MeterAxis::planning_year(2025, 1, 8'760, "America/New_York");
    std::vector<double> kw(axis.size(), 0);
    const std::size_t july = 24 * 181;
    kw[11] = 1;         // 11:00 standard time in January is 11:00
    kw[july + 11] = 1;  // and in July 12:00
    const auto all = bills(*of, axis, kw);
    EXPECT_DOUBLE_EQ(all[0].exact, 0.1);
    EXPECT_DOUBLE_EQ(all[6].exact, 0.2);
}

TEST(Bill, PublishedExampleOfTokyuPowerSupply) {
    // 150 kW at a power factor of 100 %, 47,000 kWh in August: cases/tariff/README.md has the origin.
    const auto of = tariff(
        "{time_zone: Asia/Tokyo, seasons: {summer: {from: 07-01, to: 09-30}, other: {from: 10-01, to: 06-30}}, "
        "charges: {"
        "base: {kind: demand, price: 1000 yen/kW/month, memory: 11, step: 1 kW, power_factor_base: 85 %}, "
        "energy: {kind: energy, rates: [{season: summer, price: 5 yen/kWh}, {season: other, price: 3 yen/kWh}]}, "
        "fuel: {kind: energy, price: -0.5 yen/kWh}, levy: {kind: levy, price: 3.49 yen/kWh, rounding: down}}, "
        "energy_step: 1 kWh, total_rounding: down}");
    std::vector<double> kw(half_hours().size(), 0);
    const auto& august = half_hours().months()[7];
    for (std::size_t i = 0; i < august.count; ++i) kw[august.first + i] = (47'000 - 75.0) / (744 - 0.5);
    kw[august.first + 20] = 150;
    const auto bill = bills(*of, half_hours(), kw)[7];
    EXPECT_THAT(amounts(bill),
                testing::ElementsAre(testing::DoubleNear(127'500, sen), testing::DoubleNear(235'000, sen),
                                     testing::DoubleNear(-23'500, sen), testing::DoubleNear(164'030, sen)));
    EXPECT_NEAR(bill.total, 503'030, sen);
}

std::string with_blocks(const std::string& blocks) {
    return "{time_zone: America/Chicago, money_step: 0.01, charges: {"
           "rate: {kind: energy, rounding: nearest, rates: [{price: 0.064 USD/kWh}, {above: 250 kWh, price: 0.049 "
           "USD/kWh}, " +
           blocks +
           "]}, power: {kind: energy, rounding: nearest, price: 0.085 USD/kWh}, base: {kind: fixed, price: 7.5 "
           "USD/month}, tax: {kind: tax, rounding: nearest, rate: 1 %}}}";
}

TEST(Bill, PublishedExamplesOfSeymourWithFallingBlocksAndTax) {
    const auto winter = tariff(with_blocks("{above: 700 kWh, price: 0.0446 USD/kWh}"));
    const auto bill = november(*winter, 1200);
    EXPECT_THAT(amounts(bill), testing::Pointwise(testing::DoubleNear(sen), {16.00, 22.05, 22.30, 102.00, 7.50, 1.70}));
    EXPECT_NEAR(bill.total, 171.55, sen);
    const auto summer =
        tariff(with_blocks("{above: 700 kWh, price: 0.0475 USD/kWh}, {above: 1250 kWh, price: 0.0446 USD/kWh}"));
    const auto hot = november(*summer, 2000);
    EXPECT_THAT(amounts(hot),
                testing::Pointwise(testing::DoubleNear(sen), {16.00, 22.05, 26.13, 33.45, 170.00, 7.50, 2.75}));
    EXPECT_NEAR(hot.total, 277.88, sen);
}

TEST(Bill, GasIsBilledInCubicMetresWithItsAdjustment) {
    const auto of = tariff(
        "{time_zone: Asia/Tokyo, heat_value: 45 MJ/m3, volume_step: 1 m3, total_rounding: down, "
        "seasons: {winter: {from: 12-01, to: 03-31}, other: {from: 04-01, to: 11-30}}, charges: {"
        "base: {kind: fixed, price: 3300 yen/month}, flow: {kind: demand, interval: 60 min, memory: 11, "
        "price_per_flow: 500 yen/m3/month}, "
        "gas: {kind: energy, rates: [{season: winter, price_per_volume: 160.83 yen/m3}, "
        "{season: other, price_per_volume: 143.19 yen/m3}]}, "
        "adjustment: {kind: energy, by_month_per_volume: [0 yen/m3, 0 yen/m3, 0 yen/m3, 0 yen/m3, 15.56 yen/m3, "
        "21.72 yen/m3, 0 yen/m3, 0 yen/m3, 0 yen/m3, 0 yen/m3, 0 yen/m3, 0 yen/m3]}}}");
    // 12.5 kW is 1 m3/h.
    const auto all = bills(*of, half_hours(), {25});
    EXPECT_NEAR(all[4].items[1].amount, 2 * 500, 1e-6);
    EXPECT_EQ(all[4].items[1].unit, "m3/h");
    EXPECT_NEAR(all[4].items[1].quantity, 2, 1e-9);
    EXPECT_NEAR(all[4].items[1].price, 500, 1e-9);
    EXPECT_EQ(all[4].items[2].unit, "m3");
    EXPECT_DOUBLE_EQ(all[4].items[2].quantity, 1488);
    EXPECT_NEAR(all[4].items[3].amount, 1488 * 15.56, 1e-6);
    EXPECT_EQ(all[4].total, std::floor(3300 + 1000 + 1488 * (143.19 + 15.56)));
    EXPECT_EQ(all[0].total, std::floor(3300 + 1000 + 1488 * 160.83));
}

TEST(Bill, BlocksOfAnotherSeasonAreNoLine) {
    const auto of = tariff(
        "{time_zone: Asia/Tokyo, seasons: {winter: {from: 12-01, to: 03-31}, other: {from: 04-01, to: 11-30}}, "
        "charges: {energy: {kind: energy, rates: [{season: winter, price: 20 yen/kWh}, "
        "{season: winter, above: 1000 kWh, price: 25 yen/kWh}, {season: other, price: 15 yen/kWh}, "
        "{season: other, above: 1000 kWh, price: 18 yen/kWh}]}}}");
    const auto all = bills(*of, half_hours(), {2});
    ASSERT_EQ(all[7].items.size(), 2u) << "the two blocks of August's own season";
    EXPECT_NEAR(all[7].total, 1000 * 15 + 488 * 18, 1e-6);
    EXPECT_NEAR(all[0].total, 1000 * 20 + 488 * 25, 1e-6);
}

TEST(Bill, AMinimumFillsUpWhatIsLacking) {
    const auto of = tariff(
        "{time_zone: Asia/Tokyo, charges: {energy: {kind: energy, price: 10 yen/kWh}, "
        "least: {kind: minimum, price: 5000 yen/month}, tax: {kind: tax, rate: 10 %}}}");
    EXPECT_NEAR(november(*of, 300).total, 5500, sen);
    EXPECT_NEAR(november(*of, 700).total, 7700, sen);
}

TEST(Bill, DiscountsAndTaxesCountOnWhatTheyName) {
    const auto of = tariff(
        "{time_zone: Asia/Tokyo, charges: {base: {kind: fixed, price: 1000 yen/month}, "
        "energy: {kind: energy, price: 10 yen/kWh}, cut: {kind: discount, rate: 5 %, on: energy}, "
        "tax: {kind: tax, rate: 10 %, on: 'energy, cut'}}}");
    EXPECT_NEAR(november(*of, 1000).total, 1000 + 10'000 - 500 + 950, sen);
    EXPECT_NEAR(november(*of, 1000).exact, 11'450, sen);
}

TEST(Bill, APartOfAMonthBearsItsPart) {
    const auto of = tariff(
        "{time_zone: Asia/Tokyo, charges: {base: {kind: fixed, price: 2800 yen/month}, daily: {kind: fixed, price: 365 "
        "yen/year, per: day}, energy: {kind: energy, rates: [{price: 1 yen/kWh}, {above: 100 kWh, price: 2 "
        "yen/kWh}]}}}");
    const auto axis = MeterAxis::planning_year(2025, 1, 744 + 168, "Asia/Tokyo");
    const auto week = bills(*of, axis, {1})[1];
    EXPECT_NEAR(week.total, 700 + 7 + 25 + 2 * (168 - 25), sen) << "the first block has 25 kWh";
}

TEST(Bill, MeteredQuartersOfADayWith23Hours) {
    using namespace std::chrono;
    const auto of = tariff(
        "{time_zone: America/New_York, periods: {peak: {days: weekday, hours: 12-18}, off: {otherwise: yes}}, charges: "
        "{base: {kind: demand, interval: 15 min, rates: [{period: peak, price: 10 USD/kW/month}]}, "
        "fee: {kind: fixed, price: 365 USD/year, per: day}, energy: {kind: energy, rates: "
        "[{period: peak, price: 0.2 USD/kWh}, {period: off, price: 0.1 USD/kWh}]}}}");
    const auto axis =
        MeterAxis::metered(sys_days(2025y / March / 1) + 5h, 15min, (31 * 24 - 1) * 4, "America/New_York");
    std::vector<double> kw(axis.size(), 4);
    kw[40] = 90;                                  // Saturday the 1st at 10:00
    kw[(9 * 24 - 1 + 24) * 4 + 12 * 4 + 1] = 60;  // Tuesday the 11th at 12:15, after the clock went forward on the 9th
    const auto bills = test::bills(*of, axis, kw);
    ASSERT_EQ(bills.size(), 1u);
    EXPECT_DOUBLE_EQ(bills[0].demand->billed_kw, 60) << "Saturday's is not on peak";
    EXPECT_EQ(bills[0].demand->at, "2025-03-11 12:15");
    EXPECT_DOUBLE_EQ(bills[0].items[1].quantity, 31) << "a month is billed whole, its day of 23 hours too";
    EXPECT_DOUBLE_EQ(bills[0].items[2].quantity, 21 * 6 * 4 + 14) << "21 weekdays";
    EXPECT_DOUBLE_EQ(bills[0].energy_kwh, 743 * 4 + 14 + 21.5);
}

TEST(Bill, WhatIsSoldByFeedInTariffPremiumAndMarket) {
    const auto of = tariff(
        "{time_zone: Asia/Tokyo, charges: {fit: {kind: fit, fit: solar_50_250kw/2020}, "
        "fip: {kind: fip, base: 10 yen/kWh, reference: [8 yen/kWh, 12 yen/kWh, 8 yen/kWh, 8 yen/kWh, 8 yen/kWh, 8 "
        "yen/kWh, 8 yen/kWh, 8 yen/kWh, 8 yen/kWh, 8 yen/kWh, 8 yen/kWh, 8 yen/kWh]}, "
        "market: {kind: energy, price: spot}}}");
    std::vector<double> spot(half_hours().size(), 5);
    spot[0] = -1;
    const PriceSources sources{[&](const std::string& name) { return name == "spot" ? &spot : nullptr; },
                               [](int) -> std::optional<double> { return std::nullopt; }};
    const std::vector<double> kw(half_hours().size(), 2);
    const auto all = make_bills(Pricing(*of, half_hours(), sources), {}, kw);
    EXPECT_NEAR(all[0].exact, 744 * 2 * (13.2 + 2 + 5) - 6, sen) << "12 yen and tax; 10 - 8; 5 but for one half-hour";
    EXPECT_NEAR(all[1].exact, 672 * 2 * (13.2 + 0 + 5), sen) << "a premium is never negative";
    EXPECT_THROW(Pricing(*of, half_hours(), test::no_sources()), std::invalid_argument);
}

TEST(Bill, LeviesChangeWithMaysBill) {
    EXPECT_EQ(levy_year(2025, 4), 2024);
    EXPECT_EQ(levy_year(2025, 5), 2025);
    const auto of = tariff("{time_zone: Asia/Tokyo, charges: {levy: {kind: levy}}}");
    const PriceSources sources{[](const std::string&) -> const std::vector<double>* { return nullptr; },
                               [](int year) { return std::optional(year == 2025 ? 3.98 : 3.49); }};
    const std::vector<double> kw(half_hours().size(), 1);
    const auto all = make_bills(Pricing(*of, half_hours(), sources), {}, kw);
    EXPECT_NEAR(all[3].exact, 720 * 3.49, sen);
    EXPECT_NEAR(all[4].exact, 744 * 3.98, sen);
}

TEST(Rounding, IsByDecimals) {
    EXPECT_DOUBLE_EQ(rounded(1.15 * 100, 1, Rounding::down), 115) << "114.99999999999999 in binary";
    EXPECT_DOUBLE_EQ(rounded(26.125, 0.01, Rounding::nearest), 26.13);
    EXPECT_DOUBLE_EQ(rounded(-23.5, 1, Rounding::down), -23) << "towards 0";
    EXPECT_DOUBLE_EQ(rounded(10.01, 1, Rounding::up), 11);
    EXPECT_DOUBLE_EQ(rounded(10, 1, Rounding::up), 10);
    EXPECT_DOUBLE_EQ(rounded(10.4, 0, Rounding::down), 10.4);
}

}  // namespace
}  // namespace gaiku
