#pragma once

#include "plan/network/result.h"
#include "simulate/replay.h"
#include "technology/registry.h"

namespace gaiku {

/// Runs the schedules of a plan through the machines: see simulate::replay.
[[nodiscard]] simulate::Replayed replay(const District& district, const Technologies& technologies,
                                        const NetworkPlan& plan, double tolerance);

}  // namespace gaiku
