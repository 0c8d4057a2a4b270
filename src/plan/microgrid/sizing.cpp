#include "plan/microgrid/sizing.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace gaiku {
namespace {

void add_fixed(const SizingInput& input, Sizing& sizing) {
    for (const auto& plant : input.fixed) {
        double* kwh[] = {&sizing.existing_pv_kwh, &sizing.main_source_kwh, &sizing.new_pv_kwh};
        double* kw[] = {&sizing.existing_pv_kw, &sizing.main_source_kw, &sizing.new_pv_kw};
        *kwh[static_cast<std::size_t>(plant.part)] += plant.kwh_per_day;
        *kw[static_cast<std::size_t>(plant.part)] += plant.kw;
    }
}

/// Plants of given size alone may give more than was asked: then they decide the rate. Returns what the plants to be
/// sized have to give, kWh a day.
double find_rate(Sizing& sizing, double asked) {
    const double own = sizing.existing_pv_kwh + sizing.main_source_kwh + sizing.new_pv_kwh;
    const double own_rate = own / sizing.daily_demand_kwh;
    sizing.supply_rate = std::min(std::max(asked, own_rate), 1.0);
    sizing.emergency_demand_kwh = sizing.supply_rate * sizing.daily_demand_kwh;
    const double rest = sizing.emergency_demand_kwh - own;
    sizing.surplus_kwh = std::max(0.0, -rest);
    // What own_rate itself leaves is a rounding error, not a plant.
    return asked > own_rate ? rest : 0;
}

void size_plants(const SizingInput& input, double kwh, Sizing& sizing) {
    sizing.sized_kw.assign(input.sized.size(), 0.0);
    if (kwh <= 0) return;
    double shares = 0;
    for (const auto& plant : input.sized) shares += plant.share;
    sizing.reachable = shares > 0;
    if (!sizing.reachable) return;
    for (std::size_t i = 0; i < input.sized.size(); ++i) {
        sizing.sized_kw[i] = kwh * input.sized[i].share / shares / input.sized[i].kwh_per_kw_day;
        sizing.new_pv_kw += sizing.sized_kw[i];
    }
    sizing.new_pv_kwh += kwh;
}

/// The battery that shifts the supply curve onto the demand curve: what is cumulated over the cyclic day, from its
/// lowest to its highest.
void find_battery_need(const SizingInput& input, Sizing& sizing) {
    Day supply{};
    for (const auto& plant : input.fixed) {
        for (std::size_t h = 0; h < supply.size(); ++h) supply[h] += plant.kw_by_hour[h];
    }
    for (std::size_t i = 0; i < input.sized.size(); ++i) {
        const double kwh = sizing.sized_kw[i] * input.sized[i].kwh_per_kw_day;
        for (std::size_t h = 0; h < supply.size(); ++h) supply[h] += kwh * input.sized[i].hours[h];
    }
    const double total = std::accumulate(supply.begin(), supply.end(), 0.0);
    const double used = total > 0 ? std::min(1.0, sizing.emergency_demand_kwh / total) : 0;  // a surplus is curtailed
    auto& level = sizing.battery_level_kwh;
    for (std::size_t h = 0; h < supply.size(); ++h) {
        level[h + 1] = level[h] + supply[h] * used - input.demand_kw[h] * sizing.supply_rate;
    }
    const auto [lowest, highest] = std::minmax_element(level.begin(), level.end());
    sizing.battery_need_kwh = *highest - *lowest;
    const double shift = *lowest;
    for (double& kwh : level) kwh -= shift;
}

void choose_battery(const SizingInput& input, Sizing& sizing) {
    sizing.fixed_battery_kwh = input.fixed_battery_kwh;
    sizing.battery_difference_kwh = sizing.battery_need_kwh - input.equipment.sum() - input.fixed_battery_kwh;
    const double floor = (sizing.existing_pv_kw + sizing.main_source_kw + sizing.new_pv_kw) / input.floor_rate;
    const double step = input.floor_step_kwh;
    constexpr double slack = 1e-9;  // 150.0000000001 is 150
    sizing.battery_floor_kwh = step > 0 ? std::ceil(floor / step - slack) * step : floor;
    const bool negative = sizing.battery_difference_kwh < 0;
    sizing.battery_floor_applied =
        negative ||
        (input.floor_always && sizing.battery_difference_kwh + input.fixed_battery_kwh < sizing.battery_floor_kwh);
    sizing.battery_install_kwh = sizing.battery_floor_applied
                                     ? std::max(0.0, sizing.battery_floor_kwh - input.fixed_battery_kwh)
                                     : sizing.battery_difference_kwh;
}

}  // namespace

Sizing size_microgrid(const SizingInput& input, double supply_rate) {
    Sizing sizing;
    sizing.daily_demand_kwh = std::accumulate(input.demand_kw.begin(), input.demand_kw.end(), 0.0);
    add_fixed(input, sizing);
    const double to_size_kwh = find_rate(sizing, supply_rate);
    size_plants(input, to_size_kwh, sizing);
    if (!sizing.reachable || sizing.supply_rate <= 0) return sizing;
    find_battery_need(input, sizing);
    choose_battery(input, sizing);
    return sizing;
}

}  // namespace gaiku
