#include "report/demand_assumptions.h"

#include <fmt/format.h>
#include <set>

#include "demand/building_demand.h"
#include "demand/use_tables.h"

namespace gaiku {
namespace {

Assumption of_row(const DemandTables& tables, const std::string& table, const std::string& row, Text meaning,
                  std::string value) {
    const std::string source = tables.text(table, row, "source");
    const std::string source_ja = tables.text(table, row, "source_ja");
    return {"data." + table + "." + row,
            std::move(meaning),
            std::move(value),
            Origin::data,
            tables.text(table, row, "mark"),
            {source, source_ja.empty() ? source : source_ja},
            "data/" + table + " " + row,
            {}};
}

/// The row of the use's working day, or of its days off where it has none.
std::string day_of(const DemandTables& tables, const std::string& use) {
    for (const char* day : {"/all/weekday", "/all/holiday", "/summer/holiday"}) {
        if (tables.has_row("demand_days", use + day)) return use + day;
    }
    return {};
}

void add_use(const DemandTables& tables, const std::string& use, std::vector<Assumption>& all) {
    const BuildingUse is(tables, use, 1);
    if (!is.known()) return;
    constexpr double percent = 100;
    all.push_back(of_row(tables, "demand_uses", use,
                         {"outdoor temperatures from which cooling and heating begin; shares of the electricity at all "
                          "hours and for air conditioning",
                          "冷房・暖房が始まる外気温、終日一定の電力・空調電力の割合"},
                         fmt::format("{:g} degC, {:g} degC; {:g} %, {:g} %", is.cooling_from_c, is.heating_below_c,
                                     is.flat * percent, is.following_temperature * percent)));
    const std::string day = day_of(tables, use);
    if (day.empty()) return;
    all.push_back(
        of_row(tables, "demand_days", day,
               {"hours of use by kind of day: electricity, presence, hot water",
                "日種別の使われ方：電力・在室・給湯の時刻別配分"},
               fmt::format("{}, {}, {}", tables.text("demand_days", day, "electricity"),
                           tables.text("demand_days", day, "presence"), tables.text("demand_days", day, "hot_water"))));
}

}  // namespace

std::vector<Assumption> demand_assumptions(const District& district) {
    std::vector<Assumption> all;
    const DemandTables tables(district);
    std::set<std::string> uses;
    for (const auto& [id, building] : district.buildings()) {
        if (makes_demand(*building) && uses.insert(building->text("use")).second)
            add_use(tables, building->text("use"), all);
    }
    if (uses.empty()) return all;
    for (const char* row : {"all/cooling", "all/hot_water"}) {
        all.push_back(
            of_row(tables, "demand_months", row,
                   {"level of a day by month, beside what temperature does", "月別の水準（外気温の影響を除く）"}, row));
    }
    return all;
}

}  // namespace gaiku
