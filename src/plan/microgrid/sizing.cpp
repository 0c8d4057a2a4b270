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

/// The least battery that serves the demand of the cyclic day: the most that supply since the battery was last full
/// falls behind demand. What a full battery cannot take is curtailed. Where the day's supply is the day's demand, that
/// is what is cumulated, from its lowest to its highest.
void find_battery_need(const SizingInput& input, Sizing& sizing) {
    Day surplus_kw{};
    for (std::size_t h = 0; h < surplus_kw.size(); ++h) surplus_kw[h] = -input.demand_kw[h] * sizing.supply_rate;
    for (const auto& plant : input.fixed) {
        for (std::size_t h = 0; h < surplus_kw.size(); ++h) surplus_kw[h] += plant.kw_by_hour[h];
    }
    for (std::size_t i = 0; i < input.sized.size(); ++i) {
        const double kwh = sizing.sized_kw[i] * input.sized[i].kwh_per_kw_day;
        for (std::size_t h = 0; h < surplus_kw.size(); ++h) surplus_kw[h] += kwh * input.sized[i].hours[h];
    }
    // A first day from a full battery finds what is missing at midnight; the second repeats for ever.
    double missing_kwh = 0;
    for (const double kw : surplus_kw) missing_kwh = std::max(0.0, missing_kwh - kw);
    auto& level = sizing.battery_level_kwh;
    level[0] = -missing_kwh;
    for (std::size_t h = 0; h < surplus_kw.size(); ++h) {
        missing_kwh = std::max(0.0, missing_kwh - surplus_kw[h]);
        level[h + 1] = -missing_kwh;
    }
    sizing.battery_need_kwh = -*std::min_element(level.begin(), level.end());
    for (double& kwh : level) kwh += sizing.battery_need_kwh;
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
