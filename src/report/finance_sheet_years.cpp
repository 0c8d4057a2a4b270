#include <algorithm>
#include <cmath>

#include "report/finance_sheet_parts.h"

namespace gaiku {
namespace {

using Look = FormulaSheet::Look;
using At = FinanceLayout;

/// The years below each other: what each brings, and how loan and taxes follow.
class YearRows {
public:
    YearRows(SheetBuilder& sheet, const FinancePlan& plan, const FinanceLayout& at)
        : sheet_(sheet), plan_(plan), at_(at) {}

    void write() {
        heads();
        for (t_ = 0; t_ <= at_.last_year; ++t_) {
            r_ = at_.row_of_year(t_);
            sheet_.number(r_, At::year, static_cast<double>(t_), Look::money);
            indices();
            for (std::size_t i = 0; i < at_.assets; ++i) asset(i);
            for (std::size_t i = 0; i < at_.streams; ++i) stream(i);
            operation();
            building();
            loan();
            tax();
            sums();
            told();
        }
    }

private:
    void heads() {
        sheet_.text(at_.years_top, At::year, sheet_.say({"Year", "年"}), Look::header);
        for (std::size_t i = 0; i < static_cast<std::size_t>(Row::count); ++i) {
            const Row row = static_cast<Row>(i);
            sheet_.text(at_.years_top, At::column_of(row),
                        sheet_.say(meaning_of(row)) + (row == Row::energy ? " (kWh)" : sheet_.say({" (yen)", " (円)"})),
                        Look::header);
        }
        const std::vector<Text> others{{"deflator", "デフレーター"},
                                       {"owner, as told (yen)", "事業者手取り（表示）(円)"},
                                       {"cumulated, as told (yen)", "累積収支（表示）(円)"},
                                       {"project, as told (yen)", "プロジェクト（表示）(円)"},
                                       {"discount factor", "現価係数"},
                                       {"discounted, cumulated (yen)", "割引累積 (円)"},
                                       {"upkeep, index", "維持費指数"},
                                       {"replacement, index", "更新費指数"},
                                       {"value of generation, index", "発電価値指数"},
                                       {"margin, index", "粗利指数"},
                                       {"demand, index", "需要指数"}};
        for (std::size_t i = 0; i < others.size(); ++i)
            sheet_.text(at_.years_top, At::deflator + i, sheet_.say(others[i]), Look::header);
        for (std::size_t i = 0; i < at_.assets; ++i) {
            const std::string name = sheet_.say(plan_.input.assets[i].name);
            sheet_.text(at_.years_top, at_.asset_column(i, 0), name + " (kWh)", Look::header);
            sheet_.text(at_.years_top, at_.asset_column(i, 1),
                        name + sheet_.say({", supported (kWh)", " 支援分 (kWh)"}), Look::header);
            sheet_.text(at_.years_top, at_.asset_column(i, 2), name + sheet_.say({", supported (yen)", " 支援分 (円)"}),
                        Look::header);
        }
        for (std::size_t i = 0; i < at_.streams; ++i)
            sheet_.text(at_.years_top, at_.stream_column(i), sheet_.say(plan_.input.streams[i].name), Look::header);
    }

    [[nodiscard]] std::string here(std::size_t column) const { return "$" + cell(r_, column); }
    [[nodiscard]] std::string of(Row row) const { return here(At::column_of(row)); }
    [[nodiscard]] std::string before(Row row) const { return "$" + cell(r_ - 1, At::column_of(row)); }
    [[nodiscard]] std::string year() const { return here(At::year); }
    /// A formula for years of operation within the period.
    [[nodiscard]] std::string running(const std::string& formula) const {
        return t_ == 0 ? "0" : fmt::format("IF({}>period_years,0,{})", year(), formula);
    }

    /// The value that gaiku has, in the money of the year.
    [[nodiscard]] std::optional<double> known(Row row) const {
        const auto& numbers = plan_.the_operator[row];
        const bool taxes = row == Row::taxable || row == Row::loss_used;
        if (taxes && plan_.input.terms.tax.rate == 0) return std::nullopt;
        if (row == Row::cumulative && plan_.input.terms.real) return std::nullopt;  // summed in the money of year 0
        if (t_ >= numbers.size()) return row == Row::cumulative ? std::nullopt : std::optional(0.0);
        const bool money = row != Row::energy && plan_.input.terms.real;
        return numbers[t_] * (money ? std::pow(1 + plan_.input.terms.inflation, static_cast<double>(t_)) : 1);
    }
    void put(Row row, const std::string& formula) {
        sheet_.formula(r_, At::column_of(row), formula, Look::money, known(row));
    }

