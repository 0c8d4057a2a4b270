#include "report/finance_sheet_parts.h"

namespace gaiku {
namespace {

using Look = FormulaSheet::Look;
using At = FinanceLayout;

std::string rounded(const char* function, const std::string& number) {
    // A hair is taken off or put on, as 1/n in binary may lie beside the printed rate.
    const char* hair = std::string_view(function) == "ROUNDUP" ? "-1E-12" : "+1E-12";
    return fmt::format("IF(statutory=1,{0}({1}{2},3),{1})", function, number, hair);
}

/// One purchase: what is paid, until when it is used, how it is written off, what is left.
class PurchaseColumn {
public:
    PurchaseColumn(SheetBuilder& sheet, const FinancePlan& plan, const FinanceLayout& at, std::size_t purchase)
        : sheet_(sheet),
          at_(at),
          asset_(plan.input.assets[purchase / (at.replacements + 1)]),
          row_(at.row_of_asset(purchase / (at.replacements + 1))),
          again_(purchase % (at.replacements + 1)),
          column_(at.depreciation_column(purchase)),
          tax_column_(at.property_tax_column(purchase)) {}

    void write() {
        sheet_.text(row(PurchaseRow::name), column_,
                    sheet_.say(asset_.name) + (again_ == 0 ? "" : fmt::format(" ({})", again_)), Look::header);
        payment();
        write_off();
        rest();
        years();
    }

private:
    static std::size_t row(PurchaseRow which) { return static_cast<std::size_t>(which); }
    [[nodiscard]] std::string of(PurchaseRow which) const { return fixed(row(which), column_); }
    [[nodiscard]] std::string asset(std::size_t column) const { return fixed(row_, column); }
    void formula(PurchaseRow which, std::string text, Look look = Look::money) {
        sheet_.formula(row(which), column_, std::move(text), look);
    }
    /// The year of the purchase after this one, or nothing.
    [[nodiscard]] std::string next_year() const {
        return again_ == at_.replacements ? "\"\"" : asset(At::again + again_);
    }

    void payment() {
        if (again_ == 0) {
            formula(PurchaseRow::bought, "0");
            formula(PurchaseRow::price, fmt::format("IF({}=1,0,{})", asset(At::third), asset(At::capital)));
        } else {
            const std::string year = asset(At::again + again_ - 1);
            formula(PurchaseRow::bought, fmt::format("IF(N({0})=0,\"\",IF({0}>period_years,\"\",{0}))", year));
            formula(PurchaseRow::price,
                    fmt::format("IF(OR({0}=\"\",{1}=1),0,{2}*growth_replacement^(N({0})-price_year))",
                                of(PurchaseRow::bought), asset(At::third), asset(At::replacement)));
        }
        const std::string next = next_year();
        formula(PurchaseRow::replaced,
                again_ == at_.replacements ? "0" : fmt::format("IF(AND(N({0})>0,N({0})<=period_years),1,0)", next));
        formula(PurchaseRow::until, again_ == at_.replacements
                                        ? "period_years"
                                        : fmt::format("IF({}=1,{},period_years)", of(PurchaseRow::replaced), next));
        const std::string share = fmt::format("IF(AND({}=1,{}=0,funding_mode<>0,{}=0),subsidy_rate,0)",
                                              asset(At::subsidised), asset(At::third), asset(At::supported));
        formula(PurchaseRow::subsidy,
                fmt::format("{}*{}{}", of(PurchaseRow::price), share, again_ == 0 ? "" : "*subsidy_again"));
    }

    void write_off() {
        formula(PurchaseRow::basis,
                fmt::format("{}-IF(compression=1,{},0)", of(PurchaseRow::price), of(PurchaseRow::subsidy)));
        formula(PurchaseRow::life, asset(At::tax_life), Look::number);
        const std::string n = of(PurchaseRow::life);
        formula(PurchaseRow::rate,
                fmt::format("IF({0}=0,0,IF(declining=1,MIN(1,{1}),{2}))", n, rounded("ROUND", "2/" + n),
                            rounded("ROUNDUP", "1/" + n)),
                Look::number);
        // Years over which what is left is spread evenly: the largest number below 1/rate.
        formula(PurchaseRow::even, fmt::format("IF({0}=0,0,ROUNDUP(1/{0}-1E-9,0)-1)", of(PurchaseRow::rate)),
                Look::number);
        formula(PurchaseRow::memorandum, fmt::format("IF(statutory=1,MIN(1,{}),0)", of(PurchaseRow::basis)));
        formula(PurchaseRow::assessed,
                fmt::format("IF({0}=0,1,{1})", n, rounded("ROUND", fmt::format("(1-0.1^(1/{}))", n))), Look::number);
    }

