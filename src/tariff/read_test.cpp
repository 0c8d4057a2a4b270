#include "tariff/read.h"

#include <gmock/gmock.h>

#include "tariff/pricing.h"
#include "tariff/shipped.h"
#include "tariff/tariff_for_tests.h"

// A tariff with a hole would be billed without a word.
namespace gaiku {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> findings_of(const std::string& yaml) {
    std::vector<std::string> findings;
    const auto tariff = test::tariff(yaml, &findings);
    EXPECT_EQ(tariff == nullptr, !findings.empty());
    return findings;
}

std::string with(const std::string& entries) {
    return "{time_zone: Asia/Tokyo, " + entries + "}";
}

const std::string flat = "charges: {energy: {kind: energy, price: 10 yen/kWh}}";

TEST(Tariff, UnknownZone) {
    EXPECT_THAT(findings_of("{time_zone: Asia/Tokio, " + flat + "}"),
                ElementsAre("unknown-reference t.time_zone Asia/Tokio"));
}

TEST(Tariff, SeasonsMakeTheYear) {
    EXPECT_THAT(findings_of(with("seasons: {a: {from: 01-01, to: 06-30}, b: {from: 07-02, to: 12-31}}, " + flat)),
                ElementsAre("tariff-gap t.seasons 07-01"));
    EXPECT_THAT(findings_of(with("seasons: {a: {from: 01-01, to: 07-01}, b: {from: 07-01, to: 12-31}}, " + flat)),
                ElementsAre("tariff-overlap t.seasons 07-01"));
    EXPECT_THAT(findings_of(with("seasons: {a: {from: 02-30, to: 12-31}}, " + flat)),
                Contains("not-a-time t.seasons.a.from 02-30"));
    EXPECT_THAT(findings_of(with("seasons: {w: {from: 10-01, to: 06-30}, s: {from: 07-01, to: 09-30}}, " + flat)),
                IsEmpty());
}

TEST(Tariff, EveryHourHasOnePrice) {
    const std::string rates =
        "charges: {e: {kind: energy, rates: [{period: day, price: 20 yen/kWh}, {period: night, price: "
        "10 yen/kWh}]}}";
    EXPECT_THAT(findings_of(with("periods: {day: {hours: 8-22}, night: {hours: 23-8}}, " + rates)),
                ElementsAre("tariff-gap t.charges.e.rates monday 22:00-23:00"));
    EXPECT_THAT(findings_of(with("periods: {day: {hours: 8-22}, night: {hours: 21:30-8}}, " + rates)),
                ElementsAre("tariff-overlap t.periods.night.hours monday 21:30-22:00"));
    EXPECT_THAT(findings_of(with("periods: {day: {days: weekday, hours: 8-22}, night: {otherwise: yes}}, " + rates)),
                IsEmpty());
    EXPECT_THAT(
        findings_of(with("periods: {day: {days: weekday, hours: 8-22}, night: {otherwise: yes}}, charges: {e: {kind: "
                         "energy, rates: [{price: 10 yen/kWh}, {period: day, price: 20 yen/kWh}]}}")),
        ElementsAre("tariff-overlap t.charges.e.rates monday 8:00-22:00"));
    EXPECT_THAT(findings_of(with(
                    "holidays: japan, periods: {day: {days: weekday}, end: {days: 'saturday, sunday'}}, charges: "
                    "{e: {kind: energy, rates: [{period: day, price: 9 yen/kWh}, {period: end, price: 8 yen/kWh}]}}")),
                ElementsAre("tariff-gap t.charges.e.rates holidays 0:00-24:00"));
}

TEST(Tariff, DemandMayBeChargedInSomeHoursOnly) {
    EXPECT_THAT(
        findings_of(with("periods: {peak: {days: weekday, hours: 12-18}}, charges: {d: {kind: demand, rates: [{period: "
                         "peak, price: 5 yen/kW/month}]}}")),
        IsEmpty());
}

TEST(Tariff, StepsRise) {
    EXPECT_THAT(
        findings_of(with("charges: {e: {kind: energy, rates: [{price: 1 yen/kWh}, {above: 300 kWh, price: 2 yen/kWh}, "
                         "{above: 120 kWh, price: 3 yen/kWh}]}}")),
        ElementsAre("out-of-range t.charges.e.rates[2].above 120 kWh"));
    EXPECT_THAT(findings_of(with(
                    "charges: {e: {kind: energy, rates: [{price: 1 yen/kWh}, {above: -5 kWh, price: 2 yen/kWh}]}}")),
                ElementsAre("out-of-range t.charges.e.rates[1].above -5 kWh"));
    EXPECT_THAT(findings_of(with("charges: {e: {kind: energy, rates: [{above: 5 kWh, price: 1 yen/kWh}]}}")),
                Contains("out-of-range t.charges.e.rates[0].above 5 kWh"));
}

TEST(Tariff, NamesAndWordsAreKnown) {
    EXPECT_THAT(findings_of(with("charges: {e: {kind: energy, rates: [{period: peek, price: 1 yen/kWh}]}}")),
                Contains("unknown-reference t.charges.e.rates[0].period peek"));
    EXPECT_THAT(findings_of(with("periods: {p: {days: weekdays}}, " + flat)),
                ElementsAre("not-a-time t.periods.p.days weekdays"));
    EXPECT_THAT(findings_of(with("periods: {p: {hours: 8-25}}, " + flat)),
                ElementsAre("not-a-time t.periods.p.hours 8-25"));
    EXPECT_THAT(
        findings_of(with("charges: {e: {kind: energy, price: 1 yen/kWh}, t: {kind: tax, rate: 10 %, on: 'e, f'}}")),
        ElementsAre("unknown-reference t.charges.t.on f"));
}

TEST(Tariff, OnePriceInTheRightUnit) {
    EXPECT_THAT(findings_of(with("charges: {e: {kind: energy}}")), Contains("missing-key t.charges.e.price "));
    EXPECT_THAT(findings_of(with("charges: {e: {kind: energy, price: 10 yen/kW}}")),
                Contains("wrong-unit t.charges.e.price 10 yen/kW"));
    EXPECT_THAT(findings_of(with("charges: {e: {kind: energy, price_per_volume: 10 yen/m3}}")),
                Contains("missing-key t.charges.e.price_per_volume 10 yen/m3"));
    EXPECT_THAT(findings_of(with("charges: {e: {kind: energy, price: 1 yen/kWh, rates: [{price: 1 yen/kWh}]}}")),
                Contains("contradiction t.charges.e.price 1 yen/kWh"));
}

TEST(Tariff, TheProgramsOwnAreWhole) {
    ASSERT_FALSE(shipped_tariffs().empty());
    for (const auto& name : shipped_tariffs()) {
        const auto tariff = shipped_tariff(name);
        ASSERT_TRUE(tariff) << name;
        EXPECT_FALSE(tariff->source.en.empty()) << name << ": every figure has a source";
        EXPECT_FALSE(tariff->source.ja.empty()) << name;
        EXPECT_TRUE(tariff->record->has("licence")) << name;
        EXPECT_FALSE(tariff->mark.empty()) << name;
        EXPECT_FALSE(tariff->name.ja.empty()) << name;
        EXPECT_FALSE(tariff->currency.empty()) << name;
    }
    EXPECT_EQ(shipped_tariff("nothing"), nullptr);
}

TEST(Blocks, FallingPricesBecomeTheLargestConvexCostBelow) {
    const std::vector<Block> rising{{0, 1}, {100, 2}, {300, 3}};
    EXPECT_TRUE(is_convex(rising));
    ASSERT_EQ(convex(rising).size(), 3u);
    for (std::size_t i = 0; i < 3; ++i) EXPECT_DOUBLE_EQ(convex(rising)[i].price, rising[i].price);
    const std::vector<Block> falling{{0, 3}, {100, 2}};
    EXPECT_FALSE(is_convex(falling));
    ASSERT_EQ(convex(falling).size(), 1u);
    EXPECT_DOUBLE_EQ(convex(falling)[0].price, 2);
    // Dear, cheap, dearest: one line to where the last block begins.
    const std::vector<Block> mixed{{0, 3}, {100, 1}, {200, 5}};
    ASSERT_EQ(convex(mixed).size(), 2u);
    EXPECT_DOUBLE_EQ(convex(mixed)[0].price, 2);
    EXPECT_DOUBLE_EQ(convex(mixed)[1].above, 200);
    for (double kwh = 0; kwh < 400; kwh += 7) {
        EXPECT_LE(cost_of(convex(mixed), kwh, 1), cost_of(mixed, kwh, 1) + 1e-9);
        EXPECT_NEAR(cost_of(convex(rising), kwh, 1), cost_of(rising, kwh, 1), 1e-9);
    }
}

}  // namespace
}  // namespace gaiku
