#pragma once

#include <functional>

#include "server/accounts/accounts.h"
#include "server/api.h"
#include "server/in_force.h"
#include "server/slow_work.h"
#include "telemetry/store/store.h"

namespace gaiku::server {

/// GET /api/v1/district   the district file in force, as it was written
/// PUT /api/v1/district   another one: checked, what changes is told, then written and in force; dry_run=yes: only told
struct DistrictFileTold {
    std::function<void(const InForcePtr&)> joined;  ///< with what has come in force, on the thread of slow work
    std::function<telemetry::TimeMs()> now;         ///< by the clock of readings: since when devices stand elsewhere
};
void add_district_file(Api& api, DistrictInForce& in_force, telemetry::Store& store, Accounts& accounts, SlowWork& slow,
                       DistrictFileTold told);

/// Devices whose place was that of the earlier district file, by their names, with that of the later one: one that
/// reported before it was described, or whose asset has moved. A place that an operator has given stays. Throws
/// telemetry::StoreError.
[[nodiscard]] std::vector<telemetry::Device> moved_devices(telemetry::Store& store, const District& before,
                                                           const District& after);

/// What a change of the file that was stopped half-way, or that the store failed, had left to do: devices stand
/// elsewhere since that change, or since `now_ms` where an older program has noted no time. Throws likewise.
void finish_placing(const DistrictInForce& in_force, telemetry::Store& store, Accounts& accounts,
                    telemetry::TimeMs now_ms);

/// Has the district in force know what assets were that are gone and that devices of the store once stood at, from the
/// files of before that the store keeps. Throws likewise.
void remember_assets(DistrictInForce& in_force, telemetry::Store& store);

}  // namespace gaiku::server
