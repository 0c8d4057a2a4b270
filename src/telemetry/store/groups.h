#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "telemetry/store/channels.h"
#include "telemetry/validate/slots.h"

namespace gaiku::telemetry {

/// Level (building, block, district, assets), name and measurand.
using GroupKey = std::tuple<std::string, std::string, std::string>;

/// The sums over channels: of a building, a block, the district, by measurand. An interval register counts with the
/// counter of its name. What an asset draws or feeds is no demand of a building: it counts at the level "assets".
class Groups {
public:
    void load(Database& database);

    /// The series that a channel counts in, from when to when.
    struct Counts {
        Placing placing;
        std::vector<std::int64_t> series;
    };
    /// By where its device stood (Channels::placings); series are made where they are not there yet.
    [[nodiscard]] std::vector<Counts> of(Database& database, const Channel& channel,
                                         const std::vector<Placing>& placings);

    /// The same without making any.
    [[nodiscard]] std::vector<Counts> known(const Channel& channel, const std::vector<Placing>& placings) const;

private:
    std::int64_t series(Database& database, const GroupKey& key);

    std::map<GroupKey, std::int64_t> series_;
};

/// What a channel counts as: "energy_import" of "energy_import_interval.2", "heat_chilled_water" of itself.
[[nodiscard]] std::string group_measurand(const Channel& channel);

/// Half-hours of a day that begin between two times.
[[nodiscard]] DaySlots between(const DaySlots& slots, Day day, TimeMs from, TimeMs until);

/// What half-hours of a channel change in a group's: added where `sign` is 1, taken away where it is -1.
void add_to_group(DaySlots& group, const DaySlots& channel, int sign);

}  // namespace gaiku::telemetry
