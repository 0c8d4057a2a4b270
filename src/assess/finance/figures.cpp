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

/// Every year, so that a reader can work out what is summed.
std::string all_years(const std::string& symbol, const std::vector<double>& yearly) {
    std::string text;
    for (const double value : yearly) text += (text.empty() ? symbol + "₀… = " : "; ") + yen(value);
    return text;
}

/// "Σ_(t ≤ 11) = −20; Σ_(t ≤ 12) = 40; 11 + 20/(40 + 20) = 11.333": the two years between which the cumulated flow
/// comes above zero for the last time.
std::string payback_numbers(const std::vector<double>& yearly, double rate, std::optional<double> years) {
    std::vector<double> cumulated;
    double sum = 0;
    double worth = 1;
    for (const double value : yearly) {
        cumulated.push_back(sum += value * worth);
        worth /= 1 + rate;
    }
    const auto at = [&](std::size_t year) { return fmt::format("Σ_(t ≤ {}) = {}", year, yen(cumulated[year])); };
    if (!years) return at(cumulated.size() - 1);
    std::size_t above = cumulated.size();
    while (above > 0 && cumulated[above - 1] >= 0) --above;
    if (above == 0) return at(0);
    const std::string below = yen(-cumulated[above - 1]);
    return fmt::format("{}; {}; T = {} + {}/({} + {}) = {}", at(above - 1), at(above), above - 1, below,
                       yen(cumulated[above]), below, print_number(*years, 3));
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
                   {},          {},    fmt::format("Σ {}ₜ / (1 + IRR)^t = 0", symbol), all_years(symbol, flow)};
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
        add_payback(id + "_payback", "T", name("payback", "回収年数"), flow, 0, of.payback_years,
                    fmt::format("Σ_(t ≤ T) {}ₜ = 0", symbol), symbol);
        add_payback(id + "_discounted_payback", "T_d", name("discounted payback", "割引回収年数"), flow,
                    terms_.discount_rate, of.discounted_payback_years,
                    fmt::format("Σ_(t ≤ T) {}ₜ / (1 + d)^t = 0, d = {}", symbol, d), symbol);
    }

    void add_payback(const std::string& id, const char* symbol, Text name, const std::vector<double>& flow, double rate,
                     std::optional<double> years, std::string formula, const std::string& of_flow) {
        const Text never{"not paid back within the period", "評価期間内に回収されません"};
        const Text rule{"from then on the cumulated flow stays at or above zero",
                        "それ以降、累積収支が0以上に保たれる時点"};
        list_.push_back({id, symbol, std::move(name), "years", years, years ? rule : never, std::move(formula),
                         all_years(of_flow, flow) + "; " + payback_numbers(flow, rate, years)});
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
                         all_years("CF", net) + "; Σ = " + yen(account_[Row::cumulative].back())});
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

    /// Of every asset what was bought last: in the money of its year, on the real basis brought to that of year 0 at
    /// the end.
    [[nodiscard]] std::string residual_numbers() const {
        std::string text;
        for (const auto& asset : input_.assets) {
            if (asset.third_party || asset.capital_yen + asset.replacement_yen == 0) continue;
            text += (text.empty() ? "" : "; ") + residual_of(asset);
        }
        const double level = std::pow(1 + terms_.inflation, terms_.period_years);
        return text + (terms_.real ? fmt::format("; R / {}", print_number(level, 6)) : "");
    }

    [[nodiscard]] std::string residual_of(const FinanceAsset& asset) const {
        FinanceInput alone{.terms = terms_, .assets = {asset}, .streams = {}, .by_year = {}};
        alone.terms.real = false;
        const Account account = settle(alone, Party::the_operator);
        int bought = 0;
        for (const int year : asset.replaced_in_years) bought = year <= terms_.period_years ? year : bought;
        const auto then = static_cast<std::size_t>(bought);
        double paid = -account[bought == 0 ? Row::capital : Row::replacement][then];
        const std::string worth = yen(account[Row::residual].back());
        if (terms_.residual == ResidualValue::remaining_life)
            return fmt::format("{}: I = {}, a = {}, L = {}, R = {}", called(asset), yen(paid),
                               terms_.period_years - bought, print_number(asset.life_years, 1), worth);
        if (terms_.compression) paid -= account[Row::subsidy][then];
        double written_off = 0;
        for (std::size_t year = then + 1; year < account[Row::depreciation].size(); ++year)
            written_off -= account[Row::depreciation][year];
        return fmt::format("{}: I = {}, Σ D = {}, R = {}", called(asset), yen(paid), yen(written_off), worth);
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

    /// "a + b − c … = sum" of what a row takes, from year 0 on where that has any.
    [[nodiscard]] std::string sum_numbers(Row row) const {
        std::string text;
        for (std::size_t year = std::abs(account_[row][0]) < 0.5 ? 1 : 0; year < account_[row].size(); ++year) {
            const double value = -account_[row][year];
            const bool minus = value <= -0.5;
            text += text.empty() ? (minus ? "−" : "") : (minus ? " − " : " + ");
            text += yen(std::abs(value));
        }
        return text + " = " + yen(-sum(row));
    }

    /// Of every asset what the first tax on it is of: "pv: I = 10,000,000, n = 17, r = 0.127".
    [[nodiscard]] std::string assessed_numbers() const {
        std::string text;
        for (const auto& asset : input_.assets) {
            if (asset.third_party || asset.capital_yen + asset.replacement_yen == 0 || asset.tax_life_years == 0)
                continue;
            const double first = assessed_share(1, asset.tax_life_years, terms_.depreciation.statutory_rates, 0);
            std::string again;
            for (const int year : asset.replaced_in_years)
                again += fmt::format("{}{}", again.empty() ? "" : ", ", year);
            text += fmt::format("; {}: I = {}, n = {}, r = {}", called(asset), yen(asset.capital_yen),
                                asset.tax_life_years, print_number(2 * (1 - first), 5));
            if (!again.empty())
                text += fmt::format(", I(t = {}) = {}", again, yen(asset.replacement_yen)) +
                        (price_growth(terms_.escalation_replacement, terms_) == 1
                             ? ""
                             : fmt::format(" × {}^(t − {})",
                                           print_number(price_growth(terms_.escalation_replacement, terms_), 6),
                                           terms_.price_year));
        }
        return text;
    }

    /// In both languages: the numbers of a figure are the same in either.
    static std::string called(const FinanceAsset& asset) {
        if (asset.name.en.empty()) return asset.id;
        const std::string& ja = asset.name.in(Language::ja);
        return ja == asset.name.en ? ja : ja + " / " + asset.name.en;
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
                 fmt::format(
                     "F = Σ Fₜ, Fₜ = τ Σ c I max(f, (1 − r/2)(1 − r)^(a−1)), r = 1 − 0.1^(1/n){}, c = {} for a ≤ "
                     "{}, else 1",
                     terms_.depreciation.statutory_rates ? " (3 decimals)" : "",
                     percent(terms_.property_tax.relief_share), terms_.property_tax.relief_years),
                 fmt::format("τ = {}, f = {}{}; F = {}", percent(terms_.property_tax.rate),
                             percent(terms_.property_tax.floor), assessed_numbers(), sum_numbers(Row::property_tax))});
        }
        if (terms_.tax.rate == 0) return;
        list_.push_back({"corporate_tax",
                         "X",
                         {"corporate tax over the period", "法人税等（期間合計）"},
                         "yen",
                         -sum(Row::corporate_tax),
                         {},
                         fmt::format("X = Σ Xₜ, Xₜ = {}, Tₜ = Oₜ − Zₜ − Dₜ − Aₜ + Rₜ{}",
                                     terms_.tax.losses == Losses::carry_over ? "τ max(0, Tₜ − Vₜ)" : "τ Tₜ",
                                     terms_.compression ? "" : " + Sₜ"),
                         fmt::format("τ = {}{}; t = 1: O = {}, Z = {}, D = {}, A = {}, R = {}, T = {}, V = {}; X = {}",
                                     percent(terms_.tax.rate), taxed_subsidy(), yen(account_[Row::operating][1]),
                                     yen(-account_[Row::interest][1]), yen(-account_[Row::depreciation][1]),
                                     yen(-account_[Row::disposal][1]), yen(account_[Row::residual][1]),
                                     yen(account_[Row::taxable][1]), yen(account_[Row::loss_used][1]),
                                     sum_numbers(Row::corporate_tax))});
    }

    /// A subsidy is income of its year where it does not lower what is depreciated.
    [[nodiscard]] std::string taxed_subsidy() const {
        const auto& subsidy = account_[Row::subsidy];
        if (terms_.compression || subsidy[0] == 0) return "";
        return fmt::format("; t = 0: S = {}, T = {}", yen(subsidy[0]), yen(account_[Row::taxable][0]));
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