    void rest() {
        formula(PurchaseRow::book,
                fmt::format("IF({}=0,0,{}-SUM({}))", of(PurchaseRow::price), of(PurchaseRow::basis),
                            range(at_.row_of_year(0), column_, at_.row_of_year(at_.last_year), column_)));
        formula(
            PurchaseRow::residual,
            fmt::format("IF(OR({0}=1,{1}=0),0,IF(residual_mode=2,{2},IF(AND(residual_mode=1,{3}>0),{1}*MAX(0,1-({4}-"
                        "N({5}))/{3}),0)))",
                        of(PurchaseRow::replaced), of(PurchaseRow::price), of(PurchaseRow::book), asset(At::life),
                        of(PurchaseRow::until), of(PurchaseRow::bought)));
        formula(PurchaseRow::disposal,
                fmt::format("IF(OR({}=1,residual_mode>0),{},0)", of(PurchaseRow::replaced), of(PurchaseRow::book)));
    }

    void years() {
        const std::string basis = of(PurchaseRow::basis);
        const std::string rate = of(PurchaseRow::rate);
        const std::string memo = of(PurchaseRow::memorandum);
        const std::string n = of(PurchaseRow::life);
        const std::string k = of(PurchaseRow::even);
        for (std::size_t t = 0; t <= at_.last_year; ++t) {
            const std::size_t r = at_.row_of_year(t);
            const std::string age = fmt::format("({}-N({}))", cell_of_year(r), of(PurchaseRow::bought));
            const std::string used = fmt::format("AND({}>0,{}>=1,{}<={})", of(PurchaseRow::price), age, cell_of_year(r),
                                                 of(PurchaseRow::until));
            const std::string straight =
                fmt::format("MAX(0,MIN({0}*{1},{0}-{2}-({3}-1)*{0}*{1}))", basis, rate, memo, age);
            const std::string before =
                fmt::format("MAX(0,MIN({0}*(1-{1})^({2}-1)*{1},{0}*(1-{1})^({2}-1)-{3}))", basis, rate, age, memo);
            const std::string switched = fmt::format("{}*(1-{})^({}-{})", basis, rate, n, k);
            const std::string level = fmt::format("{}*{}", switched, rounded("ROUNDUP", fmt::format("1/MAX(1,{})", k)));
            const std::string even =
                fmt::format("MAX(0,MIN({0},{1}-{2}-({3}-{4}+{5}-1)*{0}))", level, switched, memo, age, n, k);
            sheet_.formula(r, column_,
                           fmt::format("IF(AND({},{}<={}),IF(declining=1,IF({}>{}-{},{},{}),{}),0)", used, age, n, age,
                                       n, k, even, before, straight),
                           Look::money);
            sheet_.formula(
                r, tax_column_,
                fmt::format("IF(AND({0},{1}>0),property_tax_rate*IF({2}<=relief_years,relief_share,1)*{3}*MAX("
                            "property_tax_floor,(1-{4}/2)*(1-{4})^({2}-1)),0)",
                            used, n, age, of(PurchaseRow::price), of(PurchaseRow::assessed)),
                Look::money);
        }
        sheet_.text(at_.years_top, column_, sheet_.say({"depreciation", "減価償却"}), Look::header);
        sheet_.text(at_.years_top, tax_column_, sheet_.say({"fixed-asset tax", "固定資産税"}), Look::header);
    }

    static std::string cell_of_year(std::size_t r) { return "$" + cell(r, At::year); }

    SheetBuilder& sheet_;
    const FinanceLayout& at_;
    const FinanceAsset& asset_;
    std::size_t row_, again_, column_, tax_column_;
};

}  // namespace

void write_purchases(SheetBuilder& sheet, const FinancePlan& plan, const FinanceLayout& at) {
    const std::vector<Text> heads{{"bought in year", "取得年"},
                                  {"price", "取得価額"},
                                  {"used until", "使用終了年"},
                                  {"replaced (0, 1)", "更新（0・1）"},
                                  {"subsidy", "補助金"},
                                  {"basis", "償却基礎"},
                                  {"life for tax", "法定耐用年数"},
                                  {"rate", "償却率"},
                                  {"even years", "均等年数"},
                                  {"memorandum", "備忘価額"},
                                  {"assessment rate", "減価率"},
                                  {"book value left", "未償却簿価"},
                                  {"residual value", "残存価値"},
                                  {"written off", "除却簿価"}};
    for (std::size_t i = 0; i < heads.size(); ++i)
        sheet.text(static_cast<std::size_t>(PurchaseRow::bought) + i, at.depreciation_column(0) - 1,
                   sheet.say(heads[i]), Look::label);
    for (std::size_t i = 0; i < at.purchases(); ++i) PurchaseColumn(sheet, plan, at, i).write();
}

}  // namespace gaiku
