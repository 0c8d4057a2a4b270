#pragma once

#include <nlohmann/json_fwd.hpp>

#include "assess/resilience/survival.h"

namespace gaiku {

/// Adds to a scenario of plan.json or of the report what its outages came to (`survival`, `unserved`); nothing is added
/// where the file has no section resilience. schema/plan.schema.json says what stands in it.
///
/// survival {ends_with: "shelter" (load class whose first unserved step ends an outage), horizon_hours,
///           starts: number of outages, one from every step of the year,
///           lasted: share that reached the horizon, 0 to 1 (they would have lasted longer),
///           mean_hours (at least, where any lasted), least_hours, least_start_hour: hour of the year of the shortest,
///           hours: [h ...] at which all curves are told, rising, the last is the horizon,
///           probability: [0..1 ...] that an outage is survived for hours[i] or longer,
///           probability_without_failures: the same if generators did not fail, or null where they do not,
///           mean_hours_without_failures: or null,
///           failures: {exact, left_out, mean_hours_at_most, probability_at_most: [...] or null where exact} or null:
///                     all other probabilities are at least so, and at most so + left_out,
///           seasons: [{season: "spring" | "summer" | "autumn" | "winter", starts, mean_hours, probability: [...]} x 4;
///                    a plan of less than a year has seasons without starts, their probability is null],
///           start_hours: [{hour: 0..23, starts, mean_hours, probability} x 24],
///           helps: [{id: asset, what: "energy" | "power" | "fuel", amount: 1, unit: "kWh" | "kW" | "day",
///                    extra_hours: mean hours that an outage is survived longer}], the most helpful first}
/// unserved {classes: [{class: "shelter" | "class_1" ... "class_5", served_hours, asked_kwh, unserved_kwh} of those
///           with load], mean of all outages, until each ends or reaches the horizon}
void add_resilience_json(nlohmann::ordered_json& scenario, const resilience::Survival& survival);

}  // namespace gaiku
