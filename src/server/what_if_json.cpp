#include "server/what_if_json.h"

#include <fmt/format.h>
#include <cmath>

#include "report/network_names.h"
#include "server/routes/json_body.h"

namespace gaiku::server {
namespace {

Json words(const Text& text) {
    return {{"en", text.en}, {"ja", text.in(Language::ja)}};
}

/// Nothing where there is no number.
Json maybe(const std::optional<double>& value) {
    return value && std::isfinite(*value) ? Json(*value) : Json(nullptr);
}

Json parts_json(const std::map<CostKind, double>& parts) {
    static constexpr const char* names[] = {"capital", "upkeep", "demand_charge", "energy", "revenue", "unserved"};
    Json json = Json::object();
    for (const auto& [kind, amount] : parts) json[names[static_cast<int>(kind)]] = amount;
    return json;
}

/// "power", "units of 400 kW"; empty of a capacity.
Text name_of_part(const HotFigures::Size& size) {
    if (size.unit.empty()) return units_name(size.part);
    PlannedSize planned;
    planned.part = size.part;
    return part_name(planned);
}

Json figures_json(const HotFigures& figures) {
    Json sizes = Json::array();
    for (const auto& size : figures.sizes) {
        sizes.push_back({{"id", size.id},
                         {"name", words(size.name)},
                         {"part", size.part},
                         {"part_name", words(name_of_part(size))},
                         {"unit", size.unit},
                         {"free", size.free},
                         {"value", size.value}});
    }
    return {{"cost", figures.cost},
            {"parts", parts_json(figures.parts)},
            {"capital", figures.capital},
            {"co2_t", maybe(figures.co2_t)},
            {"primary_energy_gj", maybe(figures.primary_energy_gj)},
            {"grid_peak_kw", maybe(figures.grid_peak_kw)},
            {"self_sufficiency", maybe(figures.self_sufficiency)},
            {"unserved_kwh", figures.unserved_kwh},
            {"sizes", sizes}};
}

Json findings_json(const std::vector<Finding>& findings) {
    Json all = Json::array();
    for (const auto& finding : findings) {
        all.push_back({{"code", finding.code},
                       {"title", words(finding_title(finding.code))},
                       {"message", words(finding.message)},
                       {"fix", words(finding.fix)}});
    }
    return all;
}

Json answer_json(const HotAnswer& answer) {
    Json changed = Json::array();
    for (const auto& one : answer.changed)
        changed.push_back({{"id", one.id}, {"part", one.part}, {"before", one.before}, {"after", one.after}});
    return {{"figures", answer.figures ? figures_json(*answer.figures) : Json(nullptr)},
            {"changed", changed},
            {"findings", answer.figures ? Json::array() : findings_json(answer.findings)},
            {"seconds", answer.seconds},
            {"iterations", answer.iterations},
            {"from_last", answer.from_last},
            {"method", answer.method},
            {"gap", maybe(answer.gap)},
            {"time_limit_reached", answer.time_limit_reached}};
}

Json choices_json(const WhatIfChoices& choices) {
    const auto list = [](const std::vector<WhatIfChoices::Choice>& of) {
        Json all = Json::array();
        for (const auto& one : of) all.push_back({{"id", one.id}, {"name", words(one.name)}});
        return all;
    };
    return {{"price", list(choices.price)},
            {"capital", list(choices.capital)},
            {"demand", list(choices.demand)},
            {"co2_cap", choices.co2_cap}};
}

Json scenarios_json(const InForce& in_force) {
    Json scenarios = Json::array();
    for (const Era& era : in_force.file->eras)
        if (era.district.is_network()) scenarios.push_back({{"id", era.id}, {"name", words(era.name)}});
    return scenarios;
}

std::map<std::string, double> factors(const Json& body, const char* key) {
    std::map<std::string, double> all;
    const auto found = body.find(key);
    if (found == body.end()) return all;
    const std::string of = key;
    if (!found->is_object()) throw BadBody(of + ": an object of factors by name is expected");
    for (const auto& [name, value] : found->items()) {
        if (!value.is_number()) throw BadBody(fmt::format("{}.{}: a number is expected", of, name));
        all[name] = value.get<double>();
    }
    return all;
}

}  // namespace

ReadWhatIf read_what_if(const Request& request) {
    const JsonBody body(request, {"scenario", "price", "capital", "demand", "co2_cap"});
    ReadWhatIf read;
    if (body.has("scenario")) read.scenario = body.text("scenario");
    read.question.price = factors(body.json(), "price");
    read.question.capital = factors(body.json(), "capital");
    read.question.demand = factors(body.json(), "demand");
    if (!body.has("co2_cap")) return read;
    const Json& cap = body.json().at("co2_cap");
    if (!cap.is_number()) throw BadBody("co2_cap: a number is expected");
    read.question.co2_cap = cap.get<double>();
    return read;
}

Json what_if_json(const InForce& in_force, const std::string& scenario, const HotPlan& plan, const HotAnswer& answer) {
    const NetworkPlan& first = plan.first_plan();
    return {{"state", "ready"},
            {"scenario", scenario},
            {"scenarios", scenarios_json(in_force)},
            {"currency", first.currency},
            {"life_cycle", first.life_cycle},
            {"hours", first.hours},
            {"choices", choices_json(plan.choices())},
            {"first", answer_json(plan.first())},
            {"answer", answer_json(answer)}};
}

Json no_plan_json(const InForce& in_force, const std::string& scenario, const HotAnswer& first) {
    return {{"state", "no_plan"},
            {"scenario", scenario},
            {"scenarios", scenarios_json(in_force)},
            {"findings", findings_json(first.findings)}};
}

}  // namespace gaiku::server
