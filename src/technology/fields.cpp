#include "technology/fields.h"

#include <fmt/format.h>
#include <algorithm>
#include <iterator>
#include <map>

#include "district/format.h"

namespace gaiku::fields {
namespace {

/// Nothing that is bought does less: a boiler of 0.01 % is a slip of the unit.
double least_efficiency(const std::string& unit) {
    return unit == "%" ? 1 : 0.1;
}

/// The section lives as long as the program: fields point to it.
const Section& by_temperature(const std::string& unit, double most) {
    static std::map<std::string, Section> made;
    const std::string name = fmt::format("{} at temperature up to {}", unit == "%" ? "efficiency" : "COP", most);
    return made
        .try_emplace(name, Section{.name = name,
                                   .meaning = {"an efficiency at a temperature", "ある温度での効率"},
                                   .fields = {{.key = "at",
                                               .kind = Kind::quantity,
                                               .unit = "degC",
                                               .meaning = {"temperature", "温度"},
                                               .required = true,
                                               .minimum = -60,
                                               .maximum = 200},
                                              {.key = "value",
                                               .kind = Kind::quantity,
                                               .unit = unit,
                                               .meaning = {"efficiency there", "その温度での効率"},
                                               .required = true,
                                               .minimum = least_efficiency(unit),
                                               .maximum = most}}})
        .first->second;
}

}  // namespace

std::vector<Field> join(std::vector<std::vector<Field>> parts) {
    std::vector<Field> all;
    for (auto& part : parts) std::move(part.begin(), part.end(), std::back_inserter(all));
    return all;
}

std::vector<Field> size(const std::string& key, const std::string& unit, Text meaning, std::vector<std::string> words,
                        bool required) {
    return {{.key = key,
             .kind = Kind::quantity,
             .unit = unit,
             .meaning = std::move(meaning),
             .required = required,
             .minimum = 0,
             .maximum = 1e9,
             .choices = std::move(words)},
            {.key = "min_" + key,
             .kind = Kind::quantity,
             .unit = unit,
             .meaning = {"least size where " + key + " is sized", key + " が sized のときの下限"},
             .minimum = 0,
             .maximum = 1e9},
            {.key = "max_" + key,
             .kind = Kind::quantity,
             .unit = unit,
             .meaning = {"largest size where " + key + " is sized", key + " が sized のときの上限"},
             .minimum = 0,
             .maximum = 1e9}};
}

std::vector<Field> cost(const std::string& unit) {
    return {{.key = "capital",
             .kind = Kind::quantity,
             .unit = "yen/" + unit,
             .meaning = {"price installed", "整備単価"},
             .minimum = 0,
             .maximum = 1e9},
            {.key = "upkeep",
             .kind = Kind::quantity,
             .unit = "yen/" + unit + "/year",
             .meaning = {"upkeep a year", "維持管理費単価"},
             .preset = "0 yen/" + unit + "/year",
             .minimum = 0,
             .maximum = 1e7}};
}

Field price(const std::string& key, Text meaning, bool required) {
    return {.key = key,
            .kind = Kind::quantity,
            .unit = "yen/kWh",
            .meaning = std::move(meaning),
            .required = required,
            .minimum = -1e6,
            .maximum = 1e9,
            .target = "series"};
}

Field carrier(const std::string& key, Text meaning, std::string preset) {
    return {.key = key,
            .kind = Kind::reference,
            .meaning = std::move(meaning),
            .preset = std::move(preset),
            .choices = built_in_carriers(),
            .target = "carriers"};
}

Field share(const std::string& key, Text meaning, std::string preset, double least, double most) {
    return {.key = key,
            .kind = Kind::quantity,
            .unit = "%",
            .meaning = std::move(meaning),
            .preset = std::move(preset),
            .minimum = least,
            .maximum = most};
}

std::vector<Field> efficiency(const std::string& key, const std::string& unit, Text meaning, double most) {
    return {{.key = key,
             .kind = Kind::quantity,
             .unit = unit,
             .meaning = std::move(meaning),
             .minimum = least_efficiency(unit),
             .maximum = most,
             .target = "series"},
            {.key = key + "_by_temperature",
             .kind = Kind::list,
             .meaning = {"the same by temperature: straight lines between points, constant beyond",
                         "温度別の値（点の間は直線、外側は一定）"},
             .section = &by_temperature(unit, most)},
            {.key = "temperature",
             .kind = Kind::quantity,
             .unit = "degC",
             .meaning = {"the temperature that decides it: air, ground, water; a number or a series",
                         "効率を決める温度（外気・地中・水）。数値または時系列"},
             .minimum = -60,
             .maximum = 200,
             .target = "series"}};
}

Profile read_efficiency(const AssetInput& asset, const std::string& key) {
    if (asset.has(key.c_str())) return asset.profile(key.c_str());
    std::vector<std::pair<double, double>> points;
    for (const auto& [id, point] : asset.record().records(key + "_by_temperature"))
        points.emplace_back(point->number("at"), point->number("value"));
    return apply(asset.profile("temperature"), [&](double t) {
        if (t <= points.front().first) return points.front().second;
        if (t >= points.back().first) return points.back().second;
        const auto after = std::find_if(points.begin(), points.end(), [&](const auto& p) { return p.first > t; });
        const auto before = std::prev(after);
        return before->second + (after->second - before->second) * (t - before->first) / (after->first - before->first);
    });
}

std::vector<Field> store_rule(const std::string& preset) {
    const auto hour = [](const char* key, Text meaning, const char* of_day) {
        return Field{.key = key,
                     .kind = Kind::count,
                     .meaning = std::move(meaning),
                     .preset = of_day,
                     .maximum = 24,
                     .source = {"Energy Conservation Act: night is 22:00 to 8:00", "省エネ法の夜間（22時〜翌8時）"}};
    };
    return {
        {.key = "rule",
         .kind = Kind::choice,
         .meaning = {"what it is run by (plan.operation: rules). self_consumption: takes what is left over and gives "
                     "when something is missing; night_charge: is also filled at night and gives by day; peak_cut: "
                     "is filled at night and gives what would be bought above target_demand",
                     "運転ルール（plan.operation: rules）。self_consumption: 余剰をため不足時に出す、night_charge: "
                     "夜間にも満たし昼間に出す、peak_cut: 夜間に満たし target_demand を超える購入分を出す"},
         .preset = preset,
         .choices = {"self_consumption", "night_charge", "peak_cut"}},
        hour("charge_from", {"hour at which its night begins", "夜間の始まりの時刻"}, "22"),
        hour("charge_to", {"hour at which its night ends", "夜間の終わりの時刻"}, "8")};
}

Field part_load() {
    static const Section point{.name = "part load point",
                               .meaning = {"efficiency at a load", "ある負荷率での効率"},
                               .fields = {{.key = "load",
                                           .kind = Kind::quantity,
                                           .unit = "%",
                                           .meaning = {"output over capacity", "負荷率"},
                                           .required = true,
                                           .minimum = 0.1,
                                           .maximum = 100},
                                          {.key = "relative_efficiency",
                                           .kind = Kind::quantity,
                                           .unit = "%",
                                           .meaning = {"efficiency over the rated one", "定格効率に対する比"},
                                           .required = true,
                                           .minimum = 1,
                                           .maximum = 1000}}};
    return {.key = "part_load",
            .kind = Kind::list,
            .meaning =
                {"how efficiency falls with load: rising loads up to 100 %; without it, it is the same at every load",
                 "部分負荷効率（負荷率の昇順、最後は100 %）。なければ一定"},
            .section = &point};
}

Field curve(const std::string& key, Text meaning, std::string preset) {
    return {.key = key,
            .kind = Kind::reference,
            .meaning = std::move(meaning),
            .preset = std::move(preset),
            .target = "rows:part_load_curves"};
}

}  // namespace gaiku::fields
