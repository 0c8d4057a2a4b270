#pragma once

#include <string>

#include "plan/plan.h"
#include "technology/town_for_tests.h"

namespace gaiku::test {

/// Two eras of a small town; the second has a scenario that cannot be planned.
inline const std::string two_eras =
    "district: {source: survey of 2024}\n"
    "assets:\n"
    "  hydro: {name: {en: 'Mill, lower', ja: 水車}, technology: hydro_power, capacity: 1 kW}\n"
    "  new_pv: {name: {en: New PV, ja: 新設太陽光}, technology: pv, mounting: rooftop_pv, capacity: sized, "
    "fit: solar_50_250kw/2021}\n"
    "  battery: {technology: battery, capacity: sized, replaced_in_years: [13]}\n"
    "  cars: {technology: electric_vehicle, owner: third_party, units: 1}\n"
    "scenarios:\n"
    "  - {era: now, name: {en: Now, ja: 現在}, supply_rate: [70 %, own_sources]}\n"
    "  - {era: later, supply_rate: 100 %, change: {assets: {new_pv: null, cars: {units: 2}}}}\n";

inline Plan plan(const std::string& change = two_eras) {
    return plan_district(bench().good(change), {bench().technologies, bench().tables, {}});
}

}  // namespace gaiku::test
