#pragma once

#include "server/api.h"
#include "telemetry/store/store.h"

namespace gaiku::server {

/// POST corrections: what readings of a channel are to stand for from now on, as the body says:
/// {"device", "channel", "at" or "from" and "to", one of "value", "pass_over": true and "set_aside": true, "reason"};
/// 200 {"corrected": N} after the commit that has the audit's row in it too, 400 bad-correction where nothing is done.
/// GET corrections, conflicts: those of a device's channel; from, to.
/// `who` asks, and is known to be allowed to; the audit names them. Throws telemetry::StoreError.
[[nodiscard]] Response answer_corrections(telemetry::Store& store, const Request& request, const Target& target,
                                          const std::string& who);

}  // namespace gaiku::server
