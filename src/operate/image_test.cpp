#include "operate/image.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "operate/district_for_tests.h"
#include "operate/formulas.h"
#include "operate/image_json.h"
#include "operate/power.h"

namespace gaiku::operate::image_test {
namespace {

using telemetry::Batch;
using telemetry::Device;
using telemetry::Receipt;
using telemetry::Sample;

constexpr TimeMs minute = 60'000;
constexpr TimeMs noon = TimeMs{1'795'910'400'000};  // 2026-11-29T00:00:00Z, where a half-hour begins

/// Two blocks: a connection, panels, a battery and two meters in one, a link to the other.
const char* const file = R"(
gaiku: 1
district: { id: two, name: { en: Two, ja: 二街区 } }
blocks: { north: { name: { en: North, ja: 北 } }, south: { name: { en: South, ja: 南 } } }
demands: { load: { block: north, carrier: electricity, power: 50 kW }, more: { block: south, carrier: electricity, power: 5 kW } }
assets:
  grid: { technology: grid_connection, block: north, capacity: 200 kW, price: 20 yen/kWh, co2_factor: 0.4 kg/kWh, target_demand: 120 kW }
  panels: { technology: pv, mounting: rooftop_pv, block: north, existing: yes, capacity: 30 kW, upkeep: 0 yen/kW/year, yield: 1 kW/kW }
  battery: { technology: battery, block: north, existing: yes, capacity: 80 kWh, power: 30 kW, charge_efficiency: 95 %, discharge_efficiency: 95 %, loss_per_hour: 0 % }
  link: { technology: interchange_converter, from: north, to: south, capacity: 50 kW, efficiency: 97 %, standby: 0 %, existing: yes, upkeep: 0 yen/kW/year }
plan: { method: network, hours: 24 }
economics: { annuity: 8 % }
)";

class Images : public testing::Test {
protected:
    Images() : surroundings_(test::surroundings_of(file)) {
        for (const char* asset : {"grid", "panels", "battery"})
            devices_.push_back({.name = asset, .block = "north", .asset = asset});
        devices_.push_back({.name = "link", .asset = "link"});
        devices_.push_back({.name = "hall", .building = "hall", .block = "north"});
        devices_.push_back({.name = "shop", .building = "shop", .block = "north"});
    }

    void say(const std::string& device, const std::string& channel, std::vector<Sample> samples, Receipt receipt = {}) {
        Batch batch;
        batch.columns.push_back({device, channel, std::move(samples), {}});
        const std::vector<Batch> batches{batch};
        const std::vector<Receipt> receipts{std::move(receipt)};
        latest_.take(batches, receipts);
    }
    void power(const std::string& device, double kw, TimeMs at = noon + 10 * minute) {
        say(device, "power", {{at - minute, kw}, {at, kw}});
    }
    /// Everything is heard of: 60 kW bought, 20 kW of sun, 10 kW from the battery, 5 kW to the south.
    void all() {
        power("grid", 60);
        power("panels", -20);
        power("battery", -10);
        say("battery", "level", {{noon + 9 * minute, 41}, {noon + 10 * minute, 40}});
        say("link", "energy_import_north", {{noon + 9 * minute, 100}, {noon + 10 * minute, 100 + 5.0 / 60}});
        say("link", "energy_export_south", {{noon + 9 * minute, 90}, {noon + 10 * minute, 90 + 4.85 / 60}});
        power("hall", 70);
        power("shop", 14);
    }
    [[nodiscard]] std::shared_ptr<const Image> at(TimeMs now = noon + 10 * minute) const {
        return image_of(surroundings_, devices_, latest_, now);
    }
    /// A copy: the picture that it is of may be gone.
    static Derived value(const PlaceNow& place, std::string_view key) {
        return *std::find_if(place.values.begin(), place.values.end(), [&](const auto& one) { return one.key == key; });
    }

