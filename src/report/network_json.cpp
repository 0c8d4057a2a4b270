#include "report/network_json.h"

#include <nlohmann/json.hpp>

#include "plan/network/words.h"
#include "report/bills_json.h"
#include "report/json_parts.h"
#include "report/network_view.h"

namespace gaiku {
namespace {

using Json = nlohmann::ordered_json;

Json capacities(const NetworkPlan& plan) {
    Json list = Json::array();
    for (const auto& size : plan.sizes) {
        list.push_back({{"id", size.id},
                        {"technology", size.technology},
                        {"part", size.part},
                        {size.energy ? "kwh" : "kw", or_null(size.value)},
                        {"binding", size.binding},
                        {"source", size.source}});
        for (const auto& fit : size.part_load) {
            list.back()["part_load_deviation"].push_back(
                {{"curve", fit.curve}, {"largest", fit.largest}, {"at_load", fit.at_load}, {"mean", fit.mean}});
        }
    }
    return list;
}

Json flows(const NetworkPlan& plan) {
    Json list = Json::array();
    for (const auto& flow : plan.flows)
        list.push_back({{"from", flow.from}, {"to", flow.to}, {"carrier", flow.carrier}, {"kwh_per_year", flow.kwh}});
    return list;
}

Json units(const NetworkPlan& plan) {
    Json list = Json::array();
    for (const auto& unit : plan.units) list.push_back({{"id", unit.id}, {"part", unit.name}, {"count", unit.count}});
    return list;
}

Json costs(const NetworkPlan& plan) {
    Json list = Json::array();
    for (const auto& cost : plan.costs)
        list.push_back({{"id", cost.owner}, {"kind", name_of(cost.kind)}, {"amount", cost.amount}});
    return list;
}

Json windows_json(const solve::WindowFigures& windows) {
    return {{"count", windows.count},
            {"hours", windows.hours},
            {"look_ahead_hours", windows.look_ahead_hours},
            {"relaxation_bound", windows.relaxation},
            {"improved", windows.improved},
            {"sizes_tried", windows.sizes_tried}};
}

Json all_figures(const SolveFigures& figures) {
    Json json = solve_figures_json(figures);
    json["integers"] = figures.integers;
    json["bound"] = or_null(figures.bound);
    json["time_limit_reached"] = figures.time_limit_reached;
    json["started_from"] = figures.started_from;
    json["cleaned"] = figures.cleaned;
    json["largest_excess"] = figures.largest_excess;
    if (figures.windows) json["windows"] = windows_json(*figures.windows);
    return json;
}

Json explanation(const NetworkPlan& plan) {
    Json sizes = Json::array();
    for (const auto& size : plan.sizes) {
        if (plan.prices.empty()) break;  // run by rules: nothing is known of the next kW
        sizes.push_back({{"id", size.id},
                         {"part", size.part},
                         {"binding", size.binding},
                         {"reduced_cost", size.reduced_cost},
                         {"text", text_json(reason(size, plan))}});
    }
    Json prices = Json::array();
    for (const auto& price : plan.prices) {
        Json sources = Json::array();
        for (const auto& source : price.sources)
            sources.push_back({{"id", source.id}, {"flow", source.flow}, {"hours", source.hours}});
        prices.push_back({{"place", price.place},
                          {"carrier", price.carrier},
                          {"mean", price.mean},
                          {"lowest", price.lowest},
                          {"highest", price.highest},
                          {"sources", std::move(sources)}});
    }
    Json limits = Json::array();
    for (const auto& limit : plan.limits) {
        limits.push_back({{"id", limit.id},
                          {"quantity", limit.quantity},
                          {"kind", limit.kind},
                          {"source", limit.source},
                          {"steps", limit.steps},
                          {"price_sum", limit.price_sum}});
    }
    Json totals = Json::array();
    for (const auto& total : plan.totals) {
        totals.push_back({{"id", total.key},
                          {"unit", total.unit},
                          {"value", total.value},
                          {"bound", total.bound},
                          {"shadow_price", total.shadow_price}});
    }
    Json all{{"capacities", std::move(sizes)},
             {"prices", std::move(prices)},
             {"limits", std::move(limits)},
             {"totals", std::move(totals)}};
    if (const auto note = integer_note(plan.solve)) all["note"] = text_json(*note);
    return all;
}

}  // namespace

Json solve_figures_json(const SolveFigures& figures) {
    return {{"rows", figures.rows},
            {"columns", figures.columns},
            {"nonzeros", figures.nonzeros},
            {"method", figures.method},
            {"build_s", figures.build_s},
            {"solve_s", figures.solve_s},
            {"peak_memory_mb", figures.peak_memory_mb},
            {"gap", figures.gap},
            {"primal_infeasibility", figures.primal_infeasibility},
            {"dual_infeasibility", figures.dual_infeasibility}};
}

void add_network_json(Json& scenario, const NetworkPlan& plan) {
    scenario["capacities"] = capacities(plan);
    scenario["annual"] = {{"cost", plan.cost},
                          {"currency", plan.currency},
                          {"basis", plan.life_cycle ? "life_cycle" : "yearly"},
                          {"hours", plan.hours},
                          {"capital", plan.capital},
                          {"unserved_kwh", plan.unserved_kwh},
                          {"primary_energy_gj", or_null(plan.primary_energy_gj)},
                          {"co2_t", or_null(plan.co2_t)},
                          {"self_supply_ratio", or_null(plan.self_supply_ratio)}};
    scenario["units"] = units(plan);
    scenario["costs"] = costs(plan);
    scenario["flows"] = flows(plan);
    scenario["solve"] = all_figures(plan.solve);
    scenario["explanation"] = explanation(plan);
    scenario["bills"] = bills_json(plan);
}

}  // namespace gaiku
