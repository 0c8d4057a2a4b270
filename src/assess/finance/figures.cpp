#include "assess/finance/figures.h"

#include <fmt/format.h>
#include <cmath>

#include "assess/finance/figure_numbers.h"
#include "base/unit.h"

namespace gaiku {
namespace {

/// What reads the same in both languages.
Text both(const std::string& text) {
    return {text, text};
}

void add_payback(std::vector<Figure>& list, Figure figure, const std::vector<double>& flow, double rate,
                 const std::string& symbol) {
    const Text never{"not paid back within the period", "評価期間内に回収されません"};
    const Text rule{"from then on the cumulated flow stays at or above zero",
                    "それ以降、累積収支が0以上に保たれる時点"};
    figure.unit = "years";
    figure.note = figure.value ? rule : never;
    figure.numbers = both(all_years(symbol, flow) + "; " + payback_numbers(flow, rate, figure.value));
    list.push_back(std::move(figure));
}

/// Net present value, internal rate of return and paybacks of a flow, called `symbol` in formulas.
void add_returns(std::vector<Figure>& list, const std::string& id, const std::vector<double>& flow, double discount,
                 const Text& whose, const std::string& symbol) {
    const Returns of = returns(flow, discount);
    const std::string d = percent(discount);
    const auto name = [&](const char* en, const char* ja) {
        return Text{fmt::format("{}, {}", en, whose.en), fmt::format("{}（{}）", ja, whose.in(Language::ja))};
    };
    list.push_back({id + "_npv",
                    "NPV",
                    name("net present value", "正味現在価値"),
                    "yen",
                    of.npv_yen,
                    {},
                    both(fmt::format("NPV = Σ {0}ₜ / (1 + d)^t, d = {1}", symbol, d)),
                    both(discounted_terms(flow, discount) + " = " + yen(of.npv_yen))});
    Figure irr{id + "_irr", "IRR", name("internal rate of return", "内部収益率"),        "%",
               {},          {},    both(fmt::format("Σ {}ₜ / (1 + IRR)^t = 0", symbol)), both(all_years(symbol, flow))};
    if (of.irr.size() == 1) {
        irr.value = of.irr.front();
        irr.numbers = both(discounted_terms(flow, of.irr.front()) + " = 0");
    } else if (of.irr.empty()) {
        irr.note = {"no rate makes the present value zero", "現在価値を0にする率はありません"};
    } else {
        std::string rates;
        for (const double rate : of.irr) rates += (rates.empty() ? "" : ", ") + percent(rate);
        irr.note = {"several rates do: " + rates, "複数の率が当てはまります：" + rates};
    }
    list.push_back(std::move(irr));
    add_payback(list,
                {id + "_payback",
                 "T",
                 name("payback", "回収年数"),
                 "",
                 of.payback_years,
                 {},
                 both(fmt::format("Σ_(t ≤ T) {}ₜ = 0", symbol)),
                 {}},
                flow, 0, symbol);
    add_payback(list,
                {id + "_discounted_payback",
                 "T_d",
                 name("discounted payback", "割引回収年数"),
                 "",
                 of.discounted_payback_years,
                 {},
                 both(fmt::format("Σ_(t ≤ T) {}ₜ / (1 + d)^t = 0, d = {}", symbol, d)),
                 {}},
                flow, discount, symbol);
}

class FigureList {
public:
    FigureList(const FinanceInput& input, const Account& account)
        : input_(input), terms_(input.terms), account_(account) {}