    void indices() {
        sheet_.formula(r_, At::deflator, fmt::format("IF(real_basis=1,(1+inflation_rate)^{},1)", year()), Look::number);
        sheet_.formula(r_, At::discount, fmt::format("(1+discount_rate)^-{}", year()), Look::number);
        const std::pair<std::size_t, const char*> prices[] = {{At::index_upkeep, "growth_upkeep"},
                                                              {At::index_replacement, "growth_replacement"},
                                                              {At::index_value, "growth_value"},
                                                              {At::index_margin, "growth_margin"}};
        for (const auto& [column, growth] : prices)
            sheet_.formula(r_, column, fmt::format("{}^({}-price_year)", growth, year()), Look::number);
        sheet_.formula(r_, At::index_demand, fmt::format("(1+demand_growth)^({}-1)", year()), Look::number);
    }

    void asset(std::size_t i) {
        const auto in = [&](std::size_t column) { return fixed(at_.row_of_asset(i), column); };
        sheet_.formula(r_, at_.asset_column(i, 0),
                       running(fmt::format("{}*(1-{})^({}-1)", in(At::generation), in(At::degradation), year())),
                       Look::money);
        sheet_.formula(r_, at_.asset_column(i, 1),
                       fmt::format("IF(AND({}=1,{}<={}),{},0)", in(At::supported), year(), in(At::support_years),
                                   here(at_.asset_column(i, 0))),
                       Look::money);
        sheet_.formula(
            r_, at_.asset_column(i, 2),
            fmt::format("{0}*IF({1}=1,{2},(fip_capture-fip_balancing)*{3}+MAX(0,{2}-fip_reference*{3}))",
                        here(at_.asset_column(i, 1)), in(At::support), in(At::support_price), here(At::index_value)),
            Look::money);
    }

    void stream(std::size_t i) {
        const auto in = [&](std::size_t column) { return fixed(at_.row_of_stream(i), column); };
        const std::string grown = fmt::format("{}^({}-price_year)", in(At::stream_growth), year());
        // A feed-in price stays; a premium goes with the market.
        const std::string sold = fmt::format(
            "IF(N({0})=1,{1},IF(N({0})=2,{2}*((fip_capture-fip_balancing)*{3}+MAX(0,{4}-fip_reference*{3})),{1}*{3}))",
            in(At::stream_support), in(At::stream_yen), in(At::stream_kwh), grown, in(At::stream_price));
        sheet_.formula(r_, at_.stream_column(i),
                       running(fmt::format("IF(AND(NOT(ISBLANK({0})),{1}>N({0})),{2}*{3},{4})*IF({5}=1,{6},1){7}",
                                           in(At::stream_years), year(), in(At::afterwards), grown, sold,
                                           in(At::follows), here(At::index_demand), generated(i))),
                       Look::money);
    }

    /// "*kWh of this year/kWh that its money is of", of a stream that goes with what an asset generates.
    [[nodiscard]] std::string generated(std::size_t i) const {
        const FinanceStream& stream = plan_.input.streams[i];
        for (std::size_t k = 0; k < at_.assets; ++k) {
            if (!stream.generator.empty() && plan_.input.assets[k].id == stream.generator)
                return fmt::format("*{}/{}", here(at_.asset_column(k, 0)), fixed(at_.row_of_stream(i), At::generated));
        }
        return "";
    }

    /// What streams of a generator sell in this year.
    [[nodiscard]] std::string exported() const {
        std::string sum;
        for (std::size_t i = 0; i < at_.streams; ++i) {
            if (plan_.input.streams[i].kwh_per_year != 0 && !generated(i).empty())
                sum += fmt::format("+{}{}", fixed(at_.row_of_stream(i), At::stream_kwh), generated(i));
        }
        return sum;
    }
    [[nodiscard]] bool spares() const {
        const auto& streams = plan_.input.streams;
        return std::any_of(streams.begin(), streams.end(), spares_purchases);
    }

    /// The streams of a kind in this year.
    [[nodiscard]] std::string streams_of(int kind) const {
        std::string sum;
        for (std::size_t i = 0; i < at_.streams; ++i)
            sum +=
                fmt::format("+IF({}={},{},0)", fixed(at_.row_of_stream(i), At::kind), kind, here(at_.stream_column(i)));
        return sum;
    }
    [[nodiscard]] std::string columns(std::size_t which) const {
        return "$" + cell(r_, at_.asset_column(0, which)) + ":$" + cell(r_, at_.asset_column(at_.assets - 1, which));
    }
    [[nodiscard]] std::string assets(std::size_t column) const {
        return range(at_.row_of_asset(0), column, at_.row_of_asset(at_.assets - 1), column);
    }
    [[nodiscard]] std::string generation_of_third_parties() const {
        std::string sum;
        for (std::size_t i = 0; i < at_.assets; ++i)
            sum += fmt::format("{}({}=1)*{}", i == 0 ? "" : "+", fixed(at_.row_of_asset(i), At::third),
                               here(at_.asset_column(i, 0)));
        return sum.empty() ? "0" : sum;
    }

