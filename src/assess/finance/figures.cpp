#include "assess/finance/figures.h"

#include <fmt/format.h>
#include <cmath>

#include "base/unit.h"

namespace gaiku {
namespace {

std::string yen(double value) {
    return (value <= -0.5 ? "−" : "") + print_number(std::abs(value), 0);
}

std::string percent(double share) {
    return print_number(share * 100, 3) + " %";
}

/// "-1,000 + 120/1.04 + 130/1.04^2 + ... + 90/1.04^25": the first three years and the last.
std::string discounted_terms(const std::vector<double>& yearly, double rate) {
    std::string text = yen(yearly[0]);
    const std::string base = print_number(1 + rate, 6);
    const std::size_t last = yearly.size() - 1;
    for (std::size_t year = 1; year <= last; ++year) {
        if (year == 4 && last > 4) {
            text += " + …";
            year = last;
        }
        const double value = yearly[year];
        text += fmt::format(" {} {}/{}{}", value < 0 ? "−" : "+", yen(std::abs(value)), base,
                            year == 1 ? "" : fmt::format("^{}", year));
    }
    return text;
}

std::string first_years(const std::vector<double>& yearly) {
    std::string text = "CF₀… = " + yen(yearly[0]);
    for (std::size_t year = 1; year < yearly.size() && year <= 3; ++year) text += "; " + yen(yearly[year]);
    return text + (yearly.size() > 4 ? "; …; " + yen(yearly.back()) : "");
}

class FigureList {
public:
    FigureList(const FinanceInput& input, const Account& account)
        : input_(input), terms_(input.terms), account_(account) {}

    std::vector<Figure> all() {
        add_returns("owner", account_[Row::net], {"owner", "事業者"}, "CF");
        add_returns("project", account_[Row::before_financing], {"project before the loan", "プロジェクト（借入前）"},
                    "PF");
        add_balance();
        add_levelised();
        add_loan();
        add_taxes();
        for (Figure& figure : list_)
            if (figure.value) *figure.value += 0.0;  // a tax of nothing has no sign
        return std::move(list_);
    }

private:
    [[nodiscard]] double sum(Row row) const {
        double total = 0;
        for (const double value : account_[row]) total += value;
        return total;
    }

    void add_returns(const std::string& id, const std::vector<double>& flow, const Text& whose,
                     const std::string& symbol) {
        const Returns of = returns(flow, terms_.discount_rate);
        const std::string d = percent(terms_.discount_rate);
        const auto name = [&](const char* en, const char* ja) {
            return Text{fmt::format("{}, {}", en, whose.en), fmt::format("{}（{}）", ja, whose.ja)};
        };
        list_.push_back({id + "_npv",
                         "NPV",
                         name("net present value", "正味現在価値"),
                         "yen",
                         of.npv_yen,
                         {},
                         fmt::format("NPV = Σ {0}ₜ / (1 + d)^t, d = {1}", symbol, d),
                         discounted_terms(flow, terms_.discount_rate) + " = " + yen(of.npv_yen)});
        Figure irr{id + "_irr", "IRR", name("internal rate of return", "内部収益率"),  "%",
                   {},          {},    fmt::format("Σ {}ₜ / (1 + IRR)^t = 0", symbol), first_years(flow)};
        if (of.irr.size() == 1) {
            irr.value = of.irr.front();
            irr.numbers = discounted_terms(flow, of.irr.front()) + " = 0";
        } else if (of.irr.empty()) {
            irr.note = {"no rate makes the present value zero", "現在価値を0にする率はありません"};
        } else {
            std::string rates;
            for (const double rate : of.irr) rates += (rates.empty() ? "" : ", ") + percent(rate);
            irr.note = {"several rates do: " + rates, "複数の率が当てはまります：" + rates};
        }
        list_.push_back(std::move(irr));
        const Text never{"not paid back within the period", "評価期間内に回収されません"};
        list_.push_back({id + "_payback", "T", name("payback", "回収年数"), "years", of.payback_years,
                         of.payback_years ? Text{} : never, fmt::format("Σ_(t ≤ T) {}ₜ = 0", symbol),
                         first_years(flow)});
        list_.push_back({id + "_discounted_payback", "T_d", name("discounted payback", "割引回収年数"), "years",
                         of.discounted_payback_years, of.discounted_payback_years ? Text{} : never,
                         fmt::format("Σ_(t ≤ T) {}ₜ / (1 + d)^t = 0, d = {}", symbol, d), first_years(flow)});
    }

