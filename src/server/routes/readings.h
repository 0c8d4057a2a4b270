#pragma once

#include "operate/picture.h"
#include "server/api.h"
#include "telemetry/intake.h"

namespace gaiku::server {

/// POST /api/v1/readings     body JSON, JSON lines or CSV, of the device whose token it is; 200 with a receipt after
///                           the commit, 400 for a body that cannot be read, 503 or 507 where nothing was stored
/// GET  /api/v1/series       device and channel, or level, name and measurand; from, to, by (raw, 30min, day, month),
///                           format (json, csv)
/// GET  /api/v1/events       device and channel; from, to: what validation found
/// GET  /api/v1/channels, /api/v1/groups
/// POST /api/v1/corrections  what readings are to stand for (corrections.h); GET: what was corrected
/// GET  /api/v1/conflicts    what was set aside
/// GET  /health
/// A device reads its own channels; a resident and a manager those of their building.
void add_readings(Api& api, telemetry::Store& store, telemetry::Intake& intake);

/// GET  /api/v1/now          the picture of now: district and blocks
/// GET  /api/v1/devices      devices with their last readings; block
/// GET  /api/v1/formulas     how derived values are made
void add_now(Api& api, const operate::Picture& picture);

}  // namespace gaiku::server