    void operation() {
        const bool any = at_.assets > 0;
        put(Row::sales, running(fmt::format("demand_kwh*margin_price*{}*{}{}", here(At::index_demand),
                                            here(At::index_margin), streams_of(0))));
        put(Row::purchases,
            running((spares() ? "MIN(0,0" + streams_of(1) + ")" : "0" + streams_of(1)) + streams_of(3)));
        put(Row::generation,
            any ? running(fmt::format("(SUM({})-SUM({}))*own_value*{}", columns(0), columns(1), here(At::index_value)))
                : "0");
        put(Row::support, any ? running(fmt::format("SUM({})", columns(2))) : "0");
        put(Row::transfer, any ? running(fmt::format("-(({})*third_price+SUMPRODUCT({},{})*third_lending)*{}",
                                                     generation_of_third_parties(), assets(At::third), assets(At::lent),
                                                     here(At::index_value)))
                               : "0");
        put(Row::upkeep, running((any ? fmt::format("-SUMPRODUCT(1-{},{})*{}", assets(At::third), assets(At::upkeep),
                                                    here(At::index_upkeep))
                                      : std::string("0")) +
                                 streams_of(2)));
        put(Row::property_tax, any ? fmt::format("-SUM(${}:${})", cell(r_, at_.property_tax_column(0)),
                                                 cell(r_, at_.property_tax_column(at_.purchases() - 1)))
                                   : "0");
        put(Row::energy, running(fmt::format("IF(served_kwh>0,served_kwh*{}+exported_kwh{},{})", here(At::index_demand),
                                             exported(), any ? fmt::format("SUM({})", columns(0)) : "0")));
        put(Row::operating, fmt::format("SUM({}:{})", of(Row::sales), of(Row::property_tax)));
    }

    [[nodiscard]] std::string purchase_row(PurchaseRow row) const {
        const auto r = static_cast<std::size_t>(row);
        return range(r, at_.depreciation_column(0), r, at_.depreciation_column(at_.purchases() - 1));
    }
    /// Sum of a purchase row over those whose year is this.
    [[nodiscard]] std::string paid_now(PurchaseRow year_row, PurchaseRow row) const {
        return fmt::format("SUMIF({},{},{})", purchase_row(year_row), year(), purchase_row(row));
    }

    void building() {
        const bool any = at_.assets > 0;
        const auto now = [&](bool when, const std::string& formula) {
            return any && when ? formula : std::string("0");
        };
        put(Row::capital, now(t_ == 0, "-" + paid_now(PurchaseRow::bought, PurchaseRow::price)));
        put(Row::replacement, now(t_ > 0, "-" + paid_now(PurchaseRow::bought, PurchaseRow::price)));
        put(Row::subsidy, now(true, paid_now(PurchaseRow::bought, PurchaseRow::subsidy)));
        put(Row::residual, now(t_ > 0, fmt::format("IF({}=period_years,SUM({}),0)", year(),
                                                   any ? purchase_row(PurchaseRow::residual) : "0")));
        put(Row::disposal, now(t_ > 0, "-" + paid_now(PurchaseRow::until, PurchaseRow::disposal)));
        put(Row::depreciation, any ? "-SUM($" + cell(r_, at_.depreciation_column(0)) + ":$" +
                                         cell(r_, at_.depreciation_column(at_.purchases() - 1)) + ")"
                                   : "0");
    }

    void loan() {
        if (t_ == 0) {
            put(Row::loan, fmt::format("loan_share*MAX(0,-({}+{}))", of(Row::capital), of(Row::subsidy)));
            put(Row::interest, "0");
            put(Row::principal, "0");
            put(Row::debt, of(Row::loan));
            return;
        }
        const std::string lent = fixed(at_.row_of_year(0), At::column_of(Row::loan));
        const std::string n = "(loan_years-loan_grace)";
        put(Row::loan, "0");
        put(Row::interest, running(fmt::format("-{}*loan_interest", before(Row::debt))));
        put(Row::principal,
            running(fmt::format("-IF({0}=MIN(period_years,loan_years),{1},IF(OR({0}>loan_years,{0}<=loan_grace),0,IF("
                                "loan_level=1,IF(loan_interest=0,{2}/{3},{2}*loan_interest/(1-(1+loan_interest)^-{3})+"
                                "{4}),{2}/{3})))",
                                year(), before(Row::debt), lent, n, of(Row::interest))));
        put(Row::debt, fmt::format("{}+{}", before(Row::debt), of(Row::principal)));
    }

