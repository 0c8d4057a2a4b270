#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "operate/alarms.h"

namespace gaiku::operate::test {

inline constexpr TimeMs second = 1000;
inline constexpr TimeMs minute = 60 * second;
inline constexpr TimeMs noon = TimeMs{1'795'910'400'000};  // where a half-hour begins

class AlarmsTest : public testing::Test {
protected:
    AlarmsTest()
        : alarms_({}, [this](std::span<const Alarm> some) { told_.insert(told_.end(), some.begin(), some.end()); }) {}

    /// A device that says something each minute; of a reading `old` at the picture's time.
    static DeviceNow device(const std::string& name, TimeMs at, const std::string& channel = "power",
                            double value = 1) {
        DeviceNow one;
        one.name = name;
        one.block = "north";
        one.role = Role::use;
        one.channels.push_back({channel, "kW", value, at, Quality::good, minute});
        return one;
    }
    void picture(TimeMs now) {
        image_.time = now;
        alarms_.update(image_);
    }
    /// Pictures each `step` from where the last one was.
    void run_to(TimeMs now, TimeMs step = second) {
        while (image_.time < now) picture(image_.time + step);
    }
    [[nodiscard]] std::vector<std::string> keys(bool active_only = true) const {
        std::vector<std::string> all;
        for (const Alarm& alarm : alarms_.listed()) {
            if (alarm.active() || !active_only) all.push_back(alarm.key);
        }
        return all;
    }

    std::vector<Alarm> told_;
    Alarms alarms_;
    Image image_;
};

}  // namespace gaiku::operate::test
