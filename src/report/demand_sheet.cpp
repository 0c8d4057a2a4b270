#include <fmt/format.h>

#include "demand/service.h"
#include "report/network_names.h"
#include "report/network_sheets.h"
#include "report/words.h"

namespace gaiku {
namespace {

using As = Sheet::Format;
using Cell = Sheet::Cell;

constexpr std::size_t service_columns = 10;  ///< what stands before the size of a use

Cell optional_cell(const std::optional<double>& value) {
    return value ? Cell(*value) : Cell();
}

Text service_label(const District& district, const DemandSummary& of) {
    for (std::size_t i = 0; i < services; ++i) {
        if (of.service == service_names[i]) return service_text(static_cast<Service>(i));
    }
    return carrier_label(district, of.service);
}

std::string standing_words(const Intensity& is, const Say& say) {
    if (!is.range) return say("no published range", "公表値なし");
    switch (standing_of(is.kwh, *is.range)) {
        case Standing::below:
            return say("below the range", "範囲より小さい");
        case Standing::within:
            return say("within the range", "範囲内");
        case Standing::above:
            return say("above the range", "範囲より大きい");
    }
    return {};
}

/// Size, intensity, range, where it lies, its source.
void add_intensity(std::vector<Cell>& row, const std::optional<Intensity>& is, const Say& say) {
    if (!is) return;
    const bool area = is->per == Per::area;
    row.emplace_back(area ? say("m2 of floor", "延床面積 m2") : say("household", "世帯"));
    row.emplace_back(is->amount);
    row.emplace_back(is->kwh);
    row.push_back(is->range ? Cell(is->range->low) : Cell());
    row.push_back(is->range ? Cell(is->range->high) : Cell());
    row.emplace_back(standing_words(*is, say));
    if (!is->range) return;
    row.emplace_back(say(is->range->source));
}

}  // namespace

Sheet demand_sheet(const Plan& plan, Language language) {
    const Say say{language};
    Sheet sheet{say("Demand", "需要"),
                {{say("Scenario", "シナリオ"), As::text, 16},
                 {say("Demand", "需要"), As::text, 16},
                 {say("Drawn as", "エネルギー"), As::text, 14},
                 {say("Use", "用途"), As::text, 18},
                 {say("Year (kWh)", "年間 (kWh)"), As::whole, 16},
                 {say("Sum of the peaks (kW)", "最大の単純合計 (kW)"), As::one_decimal, 16},
                 {say("Peak by gaiku (kW)", "街区の最大・gaiku (kW)"), As::one_decimal, 16},
                 {say("Simultaneity by gaiku (-)", "同時負荷率・gaiku (-)"), As::two_decimals, 16},
                 {say("Simultaneity of the source (-)", "同時負荷率・資料 (-)"), As::two_decimals, 16},
                 {say("Peak of the source (kW)", "街区の最大・資料 (kW)"), As::one_decimal, 16},
                 {say("Related to", "原単位の分母"), As::text, 14},
                 {say("Size (m2, households)", "規模 (m2・世帯)"), As::whole, 16},
                 {say("By size (kWh/year each)", "原単位 (kWh/年・m2または世帯)"), As::one_decimal, 18},
                 {say("Usual from (kWh/year each)", "公表値の下限 (kWh/年)"), As::one_decimal, 18},
                 {say("Usual to (kWh/year each)", "公表値の上限 (kWh/年)"), As::one_decimal, 18},
                 {say("Compared with published ranges", "公表値との比較"), As::text, 22},
                 {say("Source of the range", "公表値の出典"), As::text, 60}},
                {}};
    for (std::size_t i = 0; i < plan.scenarios.size(); ++i) {
        const ScenarioPlan& scenario = plan.scenarios[i];
        const District& district = plan.file.eras[i].district;
        for (const DemandSummary& of : scenario.demand) {
            const Cell id = scenario.id, service = say(service_label(district, of)),
                       carrier = say(carrier_label(district, of.carrier));
            sheet.rows.push_back({id, service, carrier, say("all", "合計"), of.annual_kwh, of.stacked_peak_kw,
                                  of.peak_kw, of.simultaneity, optional_cell(of.given_simultaneity),
                                  optional_cell(of.design_peak_kw)});
            sheet.rows.back().resize(sheet.columns.size());
            for (const DemandOfUse& use : of.by_use) {
                if (use.use.empty()) continue;
                std::vector<Cell> row{id, service, carrier, use_word(use.use, language), use.annual_kwh, use.peak_kw};
                row.resize(service_columns);
                add_intensity(row, use.intensity, say);
                row.resize(sheet.columns.size());
                sheet.rows.push_back(std::move(row));
            }
        }
    }
    return sheet;
}

}  // namespace gaiku
