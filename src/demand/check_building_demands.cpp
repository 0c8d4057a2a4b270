#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>

#include "base/unit.h"
#include "demand/building_demand.h"
#include "demand/building_loads.h"

namespace gaiku {
namespace {

Finding at(const Record& record, const char* code, const char* key, Text expected, Text fix) {
    return record.finding(code, key, std::move(expected), std::move(fix));
}

bool given(const Record& building, const char* key) {
    const Value* value = building.find(key);
    return value != nullptr && value->origin == Origin::given;
}

/// A floor area that nothing makes anything of: whoever wrote it meant a demand.
bool has_nothing_else(const Record& building) {
    if (!building.has("floor_area") || makes_demand(building) || has_unit_loads(building)) return false;
    if (!building.records("demands").empty() || building.has("measured")) return false;
    constexpr std::array other_uses{"footprint", "installable_area", "standard_energy",
                                    "roof_area", "wall_area",        "carport_area"};
    return std::none_of(other_uses.begin(), other_uses.end(), [&](const char* key) { return building.has(key); });
}

/// The electricity as a whole and by square metre, both written.
void check_electricity_once(const Record& building, Findings& findings) {
    const bool whole = building.has("electricity") || building.has("electricity_per_household");
    if (!whole || !given(building, "electricity_per_area")) return;
    findings.add(at(building, "contradiction", "electricity_per_area",
                    {"the electricity as a whole, or by square metre", "電力は全体か1m2あたりの一方"},
                    {"remove one of the two", "どちらかを消してください"}));
}

bool is_zero(const Record& pattern, const char* key) {
    const Value* value = pattern.find(key);
    return value != nullptr &&
           std::all_of(value->numbers.begin(), value->numbers.end(), [](double n) { return n == 0; });
}

/// A pattern without any hour or month of use.
void check_pattern(const Record& pattern, Findings& findings) {
    bool hours = false;
    bool used = false;
    for (const char* key : {"weekday", "saturday", "holiday"}) {
        hours = hours || pattern.has(key);
        used = used || (pattern.has(key) && !is_zero(pattern, key));
    }
    const char* zero = is_zero(pattern, "months") ? "months" : "";
    if (*zero == '\0' && (used || !hours)) return;
    findings.add(at(pattern, "contradiction", zero, {"at least one number above 0", "0より大きい数値が一つ以上"},
                    {"write when it is used", "使われる時期・時刻を書いてください"}));
}

/// What must stand in the building itself before anything can be computed; false where it does not.
bool check_entries(const Record& building, Findings& findings) {
    const auto before = findings.all().size();
    if (has_unit_loads(building) && !building.has("floor_area")) {
        findings.add(at(building, "missing-key", "floor_area", {"the total floor area", "延床面積"},
                        {"add \"floor_area:\"", "「floor_area:」を加えてください"}));
    }
    if (building.has("electricity_per_household") && !building.has("households")) {
        findings.add(at(building, "missing-key", "households", {"the number of households", "世帯数"},
                        {"add \"households:\"", "「households:」を加えてください"}));
    }
    if (building.has("electricity") && building.has("electricity_per_household")) {
        findings.add(
            at(building, "contradiction", "electricity",
               {"either electricity or electricity_per_household", "electricity か electricity_per_household の一方"},
               {"remove one of the two", "どちらかを消してください"}));
    }
    if (has_nothing_else(building)) {
        findings.add(at(building, "missing-key", "unit_load",
                        {"what a square metre of it needs: a row of unit_loads, or loads of its own",
                         "1m2あたりの負荷：unit_loads の行、または独自の原単位"},
                        {"add \"unit_load:\", \"electricity_per_area:\" or \"measured:\"",
                         "「unit_load:」「electricity_per_area:」「measured:」のいずれかを加えてください"}));
    }
    check_electricity_once(building, findings);
    const bool own_heaters = building.text_or("hot_water_by", "network") != "network";
    if (own_heaters && !building.has("hot_water_efficiency") && building_load(building, Service::hot_water)) {
        findings.add(
            at(building, "missing-key", "hot_water_efficiency",
               {"hot water over what its water heaters draw", "給湯器の効率・COP"},
               {"add \"hot_water_efficiency: 90 %\"", "「hot_water_efficiency: 90 %」のように加えてください"}));
    }
    for (const auto& [name, pattern] : building.records("patterns")) {
        const auto known = std::find(service_names.begin(), service_names.end(), name);
        if (known != service_names.end()) {
            check_pattern(*pattern, findings);
            continue;
        }
        findings.add(at(*pattern, "unknown-key", "",
                        {"electricity, cooling, heating or hot_water", "electricity・cooling・heating・hot_water"},
                        {"correct the name", "名前を直してください"}));
    }
    for (std::size_t i = 0; i < services; ++i) {
        if (!building_load(building, static_cast<Service>(i))) continue;
        for (const auto& [name, demand] : building.records("demands")) {
            if (name != service_names[i]) continue;
            findings.add(at(*demand, "duplicate-key", "",
                            {"a name other than those of what gaiku makes of the floor area",
                             "gaiku が延床面積から求める需要と異なる名前"},
                            {"give it another name", "別の名前にしてください"}));
        }
    }
    return findings.all().size() == before;
}

/// What the district must say before hours can be made.
bool check_basis(const District& district, Findings& findings) {
    const auto before = findings.all().size();
    if (!district.plan().has("year")) {
        findings.add(district.plan().finding(
            "missing-key", "year",
            {"the calendar year, for weekdays and holidays of buildings", "平日・休日を決める暦年"},
            {"add \"year: 2025\"", "「year: 2025」のように加えてください"}));
    }
    if (district.plan().number("hours") > hours_of_year) {
        findings.add(district.plan().finding(
            "contradiction", "hours",
            {"at most 8,760 hours with demand made of floor areas", "延床面積から需要を求めるときは8,760時間以下"},
            {"lower hours", "hours を減らしてください"}));
    }
    return findings.all().size() == before;
}

class BuildingCheck {
public:
    BuildingCheck(const District& district, Findings& findings)
        : district_(district), findings_(findings), tables_(district) {}

