#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "plan/network/replay.h"
#include "plan/plan.h"

namespace gaiku {

/// An interior solution keeps a row to about 1e-6 of its size (solve::check_tolerance); a level adds that up over its
/// memory, some hundred hours.
inline constexpr double replay_kw = 1e-2;
inline constexpr double replay_kwh = 1;
/// And what really flows is checked to ten times that tolerance.
inline constexpr double replay_tolerance = 1e-5;

/// The schedules of a scenario, run through the machines: each does what it is scheduled to do, and with what the
/// machines do every balance and limit holds and the cost is the same. Sizes of some 10^4 kW stand behind `scale` 1.
inline void expect_replays(const Plan& planned, std::size_t scenario, double scale = 1) {
    const Technologies technologies;
    const NetworkPlan& plan = *planned.scenarios[scenario].network;
    const auto replayed = replay(planned.file.eras[scenario].district, technologies, plan, replay_tolerance);
    for (const auto& asset : replayed.assets) {
        EXPECT_LT(asset.largest_kw, replay_kw * scale) << asset.id << " " << asset.where;
        EXPECT_LT(asset.largest_kwh, replay_kwh * scale) << asset.id << " " << asset.where;
    }
    const std::string& id = planned.scenarios[scenario].id;
    constexpr std::size_t shown = 3;
    for (std::size_t i = 0; i < std::min(shown, replayed.broken.size()); ++i) {
        const auto& broken = replayed.broken[i];
        ADD_FAILURE() << id << " replayed: " << broken.what << " of " << broken.origin.asset << " "
                      << broken.origin.quantity << " in step " << broken.step << ": " << broken.value << " for "
                      << broken.limit;
    }
    EXPECT_NEAR(replayed.cost, plan.cost, replay_tolerance * (1 + std::abs(plan.cost))) << id;
}

}  // namespace gaiku
