#include "report/plan_json.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "report/baseline_json.h"
#include "report/buildings_json.h"
#include "report/demand_json.h"
#include "report/finance_json.h"
#include "report/islanding_json.h"
#include "report/json_parts.h"
#include "report/network_json.h"
#include "report/purchase_peaks_json.h"
#include "report/resilience_json.h"
#include "report/site_json.h"
#include "report/stages_json.h"
#include "report/studies_json.h"

namespace gaiku {

namespace {

using Json = nlohmann::ordered_json;

/// `district`: as it is in the scenario; nothing where the scenario is of method microgrid.
Json scenario_json(const ScenarioPlan& scenario, const District* district) {
    Json json{{"id", scenario.id},
              {"era", scenario.era},
              {"requested_supply_rate", or_null(scenario.requested_rate)},
              {"state", scenario.planned ? "planned" : "failed"},
              {"findings", Json::array()}};
    for (const auto& finding : scenario.findings) json["findings"].push_back(finding_json(finding));
    if (!scenario.demand.empty()) json["demand"] = demand_json(scenario.demand);
    if (!scenario.planned) return json;
    if (scenario.finance) add_finance_json(json, *scenario.finance);
    if (scenario.survival) add_resilience_json(json, *scenario.survival);
    if (!scenario.buildings.empty()) json["buildings"] = buildings_json(scenario.buildings, false);
    if (scenario.network) {
        add_network_json(json, *scenario.network);
        json["site"] = site_json(*district, *scenario.network);
        json["annual"]["purchase_peaks"] = purchase_peaks_json(*district, *scenario.network);
        if (scenario.against_baseline) json["annual"]["against_baseline"] = baseline_json(*scenario.against_baseline);
        if (scenario.front) json["front"] = front_json(*scenario.front);
        if (scenario.network->islanding) json["islanding"] = islanding_json(*district, *scenario.network);
        if (scenario.sensitivity) json["sensitivity"] = sensitivity_json(*scenario.sensitivity);
        return json;
    }
    json["sizing"] = sizing_json(scenario);
    Json items = Json::array();
    for (const auto& item : scenario.costs) {
        items.push_back(
            {{"id", item.id}, {"capital_yen", item.capital_yen}, {"upkeep_yen_per_year", item.upkeep_yen_per_year}});
    }
    json["cost"] = {
        {"items", items}, {"capital_yen", scenario.capital_yen}, {"upkeep_yen_per_year", scenario.upkeep_yen_per_year}};
    json["cash_flow"] = {{"no_subsidy", cash_flow_json(scenario.no_subsidy)},
                         {"subsidy", cash_flow_json(scenario.subsidy)},
                         {"fit_and_subsidy", cash_flow_json(scenario.fit_and_subsidy)}};
    json["environment"] = environment_json(scenario.environment);
    return json;
}

}  // namespace

Json finding_json(const Finding& finding) {
    const Text message = finding.message.en.empty() ? finding_title(finding.code) : finding.message;
    return {{"code", finding.code},
            {"severity", finding.severity == Severity::error ? "error" : "warning"},
            {"message", {{"en", message.en}, {"ja", message.ja}}},
            {"position", finding.position.str()},
            {"path", finding.path},
            {"value", finding.value},
            {"expected", {{"en", finding.expected.en}, {"ja", finding.expected.ja}}},
            {"fix", {{"en", finding.fix.en}, {"ja", finding.fix.ja}}},
            {"suggestion", finding.suggestion}};
}

namespace {

/// "... (/home/x/town/district.yaml:58:21)" with the file's name alone.
std::string without_folders(std::string text) {
    for (auto end = text.find(".yaml:"); end != std::string::npos; end = text.find(".yaml:", end + 1)) {
        auto begin = text.find_last_of(" (", end);
        begin = begin == std::string::npos ? 0 : begin + 1;
        const std::string wide = "（";
        if (const auto bracket = text.rfind(wide, end); bracket != std::string::npos)
            begin = std::max(begin, bracket + wide.size());
        const auto slash = text.rfind('/', end);
        if (slash == std::string::npos || slash < begin) continue;
        text.erase(begin, slash + 1 - begin);
        end -= slash + 1 - begin;
    }
    return text;
}

}  // namespace

Json reported_finding_json(const Finding& finding) {
    Finding shown = finding;
    shown.position.file = std::filesystem::path(finding.position.file).filename().string();
    shown.message = {without_folders(finding.message.en), without_folders(finding.message.ja)};
    return finding_json(shown);
}

Json sizing_json(const ScenarioPlan& scenario) {
    const Sizing& s = scenario.sizing;
    return {{"supply_rate", s.supply_rate},
            {"daily_demand_kwh", s.daily_demand_kwh},
            {"emergency_demand_kwh_per_day", s.emergency_demand_kwh},
            {"existing_pv_kwh_per_day", s.existing_pv_kwh},
            {"existing_pv_kw", s.existing_pv_kw},
            {"main_source_kwh_per_day", s.main_source_kwh},
            {"main_source_kw", s.main_source_kw},
            {"new_pv_kwh_per_day", s.new_pv_kwh},
            {"new_pv_kw", s.new_pv_kw},
            {"surplus_kwh_per_day", s.surplus_kwh},
            {"battery_need_kwh", s.battery_need_kwh},
            {"equipment_kwh",
             {{"water_heater", scenario.equipment.water_heater},
              {"home_battery", scenario.equipment.home_battery},
              {"electric_vehicle", scenario.equipment.electric_vehicle}}},
            {"fixed_battery_kwh", s.fixed_battery_kwh},
            {"battery_difference_kwh", s.battery_difference_kwh},
            {"battery_floor_kwh", s.battery_floor_kwh},
            {"battery_floor_applied", s.battery_floor_applied},
            {"battery_install_kwh", s.battery_install_kwh}};
}

Json environment_json(const Environment& e) {
    return {{"local_supply_kwh_per_year", e.local_supply_kwh_per_year},
            {"own_generation_kwh_per_year", e.own_generation_kwh_per_year},
            {"co2_factor_kg_per_kwh", e.co2_factor_kg_per_kwh},
            {"co2_avoided_t_per_year", e.co2_avoided_t_per_year},
            {"primary_energy_factor_mj_per_kwh", e.primary_energy_factor_mj_per_kwh},
            {"primary_energy_saved_gj_per_year", e.primary_energy_saved_gj_per_year}};
}

Json cash_flow_json(const CashFlow& flow) {
    return {{"yearly_yen", flow.yearly_yen},
            {"cumulative_yen", flow.cumulative_yen},
            {"npv_yen", flow.npv_yen},
            {"irr", or_null(flow.irr)},
            {"irr_note", flow.irr_note.empty() ? Json(nullptr) : Json(flow.irr_note)},
            {"payback_years", or_null(flow.payback_years)},
            {"discounted_payback_years", or_null(flow.discounted_payback_years)}};
}

Json plan_json(const Plan& plan) {
    const Record& about = plan.file.eras.at(0).district.about();
    const Text name = about.name();
    Json json{{"gaiku", GAIKU_VERSION},
              {"district", {{"id", about.text("id")}, {"name", {{"en", name.en}, {"ja", name.ja}}}}},
              {"scenarios", Json::array()}};
    for (std::size_t i = 0; i < plan.scenarios.size(); ++i) {
        const bool network = plan.scenarios[i].network.has_value();
        json["scenarios"].push_back(scenario_json(plan.scenarios[i], network ? &plan.file.eras[i].district : nullptr));
    }
    if (Json map = map_json(plan.file); !map.is_null()) json["map"] = std::move(map);
    Json stages = stages_json(plan);
    if (!stages.empty()) json["stages"] = std::move(stages);
    return json;
}

}  // namespace gaiku