    std::vector<Figure> all() {
        add_returns(list_, "owner", account_[Row::net], terms_.discount_rate, {"owner", "事業者"}, "CF");
        add_returns(list_, "project", account_[Row::before_financing], terms_.discount_rate,
                    {"project before the loan", "借入前のプロジェクト"}, "PF");
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

    void add_balance() {
        const auto& net = account_[Row::net];
        list_.push_back({"balance",
                         "B",
                         {"balance at the end of the period", "評価期間末の累積収支"},
                         "yen",
                         account_[Row::cumulative].back(),
                         {},
                         both(fmt::format("B = Σ CFₜ, t = 0…{}", net.size() - 1)),
                         both(all_years("CF", net) + "; Σ = " + yen(account_[Row::cumulative].back()))});
        if (sum(Row::subsidy) != 0) {
            list_.push_back({"subsidy",
                             "S",
                             {"subsidy", "補助金"},
                             "yen",
                             sum(Row::subsidy),
                             {},
                             Text{"S = s × I, I what is subsidised", "S = s × I（Iは補助対象額）"},
                             both(fmt::format("{} × {} = {}", percent(terms_.subsidy_rate),
                                              yen(sum(Row::subsidy) / terms_.subsidy_rate), yen(sum(Row::subsidy))))});
        }
        if (terms_.residual == ResidualValue::none) return;
        list_.push_back(
            {"residual",
             "R",
             {"residual value at the end", "評価期間末の残存価値"},
             "yen",
             account_[Row::residual].back(),
             {},
             terms_.residual == ResidualValue::book_value
                 ? Text{"R = Σ (I − Σ D), I price, D depreciation", "R = Σ (I − Σ D)（I取得価額、D減価償却費）"}
                 : Text{"R = Σ I × max(0, 1 − a / L), I price, a age, L life",
                        "R = Σ I × max(0, 1 − a / L)（I取得価額、a経過年数、L使用年数）"},
             in_both([&](Language language) { return residual_numbers(language); })});
    }

    /// Of every asset what was bought last: in the money of its year, on the real basis brought to that of year 0 at
    /// the end.
    [[nodiscard]] std::string residual_numbers(Language language) const {
        std::string text;
        for (const auto& asset : input_.assets) {
            if (asset.third_party || asset.capital_yen + asset.replacement_yen == 0) continue;
            text += (text.empty() ? "" : "; ") + residual_of(asset, language);
        }
        const double level = std::pow(1 + terms_.inflation, terms_.period_years);
        return text + (terms_.real ? fmt::format("; R / {}", print_number(level, 6)) : "");
    }

    [[nodiscard]] std::string residual_of(const FinanceAsset& asset, Language language) const {
        FinanceInput alone{.terms = terms_, .assets = {asset}, .streams = {}, .by_year = {}};
        alone.terms.real = false;
        const Account account = settle(alone, Party::the_operator);
        int bought = 0;
        for (const int year : asset.replaced_in_years) bought = year <= terms_.period_years ? year : bought;
        const auto then = static_cast<std::size_t>(bought);
        double paid = -account[bought == 0 ? Row::capital : Row::replacement][then];
        const std::string worth = yen(account[Row::residual].back());
        if (terms_.residual == ResidualValue::remaining_life)
            return fmt::format("{}: I = {}, a = {}, L = {}, R = {}", asset_name(asset, language), yen(paid),
                               terms_.period_years - bought, print_number(asset.life_years, 1), worth);
        if (terms_.compression) paid -= account[Row::subsidy][then];
        double written_off = 0;
        for (std::size_t year = then + 1; year < account[Row::depreciation].size(); ++year)
            written_off -= account[Row::depreciation][year];
        return fmt::format("{}: I = {}, Σ D = {}, R = {}", asset_name(asset, language), yen(paid), yen(written_off),
                           worth);
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
                         {"LCOE = Σ Cₜ (1 + d)^−t / Σ Eₜ (1 + d)^−t, C costs, E energy: the sum of its parts",
                          "LCOE = Σ Cₜ (1 + d)^−t / Σ Eₜ (1 + d)^−t（C費用、E電力量・熱量）：内訳の合計"},
                         both(parts + " = " + print_number(cost->yen_per_kwh, 3))});
        for (const auto& part : cost->parts) {
            const Text meaning = meaning_of(part.row);
            list_.push_back(
                {fmt::format("lcoe_{}", name_of(part.row)),
                 "LCOE",
                 {"of it: " + meaning.en, "うち" + meaning.ja},
                 "yen/kWh",
                 part.yen_per_kwh,
                 {},
                 both("Σ Cₜ (1 + d)^−t / Σ Eₜ (1 + d)^−t"),
                 both(fmt::format("{} / {} kWh = {}", yen(part.yen_per_kwh * cost->present_kwh),
                                  print_number(cost->present_kwh, 0),
                                  (part.yen_per_kwh < 0 ? "−" : "") + print_number(std::abs(part.yen_per_kwh), 3)))});
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
                         level ? Text{"A = P i / (1 − (1 + i)^−n), P loan, i interest, n payments",
                                      "A = P i / (1 − (1 + i)^−n)（P借入額、i金利、n返済回数）"}
                               : Text{"A = P / n + P i, P loan, i interest, n payments",
                                      "A = P / n + P i（P借入額、i金利、n返済回数）"},
                         both(fmt::format("P = {}, i = {}, n = {}; A = {}", yen(sum_lent), percent(loan.interest),
                                          years, yen(rate)))});
        const auto cover = lowest_debt_cover(account_);
        list_.push_back(
            {"lowest_debt_cover",
             "DSCR",
             {"lowest debt service cover", "元利返済余裕率（最小）"},
             "-",
             cover,
             {},
             {"DSCR = min (Oₜ − Xₜ) / (Zₜ + Pₜ), O operating balance, X corporate tax, Z interest, P principal",
              "DSCR = min (Oₜ − Xₜ) / (Zₜ + Pₜ)（O運営収支、X法人税等、Z支払利息、P元本返済）"},
             both(cover ? cover_numbers(*cover) : "")});
    }

