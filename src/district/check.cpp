#include "district/check.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "district/words.h"

namespace gaiku {
namespace {

void check_building(const Record& building, Findings& findings) {
    const bool each = building.has("electricity_per_household");
    const bool whole = building.has("electricity");
    if (each && whole) {
        findings.add(building.finding(
            "contradiction", "electricity",
            {"either electricity or electricity_per_household", "electricity か electricity_per_household の一方"},
            {"remove one of the two", "どちらかを消してください"}));
    }
    if (!each && !whole) {
        findings.add(building.finding("missing-key", "electricity",
                                      {"electricity (kWh/year) or electricity_per_household",
                                       "electricity（kWh/year）か electricity_per_household"},
                                      {"add its electricity", "電力量を加えてください"}));
    }
    if (each && !building.has("households")) {
        findings.add(building.finding("missing-key", "households", {"the number of households", "世帯数"},
                                      {"add \"households:\"", "「households:」を加えてください"}));
    }
}

void check_profile(const Record& profile, Findings& findings) {
    const auto& hours = profile.at("hours").numbers;
    if (std::accumulate(hours.begin(), hours.end(), 0.0) > 0) return;
    findings.add(profile.finding("contradiction", "hours", {"at least one hour above 0", "0より大きい時刻が一つ以上"},
                                 {"write the energy of each hour", "各時刻の値を書いてください"}));
}

/// Factors that have no default because their row of the table lacks them.
void check_factors(const Record& environment, Findings& findings) {
    for (const std::string factor : {"co2_factor", "primary_energy_factor"}) {
        const std::string row = factor == "co2_factor" ? "electricity_co2" : "electricity_primary_energy";
        if (environment.has(factor) || !environment.has(row)) continue;
        findings.add(environment.finding(
            "missing-key", factor, {"a factor; its row of the table has none", "係数（表のこの行にはありません）"},
            {"add \"" + factor + ":\"", "「" + factor + ":」を加えてください"}));
    }
}

void check_replacements(const Record& asset, const Record& economics, Findings& findings) {
    const Value* years = asset.find("replaced_in_years");
    if (years == nullptr) return;
    std::set<double> seen;
    for (const double year : years->numbers) {
        if (!seen.insert(year).second) {
            findings.add(asset.finding("contradiction", "replaced_in_years", {"each year once", "各年は一度だけ"},
                                       {"leave out the repeated year", "重複する年を消してください"}));
        }
        if (economics.broken() || year <= economics.number("period")) continue;
        findings.add(asset.finding(
            "contradiction", "replaced_in_years", {"years within economics.period", "economics.period 以内の年"},
            {"lengthen the period, or leave out this year", "評価期間を延ばすか、この年を除いてください"}));
    }
}

void check_id(const Record& about, Findings& findings) {
    const Value* id = about.find("id");
    if (id == nullptr) return;
    const bool small = std::none_of(id->text.begin(), id->text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (small && is_id(id->text)) return;
    findings.add(about.finding("not-an-id", "id", {"lower-case letters, digits, - and _", "小文字の英数字と - _"},
                               {"put the full name into \"name:\"", "正式な名称は「name:」に書いてください"}));
}

void check_target(const Record& target, Findings& findings) {
    const bool cut = target.has("co2_cut"), meters = target.has("meters");
    const Text either{"either co2_cut or meters", "co2_cut か meters の一方"};
    const Text fix{"make a target of each", "目標を一つずつ書いてください"};
    if (cut && meters) findings.add(target.finding("contradiction", "meters", either, fix));
    if (!cut && !meters) findings.add(target.finding("missing-key", "co2_cut", either, fix));
    if (cut && !target.has("baseline")) {
        findings.add(target.finding(
            "missing-key", "baseline",
            {"CO2 of a kWh used without the measures (kg/kWh)", "対策がない場合の1 kWhあたりのCO2（kg/kWh）"},
            {"add \"baseline: 0.423 kg/kWh\" with its source", "「baseline: 0.423 kg/kWh」と出典を加えてください"}));
    }
    if (!cut && target.has("baseline")) {
        findings.add(target.finding("contradiction", "baseline",
                                    {"a baseline with co2_cut only", "baseline は co2_cut とともに使う"},
                                    {"remove it, or add co2_cut", "消すか、co2_cut を加えてください"}));
    }
}

void check_period(const Record& economics, Findings& findings) {
    const Value* period = economics.find("period");
    if (period == nullptr || period->number == std::floor(period->number)) return;
    findings.add(economics.finding("out-of-range", "period", {"whole years", "整数の年数"},
                                   {"write whole years", "整数の年数で書いてください"}));
}

}  // namespace

void check_district(const District& district, Findings& findings) {
    if (const Value* about = district.root->find("district")) check_id(*about->record, findings);
    for (const auto& [key, building] : district.buildings()) {
        if (!building->broken() && !district.is_network()) check_building(*building, findings);
    }
    if (district.has_environment() && !district.environment().broken()) check_factors(district.environment(), findings);
    for (const auto& [key, profile] : district.profiles()) {
        if (!profile->broken()) check_profile(*profile, findings);
    }
    for (const auto& [key, target] : district.root->records("targets")) {
        if (!target->broken()) check_target(*target, findings);
    }
    const Value* economics = district.root->find("economics");
    if (economics == nullptr) return;
    check_period(*economics->record, findings);
    for (const auto& [key, asset] : district.assets()) {
        if (!asset->broken()) check_replacements(*asset, *economics->record, findings);
    }
}

}  // namespace gaiku