    void tax() {
        put(Row::taxable, fmt::format("{}+{}+{}+{}+{}+IF(compression=1,0,{})", of(Row::operating), of(Row::interest),
                                      of(Row::depreciation), of(Row::disposal), of(Row::residual), of(Row::subsidy)));
        put(Row::loss_used, t_ == 0 ? "0"
                                    : fmt::format("IF(loss_at_once=1,0,SUM({}:{}))", here(at_.loss_column(0)),
                                                  here(at_.loss_column(t_ - 1))));
        put(Row::corporate_tax,
            fmt::format("-tax_rate*IF(loss_at_once=1,{0},MAX(0,{0}-{1}))", of(Row::taxable), of(Row::loss_used)));
    }

    void sums() {
        put(Row::before_financing,
            fmt::format("{}+SUM({}:{})", of(Row::operating), of(Row::capital), of(Row::corporate_tax)));
        put(Row::net, fmt::format("{}+SUM({}:{})", of(Row::before_financing), of(Row::loan), of(Row::principal)));
        put(Row::cumulative, t_ == 0 ? of(Row::net) : fmt::format("{}+{}", before(Row::cumulative), of(Row::net)));
    }

    void told() {
        const auto& account = plan_.the_operator;
        const auto as_told = [&](Row row) -> std::optional<double> {
            return t_ < account[row].size() ? account[row][t_] : 0;
        };
        sheet_.formula(r_, At::told_net, fmt::format("{}/{}", of(Row::net), here(At::deflator)), Look::money,
                       as_told(Row::net));
        sheet_.formula(r_, At::told_project, fmt::format("{}/{}", of(Row::before_financing), here(At::deflator)),
                       Look::money, as_told(Row::before_financing));
        const std::string above = t_ == 0 ? "" : "+$" + cell(r_ - 1, At::told_cumulative);
        sheet_.formula(r_, At::told_cumulative, here(At::told_net) + above, Look::money);
        const std::string above_discounted = t_ == 0 ? "" : "+$" + cell(r_ - 1, At::discounted);
        sheet_.formula(r_, At::discounted,
                       fmt::format("{}*{}", here(At::told_net), here(At::discount)) + above_discounted, Look::money);
    }

