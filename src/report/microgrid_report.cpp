#include "report/microgrid_report.h"

#include <nlohmann/json.hpp>

#include "report/finance_json.h"
#include "report/json_parts.h"
#include "report/plan_json.h"
#include "report/resilience_json.h"

namespace gaiku {

namespace {

using Json = nlohmann::ordered_json;

const char* role_name(AssetRole role) {
    switch (role) {
        case AssetRole::existing:
            return "existing";
        case AssetRole::main:
            return "main";
        case AssetRole::added:
            return "new";
        case AssetRole::storage:
            return "storage";
        case AssetRole::equipment:
            return "equipment";
        case AssetRole::system:
            return "system";
    }
    return "";
}

}  // namespace

Json economics_json(const Record& economics) {
    return {{"period_years", economics.number("period")},
            {"discount_rate", economics.number("discount_rate")},
            {"value_of_own_generation_yen_per_kwh", economics.number("value_of_own_generation")},
            {"margin_on_demand_yen_per_kwh", economics.number("margin_on_demand")},
            {"subsidy_rate", economics.number("subsidy")}};
}

Json microgrid_report_json(const ScenarioPlan& scenario) {
    Json json{{"id", scenario.id},
              {"era", {{"id", scenario.era}, {"name", text_json(scenario.era_name)}}},
              {"requested_supply_rate", or_null(scenario.requested_rate)},
              {"state", scenario.planned ? "planned" : "failed"},
              {"findings", Json::array()}};
    for (const auto& finding : scenario.findings) json["findings"].push_back(reported_finding_json(finding));
    if (!scenario.planned) return json;
    json["sizing"] = sizing_json(scenario);
    json["assets"] = Json::array();
    for (const auto& asset : scenario.assets) {
        json["assets"].push_back({{"id", asset.id},
                                  {"name", text_json(asset.name)},
                                  {"technology", asset.technology},
                                  {"role", role_name(asset.role)},
                                  {"owner", asset.third_party ? "third_party" : "operator"},
                                  {"kw", or_null(asset.kw)},
                                  {"kwh", or_null(asset.kwh)},
                                  {"kwh_per_day", or_null(asset.kwh_per_day)}});
    }
    Json supply = Json::array();
    for (const auto& curve : scenario.supply) {
        supply.push_back({{"id", curve.id},
                          {"name", text_json(curve.name)},
                          {"technology", curve.technology},
                          {"role", role_name(curve.role)},
                          {"kw", curve.kw}});
    }
    json["hours"] = {{"demand_kw", scenario.demand_kw},
                     {"supply", supply},
                     {"battery_level_kwh", scenario.sizing.battery_level_kwh},
                     {"battery_need_kwh", scenario.sizing.battery_need_kwh}};
    Json items = Json::array();
    for (const auto& item : scenario.costs) {
        items.push_back({{"id", item.id},
                         {"name", text_json(item.name)},
                         {"capital_yen", item.capital_yen},
                         {"upkeep_yen_per_year", item.upkeep_yen_per_year}});
    }
    json["cost"] = {
        {"items", items}, {"capital_yen", scenario.capital_yen}, {"upkeep_yen_per_year", scenario.upkeep_yen_per_year}};
    json["cash_flow"] = {{"no_subsidy", cash_flow_json(scenario.no_subsidy)},
                         {"subsidy", cash_flow_json(scenario.subsidy)},
                         {"fit_and_subsidy", cash_flow_json(scenario.fit_and_subsidy)}};
    json["environment"] = environment_json(scenario.environment);
    if (scenario.finance) add_finance_json(json, *scenario.finance);
    if (scenario.survival) add_resilience_json(json, *scenario.survival);
    return json;
}

}  // namespace gaiku
