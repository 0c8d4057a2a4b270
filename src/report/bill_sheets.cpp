#include "report/bill_sheets.h"

#include <fmt/format.h>

namespace gaiku {
namespace {

using Format = Sheet::Format;

template <class F>
void each_month(const Plan& plan, F&& use) {
    for (const auto& scenario : plan.scenarios) {
        if (!scenario.network) continue;
        for (const auto& contract : scenario.network->bills) {
            for (const auto& bill : contract.months)
                use(scenario, contract, fmt::format("{:04}-{:02}", bill.year, bill.month), bill);
        }
    }
}

std::string currency_of(const Plan& plan) {
    for (const auto& scenario : plan.scenarios) {
        if (scenario.network) return scenario.network->currency;
    }
    return "";
}

Sheet totals(const Plan& plan, bool ja) {
    const std::string money = " (" + currency_of(plan) + ")";
    Sheet sheet{ja ? "請求" : "Bills",
                {{ja ? "シナリオ" : "Scenario"},
                 {ja ? "契約" : "Contract"},
                 {ja ? "料金表" : "Tariff", Format::text, 28},
                 {ja ? "月" : "Month"},
                 {ja ? "請求・売電額" + money : "Total" + money, Format::one_decimal},
                 {ja ? "電力量・熱量 (kWh)" : "Energy (kWh)", Format::one_decimal},
                 {ja ? "最大需要 (kW)" : "Highest demand (kW)", Format::one_decimal},
                 {ja ? "最大需要の時刻" : "At", Format::text, 18},
                 {ja ? "契約電力 (kW)" : "Contract demand (kW)", Format::one_decimal},
                 {ja ? "契約電力を決めた月" : "Set in", Format::text, 14}},
                {}};
    each_month(
        plan, [&](const auto& scenario, const auto& contract, const std::string& month, const MonthlyBill& bill) {
            std::vector<Sheet::Cell> row{
                scenario.id, contract.id, contract.tariff_name.in(ja ? Language::ja : Language::en),
                month,       bill.total,  bill.energy_kwh};
            if (bill.demand) {
                row.insert(row.end(),
                           {bill.demand->measured_kw, bill.demand->at, bill.demand->billed_kw, bill.demand->from});
            } else {
                row.resize(sheet.columns.size());
            }
            sheet.rows.push_back(std::move(row));
        });
    return sheet;
}

Sheet lines(const Plan& plan, bool ja) {
    const std::string money = " (" + currency_of(plan) + ")";
    Sheet sheet{ja ? "請求内訳" : "Bill lines",
                {{ja ? "シナリオ" : "Scenario"},
                 {ja ? "契約" : "Contract"},
                 {ja ? "月" : "Month"},
                 {ja ? "項目" : "Line", Format::text, 32},
                 {ja ? "数量" : "Quantity", Format::one_decimal},
                 {ja ? "単位" : "Unit"},
                 {ja ? "単価" + money : "Price" + money, Format::one_decimal},
                 {ja ? "係数" : "Factor", Format::one_decimal},
                 {ja ? "金額" + money : "Amount" + money, Format::one_decimal}},
                {}};
    each_month(
        plan, [&](const auto& scenario, const auto& contract, const std::string& month, const MonthlyBill& bill) {
            for (const auto& item : bill.items) {
                sheet.rows.push_back({scenario.id, contract.id, month, item.name.in(ja ? Language::ja : Language::en),
                                      item.quantity, item.unit, item.price, item.factor, item.amount});
            }
        });
    return sheet;
}

}  // namespace

std::vector<Sheet> bill_sheets(const Plan& plan, Language language) {
    const bool ja = language == Language::ja;
    Sheet all = totals(plan, ja);
    if (all.rows.empty()) return {};
    return {std::move(all), lines(plan, ja)};
}

}  // namespace gaiku
