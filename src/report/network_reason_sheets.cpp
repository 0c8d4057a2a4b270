#include <map>

#include "plan/network/words.h"
#include "report/network_names.h"
#include "report/network_sheets.h"

namespace gaiku {
namespace {

using As = Sheet::Format;

Sheet::Cell place_cell(const District& district, const std::string& place, Language language) {
    const std::string shown = shown_place(district, place);
    return shown.empty() ? Sheet::Cell() : place_label(district, shown).in(language);
}

}  // namespace

Sheet reason_sheet(const Plan& plan, Language language) {
    const Say say{language};
    const std::string money = currency_of(plan, language);
    Sheet sheet{say("Reasons", "容量の理由"),
                {{say("Scenario", "シナリオ"), As::text, 16},
                 {say("Asset", "設備"), As::text, 28},
                 {say("Part", "内訳"), As::text, 12},
                 {say("Power (kW)", "容量 (kW)"), As::one_decimal},
                 {say("Energy (kWh)", "容量 (kWh)"), As::one_decimal},
                 {say("Cost of a unit", "単位あたりの費用") + " (" + money + ")", As::two_decimals, 18},
                 {say("Change of the cost for one unit more", "1単位増やしたときの費用の変化") + " (" + money + ")",
                  As::two_decimals, 20},
                 {say("Reason", "理由"), As::text, 70},
                 {say("Where", "場所"), As::text, 30}},
                {}};
    each_network(plan, [&](const ScenarioPlan& s, const District& district) {
        for (const auto& size : s.network->sizes) {
            auto& row = sheet.rows.emplace_back();
            for (const std::string& text : {s.id, say(asset_name(district, size.id)), say(part_name(size))})
                row.emplace_back(text);
            row.resize(5);
            if (size.value) row[size.energy ? 4 : 3] = *size.value;
            row.emplace_back(size.cost);
            row.emplace_back(size.reduced_cost);
            row.emplace_back(say(reason(size, *s.network)));
            row.emplace_back(size.source);
        }
    });
    return sheet;
}

Sheet price_sheet(const Plan& plan, Language language) {
    const Say say{language};
    const std::string unit = " (" + currency_of(plan, language) + "/kWh)";
    Sheet sheet{say("Worth of a kWh", "限界価値"),
                {{say("Scenario", "シナリオ"), As::text, 16},
                 {say("Place", "場所"), As::text, 18},
                 {say("Carrier", "エネルギー種別"), As::text, 18},
                 {say("Mean", "平均") + unit, As::two_decimals, 18},
                 {say("Lowest", "最小") + unit, As::two_decimals, 18},
                 {say("Highest", "最大") + unit, As::two_decimals, 18}},
                {}};
    each_network(plan, [&](const ScenarioPlan& s, const District& district) {
        for (const auto& price : s.network->prices)
            sheet.rows.push_back({s.id, place_cell(district, price.place, language),
                                  say(carrier_label(district, price.carrier)), price.mean, price.lowest,
                                  price.highest});
    });
    return sheet;
}

Sheet marginal_sheet(const Plan& plan, Language language) {
    const Say say{language};
    Sheet sheet{say("Next kWh", "次の1kWhの供給元"),
                {{say("Scenario", "シナリオ"), As::text, 16},
                 {say("Place", "場所"), As::text, 18},
                 {say("Carrier", "エネルギー種別"), As::text, 18},
                 {say("Next kWh from", "供給元"), As::text, 28},
                 {say("Time (h)", "時間数 (h)"), As::one_decimal}},
                {}};
    each_network(plan, [&](const ScenarioPlan& s, const District& district) {
        for (const auto& price : s.network->prices) {
            std::map<std::string, double> hours;
            for (const auto& source : price.sources) hours[source.id] += source.hours;
            for (const auto& [id, count] : hours) {
                const std::string who = id.empty()
                                            ? say("a size (nothing can give more)", "容量による（出力の余裕なし）")
                                            : say(asset_name(district, id));
                sheet.rows.push_back({s.id, place_cell(district, price.place, language),
                                      say(carrier_label(district, price.carrier)), who, count});
            }
        }
    });
    return sheet;
}

Sheet limit_sheet(const Plan& plan, Language language) {
    const Say say{language};
    const std::string own = say(" (in the unit)", " (単位による)");
    Sheet sheet{say("Limits", "制約"),
                {{say("Scenario", "シナリオ"), As::text, 16},
                 {say("Limit", "制約"), As::text, 28},
                 {say("Unit", "単位"), As::text, 12},
                 {say("Value", "値") + own, As::two_decimals, 18},
                 {say("Bound", "上下限") + own, As::two_decimals, 18},
                 {say("Saved by one unit more", "1単位緩めたときの節減") + " (" + currency_of(plan, language) + ")",
                  As::two_decimals, 22}},
                {}};
    each_network(plan, [&](const ScenarioPlan& s, const District&) {
        for (const auto& limit : s.network->totals)
            sheet.rows.push_back(
                {s.id, say(limit_name(limit.key)), limit.unit, limit.value, limit.bound, limit.shadow_price});
    });
    return sheet;
}

Sheet finding_sheet(const Plan& plan, Language language) {
    const Say say{language};
    Sheet sheet{say("Findings", "指摘"),
                {{say("Scenario", "シナリオ"), As::text, 16},
                 {say("Code", "コード"), As::text, 20},
                 {say("Finding", "指摘"), As::text, 40},
                 {say("At", "項目"), As::text, 28},
                 {say("Found", "内容"), As::text, 50},
                 {say("Expected", "期待"), As::text, 30},
                 {say("Fix", "対処"), As::text, 60},
                 {say("Where", "場所"), As::text, 30}},
                {}};
    for (const auto& s : plan.scenarios) {
        for (const auto& f : s.findings)
            sheet.rows.push_back({s.id, f.code, say(finding_title(f.code)), f.path, f.value, say(f.expected),
                                  say(f.fix), f.position.str()});
    }
    return sheet;
}

}  // namespace gaiku
