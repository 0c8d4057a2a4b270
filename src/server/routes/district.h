#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>

#include "district/district.h"
#include "operate/alarms.h"
#include "operate/picture.h"
#include "server/accounts/accounts.h"
#include "server/api.h"
#include "server/in_force.h"
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
    /// `blocks`: ids of the district file; `time_zone`: by whose clock people there live, an IANA name.
    Display(const std::vector<std::string>& blocks, std::string time_zone);
    /// Figures of today, as of today_json; they stand in what is told from now on. `block` empty: the district's; one
    /// that is not known: nothing is done.
    void set_today(const std::string& block, std::string today);
    /// Tells all who listen.
    void publish(const operate::Image& image);
    /// The public picture of a block, or of the district: values and sources of now, without devices, homes or alarms.
    [[nodiscard]] std::string json(const operate::Image& image, const operate::PlaceNow& place) const;
    /// Null for a block that is not known; empty: the district.
    [[nodiscard]] Live* live(const std::string& block);
    [[nodiscard]] std::size_t listeners() const;
    void end_all();
    /// All blocks that there are from now on. Who listens to one that is no more is let go, and nothing of it is told
    /// any more; should it come back, it begins anew.
    void set_blocks(const std::vector<std::string>& blocks);

private:
    /// A block's, or the district's. It stays where it is when the block goes: a request under way may hold it.
    struct Stream {
        std::unique_ptr<Live> live = std::make_unique<Live>();
        bool is_there = false;
    };
    /// Of all, also of blocks that are gone.
    [[nodiscard]] std::vector<Live*> all() const;

    std::string time_zone_;
    mutable std::mutex mutex_;                  ///< of the two below, not of what a Live does
    std::map<std::string, Stream> live_;        ///< by block
    std::map<std::string, std::string> today_;  ///< by block that is there
};

/// GET /api/v1/display, /api/v1/display/live   block; for everybody
void add_display(Api& api, const operate::Picture& picture, Display& display);

/// What is said of a district beside its readings of now.
struct Described {
    const DistrictInForce& in_force;
    std::string time_zone;
    std::function<telemetry::TimeMs()> now;
};
/// GET /api/v1/map        blocks and lines as GeoJSON
/// GET /api/v1/targets    key figures against target
/// GET /api/v1/building   of who asks; who reads all asks by `building`
void add_described(Api& api, telemetry::Store& store, Described described);

}  // namespace gaiku::server
