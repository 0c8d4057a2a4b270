#include "district/check.h"

#include <algorithm>
#include <numeric>

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
    findings.add(
        profile.finding("contradiction", "hours", {"at least one hour above 0", "0より大きい時刻が一つ以上"}, {}));
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
    for (const auto& [key, building] : district.buildings()) check_building(*building, findings);
    for (const auto& [key, profile] : district.profiles()) check_profile(*profile, findings);
    check_replacements(district, findings);
    if (district.economics().number("period") != static_cast<int>(district.economics().number("period"))) {
        findings.add(district.economics().finding("out-of-range", "period", {"whole years", "整数の年数"}, {}));
    }
}

}  // namespace gaiku
