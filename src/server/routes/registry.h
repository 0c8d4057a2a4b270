#pragma once

#include <functional>

#include "server/api.h"
#include "server/in_force.h"
#include "server/slow_work.h"
#include "telemetry/store/store.h"

namespace gaiku::server {

/// GET    /api/v1/registry             devices: where each stands, whether it counts, whether it has a token
/// PUT    /api/v1/registry/NAME        registers one, or says where it stands from the next half-hour on, or ever
/// PUT    /api/v1/device-tokens/NAME   another token for HTTPS, told once; the one before is no longer taken
/// DELETE /api/v1/device-tokens/NAME   none any more
void add_registry(Api& api, const DistrictInForce& in_force, telemetry::Store& store, SlowWork& slow,
                  std::function<telemetry::TimeMs()> now);

}  // namespace gaiku::server