    void all() {
        for (const auto& [id, building] : district_.buildings()) {
            if (!building->broken() && check_entries(*building, findings_)) one(*building);
        }
    }

private:
    void one(const Record& building) {
        const BuildingUse use(tables_, building.text("use"),
                              static_cast<int>(building.number("persons_per_household")));
        warn_of_other_use(building);
        warn_of_households(building);
        bool good = true;
        bool any = false;
        for (std::size_t i = 0; i < services; ++i) {
            const auto service = static_cast<Service>(i);
            const auto load = building_load(building, service);
            if (!load || !(load->annual_kwh > 0)) continue;
            any = true;
            good = check_service(building, service, use) && good;
        }
        if (any && check_basis(district_, findings_) && good) check_hours(building);
    }

    bool check_service(const Record& building, Service service, const BuildingUse& use) {
        const Record* pattern = pattern_of(building, service);
        const bool own_days = pattern != nullptr && (pattern->has("weekday") || pattern->has("holiday"));
        if (own_days) return true;
        if (!use.known()) {
            findings_.add(at(building, "missing-key", "patterns",
                             {std::string("hours of ") + name_of(service) + "; gaiku knows none for this use",
                              std::string(name_of(service)) + " の時刻別配分（この用途の標準はありません）"},
                             {std::string("add \"patterns: { ") + name_of(service) +
                                  ": { weekday: [24 numbers], holiday: [24 numbers] } }\"",
                              "「patterns:」に平日・休日の24個の数値を加えてください"}));
            return false;
        }
        if (follows_temperature(service, use) && district_.weather == nullptr) {
            findings_.add(at(*district_.root->at("district").record, "missing-key", "region",
                             {"the region's weather, which cooling and heating follow", "冷暖房が従う地域の気象"},
                             {"add \"region:\" (1 to 8) to district, or a section \"weather:\"",
                              "district に「region:」（1～8）か、「weather:」を加えてください"}));
            return false;
        }
        return true;
    }

    /// The loads of one use by the hours of another: mostly a slip, but all that is left to a use without rows of its
    /// own (a ward office takes those of offices).
    void warn_of_other_use(const Record& building) {
        if (!building.has("unit_load")) return;
        const std::string& row = building.text("unit_load");
        const std::string of = row.substr(0, row.find('/'));
        if (of == building.text("use") || !tables_.has_row("demand_uses", of)) return;
        if (!tables_.has_rows_that_begin("unit_loads", building.text("use") + "/")) return;
        Finding finding = at(
            building, "unusual", "unit_load",
            {"a row of the use " + building.text("use"), "用途 " + building.text("use") + " の行"},
            {"correct the row or the use, if it is not meant so", "意図したものでなければ、行か用途を直してください"});
        finding.severity = Severity::warning;
        findings_.add(std::move(finding));
    }

