#include "plan/network/front.h"

#include <algorithm>

#include "base/constants.h"
#include "district/vary.h"

namespace gaiku {
namespace {

constexpr double kg_per_t = 1000;
constexpr double mj_per_gj = 1000;
/// The end of the front keeps this share of its length from the least that is possible: at the least itself nothing but
/// that one operation is left, which no interior method reaches.
constexpr double distance_from_least = 1e-3;

/// What the front trades cost against.
struct Against {
    Objective objective;
    const char* limit;     ///< the key of the plan that bounds it
    double base_per_unit;  ///< the limit's base unit a t or GJ
    std::optional<double> NetworkPlan::*total;
};

Against against(const District& district) {
    if (district.plan().at("front").record->text("against") == "co2")
        return {Objective::co2, "co2_limit", kg_per_t, &NetworkPlan::co2_t};
    return {Objective::primary_energy, "primary_energy_limit", mj_per_gj / mj_per_kwh, &NetworkPlan::primary_energy_gj};
}

FrontPoint point_of(const NetworkPlan& plan) {
    FrontPoint point;
    point.planned = true;
    point.quality = quality_of(plan);
    point.cost = plan.cost;
    point.capital = plan.capital;
    point.co2_t = plan.co2_t;
    point.primary_energy_gj = plan.primary_energy_gj;
    point.sizes = plan.sizes;
    point.method = plan.solve.method;
    point.started_from = plan.solve.started_from;
    point.solve_s = plan.solve.solve_s;
    return point;
}

/// The shadow price of the limit, which is of a year, for a t or GJ of the hours planned.
std::optional<double> marginal_cost(const NetworkPlan& plan, const Against& other, double years) {
    const auto is = [&](const PlannedTotal& total) { return total.key == other.limit; };
    const auto found = std::find_if(plan.totals.begin(), plan.totals.end(), is);
    if (found == plan.totals.end()) return std::nullopt;
    return found->shadow_price / years;
}

}  // namespace

Front front_of(const District& district, const NetworkPlan& base, NetworkPlanner& planner,
               const solve::Options& options, const StudyProgress& progress) {
    const Record& wanted = *district.plan().at("front").record;
    const auto count = static_cast<std::size_t>(wanted.number("points"));
    const Against other = against(district);
    Front front{wanted.text("against"), {point_of(base)}, {}};
    progress(1, count);
    const auto least = planner.plan(district, options, other.objective);
    if (!least.plan || !(base.*other.total)) {
        front.findings = least.findings;
        return front;
    }
    const double years = district.plan().has("year_share") ? district.plan().number("year_share")
                                                           : district.plan().number("hours") / 8760;
    const double most = *(base.*other.total);
    const double span = (most - *((*least.plan).*other.total)) * (1 - distance_from_least);
    for (std::size_t i = 1; i < count && !options.cancel.stop_requested(); ++i) {
        progress(i, count);
        const double limit = most - span * static_cast<double>(i) / static_cast<double>(count - 1);
        const auto outcome =
            planner.plan(with_plan_number(district, other.limit, limit * other.base_per_unit / years), options);
        FrontPoint point = outcome.plan ? point_of(*outcome.plan) : FrontPoint{};
        point.limit = limit;
        if (outcome.plan) point.marginal_cost = marginal_cost(*outcome.plan, other, years);
        front.points.push_back(std::move(point));
    }
    return front;
}

void check_front(const District& district, Findings& findings) {
    if (!district.plan().has("front")) return;
    const Against other = against(district);
    check_factors(district, "front", other.objective == Objective::co2 ? "co2_factor" : "primary_energy_factor",
                  findings);
}

}  // namespace gaiku