    void add_balance() {
        const auto& net = account_[Row::net];
        list_.push_back({"balance",
                         "B",
                         {"balance at the end of the period", "評価期間末の累積収支"},
                         "yen",
                         account_[Row::cumulative].back(),
                         {},
                         fmt::format("B = Σ CFₜ, t = 0…{}", net.size() - 1),
                         first_years(net)});
        if (sum(Row::subsidy) != 0) {
            list_.push_back({"subsidy",
                             "S",
                             {"subsidy", "補助金"},
                             "yen",
                             sum(Row::subsidy),
                             {},
                             "S = s × I",
                             fmt::format("s = {}, I = {}", percent(terms_.subsidy_rate),
                                         yen(sum(Row::subsidy) / terms_.subsidy_rate))});
        }
        if (terms_.residual == ResidualValue::none) return;
        list_.push_back(
            {"residual",
             "R",
             {"residual value at the end", "評価期間末の残存価値"},
             "yen",
             account_[Row::residual].back(),
             {},
             terms_.residual == ResidualValue::book_value ? "R = Σ (I − Σ D)" : "R = Σ I × max(0, 1 − a / L)",
             residual_numbers()});
    }

    [[nodiscard]] std::string residual_numbers() const {
        std::string text;
        for (const auto& asset : input_.assets) {
            if (asset.third_party || asset.capital_yen + asset.replacement_yen == 0) continue;
            int bought = 0;
            for (const int year : asset.replaced_in_years) bought = year <= terms_.period_years ? year : bought;
            text += fmt::format("{}{}: a = {}, L = {}", text.empty() ? "" : "; ", asset.id,
                                terms_.period_years - bought, print_number(asset.life_years, 1));
        }
        return text;
    }

    void add_levelised() {
        const auto cost = levelised_cost(account_, terms_.discount_rate);
        if (!cost) return;
        std::string parts;
        for (const auto& part : cost->parts) {
            parts += fmt::format("{}{}",
                                 parts.empty()          ? ""
                                 : part.yen_per_kwh < 0 ? " − "
                                                        : " + ",
                                 print_number(parts.empty() ? part.yen_per_kwh : std::abs(part.yen_per_kwh), 3));
        }
        list_.push_back({"lcoe",
                         "LCOE",
                         {"levelised cost of energy", "均等化原価（LCOE）"},
                         "yen/kWh",
                         cost->yen_per_kwh,
                         {},
                         "LCOE = Σ Cₜ (1 + d)^−t / Σ Eₜ (1 + d)^−t",
                         parts + " = " + print_number(cost->yen_per_kwh, 3)});
        for (const auto& part : cost->parts) {
            const Text meaning = meaning_of(part.row);
            list_.push_back({fmt::format("lcoe_{}", name_of(part.row)),
                             "LCOE",
                             {"of it: " + meaning.en, "うち" + meaning.ja},
                             "yen/kWh",
                             part.yen_per_kwh,
                             {},
                             "Σ Cₜ (1 + d)^−t / Σ Eₜ (1 + d)^−t",
                             fmt::format("{} / {} kWh", yen(part.yen_per_kwh * cost->present_kwh),
                                         print_number(cost->present_kwh, 0))});
        }
    }

