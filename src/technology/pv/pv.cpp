#include "technology/pv/pv.h"

namespace gaiku {
namespace {

constexpr double days_a_year = 365;

}  // namespace

Pv::Pv() {
    section_ = {
        .name = "pv",
        .meaning = {"photovoltaics", "太陽光発電"},
        .fields = {
            {.key = "mounting",
             .kind = Kind::choice,
             .meaning = {"where it stands; sets capacity factor and cost", "設置形態（設備利用率と単価が決まる）"},
             .required = true,
             .choices = {"rooftop_pv", "mega_solar"}},
            {.key = "capacity",
             .kind = Kind::quantity,
             .unit = "kW",
             .meaning = {"installed power, or: sized", "設備容量、または sized（gaikuが決める）"},
             .minimum = 0,
             .maximum = 1e7,
             .choices = {"sized"}},
            {.key = "households",
             .kind = Kind::count,
             .meaning = {"households that have it", "設置世帯数"},
             .maximum = 10'000'000},
            {.key = "capacity_per_household",
             .kind = Kind::quantity,
             .unit = "kW",
             .meaning = {"installed power a household", "1世帯の設備容量"},
             .minimum = 0.1,
             .maximum = 1000},
            {.key = "energy_per_household",
             .kind = Kind::quantity,
             .unit = "kWh/day",
             .meaning = {"generation a household and day", "1世帯の日発電量"},
             .minimum = 0,
             .maximum = 10'000},
            {.key = "capacity_factor",
             .kind = Kind::quantity,
             .unit = "%",
             .meaning = {"mean output over installed power", "設備利用率"},
             .required = true,
             .data = {"capacity_factors", "{mounting}", "capacity_factor"},
             .minimum = 0.1,
             .maximum = 50},
            {.key = "day_profile",
             .kind = Kind::reference,
             .meaning = {"how the day's generation falls on its hours", "発電の時刻別配分"},
             .preset = "pv",
             .target = "profiles|columns:day_profiles",
             .source = {"document 002, inferred", "資料002から推定"}},
            {.key = "share",
             .kind = Kind::number,
             .meaning = {"part of this plant in what all sized plants give together",
                         "容量を決める太陽光どうしの分担比"},
             .preset = "1",
             .minimum = 0,
             .maximum = 1e6},
        }};
    for (auto& field : cost_fields_per_kw("{mounting}")) section_.fields.push_back(std::move(field));
}

void Pv::check(const Record& asset, Findings& findings) const {
    const bool by_households = asset.has("households");
    if (by_households && asset.has("capacity")) {
        findings.add(asset.finding("contradiction", "capacity",
                                   {"either capacity or households", "capacity か households の一方"},
                                   {"remove one of the two", "どちらかを消してください"}));
    }
    if (!by_households && !asset.has("capacity")) {
        findings.add(
            asset.finding("missing-key", "capacity",
                          {"capacity (kW, or sized) or households", "capacity（kW か sized）または households"},
                          {"add \"capacity: sized\"", "「capacity: sized」を加えてください"}));
    }
    if (by_households && !asset.has("capacity_per_household")) {
        findings.add(asset.finding("missing-key", "capacity_per_household",
                                   {"kW of a household's plant", "1世帯の設備容量（kW）"},
                                   {"add \"capacity_per_household:\"", "「capacity_per_household:」を加えてください"}));
    }
    if (asset.says("capacity", "sized") && asset.yes("existing")) {
        findings.add(asset.finding(
            "contradiction", "existing",
            {"a plant to be sized is not there yet", "容量を決める設備は既設ではありません"},
            {"remove \"existing: yes\", or give its capacity", "「existing: yes」を消すか、容量を書いてください"}));
    }
    if (asset.says("capacity", "sized") && asset.text("owner") == "third_party") {
        findings.add(asset.finding("contradiction", "owner",
                                   {"a plant to be sized is the operator's", "容量を決める設備は事業者の所有です"},
                                   {"remove \"owner: third_party\", or give its capacity",
                                    "「owner: third_party」を消すか、容量を書いてください"}));
    }
}

AssetCost Pv::cost(const Record& asset, double kw) const {
    return {kw * asset.number("capital"), kw * asset.number("upkeep")};
}

std::optional<DayGeneration> Pv::day_generation(const Record& asset, const District& district,
                                                const Tables& tables) const {
    DayGeneration day;
    day.hours = day_profile(asset.text("day_profile"), district, tables);
    day.kwh_per_kw_day = 24 * asset.number("capacity_factor");
    day.share = asset.number("share");
    if (asset.has("households")) {
        const double households = asset.number("households");
        day.kw = households * asset.number("capacity_per_household");
        day.kwh_per_day = asset.has("energy_per_household")
                              ? households * asset.number("energy_per_household") / days_a_year
                              : day.kw * day.kwh_per_kw_day;
    } else if (asset.says("capacity", "sized")) {
        day.sized = true;
    } else {
        day.kw = asset.number("capacity");
        day.kwh_per_day = day.kw * day.kwh_per_kw_day;
    }
    return day;
}

}  // namespace gaiku
