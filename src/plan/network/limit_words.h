#pragma once

#include <optional>

#include "plan/network/model.h"
#include "solve/elastic.h"

namespace gaiku {

/// A limit that stands in the way, in the user's words.
struct NamedLimit {
    Text what;  ///< "the capacity of grid", "gridの容量"
    Text now;   ///< "250 kW"
    Text fact;  ///< instead of both, what is no number that can move: "no output of pv at that time"
    Text hint;  ///< beside a fact, what could be done about it; or empty
    bool hint_alone = false, hint_together = false;  ///< that is enough, alone or beside the others
    Position position;                               ///< of its number in the file
    std::string path;                                ///< assets.grid.capacity
    bool up = true;                                  ///< to give way is to rise
    std::optional<Text> alone, together;             ///< what it would have to be: "310 kW"
};

/// Names the limits of an elastic run, those that would be enough alone first. Left out are rows that say the same as a
/// capacity beside them, and what has no number in the file. `step`: when it is worst, for limits that change.
[[nodiscard]] std::vector<NamedLimit> named_limits(const District& district, const NetworkModel& model,
                                                   const solve::Infeasibility& why, int step);

/// A limit of the plan ("co2_limit") and its number: "CO2 limit", "100 t/year".
struct PlanLimit {
    Text what;
    Text now;
};
[[nodiscard]] PlanLimit plan_limit(const District& district, const NetworkModel& model, const std::string& key,
                                   double value);
/// The same with a number rounded so that it is enough.
[[nodiscard]] Text plan_limit_enough(const District& district, const NetworkModel& model, const std::string& key,
                                     double value);

}  // namespace gaiku
