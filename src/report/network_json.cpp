#include "report/network_json.h"

#include <nlohmann/json.hpp>

#include "plan/network/words.h"

namespace gaiku {
namespace {

using Json = nlohmann::ordered_json;

Json or_null(const std::optional<double>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Json text_json(const Text& text) {
    return {{"en", text.en}, {"ja", text.ja}};
}

Json capacities(const NetworkPlan& plan) {
    Json list = Json::array();
    for (const auto& size : plan.sizes) {
        list.push_back({{"id", size.id},
                        {"technology", size.technology},
                        {"part", size.part},
                        {size.energy ? "kwh" : "kw", or_null(size.value)},
                        {"binding", size.binding},
                        {"source", size.source}});
    }
    return list;
}

Json flows(const NetworkPlan& plan) {
    Json list = Json::array();
    for (const auto& flow : plan.flows)
        list.push_back({{"from", flow.from}, {"to", flow.to}, {"carrier", flow.carrier}, {"kwh_per_year", flow.kwh}});
    return list;
}

Json solve_figures(const SolveFigures& figures) {
    return {{"rows", figures.rows},
            {"columns", figures.columns},
            {"nonzeros", figures.nonzeros},
            {"method", figures.method},
            {"started_from", figures.started_from},
            {"build_s", figures.build_s},
            {"solve_s", figures.solve_s},
            {"peak_memory_mb", figures.peak_memory_mb},
            {"gap", figures.gap},
            {"primal_infeasibility", figures.primal_infeasibility},
            {"dual_infeasibility", figures.dual_infeasibility},
            {"cleaned", figures.cleaned},
            {"largest_excess", figures.largest_excess}};
}

Json explanation(const NetworkPlan& plan) {
    Json sizes = Json::array();
    for (const auto& size : plan.sizes) {
        if (plan.prices.empty()) break;  // run by rules: nothing is known of the next kW
        sizes.push_back({{"id", size.id},
                         {"part", size.part},
                         {"binding", size.binding},
                         {"reduced_cost", size.reduced_cost},
                         {"text", text_json(reason(size, plan.currency))}});
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
    return {{"capacities", std::move(sizes)}, {"prices", std::move(prices)}, {"limits", std::move(limits)}};
}

}  // namespace

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
    scenario["flows"] = flows(plan);
    scenario["solve"] = solve_figures(plan.solve);
    scenario["explanation"] = explanation(plan);
}

}  // namespace gaiku