    SheetBuilder& sheet_;
    const FinancePlan& plan_;
    const FinanceLayout& at_;
    std::size_t t_ = 0, r_ = 0;
};

}  // namespace

void write_years(SheetBuilder& sheet, const FinancePlan& plan, const FinanceLayout& at) {
    YearRows(sheet, plan, at).write();
}

/// How much of the loss of each year (to the right) a year (downwards) uses: the oldest first.
void write_losses(SheetBuilder& sheet, const FinanceLayout& at) {
    const std::size_t taxable = At::column_of(Row::taxable);
    for (std::size_t old = 0; old < at.last_year; ++old) {
        const std::size_t column = at.loss_column(old);
        sheet.text(at.years_top, column, sheet.say({"loss of year ", "欠損金 年 "}) + std::to_string(old),
                   Look::header);
        const std::string loss = fmt::format("MAX(0,-{})", fixed(at.row_of_year(old), taxable));
        for (std::size_t t = old + 1; t <= at.last_year; ++t) {
            const std::size_t r = at.row_of_year(t);
            const std::string income = "$" + cell(r, taxable);
            const std::string used_before =
                t == old + 1 ? "0"
                             : fmt::format("SUM({}:{})", fixed(at.row_of_year(old + 1), column), cell(r - 1, column));
            const std::string used_now =
                old == 0 ? "0" : fmt::format("SUM(${}:{})", cell(r, at.loss_column(0)), cell(r, column - 1));
            sheet.formula(r, column,
                          fmt::format("IF(AND({0}>0,{1}<=loss_years),MAX(0,MIN({2}-{3},loss_share*{0}-{4})),0)", income,
                                      t - old, loss, used_before, used_now),
                          Look::money);
        }
    }
}

namespace {

std::string column_range(const FinanceLayout& at, std::size_t column) {
    return range(at.row_of_year(0), column, at.row_of_year(at.last_year), column);
}

/// The year from which a cumulated flow stays at or above zero, with a part of a year.
std::string payback(const FinanceLayout& at, std::size_t column) {
    const std::string years = column_range(at, At::year);
    const std::string flow = column_range(at, column);
    const std::string last = fmt::format("SUMPRODUCT(MAX(({0}<0)*({1}<=period_years)*({1}+1)))", flow, years);
    const std::string below = fmt::format("INDEX({},{})", flow, last);
    const std::string above = fmt::format("INDEX({},{}+1)", flow, last);
    return fmt::format("IF({0}=0,0,IF({0}>period_years,\"-\",{0}-1-{1}/({2}-{1})))", last, below, above);
}

}  // namespace

void write_results(SheetBuilder& sheet, const FinancePlan& plan, const FinanceLayout& at) {
    const auto value = [&](const char* id) -> std::optional<double> {
        for (const auto& figure : plan.figures) {
            if (figure.id == id) return figure.value;
        }
        return std::nullopt;
    };
    sheet.text(at.results_top, At::asset_name, sheet.say({"Result", "結果"}), Look::header);
    sheet.text(at.results_top, At::asset_name + 1, sheet.say({"Value", "値"}), Look::header);
    std::size_t row = at.results_top + 1;
    const std::string beyond = sheet.say({fmt::format("period: whole years, at most {}", at.last_year),
                                          fmt::format("評価期間は{}年以下の整数", at.last_year)});
    const auto put = [&](const char* name, const Text& meaning, const std::string& formula, Look look,
                         std::optional<double> known) {
        sheet.text(row, At::asset_name, sheet.say(meaning), Look::label);
        sheet.formula(row, At::asset_name + 1,
                      fmt::format("IF(AND(period_years>=1,period_years<={},period_years=INT(period_years)),{},\"{}\")",
                                  at.last_year, formula, beyond),
                      look, known);
        sheet.name(name, row++, At::asset_name + 1);
    };
    const std::string factors = column_range(at, At::discount);
    const auto npv = [&](std::size_t column) {
        return fmt::format("SUMPRODUCT({},{})", column_range(at, column), factors);
    };
    // A program looks for a rate from a guess on, and finds none that is far from it.
    const auto irr = [&](std::size_t column) {
        std::string formula = "\"-\"";
        for (const char* guess :
             {"2", "0.6", "-0.8", "-0.6", "-0.4", "-0.25", "-0.15", "0.25", "-0.08", "-0.03", "0.02"})
            formula = fmt::format("IFERROR(IRR({},{}),{})", column_range(at, column), guess, formula);
        return fmt::format("IFERROR(IRR({}),{})", column_range(at, column), formula);
    };
    put("npv_owner", {"net present value, owner (yen)", "正味現在価値・事業者 (円)"}, npv(At::told_net), Look::money,
        value("owner_npv"));
    put("npv_project", {"net present value, project (yen)", "正味現在価値・プロジェクト (円)"}, npv(At::told_project),
        Look::money, value("project_npv"));
    put("irr_owner", {"internal rate of return, owner", "内部収益率・事業者"}, irr(At::told_net), Look::percent,
        value("owner_irr"));
    put("irr_project", {"internal rate of return, project", "内部収益率・プロジェクト"}, irr(At::told_project),
        Look::percent, value("project_irr"));
    put("payback_owner", {"payback: from then on at or above 0 (years)", "回収年数：以後累積収支が0以上 (年)"},
        payback(at, At::told_cumulative), Look::number, value("owner_payback"));
    put("payback_discounted", {"discounted payback, likewise (years)", "割引回収年数（同左） (年)"},
        payback(at, At::discounted), Look::number, value("owner_discounted_payback"));
    put("balance_at_end", {"balance at the end (yen)", "期間末の累積収支 (円)"},
        fmt::format("SUM({})", column_range(at, At::told_net)), Look::money, value("balance"));
    std::string costs;
    for (const Row cost : {Row::capital, Row::subsidy, Row::replacement, Row::residual, Row::upkeep, Row::purchases,
                           Row::transfer, Row::property_tax, Row::corporate_tax})
        costs += (costs.empty() ? "" : "+") + column_range(at, At::column_of(cost));
    put("lcoe", {"levelised cost (yen/kWh)", "均等化原価 (円/kWh)"},
        fmt::format("IFERROR(-SUMPRODUCT(({})/{}*{})/SUMPRODUCT({},{}),\"-\")", costs, column_range(at, At::deflator),
                    factors, column_range(at, At::column_of(Row::energy)), factors),
        Look::number, value("lcoe"));
}

}  // namespace gaiku