    /// The electricity of households by the hours of a shop or an office.
    void warn_of_households(const Record& building) {
        if (!building.has("electricity_per_household") || building.text("use") == "dwelling") return;
        Finding finding = at(
            building, "unusual", "electricity_per_household",
            {"use: dwelling, where electricity goes by households; this one takes the hours of " + building.text("use"),
             "電力を世帯数で求める「use: dwelling」（この建物の時刻別配分は " + building.text("use") + "）"},
            {"write \"use: dwelling\", or give the electricity of the building",
             "「use: dwelling」とするか、建物の電力を書いてください"});
        finding.severity = Severity::warning;
        findings_.add(std::move(finding));
    }

    void check_hours(const Record& building) {
        for (const BuildingDemand& demand : building_demands(district_, building)) {
            if (demand.annual_kwh > 0 && !demand.has_hours()) {
                without_hours(building, demand);
            } else if (demand.bent && !demand.fit.met) {
                warn_of_peak(building, demand);
            } else if (demand.bent) {
                warn_of_bent_pattern(building, demand);
            }
        }
    }

    /// An error where the file itself states the load; a row's load is of another climate, and is left out.
    void without_hours(const Record& building, const BuildingDemand& demand) {
        const std::string service = name_of(demand.service);
        if (!demand.of_row) {
            findings_.add(at(building, "contradiction", "use",
                             {"hours in which it needs " + service + "; this use and weather have none",
                              service + " の需要がある時刻（この用途と気象では生じません）"},
                             {"set " + service + "_per_area to 0, or give a pattern of its own",
                              service + "_per_area を 0 にするか、patterns を書いてください"}));
            return;
        }
        const std::string kwh = print_number(demand.annual_kwh, 0) + " kWh";
        Finding finding =
            at(building, "demand-without-hours", "unit_load",
               {service + " of " + kwh + " a year; this use and weather have no hour of it, so it is left out",
                service + " 年 " + kwh + "（この用途と気象では需要のある時刻がないため、含めません）"},
               {"nothing, if it is not needed here; else give \"patterns: { " + service + ": ... }\"",
                "不要ならそのままで構いません。必要なら「patterns: { " + service + ": ... }」を書いてください"});
        finding.severity = Severity::warning;
        findings_.add(std::move(finding));
    }

    /// A pattern that the file gives, changed for the sake of a peak that the file did not ask to be met.
    void warn_of_bent_pattern(const Record& building, const BuildingDemand& demand) {
        const Record* pattern = pattern_of(building, demand.service);
        constexpr double hardly = 0.02;  // of the exponent: below it no month's or hour's share changes visibly
        if (pattern == nullptr || given(building, "match_peak")) return;
        if (std::abs(demand.fit.exponent - 1) <= hardly) return;
        const bool flatter = demand.fit.exponent < 1;
        Finding finding = at(*pattern, "unusual", "",
                             {fmt::format("months and hours as given; they are made {} for the unit peak of {:.4g} kW",
                                          flatter ? "flatter" : "steeper", *demand.peak_kw),
                              fmt::format("記載どおりの月別・時刻別配分（最大原単位 {:.4g} kW に合わせて{}しています）",
                                          *demand.peak_kw, flatter ? "平らに" : "急に")},
                             {"write \"match_peak: no\" to keep the pattern, \"match_peak: yes\" if it is meant so",
                              "配分を保つなら「match_peak: no」、意図したものなら「match_peak: yes」と書いてください"});
        finding.severity = Severity::warning;
        findings_.add(std::move(finding));
    }

    void warn_of_peak(const Record& building, const BuildingDemand& demand) {
        const std::string key = std::string(name_of(demand.service)) + "_peak_per_area";
        const double highest = *std::max_element(demand.kw.begin(), demand.kw.end());
        const bool below = highest < *demand.peak_kw;
        Finding finding =
            at(building, "peak-not-met", key.c_str(),
               {fmt::format("an hour of {:.4g} kW; with the hours of this use and weather the highest is {} {:.4g} kW",
                            *demand.peak_kw, below ? "at most" : "at least", highest),
                fmt::format("最大 {:.4g} kW（この用途と気象では{} {:.4g} kW）", *demand.peak_kw,
                            below ? "最大でも" : "最小でも", highest)},
               {"check the unit loads, or write \"match_peak: no\"",
                "原単位を確かめるか、「match_peak: no」と書いてください"});
        finding.severity = Severity::warning;
        findings_.add(std::move(finding));
    }

    const District& district_;
    Findings& findings_;
    DemandTables tables_;
};

}  // namespace

void check_building_demands(const District& district, Findings& findings) {
    BuildingCheck(district, findings).all();
}

}  // namespace gaiku
