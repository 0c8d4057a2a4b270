#pragma once

#include <map>
#include <set>
#include <vector>

#include "telemetry/store/channels.h"
#include "telemetry/store/packed_days.h"

namespace gaiku::telemetry {

/// The readings of a channel around days that are being computed, corrections applied, and marked where they are
/// contradicted.
class Neighbours {
public:
    Neighbours(Database& database, const Channel& channel, Day first, Day last);

    /// Days with readings or corrections from four before the first to four behind the last.
    [[nodiscard]] const std::vector<Day>& days() const { return days_; }
    /// To be told when a day's block is written, so that it is not read again.
    void set(Day day, std::vector<Sample> samples);
    [[nodiscard]] const std::vector<Sample>& samples(Day day);
    /// The day's readings and two on either side.
    [[nodiscard]] Neighbourhood around(Day day);
    /// The days whose half-hours depend on readings of `day`.
    void depending(Day day, std::set<Day>& days) const;

private:
    void add_day(Day day);
    [[nodiscard]] std::vector<Checked> corrected(Day day);

    const Channel& channel_;
    Statement body_;
    std::vector<Day> days_;
    std::map<Day, std::vector<Sample>> samples_;
    struct Correction {
        TimeMs time = 0;
        double value = 0;
        bool removes = false;
    };
    std::map<TimeMs, Correction> corrections_;
    std::set<TimeMs> contradicted_;  ///< times for which another value was set aside
};

}  // namespace gaiku::telemetry
