#pragma once

#include <atomic>
#include <functional>

#include "server/accounts/accounts.h"
#include "server/api.h"
#include "server/site.h"
#include "server/slow_work.h"
#include "telemetry/intake.h"

namespace gaiku::server {

/// What the server counts of itself.
struct Facts {
    telemetry::TimeMs started = 0;
    std::function<std::size_t()> listeners, display_listeners, connections;
    std::function<bool()> broker_ready;  ///< empty: there is no broker
    std::function<std::size_t()> good_devices, late_devices, silent_devices, listed_alarms;
};

/// GET  /api/v1/status   the program, its store and its load
/// POST /api/v1/backup   a copy of the store in a new folder beside it, while readings come
/// GET  /metrics         the same for Prometheus (text format 0.0.4), by a token
void add_system(Api& api, telemetry::Store& store, telemetry::Intake& intake, Accounts& accounts, SlowWork& slow,
                Facts facts);

/// GET /api/v1/plans          plans in the site's folder with their reports; those of this district are `own`
/// GET /api/v1/plans/months   id: planned electricity of each month beside what was measured in it, of the last 400
///                            days where from and to do not say otherwise
void add_plans(Api& api, const Site& site, telemetry::Store& store, const std::string& district,
               const std::function<telemetry::TimeMs()>& now);

}  // namespace gaiku::server
