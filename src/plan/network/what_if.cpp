#include "plan/network/what_if.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <set>

#include "base/constants.h"
#include "district/vary.h"
#include "plan/network/demands.h"
#include "plan/network/names.h"
#include "plan/network/rules.h"
#include "tariff/shipped.h"

namespace gaiku {
namespace {

using Choice = WhatIfChoices::Choice;

/// The carrier that an asset buys; empty: it buys none.
std::string bought_by(const Record& asset) {
    if (asset.text("technology") == "renewable_purchase") return "electricity";
    return asset.has("demand_charge_on") ? asset.text("carrier") : "";
}

/// The paths of all that buying a carrier costs.
std::vector<std::string> paths_of_price(const District& district, const std::string& carrier) {
    std::set<std::string> wanted;      // of assets
    std::set<std::string> of_tariffs;  // "tariffs.town.charges."
    for (const auto& [id, asset] : district.assets()) {
        if (bought_by(*asset) != carrier) continue;
        for (const char* key : {"price", "demand_charge", "wheeling_charge"}) wanted.insert(asset->path() + "." + key);
        if (asset->has("tariff")) of_tariffs.insert(fmt::format("tariffs.{}.charges.", asset->text("tariff")));
    }
    std::vector<std::string> paths;
    for (auto& path : priced_paths(district)) {
        const bool of_tariff = std::any_of(of_tariffs.begin(), of_tariffs.end(),
                                           [&](const auto& tariff) { return path.starts_with(tariff); });
        if (of_tariff || wanted.contains(path)) paths.push_back(std::move(path));
    }
    return paths;
}

/// The paths of what building an asset costs, those of its units among them.
std::vector<std::string> paths_of_capital(const District& district, const std::string& id) {
    std::vector<std::string> paths;
    for (auto& path : priced_paths(district)) {
        const std::string begin = fmt::format("assets.{}.", id);
        const std::string key = path.starts_with(begin) ? path.substr(begin.size()) : "";
        if (key.starts_with("capital") || key == "trench") paths.push_back(std::move(path));
    }
    const Record* asset = find_asset(district, id);
    if (asset == nullptr || asset->find("units") == nullptr) return paths;
    for (const auto& [unit, record] : asset->records("units"))
        if (record->number_or("capital", 0) != 0) paths.push_back(fmt::format("assets.{}.units.{}.capital", id, unit));
    return paths;
}

/// Assets whose size or number of units was there to be found.
std::vector<std::string> sized(const NetworkPlan& plan) {
    std::vector<std::string> ids;
    const auto add = [&](const std::string& id) {
        if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
    };
    for (const auto& size : plan.sizes)
        if (size.value && size.binding != "given") add(size.id);
    for (const auto& units : plan.units) add(units.id);
    return ids;
}

Choice carrier_choice(const District& district, const std::string& id) {
    Text name = carrier_name(district, id);
    name.en = capital(std::move(name.en));
    return {id, std::move(name)};
}

std::string wrong_names(const char* of, const std::map<std::string, double>& factors,
                        const std::vector<Choice>& choices) {
    for (const auto& [id, factor] : factors) {
        const bool known =
            std::any_of(choices.begin(), choices.end(), [&wanted = id](const auto& one) { return one.id == wanted; });
        if (known) continue;
        std::string names;
        for (const auto& one : choices) names += (names.empty() ? "" : ", ") + one.id;
        return names.empty() ? fmt::format("{}: nothing can be named here", of)
                             : fmt::format("{}.{}: one of {} is expected", of, id, names);
    }
    return "";
}

std::string wrong_range(const char* of, const std::map<std::string, double>& factors) {
    for (const auto& [id, factor] : factors) {
        if (factor >= WhatIfChoices::least && factor <= WhatIfChoices::most) continue;
        return fmt::format("{}.{}: a number from {} to {} is expected", of, id, WhatIfChoices::least,
                           WhatIfChoices::most);
    }
    return "";
}

/// plan.co2_limit, kg a year, of a share of the first plan's CO2 over the hours planned.
District with_cap(const District& district, double share, const NetworkPlan& first) {
    constexpr double kg_per_t = 1000;
    const double years = district.plan().has("year_share") ? district.plan().number("year_share")
                                                           : district.plan().number("hours") / hours_a_year;
    return with_plan_number(district, "co2_limit", share * *first.co2_t * kg_per_t / years);
}

}  // namespace

bool WhatIf::is_nothing() const {
    const auto all_one = [](const std::map<std::string, double>& factors) {
        return std::all_of(factors.begin(), factors.end(), [](const auto& one) { return one.second == 1; });
    };
    return all_one(price) && all_one(capital) && all_one(demand) && !co2_cap;
}

WhatIfChoices choices_of(const District& file, const NetworkPlan& first) {
    const District district = with_shipped_tariffs(file);
    WhatIfChoices choices;
    std::set<std::string> bought, needed;
    for (const auto& [id, asset] : district.assets()) bought.insert(bought_by(*asset));
    bought.erase("");
    for (const auto& demand : given_demands(district))
        if (demand.kw.largest() > 0) needed.insert(demand.carrier);
    for (const auto& carrier : bought)
        if (!paths_of_price(district, carrier).empty()) choices.price.push_back(carrier_choice(district, carrier));
    for (const auto& carrier : needed) choices.demand.push_back(carrier_choice(district, carrier));
    for (const auto& id : sized(first))
        if (!paths_of_capital(district, id).empty()) choices.capital.push_back({id, asset_name(district, id)});
    choices.co2_cap = first.co2_t && *first.co2_t > 0 && !runs_by_rules(district);
    return choices;
}

std::string wrong_numbers(const WhatIf& question) {
    std::string wrong = wrong_range("price", question.price);
    if (wrong.empty()) wrong = wrong_range("capital", question.capital);
    if (wrong.empty()) wrong = wrong_range("demand", question.demand);
    if (!wrong.empty() || !question.co2_cap) return wrong;
    if (*question.co2_cap >= 0 && *question.co2_cap <= WhatIfChoices::most_cap) return "";
    return fmt::format("co2_cap: a number from 0 to {} is expected, a share of the first plan's CO2",
                       WhatIfChoices::most_cap);
}

std::string wrong_with(const WhatIf& question, const WhatIfChoices& choices) {
    std::string wrong = wrong_numbers(question);
    if (wrong.empty()) wrong = wrong_names("price", question.price, choices.price);
    if (wrong.empty()) wrong = wrong_names("capital", question.capital, choices.capital);
    if (wrong.empty()) wrong = wrong_names("demand", question.demand, choices.demand);
    if (wrong.empty() && question.co2_cap && !choices.co2_cap)
        wrong = "co2_cap: this scenario has no CO2 that could be capped";
    return wrong;
}

District asked(const District& file, const WhatIf& question, const NetworkPlan& first) {
    District district = question.price.empty() ? file : with_shipped_tariffs(file);
    const auto scale = [&](const std::vector<std::string>& paths, double factor) {
        if (factor == 1) return;
        for (const auto& path : paths) district = scaled(district, path, factor);
    };
    for (const auto& [carrier, factor] : question.price) scale(paths_of_price(district, carrier), factor);
    for (const auto& [asset, factor] : question.capital) scale(paths_of_capital(district, asset), factor);
    for (const auto& [carrier, factor] : question.demand) district.supposed.factors[carrier] = factor;
    if (question.co2_cap) district = with_cap(district, *question.co2_cap, first);
    return district;
}

}  // namespace gaiku
