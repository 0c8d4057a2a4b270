#include "operate/alarms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <nlohmann/json.hpp>

#include "operate/alarms_for_tests.h"
#include "operate/alarms_json.h"
#include "telemetry/store/folder_for_tests.h"
#include "telemetry/store/store.h"

namespace gaiku::operate::alarms_test {
namespace {

using test::AlarmsTest;
using test::minute;
using test::noon;
using test::second;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST_F(AlarmsTest, ADeviceThatFallsSilentIsToldOnceAndClearedWhenItSpeaksForAnInterval) {
    image_.devices = {device("m1", noon)};
    picture(noon);
    run_to(noon + 5 * minute - second);
    EXPECT_THAT(keys(), IsEmpty());
    run_to(noon + 5 * minute + 2 * second);
    ASSERT_THAT(keys(), ElementsAre("silent/m1"));
    const Alarm alarm = alarms_.listed().at(0);
    EXPECT_EQ(alarm.severity, "low");
    EXPECT_EQ(alarm.block, "north");
    EXPECT_THAT(alarm.text.ja, HasSubstr("5分間データが届いていません（通常1分間隔）"));
    image_.devices = {device("m1", image_.time)};
    run_to(image_.time + minute - second);
    EXPECT_THAT(keys(), ElementsAre("silent/m1")) << "one reading does not clear it";
    run_to(image_.time + 2 * second);
    EXPECT_THAT(keys(), IsEmpty());
    EXPECT_THAT(keys(false), ElementsAre("silent/m1")) << "listed until somebody has seen it";
    EXPECT_EQ(alarms_.acknowledge(std::vector{alarm.id}, "aoki", image_.time), 1U);
    EXPECT_THAT(keys(false), IsEmpty());
    EXPECT_EQ(alarms_.acknowledge(std::vector{alarm.id}, "aoki", image_.time), 0U);
    ASSERT_EQ(told_.size(), 3U) << "raised, cleared, acknowledged";
    EXPECT_EQ(told_.back().acknowledged_by, "aoki");
    EXPECT_TRUE(told_.back().cleared);
}

TEST_F(AlarmsTest, WhatIsAcknowledgedStaysUntilItIsCleared) {
    image_.devices = {device("m1", noon)};
    picture(noon + 10 * minute);
    run_to(noon + 12 * minute);
    EXPECT_EQ(alarms_.acknowledge("silent", "north", "aoki", image_.time), 1U);
    EXPECT_THAT(keys(), ElementsAre("silent/m1"));
    image_.devices = {device("m1", image_.time)};
    run_to(image_.time + 2 * minute);
    EXPECT_THAT(keys(false), IsEmpty());
}

TEST_F(AlarmsTest, ADeviceThatNeverSpokeIsToldAfterHalfAnHour) {
    DeviceNow mute;
    mute.name = "new";
    image_.devices = {mute};
    picture(noon);
    run_to(noon + 30 * minute, 10 * second);
    EXPECT_THAT(keys(), IsEmpty());
    run_to(noon + 32 * minute, 10 * second);
    ASSERT_THAT(keys(), ElementsAre("silent/new"));
    image_.devices.clear();
    picture(image_.time + second);
    EXPECT_THAT(keys(), IsEmpty()) << "one that left the registry is missed no more";
}

TEST_F(AlarmsTest, TheSameAgainSoonIsTheSameAlarmAndLaterANewOne) {
    const auto say = [&](double there) { image_.devices = {device("m1", image_.time, "grid", there)}; };
    image_.time = noon;
    say(0);
    picture(noon);
    const auto first = alarms_.listed().at(0).id;
    for (int i = 0; i < 20; ++i) {  // flaps
        say(i % 2);
        run_to(image_.time + 30 * second);
    }
    EXPECT_EQ(told_.size(), 1U) << "it was never there for a minute";
    say(1);
    run_to(image_.time + 2 * minute);
    EXPECT_THAT(keys(), IsEmpty());
    say(0);
    run_to(image_.time + minute);
    EXPECT_EQ(alarms_.listed().at(0).id, first) << "nobody has seen it, it is back";
    EXPECT_TRUE(alarms_.listed().at(0).active());
    say(1);
    run_to(image_.time + 2 * minute);
    for (int i = 0; i < 20; ++i) {
        say(1);
        run_to(image_.time + minute);
    }
    say(0);
    picture(image_.time + second);
    ASSERT_EQ(alarms_.listed().size(), 1U);
    EXPECT_EQ(alarms_.listed().at(0).id, first + 1);
    const auto closed = std::find_if(told_.rbegin(), told_.rend(), [&](const Alarm& one) { return one.id == first; });
    EXPECT_EQ(closed->acknowledged_by, "#" + std::to_string(first + 1)) << "the list holds one of a key";
}

TEST_F(AlarmsTest, ARestartForgetsAndDoublesNothing) {
    image_.devices = {device("m1", noon), device("m2", noon)};
    picture(noon + 10 * minute);
    run_to(noon + 12 * minute);
    const auto before = alarms_.listed();
    ASSERT_EQ(before.size(), 2U);
    Alarms after({before, 2});
    image_.devices[1] = device("m2", image_.time);
    after.update(image_);
    EXPECT_EQ(after.listed(), before) << "nothing new, and nothing cleared at once";
    image_.time += 2 * minute;
    image_.devices[1] = device("m2", image_.time);
    after.update(image_);
    image_.devices.push_back(device("m3", noon));
    after.update(image_);
    image_.time += 2 * minute;
    after.update(image_);
    ASSERT_EQ(after.listed().size(), 3U);
    EXPECT_TRUE(after.listed()[1].cleared);
    EXPECT_EQ(after.listed()[2].id, 3) << "ids go on";
}

TEST_F(AlarmsTest, WhatLeftWhileTheServerWasDownIsMissedNoMore) {
    image_.devices = {device("m1", noon), device("m2", noon)};
    picture(noon + 10 * minute);
    run_to(noon + 12 * minute);
    Alarms after({alarms_.listed(), 2});
    image_.devices.pop_back();
    after.update(image_);
    ASSERT_EQ(after.listed().size(), 2U);
    EXPECT_TRUE(after.listed()[0].active());
    EXPECT_FALSE(after.listed()[1].active());
}

TEST_F(AlarmsTest, AreKeptInTheStoreOverARestart) {
    const telemetry::test::TemporaryFolder folder;
    const telemetry::Store store(folder.path());
    {
        telemetry::AlarmLog log(folder.path());
        Alarms before({log.open(), log.last_id()}, [&](std::span<const Alarm> some) { log.put(some); });
        image_.devices = {device("m1", noon)};
        image_.time = noon + 10 * minute;
        before.update(image_);
        image_.time += 2 * minute;
        before.update(image_);
        EXPECT_EQ(before.acknowledge(std::vector{std::int64_t{1}}, "aoki", image_.time), 1U);
    }
    telemetry::AlarmLog log(folder.path());
    Alarms after({log.open(), log.last_id()});
    after.update(image_);
    ASSERT_EQ(after.listed().size(), 1U);
    EXPECT_EQ(after.listed()[0].acknowledged_by, "aoki");
    const auto json = nlohmann::json::parse(history_json(log.history(0, image_.time + 1)));
    EXPECT_EQ(json["alarms"][0]["acknowledged"]["by"], "aoki");
    EXPECT_EQ(json["alarms"][0]["raised"], noon + 12 * minute);
}

TEST_F(AlarmsTest, TellAClockThatIsOff) {
    image_.time = noon;
    for (int i = 0; i < 5; ++i) {
        image_.devices = {device("ahead", image_.time + 5 * minute), device("right", image_.time)};
        run_to(image_.time + minute);
    }
    EXPECT_THAT(keys(), ElementsAre("clock/ahead"));
    // Each minute a reading that is 20 minutes old: late by the same each time.
    for (int i = 0; i < 30; ++i) {
        image_.devices = {device("behind", image_.time - 20 * minute)};
        run_to(image_.time + minute);
    }
    const auto all = alarms_.listed();
    const auto behind =
        std::find_if(all.begin(), all.end(), [](const Alarm& one) { return one.key == "clock/behind"; });
    ASSERT_NE(behind, all.end());
    EXPECT_THAT(behind->text.en, HasSubstr("20 min behind"));
    EXPECT_THAT(keys(), testing::Not(testing::Contains("silent/behind"))) << "it speaks";
}

TEST_F(AlarmsTest, TellWhatValidationFound) {
    const telemetry::ChannelEvent spike{{"m1", "energy_import"}, "north", {noon - minute, "spike", "9 kWh"}};
    const telemetry::ChannelEvent gap{{"m1", "energy_import"}, "north", {noon - minute, "gap", ""}};
    alarms_.take(std::vector{spike, gap, spike}, noon);
    alarms_.take(std::vector{spike, gap}, noon + minute);
    ASSERT_THAT(keys(), ElementsAre("implausible/m1/energy_import"));
    EXPECT_EQ(told_.size(), 1U);
    Alarms after({alarms_.listed(), 1});
    after.take(std::vector{spike}, noon + minute);
    EXPECT_EQ(after.listed().size(), 1U);
    after.take(std::vector{spike}, noon + 121 * minute);
    EXPECT_FALSE(after.listed().at(0).active());
}

TEST_F(AlarmsTest, TellOfValuesThatContradict) {
    const telemetry::ChannelEvent two{{"m1", "power"}, "north", {noon - minute, "conflict", "2"}};
    alarms_.take(std::vector{two}, noon);
    ASSERT_THAT(keys(), ElementsAre("conflict/m1/power"));
    EXPECT_EQ(alarms_.listed()[0].text.ja, "m1 有効電力（受電が正）：値の矛盾（2件）");
    alarms_.take(std::vector{two}, noon + 121 * minute);
    EXPECT_THAT(keys(), IsEmpty());
}

TEST_F(AlarmsTest, ConditionsOutsideOfThePicture) {
    alarms_.set("store", true, noon, "disk full");
    ASSERT_THAT(keys(), ElementsAre("store"));
    EXPECT_EQ(alarms_.listed()[0].text.ja, "計測値を保存できません: disk full");
    alarms_.set("store", false, noon + second);
    alarms_.set("store", false, noon + 2 * minute);
    EXPECT_THAT(keys(), IsEmpty());
    EXPECT_THROW(alarms_.set("weather", true, noon), std::invalid_argument);
}

TEST_F(AlarmsTest, AStormIsAGroupAndCostsLittle) {
    constexpr int many = 1000;
    for (int i = 0; i < many; ++i) image_.devices.push_back(device("m" + std::to_string(i), noon));
    image_.devices[0].block = "south";
    picture(noon + 10 * minute);
    const std::clock_t begin = std::clock();
    run_to(noon + 12 * minute);
    const double ms_a_picture = 1000.0 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC / 120;
    RecordProperty("ms_a_picture", std::to_string(ms_a_picture));
    EXPECT_LT(ms_a_picture, 5)
        << "of a second; 0.05 where it was written, the rest is for slow machines and sanitizers";
    EXPECT_EQ(alarms_.listed().size(), 1000U);
    const auto json = nlohmann::json::parse(alarms_json(alarms_.listed()));
    ASSERT_EQ(json["active"].size(), 1U);
    EXPECT_EQ(json["active"][0]["key"], "silent/m0");
    ASSERT_EQ(json["groups"].size(), 1U);
    EXPECT_EQ(json["groups"][0]["count"], 999);
    EXPECT_EQ(json["groups"][0]["block"], "north");
    EXPECT_EQ(json["groups"][0]["text"]["ja"], "機器無応答：999件");
    EXPECT_EQ(json["unacknowledged"], 1000);
    EXPECT_EQ(alarms_.acknowledge("silent", "north", "aoki", image_.time), 999U);
    const auto revision = alarms_.revision();
    picture(image_.time + second);
    EXPECT_EQ(alarms_.revision(), revision) << "nothing new";
}

TEST(AlarmRules, EachIsToldInBothLanguages) {
    for (const AlarmRule& rule : alarm_rules()) {
        EXPECT_FALSE(rule.title.ja.empty() || rule.when.ja.empty() || rule.title.en.empty() || rule.when.en.empty());
        EXPECT_EQ(alarm_rule(rule.kind), &rule);
    }
    EXPECT_EQ(nlohmann::json::parse(alarm_rules_json())["kinds"].size(), alarm_rules().size());
}

}  // namespace
}  // namespace gaiku::operate::alarms_test
