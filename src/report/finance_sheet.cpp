#include "report/finance_sheet.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>

#include "report/finance_sheet_parts.h"

namespace gaiku {
namespace {

using Look = FormulaSheet::Look;

/// Lays the parts of the sheet beside and below each other.
class FinanceSheet {
public:
    FinanceSheet(const ScenarioPlan& scenario, std::size_t number, Language language)
        : plan_(*scenario.finance), sheet_(language), scenario_(scenario) {
        const std::string id = scenario.id.substr(0, 16);
        sheet_.made().name = fmt::format("{} {} {}", sheet_.say({"Finance", "事業収支"}), number, id);
    }

    FormulaSheet make() {
        head();
        FinanceLayout at = finance_layout(plan_);
        write_inputs(sheet_, plan_, at);
        write_assets(sheet_, plan_, at);
        write_streams(sheet_, plan_, at);
        write_purchases(sheet_, plan_, at);
        write_years(sheet_, plan_, at);
        write_losses(sheet_, at);
        write_results(sheet_, plan_, at);
        // What works behind the account, to the right of it, is not for paper.
        sheet_.made().last_printed_row = static_cast<std::uint32_t>(at.row_of_year(at.last_year));
        sheet_.made().last_printed_column = FinanceLayout::discounted;
        // Years beyond the period are there for a planner who makes it longer.
        sheet_.made().faint_from = static_cast<std::uint32_t>(at.row_of_year(0));
        sheet_.made().faint_where = fmt::format("=$A{}>period_years", at.row_of_year(0) + 1);
        return std::move(sheet_.made());
    }

private:
    void head() {
        sheet_.text(0, 0, sheet_.say({"Finance of ", "事業収支 "}) + scenario_.id, Look::title);
        sheet_.text(1, 0,
                    sheet_.say({"Coloured cells are inputs: change them and everything below follows. Money of each "
                                "year.",
                                "色付きのセルが入力です。変更すると全体が再計算されます。金額は各年の名目額です。"}),
                    Look::label);
    }

    const FinancePlan& plan_;
    SheetBuilder sheet_;
    const ScenarioPlan& scenario_;
};

}  // namespace

FormulaSheet finance_sheet(const ScenarioPlan& scenario, std::size_t number, Language language) {
    return FinanceSheet(scenario, number, language).make();
}

}  // namespace gaiku