    void add_loan() {
        const double sum_lent = account_[Row::loan][0];
        if (sum_lent <= 0) return;
        const LoanTerms& loan = terms_.loan;
        const bool level = loan.repayment == Repayment::level;
        const int years = loan.years - loan.grace_years;
        // As the contract has it: in the money of the year, and without what the end of the period calls in.
        const LoanPayments paid = loan_payments(sum_lent, loan);
        const auto first = static_cast<std::size_t>(loan.grace_years);
        const double rate = paid.interest.at(first) + paid.principal.at(first);
        list_.push_back({"loan_payment",
                         "A",
                         {"first payment of interest and principal", "初回の元利払い"},
                         "yen",
                         rate,
                         {},
                         level ? "A = P i / (1 − (1 + i)^−n)" : "A = P / n + P i",
                         fmt::format("P = {}, i = {}, n = {}", yen(sum_lent), percent(loan.interest), years)});
        const auto cover = lowest_debt_cover(account_);
        list_.push_back({"lowest_debt_cover",
                         "DSCR",
                         {"lowest debt service cover", "元利返済余裕率（最小）"},
                         "-",
                         cover,
                         {},
                         "DSCR = min (Oₜ − Xₜ) / (Zₜ + Pₜ)",
                         cover ? cover_numbers(*cover) : ""});
    }

    /// Of the year in which it is lowest.
    [[nodiscard]] std::string cover_numbers(double lowest) const {
        for (std::size_t year = 1; year < account_[Row::net].size(); ++year) {
            const double service = -(account_[Row::interest][year] + account_[Row::principal][year]);
            const double left = account_[Row::operating][year] + account_[Row::corporate_tax][year];
            if (service <= 0 || left / service > lowest) continue;
            return fmt::format("t = {}: O = {}, X = {}, Z = {}, P = {}", year, yen(account_[Row::operating][year]),
                               yen(-account_[Row::corporate_tax][year]), yen(-account_[Row::interest][year]),
                               yen(-account_[Row::principal][year]));
        }
        return "";
    }

    /// "a + b + … = sum" of a row's years from 1 on.
    [[nodiscard]] std::string sum_numbers(Row row) const {
        std::string text;
        for (std::size_t year = 1; year < account_[row].size(); ++year)
            text += (text.empty() ? "" : " + ") + yen(-account_[row][year]);
        return text + " = " + yen(-sum(row));
    }

    void add_taxes() {
        if (account_[Row::property_tax].size() > 1 && sum(Row::property_tax) != 0) {
            list_.push_back(
                {"property_tax",
                 "F",
                 {"fixed-asset tax over the period", "固定資産税（期間合計）"},
                 "yen",
                 -sum(Row::property_tax),
                 {},
                 "F = Σ Fₜ, Fₜ = τ Σ I (1 − r/2)(1 − r)^(t−1), r = 1 − 0.1^(1/n)",
                 fmt::format("τ = {}, F = {}", percent(terms_.property_tax.rate), sum_numbers(Row::property_tax))});
        }
        if (terms_.tax.rate == 0) return;
        list_.push_back(
            {"corporate_tax",
             "X",
             {"corporate tax over the period", "法人税等（期間合計）"},
             "yen",
             -sum(Row::corporate_tax),
             {},
             terms_.tax.losses == Losses::carry_over ? "X = Σ Xₜ, Xₜ = τ max(0, Tₜ − Vₜ), Tₜ = Oₜ − Zₜ − Dₜ − Aₜ + Rₜ"
                                                     : "X = Σ Xₜ, Xₜ = τ Tₜ, Tₜ = Oₜ − Zₜ − Dₜ − Aₜ + Rₜ",
             fmt::format("τ = {}; t = 1: O = {}, Z = {}, D = {}, A = {}, R = {}, T = {}, V = {}; X = {}",
                         percent(terms_.tax.rate), yen(account_[Row::operating][1]), yen(-account_[Row::interest][1]),
                         yen(-account_[Row::depreciation][1]), yen(-account_[Row::disposal][1]),
                         yen(account_[Row::residual][1]), yen(account_[Row::taxable][1]),
                         yen(account_[Row::loss_used][1]), sum_numbers(Row::corporate_tax))});
    }

    const FinanceInput& input_;
    const FinanceTerms& terms_;
    const Account& account_;
    std::vector<Figure> list_;
};

}  // namespace

std::vector<Figure> figures(const FinanceInput& input, const Account& account) {
    return FigureList(input, account).all();
}

}  // namespace gaiku
