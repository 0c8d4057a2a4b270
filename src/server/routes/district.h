#pragma once

#include <map>
#include <memory>

#include "operate/alarms.h"
#include "operate/picture.h"
#include "server/accounts/accounts.h"
#include "server/api.h"
#include "server/live.h"
#include "telemetry/store/alarm_log.h"

namespace gaiku::server {

/// GET  /api/v1/alarms              what is listed; rules: all kinds
/// POST /api/v1/alarms/acknowledge  {"ids": [...]}, or {"kind", "block"}
/// GET  /api/v1/alarms/history      from, to
/// GET  /api/v1/alarms/rules        all kinds, and when they are raised and cleared
void add_alarms(Api& api, operate::Alarms& alarms, telemetry::AlarmLog& log, Accounts& accounts);

/// What anybody may see of the district and of each block, and hears of once a second.
class Display {
public:
    /// `blocks`: ids of the district file.
    explicit Display(const std::vector<std::string>& blocks);
    /// Tells all who listen.
    void publish(const operate::Image& image);
    /// Null for a block that is not known; empty: the district.
    [[nodiscard]] Live* live(const std::string& block);
    void end_all();

private:
    std::map<std::string, Live> live_;  ///< by block
};

/// The public picture of a block, or of the district: values and sources of now, without devices, homes or alarms.
[[nodiscard]] std::string display_json(const operate::Image& image, const operate::PlaceNow& place);

/// GET /api/v1/display, /api/v1/display/live   block; for everybody
void add_display(Api& api, const operate::Picture& picture, Display& display);

}  // namespace gaiku::server
