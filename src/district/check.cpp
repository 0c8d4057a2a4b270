#include "district/check.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace gaiku {
namespace {

/// What method microgrid needs of a building.
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
    findings.add(
        profile.finding("contradiction", "hours", {"at least one hour above 0", "0より大きい時刻が一つ以上"}, {}));
}

/// Factors that have no default because their row of the table lacks them.
void check_factors(const District& district, Findings& findings) {
    for (const char* key : {"co2_factor", "primary_energy_factor"}) {
        if (district.environment().has(key)) continue;
        findings.add(district.environment().finding(
            "missing-key", key, {"a factor", "係数"},
            {std::string("add \"") + key + ":\"", std::string("「") + key + ":」を加えてください"}));
    }
}

/// The hours are whole steps.
void check_steps(const District& district, Findings& findings) {
    const double steps = district.plan().number("hours") / district.plan().number("step");
    if (std::abs(steps - std::round(steps)) < 1e-9 * steps && steps >= 1) return;
    findings.add(district.plan().finding("contradiction", "step",
                                         {"a step that divides the hours", "時間数を割り切るステップ"},
                                         {"choose another step", "別のステップにしてください"}));
}

void check_replacements(const District& district, Findings& findings) {
    const double period = district.economics().number("period");
    for (const auto& [id, asset] : district.assets()) {
        const Value* years = asset->find("replaced_in_years");
        if (years == nullptr) continue;
        for (const double year : years->numbers) {
            if (year <= period) continue;
            findings.add(asset->finding(
                "contradiction", "replaced_in_years", {"years within economics.period", "economics.period 以内の年"},
                {"lengthen the period, or leave out this year", "評価期間を延ばすか、この年を除いてください"}));
        }
    }
}

}  // namespace

void check_district(const District& district, Findings& findings) {
    const auto& id = district.about().text("id");
    const bool good = !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](unsigned char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
    if (!good) {
        findings.add(
            district.about().finding("not-an-id", "id", {"lower-case letters, digits, - and _", "小文字の英数字と - _"},
                                     {"put the full name into \"name:\"", "正式な名称は「name:」に書いてください"}));
    }
    if (district.is_network()) {
        check_steps(district, findings);
    } else {
        for (const auto& [key, building] : district.buildings()) check_building(*building, findings);
        check_factors(district, findings);
    }
    for (const auto& [key, profile] : district.profiles()) check_profile(*profile, findings);
    check_replacements(district, findings);
    if (district.economics().number("period") != static_cast<int>(district.economics().number("period"))) {
        findings.add(district.economics().finding("out-of-range", "period", {"whole years", "整数の年数"}, {}));
    }
}

}  // namespace gaiku
