#pragma once

#include <nlohmann/json_fwd.hpp>

#include "district/district.h"
#include "plan/network/result.h"

namespace gaiku {

/// Islanded supply of the critical load, `islanding` of a scenario in plan.json and in the report; absent without
/// plan.islanding.
///
/// hours         that every outage must be got through, the limit of the plan; null: none, the rest is a result
/// longest       hours up to which supply was looked at: a start with so many is "at least"
/// failed        [{id, name}] of the connections that are out
/// critical_kwh  critical load (shelters and class 1) of the hours planned
/// served        {least, mean, percentiles: [{percent: 1 | 5 | 25 | 50 | 75 | 95 | 99, hours}]}: of the starts, percent
///               have at most so many hours
/// worst         {step, begins: {en, ja}, hours}: the start with the least, step counts from 0
/// by_month      [{month: 1-12, least, mean}], hours by the month in which the outage begins
/// by_hour       [{hour: 0-23, least, mean}], the same by the hour of the day
/// by_start      [hours], one for each step of the plan, in which the outage begins
/// dispatch      {en, ja}: how by_start was found
/// Where hours is a limit, else null:
/// limit         {rounds: plans until no start broke it, conditions: rows in the last plan, programmes: outages solved
///               on their own, by_foresight: starts that rules fall short of and the view of the whole outage shows,
///               not_reached: starts that are not got through with machines on or off, held: conditions of what is on,
///               seconds, binding_starts, one_percent: money that 1 % of the critical load costs, null where it has no
///               price,
///               binding: [{step, begins: {en, ja}, price: money that 1 % of the load of that outage costs,
///               price_by_step: [money a kWh of critical load]}]}: the most expensive first, at most 50 of
///               binding_starts
[[nodiscard]] nlohmann::ordered_json islanding_json(const District& district, const NetworkPlan& plan);

}  // namespace gaiku
