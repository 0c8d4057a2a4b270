#include "report/html.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <algorithm>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "base/embedded.h"
#include "report/assumptions.h"
#include "report/finance_json.h"
#include "report/plan_json.h"

namespace gaiku {

using Json = nlohmann::ordered_json;

namespace {

Json text_json(const Text& text) {
    return {{"en", text.en}, {"ja", text.ja.empty() ? text.en : text.ja}};
}

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

template <class T>
Json or_null(const std::optional<T>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Json economics_json(const Record& economics) {
    return {{"period_years", economics.number("period")},
            {"discount_rate", economics.number("discount_rate")},
            {"value_of_own_generation_yen_per_kwh", economics.number("value_of_own_generation")},
            {"margin_on_demand_yen_per_kwh", economics.number("margin_on_demand")},
            {"subsidy_rate", economics.number("subsidy")}};
}

/// A finding as a reader of the report needs it: the folders of whoever planned are nobody's business.
Json reported_finding(const Finding& finding) {
    Finding shown = finding;
    shown.position.file = std::filesystem::path(finding.position.file).filename().string();
    return finding_json(shown);
}

Json scenario_json(const ScenarioPlan& scenario) {
    Json json{{"id", scenario.id},
              {"era", {{"id", scenario.era}, {"name", text_json(scenario.era_name)}}},
              {"requested_supply_rate", or_null(scenario.requested_rate)},
              {"state", scenario.planned ? "planned" : "failed"},
              {"findings", Json::array()}};
    for (const auto& finding : scenario.findings) json["findings"].push_back(reported_finding(finding));
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
    return json;
}

Json assumption_json(const Assumption& a, const Plan& plan) {
    static constexpr const char* origins[] = {"given", "default", "data"};
    Json scenarios = nullptr;
    if (!a.eras.empty()) {
        scenarios = Json::array();
        for (const auto& scenario : plan.scenarios) {
            if (std::find(a.eras.begin(), a.eras.end(), scenario.era) != a.eras.end()) scenarios.push_back(scenario.id);
        }
    }
    return {{"path", a.path},
            {"meaning", text_json(a.meaning)},
            {"value", a.value},
            {"origin", origins[static_cast<int>(a.origin)]},
            {"mark", a.mark.empty() ? Json(nullptr) : Json(a.mark)},
            {"source", a.source.en.empty() ? Json(nullptr) : text_json(a.source)},
            {"where", a.where},
            {"scenarios", scenarios}};
}

Json report_json(const Plan& plan, Language language, const Clock& clock) {
    const District& first = plan.file.eras.at(0).district;
    const Record& about = first.about();
    // Japan has one zone and no daylight saving; the report is dated where the district is.
    const auto japan = std::chrono::system_clock::to_time_t(clock.now() + std::chrono::hours(9));
    Json json{{"gaiku", GAIKU_VERSION},
              {"lang", language == Language::ja ? "ja" : "en"},
              {"created", fmt::format("{:%Y-%m-%dT%H:%M:%S}+09:00", fmt::gmtime(japan))},
              {"district",
               {{"id", about.text("id")},
                {"name", text_json(about.name())},
                {"source", about.has("source") ? text_json(about.localized_or("source", {})) : Json(nullptr)},
                {"file", std::filesystem::path(plan.file.file).filename().string()},
                {"region", about.has("region") ? Json(about.number("region")) : Json(nullptr)}}},
              {"economics", economics_json(first.economics())},
              {"scenarios", Json::array()},
              {"assumptions", Json::array()},
              {"buildings", Json::array()}};
    for (const auto& [id, building] : first.buildings()) {
        json["buildings"].push_back({{"id", id}, {"name", text_json(building->name())}});
    }
    for (const auto& scenario : plan.scenarios) {
        json["scenarios"].push_back(scenario_json(scenario));
        if (!scenario.planned) continue;
        const auto same = [&](const Era& era) { return era.id == scenario.era; };
        const auto era = std::find_if(plan.file.eras.begin(), plan.file.eras.end(), same);
        json["scenarios"].back()["economics"] = economics_json(era->district.economics());
    }
    for (const auto& a : assumptions(plan.file)) json["assumptions"].push_back(assumption_json(a, plan));
    return json;
}

std::string_view web_file(std::string_view name) {
    for (const auto& file : embedded::web()) {
        if (file.name == name) return file.bytes;
    }
    throw std::runtime_error(fmt::format("the program was built without {}", name));
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

/// Within a script element "</" and "<!--" end or change it; in JSON both may be written with an escape.
std::string for_script(std::string json) {
    for (std::size_t at = json.find('<'); at != std::string::npos; at = json.find('<', at + 6))
        json.replace(at, 1, "\\u003c");
    return json;
}

}  // namespace

std::string report_html(const Plan& plan, Language language, const Clock& clock) {
    const Text name = plan.file.eras.at(0).district.about().name();
    const std::string data =
        for_script(report_json(plan, language, clock).dump(-1, ' ', false, Json::error_handler_t::replace));
    const std::string title = escaped(name.in(language));
    std::string out;
    std::string_view rest = web_file("report.template.html");
    while (true) {
        const auto open = rest.find("{{");
        out += rest.substr(0, open);
        if (open == std::string_view::npos) return out;
        rest.remove_prefix(open + 2);
        const auto close = rest.find("}}");
        const std::string_view key = rest.substr(0, close);
        rest.remove_prefix(close + 2);
        if (key == "title") out += title;
        if (key == "lang") out += language == Language::ja ? "ja" : "en";
        if (key == "style") out += web_file("report.css");
        if (key == "data") out += data;
        if (key == "script") out += web_file("report.js");
    }
}

}  // namespace gaiku