    Surroundings surroundings_;
    Latest latest_;
    std::vector<Device> devices_;
};

/// An operator saw "charging 36 kW" of a battery that stood empty: its heaters.
TEST_F(Images, OwnUseOfABatteryIsUseAndNoCharging) {
    power("grid", 60);
    power("panels", -20);
    const TimeMs before = noon + 9 * minute, now = noon + 10 * minute;
    power("battery", 36);
    say("battery", "energy_charged", {{before, 500}, {now, 500}});
    say("battery", "energy_discharged", {{before, 400}, {now, 400}});
    EXPECT_NEAR(*value(at()->district, "storage").value, -36, 1e-9) << "it does not count its own use";
    say("battery", "energy_import", {{before, 70}, {now, 70 + 36.0 / 60}});
    EXPECT_NEAR(*value(at()->district, "storage").value, 0, 1e-9);
    EXPECT_NEAR(*value(at()->district, "demand").value, 80, 1e-9) << "60 bought and 20 of sun";
    say("battery", "energy_import", {{now + minute, 3}});
    EXPECT_FALSE(value(at(now + minute)->district, "storage").value) << "its counter was set back: not known";
}

TEST_F(Images, BalanceADistrictAndItsBlocks) {
    all();
    const auto image = at();
    EXPECT_DOUBLE_EQ(*value(image->district, "grid").value, 60);
    EXPECT_DOUBLE_EQ(*value(image->district, "demand").value, 90) << "what a link passes on is no source";
    EXPECT_NEAR(*value(image->district, "self_sufficiency").value, 30.0 / 90, 1e-12);
    EXPECT_NEAR(*value(image->district, "co2_intensity").value, 60 * 0.4 / 90, 1e-12);
    EXPECT_DOUBLE_EQ(*value(image->district, "stored").value, 40);
    EXPECT_DOUBLE_EQ(*value(image->district, "state_of_charge").value, 0.5);
    EXPECT_DOUBLE_EQ(*value(image->district, "metered").value, 84);
    ASSERT_EQ(image->blocks.size(), 2U);
    EXPECT_NEAR(*value(image->blocks[0], "demand").value, 85, 1e-9);
    EXPECT_NEAR(*value(image->blocks[1], "demand").value, 4.85, 1e-9);
    ASSERT_EQ(image->district.sources.size(), 1U);
    EXPECT_EQ(image->district.sources[0].key, "pv");
    EXPECT_DOUBLE_EQ(*image->district.sources[0].value, 20);
}

TEST_F(Images, MissingIsMissingAndNamed) {
    all();
    EXPECT_TRUE(value(at(noon + 12 * minute)->district, "demand").value) << "two intervals old";
    const auto old = at(noon + 13 * minute);
    EXPECT_FALSE(value(old->district, "demand").value);
    EXPECT_EQ(value(old->district, "demand").missing_first, "grid");
    power("grid", 61, noon + 13 * minute);
    power("panels", -21, noon + 13 * minute);
    const auto later = at(noon + 13 * minute);
    EXPECT_EQ(*value(later->district, "grid").value, 61) << "one that is silent delays nothing of others";
    EXPECT_FALSE(value(later->district, "demand").value);
    EXPECT_EQ(value(later->district, "demand").missing_first, "battery");
    EXPECT_EQ(value(later->district, "metered").known, 0U);
    EXPECT_EQ(value(later->district, "metered").of, 2U);
    const auto& battery = *std::find_if(later->devices.begin(), later->devices.end(),
                                        [](const auto& device) { return device.name == "battery"; });
    EXPECT_FALSE(battery.is_good());
    EXPECT_EQ(battery.channels.at(0).quality, Quality::late) << "shown all the same";
}

TEST_F(Images, ADeadMeterIsLeftOutOfTheSumOfMetersAndTold) {
    all();
    power("hall", 72, noon + 13 * minute);
    const auto metered = value(at(noon + 13 * minute)->district, "metered");
    EXPECT_EQ(*metered.value, 72);
    EXPECT_EQ(metered.known, 1U);
    EXPECT_EQ(metered.missing_first, "shop");
}

TEST_F(Images, TellWhereTheHalfHourIsHeading) {
    all();
    std::vector<Sample> counter;
    for (int m = -1; m <= 10; ++m) counter.push_back({noon + m * minute, 1000 + m * 1.5});  // 90 kW
    say("grid", "energy_import", counter);
    const HalfHour half = at()->district.half_hours.at(0);
    EXPECT_EQ(half.begin, noon);
    EXPECT_NEAR(*half.so_far_kwh, 15, 1e-9);
    EXPECT_NEAR(*half.heading_kw, (15 + 60 * 20.0 / 60) / 0.5, 1e-9) << "power is 60 kW by now";
    EXPECT_EQ(half.limit_kw, 120);
    // Between readings the half-hour's beginning is drawn.
    say("grid", "energy_import", {{noon + 29 * minute, 1043.5}, {noon + 31 * minute, 1046.5}});
    power("grid", 60, noon + 31 * minute);
    const HalfHour next = at(noon + 31 * minute)->district.half_hours.at(0);
    EXPECT_NEAR(*next.so_far_kwh, 1.5, 1e-9);
    // A counter that was set back says nothing until the next half-hour.
    say("grid", "energy_import", {{noon + 32 * minute, 3}});
    EXPECT_FALSE(at(noon + 32 * minute)->district.half_hours.at(0).so_far_kwh);
}

/// At night, with a battery that charged from the grid, a display said that -43 % came from own sources.
TEST_F(Images, WhatIsBoughtToChargeMakesNoNegativeSelfSufficiency) {
    all();
    const TimeMs now = noon + 11 * minute;
    power("panels", 0, now);
    power("battery", 40, now);
    EXPECT_DOUBLE_EQ(*value(at(now)->district, "demand").value, 20);
    EXPECT_DOUBLE_EQ(*value(at(now)->district, "self_sufficiency").value, 0);
}

TEST_F(Images, TwoMetersOfAConnectionAreOneDemand) {
    devices_.push_back({.name = "grid_2", .block = "north", .asset = "grid"});
    const TimeMs before = noon - minute, now = noon + 10 * minute;
    for (const char* meter : {"grid", "grid_2"}) {
        say(meter, "energy_import", {{before, 1000}, {noon, 1000}, {now - minute, 1009}, {now, 1010}});
        power(meter, 55);
    }
    const auto halves = at()->district.half_hours;
    ASSERT_EQ(halves.size(), 1U);
    EXPECT_EQ(halves[0].device, "grid");
    EXPECT_NEAR(*halves[0].so_far_kwh, 20, 1e-9);
    EXPECT_NEAR(*halves[0].heading_kw, (20 + 110 * 20.0 / 60) / 0.5, 1e-9);
    EXPECT_EQ(halves[0].power_kw, 110);
    EXPECT_EQ(halves[0].limit_kw, 120) << "the connection's, once";
    power("grid", 55, now + 5 * minute);
    say("grid", "energy_import", {{now + 4 * minute, 1014}, {now + 5 * minute, 1015}});
    const HalfHour later = at(now + 5 * minute)->district.half_hours.at(0);
    EXPECT_FALSE(later.so_far_kwh) << "one of them says nothing";
    EXPECT_FALSE(later.heading_kw);
    EXPECT_FALSE(later.power_kw);
}

TEST_F(Images, OnlyWhatWasStoredIsShown) {
    Receipt refused;
    refused.refused.push_back({1, "bad-time", "of tomorrow"});
    say("grid", "power", {{noon, 5}, {noon + 1440 * minute, 7}}, refused);
    EXPECT_EQ(latest_.of("grid").at("power").last.value, 5);
    EXPECT_EQ(latest_.newest(), noon);
    say("grid", "power", {{noon - minute, 4}});
    EXPECT_EQ(latest_.of("grid").at("power").last.value, 5) << "late data change nothing";
}

TEST_F(Images, DrawPowerFromCountersWhereThereIsNone) {
    say("shop", "energy_import", {{noon, 10}, {noon + 30 * minute, 12}});
    EXPECT_DOUBLE_EQ(*power_now(latest_.of("shop"), noon + 31 * minute), 4);
    EXPECT_FALSE(power_now(latest_.of("shop"), noon + 120 * minute));
    say("shop", "energy_import", {{noon + 60 * minute, 1}});
    EXPECT_FALSE(power_now(latest_.of("shop"), noon + 61 * minute)) << "a meter that was changed";
    say("phases", "power.l1", {{noon, 1}});
    say("phases", "power.l2", {{noon, 2}});
    EXPECT_DOUBLE_EQ(*power_now(latest_.of("phases"), noon + minute), 3);
}

TEST_F(Images, HaveAFormulaForEachValue) {
    all();
    const auto image = at();
    ASSERT_EQ(image->district.values.size(), formulas().size());
    for (std::size_t i = 0; i < formulas().size(); ++i) EXPECT_EQ(image->district.values[i].key, formulas()[i].key);
    EXPECT_THAT(now_json(*image), testing::HasSubstr(R"("self_sufficiency":{"value":0.33)"));
    EXPECT_THAT(devices_json(*image, "south"), testing::HasSubstr(R"("devices":[])"));
    EXPECT_THAT(formulas_json(), testing::HasSubstr("grid + generation + storage + interchange"));
}

}  // namespace
}  // namespace gaiku::operate::image_test
