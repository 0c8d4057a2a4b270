#include <fmt/format.h>
#include <cmath>

#include "report/network_names.h"
#include "report/network_sheets.h"

namespace gaiku {
namespace {

using As = Sheet::Format;

Sheet::Cell cell(const std::optional<double>& value) {
    return value ? Sheet::Cell(*value) : Sheet::Cell();
}

/// What is not built stands as 0, whatever an interior solution leaves of it.
Sheet::Cell size_cell(const PlannedSize& size) {
    constexpr double least = 1e-3;
    if (!size.value) return {};
    return Sheet::Cell(std::abs(*size.value) < least ? 0.0 : *size.value);
}

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

std::string state_text(const FrontPoint& point, const Say& say) {
    if (!point.planned) return say("failed", "計画不可");
    return point.quality.time_limit_reached ? say("planned until the time limit", "計画済（制限時間まで）")
                                            : say("planned", "計画済");
}

/// Which ends the time limit has ended.
std::string cut_off_text(const SensitivityItem& item, const Say& say) {
    std::vector<std::string> ends;
    if (item.low.quality.time_limit_reached) ends.push_back(say("lower", "下げたとき"));
    if (item.high.quality.time_limit_reached) ends.push_back(say("higher", "上げたとき"));
    return joined(ends);
}

/// Where the equipment that is built changes: "+19.9 % ~ +20.3 %: + heat_pump - boiler, engine: 3 -> 4 units of 25 kW".
std::string turns_text(const SensitivityItem& item, Language language) {
    std::string text;
    for (const auto& turn : item.turns) {
        if (!text.empty()) text += "; ";
        text += fmt::format("{:+.1f} % ~ {:+.1f} %:", turn.from * 100, turn.to * 100);
        if (!turn.enters.empty()) text += " + " + joined(turn.enters);
        if (!turn.leaves.empty()) text += " - " + joined(turn.leaves);
        for (const auto& unit : turn.units)
            text +=
                fmt::format(" {}: {} -> {} {}", unit.id, unit.before, unit.after, units_name(unit.part).in(language));
    }
    return text;
}

/// An end's cost less that of the base, in the currency.
Sheet::Cell change(const SensitivityEnd& end, double base) {
    return end.planned ? Sheet::Cell(end.cost - base) : Sheet::Cell();
}

}  // namespace

Sheet front_sheet(const Plan& plan, Language language) {
    const Say say{language};
    const std::string money = currency_of(plan, language);
    Sheet sheet{say("Front", "費用との両立"),
                {{say("Scenario", "シナリオ"), As::text, 16},
                 {say("Point", "点"), As::whole},
                 {say("State", "状態"), As::text, 22},
                 {say("Against", "対象"), As::text, 16},
                 {say("Limit (t or GJ)", "上限 (t または GJ)"), As::one_decimal},
                 {say("Cost", "費用") + " (" + money + ")", As::whole, 18},
                 {say("Cost of the last unit", "最後の1単位の費用") + " (" + money + ")", As::whole, 18},
                 {say("Capital", "整備費") + " (" + money + ")", As::whole, 18},
                 {say("CO2 (t)", "CO2排出量 (t)"), As::one_decimal},
                 {say("Primary energy (GJ)", "一次エネルギー (GJ)"), As::one_decimal, 18},
                 {say("Gap (%)", "ギャップ (%)"), As::two_decimals}},
                {}};
    each_network(plan, [&](const ScenarioPlan& s, const District&) {
        if (!s.front) return;
        double number = 0;
        for (const auto& point : s.front->points) {
            auto& row = sheet.rows.emplace_back();
            row.emplace_back(s.id);
            row.emplace_back(++number);
            row.emplace_back(state_text(point, say));
            row.emplace_back(s.front->against == "co2" ? std::string("CO2") : say("primary energy", "一次エネルギー"));
            row.push_back(cell(point.limit));
            if (point.planned) {
                row.emplace_back(point.cost);
                row.push_back(cell(point.marginal_cost));
                row.emplace_back(point.capital);
                row.push_back(cell(point.co2_t));
                row.push_back(cell(point.primary_energy_gj));
                row.emplace_back(point.quality.gap * 100);
            }
            row.resize(sheet.columns.size());
        }
    });
    return sheet;
}

Sheet front_size_sheet(const Plan& plan, Language language) {
    const Say say{language};
    Sheet sheet{say("Sizes on the front", "各点の設備容量"),
                {{say("Scenario", "シナリオ"), As::text, 16},
                 {say("Point", "点"), As::whole},
                 {say("Asset", "設備"), As::text, 28},
                 {say("Part", "内訳"), As::text, 12},
                 {say("Power (kW)", "容量 (kW)"), As::one_decimal},
                 {say("Energy (kWh)", "容量 (kWh)"), As::one_decimal}},
                {}};
    each_network(plan, [&](const ScenarioPlan& s, const District& district) {
        if (!s.front) return;
        double number = 0;
        for (const auto& point : s.front->points) {
            ++number;
            for (const auto& size : point.sizes) {
                if (!size.value) continue;
                sheet.rows.push_back({s.id, number, say(asset_name(district, size.id)), say(part_name(size)),
                                      size.energy ? Sheet::Cell() : size_cell(size),
                                      size.energy ? size_cell(size) : Sheet::Cell()});
            }
        }
    });
    return sheet;
}

Sheet sensitivity_sheet(const Plan& plan, Language language) {
    const Say say{language};
    const std::string money = " (" + currency_of(plan, language) + ")";
    Sheet sheet{say("Sensitivity", "感度"),
                {{say("Scenario", "シナリオ"), As::text, 16},
                 {say("Entry", "項目"), As::text, 36},
                 {say("By (%)", "増減の幅 (%)"), As::one_decimal},
                 {say("Cost when lower", "下げたときの費用") + money, As::whole, 18},
                 {say("Change", "増減") + money, As::whole, 18},
                 {say("Cost when higher", "上げたときの費用") + money, As::whole, 18},
                 {say("Change", "増減") + money, As::whole, 18},
                 {say("CO2 when lower (t)", "下げたときのCO2 (t)"), As::one_decimal},
                 {say("CO2 when higher (t)", "上げたときのCO2 (t)"), As::one_decimal},
                 {say("Gap when lower (%)", "下げたときのギャップ (%)"), As::two_decimals, 18},
                 {say("Gap when higher (%)", "上げたときのギャップ (%)"), As::two_decimals, 18},
                 {say("Ended by the time limit", "制限時間で終了"), As::text, 18},
                 {say("Where other equipment is built", "構成が変わるところ"), As::text, 60}},
                {}};
    each_network(plan, [&](const ScenarioPlan& s, const District&) {
        if (!s.sensitivity) return;
        const double base = s.sensitivity->cost;
        for (const auto& item : s.sensitivity->items) {
            const auto cost = [](const SensitivityEnd& end) {
                return end.planned ? Sheet::Cell(end.cost) : Sheet::Cell();
            };
            const auto gap = [&](const SensitivityEnd& end) {
                return end.planned ? Sheet::Cell(end.quality.gap * 100) : Sheet::Cell();
            };
            sheet.rows.push_back({s.id, item.path, item.by * 100, cost(item.low), change(item.low, base),
                                  cost(item.high), change(item.high, base), cell(item.low.co2_t), cell(item.high.co2_t),
                                  gap(item.low), gap(item.high), cut_off_text(item, say), turns_text(item, language)});
        }
    });
    return sheet;
}

}  // namespace gaiku
