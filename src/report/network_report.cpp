#include "report/network_report.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "report/baseline_json.h"
#include "report/bills_json.h"
#include "report/buildings_json.h"
#include "report/demand_json.h"
#include "report/finance_json.h"
#include "report/islanding_json.h"
#include "report/json_parts.h"
#include "report/network_explanation.h"
#include "report/network_json.h"
#include "report/network_names.h"
#include "report/network_view.h"
#include "report/packed.h"
#include "report/plan_json.h"
#include "report/planning_year.h"
#include "report/purchase_peaks_json.h"
#include "report/resilience_json.h"
#include "report/site_json.h"
#include "report/studies_json.h"

namespace gaiku {
namespace {

using Json = nlohmann::ordered_json;

Json text_or_null(const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(text);
}

Json capacities_json(const District& district, const NetworkPlan& plan) {
    Json list = Json::array();
    for (const auto& c : shown_capacities(district, plan)) {
        list.push_back({{"id", c.id},
                        {"name", text_json(c.name)},
                        {"technology", c.technology},
                        {"place", text_or_null(c.place)},
                        {"kw", or_null(c.kw)},
                        {"kwh", or_null(c.kwh)},
                        {"decided", c.decided},
                        {"limit", c.limit.en.empty() ? Json(nullptr) : text_json(c.limit)},
                        {"peak_kw", c.peak_kw},
                        {"given_kwh", c.given_kwh},
                        {"capital", c.capital},
                        {"yearly_cost", c.yearly}});
    }
    return list;
}

Json annual_json(const NetworkPlan& plan) {
    return {{"cost", plan.cost},
            {"currency", plan.currency},
            {"basis", plan.life_cycle ? "life_cycle" : "yearly"},
            {"period_years", plan.period_years},
            {"capital", plan.capital},
            {"unserved_kwh", plan.unserved_kwh},
            {"primary_energy_gj", or_null(plan.primary_energy_gj)},
            {"co2_t", or_null(plan.co2_t)},
            {"self_supply_ratio", or_null(plan.self_supply_ratio)}};
}

Json costs_json(const District& district, const NetworkPlan& plan) {
    Json list = Json::array();
    for (const auto& cost : plan.costs) {
        const std::string kind = name_of(cost.kind);
        list.push_back({{"id", cost.owner + "." + kind},
                        {"name", text_json(owner_name(district, plan, cost))},
                        {"kind", kind},
                        {"per_year", cost.amount}});
    }
    return list;
}

Json graph_json(const ShownGraph& graph, Json& nodes) {
    Json flows = Json::array();
    for (const auto& f : graph.flows) {
        flows.push_back(
            {{"from", f.from}, {"to", f.to}, {"carrier", f.carrier}, {"kwh_per_year", f.kwh}, {"series", f.series}});
    }
    for (const auto& n : graph.nodes) {
        nodes.push_back({{"id", n.id},
                         {"name", text_json(n.name)},
                         {"kind", n.kind},
                         {"place", text_or_null(n.place)},
                         {"technology", text_or_null(n.technology)}});
    }
    return flows;
}

Json series_json(const ShownSeries& s) {
    Json json{{"id", s.id},
              {"name", text_json(s.name)},
              {"asset", text_or_null(s.asset)},
              {"technology", text_or_null(s.technology)},
              {"carrier", s.carrier},
              {"place", text_or_null(s.place)},
              {"role", name_of(s.role)},
              {"unit", s.unit}};
    // The charge on a highest purchase stands in one hour's price.
    json.update(s.role == SeriesRole::price ? packed_floats(s.values) : packed(s.values));
    return json;
}

Json hours_json(const District& district, const NetworkPlan& plan, const std::vector<ShownSeries>& series) {
    const PlanningYear year = planning_year(district);
    Json json{{"steps", district.steps()},
              {"step_hours", plan.step_hours},
              {"first", "01-01T00:00"},
              {"weekday_of_first", year.weekday_of_first ? Json(*year.weekday_of_first) : Json(nullptr)},
              {"holidays", year.holidays},
              {"series", Json::array()}};
    for (const auto& one : series) json["series"].push_back(series_json(one));
    return json;
}

Json carriers_json(const District& district, const std::vector<ShownSeries>& series) {
    Json list = Json::array();
    std::vector<std::string> known;
    for (const auto& one : series) {
        if (std::find(known.begin(), known.end(), one.carrier) != known.end()) continue;
        known.push_back(one.carrier);
        list.push_back({{"id", one.carrier}, {"name", text_json(carrier_label(district, one.carrier))}});
    }
    return list;
}

/// The carriers that are needed, whether or not anything can supply them.
Json needed_carriers_json(const District& district, const std::vector<DemandSummary>& demand) {
    Json list = Json::array();
    std::set<std::string> known;
    for (const auto& of : demand) {
        if (!known.insert(of.carrier).second) continue;
        list.push_back({{"id", of.carrier}, {"name", text_json(carrier_label(district, of.carrier))}});
    }
    return list;
}

Json places_json(const District& district) {
    Json list = Json::array();
    if (district.blocks().size() < 2) return list;
    for (const auto& [id, block] : district.blocks()) list.push_back({{"id", id}, {"name", text_json(block->name())}});
    return list;
}

}  // namespace

Json network_report_json(const ScenarioPlan& scenario, const District& district) {
    Json json{{"id", scenario.id},
              {"name", text_json(scenario.era_name)},
              {"state", scenario.planned ? "planned" : "failed"},
              {"findings", Json::array()}};
    for (const auto& finding : scenario.findings) json["findings"].push_back(reported_finding_json(finding));
    if (!scenario.demand.empty()) json["demand"] = demand_json(scenario.demand);
    if (!scenario.planned) {
        if (!scenario.demand.empty()) json["carriers"] = needed_carriers_json(district, scenario.demand);
        return json;
    }
    const NetworkPlan& plan = *scenario.network;
    const auto series = shown_series(district, plan);
    json["currency"] = plan.currency;
    json["capacities"] = capacities_json(district, plan);
    json["annual"] = annual_json(plan);
    json["annual"]["purchase_peaks"] = purchase_peaks_json(district, plan);
    if (scenario.against_baseline) json["annual"]["against_baseline"] = baseline_json(*scenario.against_baseline);
    json["costs"] = costs_json(district, plan);
    json["site"] = site_json(district, plan);
    json["nodes"] = Json::array();
    json["flows"] = graph_json(shown_graph(district, plan, series), json["nodes"]);
    json["carriers"] = carriers_json(district, series);
    json["places"] = places_json(district);
    json["hours"] = hours_json(district, plan, series);
    json["solve"] = solve_figures_json(plan.solve);
    json["explanation"] = network_explanation_json(district, plan);
    if (!plan.bills.empty()) json["bills"] = bills_report_json(plan);
    if (scenario.front) json["front"] = front_json(*scenario.front);
    if (scenario.sensitivity) json["sensitivity"] = sensitivity_json(*scenario.sensitivity);
    if (plan.islanding) json["islanding"] = islanding_json(district, plan);
    if (scenario.finance) add_finance_json(json, *scenario.finance);
    if (scenario.survival) add_resilience_json(json, *scenario.survival);
    if (!scenario.buildings.empty()) json["buildings"] = buildings_json(scenario.buildings, true);
    return json;
}

}  // namespace gaiku
