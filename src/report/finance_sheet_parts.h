#pragma once

#include <fmt/format.h>
#include <cmath>

#include "base/text.h"
#include "plan/finance/result.h"
#include "report/formula_sheet.h"

/// The parts of the finance sheet (finance_sheet.h), from top left to bottom right.
namespace gaiku {

class SheetBuilder {
public:
    explicit SheetBuilder(Language language) : language_(language) {}

    [[nodiscard]] FormulaSheet& made() { return sheet_; }
    [[nodiscard]] std::string say(const Text& text) const { return text.in(language_); }

    void text(std::size_t row, std::size_t column, std::string words, FormulaSheet::Look look) {
        put(row, column, std::move(words), look);
    }
    void number(std::size_t row, std::size_t column, double value, FormulaSheet::Look look) {
        put(row, column, value, look);
    }
    /// An input that may be left empty.
    void input(std::size_t row, std::size_t column, std::optional<double> value, bool percent = false) {
        const bool large = value && std::abs(*value) >= 1000;
        const auto look = percent ? FormulaSheet::Look::input_percent
                          : large ? FormulaSheet::Look::input_money
                                  : FormulaSheet::Look::input;
        if (value) return put(row, column, *value, look);
        put(row, column, std::monostate{}, look);
    }
    void formula(std::size_t row, std::size_t column, std::string formula, FormulaSheet::Look look,
                 std::optional<double> known = {}) {
        put(row, column, FormulaSheet::Formula{"=" + std::move(formula), known}, look);
    }
    void whole_number_between(std::size_t row, std::size_t column, double least, double most) {
        sheet_.limits.push_back({static_cast<std::uint32_t>(row), static_cast<std::uint16_t>(column), least, most});
    }
    void name(std::string name, std::size_t row, std::size_t column) {
        sheet_.names.push_back({std::move(name), static_cast<std::uint32_t>(row), static_cast<std::uint16_t>(column)});
    }

private:
    template <class Content>
    void put(std::size_t row, std::size_t column, Content content, FormulaSheet::Look look) {
        sheet_.cells.push_back(
            {static_cast<std::uint32_t>(row), static_cast<std::uint16_t>(column), std::move(content), look});
    }

    Language language_;
    FormulaSheet sheet_;
};

/// Where everything stands. A purchase is an asset bought the first time, or again in one of its years.
struct FinanceLayout {
    static constexpr std::size_t top = 3;  ///< headers of the tables of inputs

    // columns of the table of assets
    static constexpr std::size_t asset_name = 4, third = 5, capital = 6, upkeep = 7, replacement = 8, life = 9,
                                 tax_life = 10, subsidised = 11, generation = 12, degradation = 13, lent = 14,
                                 support = 15, support_price = 16, support_years = 17, supported = 18, again = 19;
    // columns of the table of streams
    static constexpr std::size_t stream_name = 4, kind = 5, stream_yen = 6, escalation = 7, follows = 8,
                                 stream_years = 9, afterwards = 10, stream_growth = 11, stream_support = 12,
                                 stream_price = 13, stream_kwh = 14, generated = 15;
    // columns of the years, in the order of Row; then these
    static constexpr std::size_t year = 0, first_row = 1, deflator = 26, told_net = 27, told_cumulative = 28,
                                 told_project = 29, discount = 30, discounted = 31, index_upkeep = 32,
                                 index_replacement = 33, index_value = 34, index_margin = 35, index_demand = 36,
                                 parts = 38;

    std::size_t assets = 0, streams = 0, replacements = 0, last_year = 0;
    std::size_t inputs_end = 0;                                   ///< row behind the list of inputs
    std::size_t streams_top = 0, results_top = 0, years_top = 0;  ///< rows of their headers

    [[nodiscard]] std::size_t purchases() const { return assets * (replacements + 1); }
    [[nodiscard]] std::size_t row_of_asset(std::size_t asset) const { return top + 1 + asset; }
    [[nodiscard]] std::size_t row_of_stream(std::size_t stream) const { return streams_top + 1 + stream; }
    [[nodiscard]] std::size_t row_of_year(std::size_t t) const { return years_top + 1 + t; }
    [[nodiscard]] static std::size_t column_of(Row row) { return first_row + static_cast<std::size_t>(row); }
    // three columns an asset (kWh, kWh sold with support, yen of it), one a stream, two a purchase
    [[nodiscard]] std::size_t asset_column(std::size_t asset, std::size_t which) const {
        return parts + which * assets + asset;
    }
    [[nodiscard]] std::size_t stream_column(std::size_t stream) const { return parts + 3 * assets + stream; }
    [[nodiscard]] std::size_t depreciation_column(std::size_t purchase) const {
        return parts + 3 * assets + streams + purchase;
    }
    [[nodiscard]] std::size_t property_tax_column(std::size_t purchase) const {
        return depreciation_column(purchase) + purchases();
    }
    [[nodiscard]] std::size_t loss_column(std::size_t year_of_loss) const {
        return property_tax_column(purchases()) + 1 + year_of_loss;
    }
};

/// "$G$5", a cell that formulas refer to.
[[nodiscard]] inline std::string fixed(std::size_t row, std::size_t column) {
    return cell_name(static_cast<std::uint32_t>(row), static_cast<std::uint16_t>(column), true);
}
/// "G5".
[[nodiscard]] inline std::string cell(std::size_t row, std::size_t column) {
    return cell_name(static_cast<std::uint32_t>(row), static_cast<std::uint16_t>(column));
}
[[nodiscard]] inline std::string range(std::size_t row, std::size_t column, std::size_t to_row, std::size_t to_column) {
    return fixed(row, column) + ":" + fixed(to_row, to_column);
}

/// Rows of a purchase above its columns of years.
enum class PurchaseRow : std::size_t {
    name = 3,
    bought,
    price,
    until,
    replaced,
    subsidy,
    basis,
    life,
    rate,
    even,
    memorandum,
    assessed,
    book,
    residual,
    disposal,
    count
};

[[nodiscard]] FinanceLayout finance_layout(const FinancePlan& plan);
void write_inputs(SheetBuilder& sheet, const FinancePlan& plan, FinanceLayout& at);
void write_assets(SheetBuilder& sheet, const FinancePlan& plan, const FinanceLayout& at);
void write_streams(SheetBuilder& sheet, const FinancePlan& plan, const FinanceLayout& at);
void write_purchases(SheetBuilder& sheet, const FinancePlan& plan, const FinanceLayout& at);
void write_years(SheetBuilder& sheet, const FinancePlan& plan, const FinanceLayout& at);
void write_losses(SheetBuilder& sheet, const FinanceLayout& at);
void write_results(SheetBuilder& sheet, const FinancePlan& plan, const FinanceLayout& at);

}  // namespace gaiku