    /// Of the year in which it is lowest.
    [[nodiscard]] std::string cover_numbers(double lowest) const {
        for (std::size_t year = 1; year < account_[Row::net].size(); ++year) {
            const double service = -(account_[Row::interest][year] + account_[Row::principal][year]);
            const double left = account_[Row::operating][year] + account_[Row::corporate_tax][year];
            if (service <= 0 || left / service > lowest) continue;
            return fmt::format("t = {}: ({} − {}) / ({} + {}) = {}", year, yen(account_[Row::operating][year]),
                               yen(-account_[Row::corporate_tax][year]), yen(-account_[Row::interest][year]),
                               yen(-account_[Row::principal][year]), print_number(lowest, 3));
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
    [[nodiscard]] std::string assessed_numbers(Language language) const {
        std::string text;
        for (const auto& asset : input_.assets) {
            if (asset.third_party || asset.capital_yen + asset.replacement_yen == 0 || asset.tax_life_years == 0)
                continue;
            const double first = assessed_share(1, asset.tax_life_years, terms_.depreciation.statutory_rates, 0);
            std::string again;
            for (const int year : asset.replaced_in_years)
                again += fmt::format("{}{}", again.empty() ? "" : ", ", year);
            text += fmt::format("; {}: I = {}, n = {}, r = {}", asset_name(asset, language), yen(asset.capital_yen),
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

    static const std::string& asset_name(const FinanceAsset& asset, Language language) {
        return asset.name.en.empty() ? asset.id : asset.name.in(language);
    }

    /// What names assets, in each language.
    template <class Write>
    static Text in_both(const Write& write) {
        return {write(Language::en), write(Language::ja)};
    }

    void add_taxes() {
        if (account_[Row::property_tax].size() > 1 && sum(Row::property_tax) != 0) {
            list_.push_back({"property_tax",
                             "F",
                             {"fixed-asset tax over the period", "固定資産税（期間合計）"},
                             "yen",
                             -sum(Row::property_tax),
                             {},
                             property_tax_formula(),
                             in_both([&](Language language) {
                                 return fmt::format("τ = {}, f = {}{}; F = {}", percent(terms_.property_tax.rate),
                                                    percent(terms_.property_tax.floor), assessed_numbers(language),
                                                    sum_numbers(Row::property_tax));
                             })});
        }
        if (terms_.tax.rate == 0) return;
        list_.push_back(
            {"corporate_tax",
             "X",
             {"corporate tax over the period", "法人税等（期間合計）"},
             "yen",
             -sum(Row::corporate_tax),
             {},
             corporate_tax_formula(),
             both(fmt::format("τ = {}{}; t = 1: O = {}, Z = {}, D = {}, A = {}, R = {}, T = {}, V = {}; X = {}",
                              percent(terms_.tax.rate), taxed_subsidy(), yen(account_[Row::operating][1]),
                              yen(-account_[Row::interest][1]), yen(-account_[Row::depreciation][1]),
                              yen(-account_[Row::disposal][1]), yen(account_[Row::residual][1]),
                              yen(account_[Row::taxable][1]), yen(account_[Row::loss_used][1]),
                              sum_numbers(Row::corporate_tax)))});
    }

    [[nodiscard]] Text property_tax_formula() const {
        const bool rounded = terms_.depreciation.statutory_rates;
        const std::string share = percent(terms_.property_tax.relief_share);
        const int years = terms_.property_tax.relief_years;
        const char* const sums = "F = Σ Fₜ, Fₜ = τ Σ c I max(f, (1 − r/2)(1 − r)^(a−1)), r = 1 − 0.1^(1/n)";
        return {fmt::format("{}{}, c = {} for a ≤ {}, else 1; I price, a years since the purchase, f least share", sums,
                            rounded ? " (3 decimals)" : "", share, years),
                fmt::format("{}{}、c = {}（a ≤ {}）、以後は1。I取得価額、a取得後の年数、f評価額の下限", sums,
                            rounded ? "（小数第3位まで）" : "", share, years)};
    }

    [[nodiscard]] Text corporate_tax_formula() const {
        const std::string sums = fmt::format("X = Σ Xₜ, Xₜ = {}, Tₜ = Oₜ − Zₜ − Dₜ − Aₜ + Rₜ{}",
                                             terms_.tax.losses == Losses::carry_over ? "τ max(0, Tₜ − Vₜ)" : "τ Tₜ",
                                             terms_.compression ? "" : " + Sₜ");
        return {sums +
                    "; O operating balance, Z interest, D depreciation, A written off, R residual value, V old losses "
                    "used" +
                    (terms_.compression ? "" : ", S subsidy"),
                sums + "（O運営収支、Z支払利息、D減価償却費、A除却損、R残存価値、V繰越欠損金の控除" +
                    (terms_.compression ? "" : "、S補助金") + "）"};
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

std::vector<Figure> figures_against(const Text& baseline, const std::vector<double>& more_yen, double discount_rate) {
    std::vector<Figure> list;
    add_returns(list, "baseline", more_yen, discount_rate,
                {"more than " + baseline.en, baseline.in(Language::ja) + "との差"}, "ΔCF");
    return list;
}

}  // namespace gaiku
