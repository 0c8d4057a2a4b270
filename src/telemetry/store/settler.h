#pragma once

#include <map>
#include <set>
#include <span>

#include "telemetry/store/groups.h"
#include "telemetry/store/kept_months.h"
#include "telemetry/store/neighbours.h"

namespace gaiku::telemetry {

/// Packs readings into blocks and keeps the half-hours, days and months of channels and groups as the blocks are,
/// within a transaction of its caller. A day's half-hours follow from its readings and two on either side, so a late
/// reading changes those of its neighbours too; each group gets the difference.
class Settler {
public:
    /// Half-hours of days before `frozen_before` stay as they are: their readings may be gone.
    Settler(Database& database, Channels& channels, Groups& groups, const LocalDays& days, Day frozen_before);

    /// The channel's tail into its blocks.
    void pack(Channel& channel);
    /// Half-hours anew: of days and those around them, or of all days.
    void compute_again(Channel& channel, std::span<const Day> days);
    void compute_all(Channel& channel);
    /// Takes the channel's half-hours from a time on out of the groups of its places, or adds them.
    void leave_groups(Channel& channel, TimeMs from) { all_to_groups(channel, from, -1); }
    void join_groups(Channel& channel, TimeMs from) { all_to_groups(channel, from, 1); }
    /// Writes the groups, days and months. To be called once, before the commit.
    void finish();

private:
    void compute(Channel& channel, Neighbours& around, const std::set<Day>& days);
    void store_slots(Channel& channel, Day day, std::size_t readings, const DayFigures& figures);
    void to_groups(Channel& channel, Day day, const DaySlots& slots, int sign);
    void all_to_groups(Channel& channel, TimeMs from, int sign);
    const std::vector<Groups::Counts>& groups_of(Channel& channel);

    Day frozen_before_;
    Database& database_;
    Channels& channels_;
    Groups& groups_;
    Statement put_body_;
    Statement get_slots_;
    Statement put_slots_;
    Statement drop_day_;
    Statement drop_events_;
    Statement put_event_;
    KeptMonths months_;
    KeptMonths group_months_;
    std::map<std::int64_t, std::vector<Groups::Counts>> groups_of_;
    std::map<std::int64_t, DaySlots> changes_;  ///< of groups, by day_key
};

}  // namespace gaiku::telemetry
