#include "assess/finance/account.h"

#include <algorithm>
#include <cmath>

#include "assess/finance/purchases.h"

namespace gaiku {
namespace {

std::size_t at(int year) {
    return static_cast<std::size_t>(year);
}

/// One party's account being filled.
class Settlement {
public:
    Settlement(const FinanceInput& input, Party party, Account& account)
        : input_(input), terms_(input.terms), operator_(party == Party::the_operator), account_(account) {}

    void run() {
        for (auto& row : account_.rows) row.assign(at(terms_.period_years) + 1, 0.0);
        for (const auto& asset : input_.assets) {
            add_generation(asset);
            add_transfer(asset);
            if (asset.third_party != operator_) add_equipment(asset);
        }
        if (operator_) {
            add_margin();
            const auto add = [&](bool charges) {
                for (const auto& stream : input_.streams) {
                    if ((stream.kind == FinanceStream::Kind::charges) == charges) add_stream(stream);
                }
            };
            add(false);
            buy_no_less_than_nothing();
            add(true);  // are paid however little is bought
            add_served();
        }
        sum(Row::operating,
            {Row::sales, Row::generation, Row::support, Row::transfer, Row::purchases, Row::upkeep, Row::property_tax});
        if (operator_) {
            add_loan();
            add_tax();
        }
        sum(Row::before_financing,
            {Row::operating, Row::capital, Row::subsidy, Row::replacement, Row::residual, Row::corporate_tax});
        if (terms_.real) deflate();
        sum(Row::net, {Row::before_financing, Row::loan, Row::interest, Row::principal});
        double balance = 0;
        for (std::size_t year = 0; year < row(Row::net).size(); ++year)
            row(Row::cumulative)[year] = balance += row(Row::net)[year];
    }

private:
    [[nodiscard]] std::vector<double>& row(Row which) { return account_[which]; }

    /// yen of a year's price with its growth since the year in which the file's prices hold.
    class Growth {
    public:
        Growth(double a_year, int since) : factor_(std::pow(a_year, 1 - since)), a_year_(a_year) {}
        double next() {
            const double now = factor_;
            factor_ *= a_year_;
            return now;
        }

    private:
        double factor_, a_year_;
    };
    [[nodiscard]] Growth growth(const std::optional<double>& escalation) const {
        return {price_growth(escalation, terms_), terms_.price_year};
    }

    static double of_year(const std::vector<double>& factors, int year) {
        return factors.empty() ? 1 : factors[at(year) - 1];
    }

    /// The operator is spared a purchase by all energy generated in the district, or sells it with support; a third
    /// party's is bought from it (add_transfer).
    void add_generation(const FinanceAsset& asset) {
        if (asset.generation_kwh_per_year == 0 || !operator_) return;
        const bool own = !asset.third_party;
        const bool supported = own && is_supported(asset, terms_.funding);
        Growth value = growth(terms_.escalation_value);
        Growth market = growth(terms_.escalation_value);
        double kwh = asset.generation_kwh_per_year;
        for (int year = 1; year <= terms_.period_years; ++year, kwh *= 1 - asset.degradation) {
            const double produced = kwh * in_year(asset, year);
            const double worth = terms_.value_of_own_generation_yen_per_kwh * value.next() *
                                 of_year(input_.by_year.value_of_own_generation, year);
            const double on_market = market.next();
            row(Row::energy)[at(year)] += produced;  // a third party's too: what is paid for it is in the costs
            if (supported && year <= asset.support_years) {
                row(Row::support)[at(year)] +=
                    produced * support_price(asset.support, asset.support_yen_per_kwh, on_market);
            } else {
                row(Row::generation)[at(year)] += produced * worth;
            }
        }
    }

    /// FIP: what the market pays, the premium on it, less the cost of balancing. Market and reference move together.
    [[nodiscard]] double support_price(Support support, double yen_per_kwh, double market_growth) const {
        if (support == Support::fit) return yen_per_kwh;
        const double premium = std::max(0.0, yen_per_kwh - terms_.fip.reference_yen_per_kwh * market_growth);
        return (terms_.fip.capture_yen_per_kwh - terms_.fip.balancing_yen_per_kwh) * market_growth + premium;
    }

    void add_transfer(const FinanceAsset& asset) {
        if (!asset.third_party) return;
        const double sign = operator_ ? -1 : 1;
        Growth price = growth(terms_.escalation_value);
        double kwh = asset.generation_kwh_per_year;
        for (int year = 1; year <= terms_.period_years; ++year, kwh *= 1 - asset.degradation) {
            const double sold = kwh * in_year(asset, year);
            // A price that was agreed does not follow what generation is worth.
            const bool follows = !terms_.third_party_generation_yen_per_kwh;
            const double worth = follows ? of_year(input_.by_year.value_of_own_generation, year) : 1;
            const double yen = sold * terms_.third_party_generation() * worth +
                               asset.lent_kwh * terms_.third_party_lending_yen_per_kwh_year;
            row(Row::transfer)[at(year)] += sign * yen * price.next();
            if (!operator_) row(Row::energy)[at(year)] += sold;
        }
    }

    void add_equipment(const FinanceAsset& asset) {
        Growth upkeep = growth(terms_.escalation_upkeep);
        for (int year = 1; year <= terms_.period_years; ++year)
            row(Row::upkeep)[at(year)] -= asset.upkeep_yen_per_year * upkeep.next();
        add_purchases(input_, asset, operator_, account_);
    }

    void add_margin() {
        if (terms_.margin_yen_per_kwh == 0) return;
        Growth margin = growth(terms_.escalation_margin);
        Growth demand(1 + terms_.demand_growth, 1);
        for (int year = 1; year <= terms_.period_years; ++year) {
            row(Row::sales)[at(year)] += terms_.demand_kwh_per_year * demand.next() *
                                         of_year(input_.by_year.demand, year) * terms_.margin_yen_per_kwh *
                                         margin.next() * of_year(input_.by_year.margin_on_demand, year);
        }
    }

    void add_stream(const FinanceStream& stream) {
        using Kind = FinanceStream::Kind;
        auto& into = row(stream.kind == Kind::sales    ? Row::sales
                         : stream.kind == Kind::upkeep ? Row::upkeep
                                                       : Row::purchases);
        Growth price = growth(stream.escalation);
        Growth demand(1 + terms_.demand_growth, 1);
        for (int year = 1; year <= terms_.period_years; ++year) {
            double yen = at_price(stream, year, price.next()) * generated(stream, year);
            const double grown = demand.next() * of_year(input_.by_year.demand, year);
            if (stream.follows_demand) yen *= grown;
            if (stream.kind == Kind::purchases)
                yen *= of_year(input_.by_year.energy_price, year) * of_year(stream.price_by_year, year);
            into[at(year)] += yen;
        }
    }

    /// Share of a plant's generation that a year has.
    [[nodiscard]] double in_year(const FinanceAsset& asset, int year) const {
        return of_year(input_.by_year.generation, year) * of_year(asset.generation_by_year, year);
    }

    /// yen of a year at its prices: a feed-in price stays, what is sold on the market moves with it.
    [[nodiscard]] double at_price(const FinanceStream& stream, int year, double growth) const {
        if (stream.years && year > *stream.years) return stream.yen_per_year_afterwards * growth;
        if (stream.support == Support::fit) return stream.yen_per_year;
        if (stream.support == Support::fip)
            return stream.kwh_per_year * support_price(Support::fip, stream.support_yen_per_kwh, growth);
        return stream.yen_per_year * growth;
    }

    /// What a stream's generator gives in a year, of what its money is of.
    [[nodiscard]] double generated(const FinanceStream& stream, int year) const {
        if (stream.generator.empty()) return 1;
        for (const auto& asset : input_.assets) {
            if (asset.id != stream.generator) continue;
            return asset.generation_kwh_per_year * std::pow(1 - asset.degradation, year - 1) * in_year(asset, year) /
                   stream.generated_kwh_per_year;
        }
        return 1;
    }

    /// Own generation beyond what the district takes is given away.
    void buy_no_less_than_nothing() {
        const bool spared = std::any_of(input_.streams.begin(), input_.streams.end(), spares_purchases);
        if (!spared) return;
        for (double& yen : row(Row::purchases)) yen = std::min(0.0, yen);
    }

    void add_served() {
        if (input_.served_kwh_per_year == 0) return;
        Growth demand(1 + terms_.demand_growth, 1);
        for (int year = 1; year <= terms_.period_years; ++year) {
            row(Row::energy)[at(year)] =
                input_.served_kwh_per_year * demand.next() * of_year(input_.by_year.demand, year) +
                input_.exported_kwh_per_year;
            for (const auto& stream : input_.streams) {
                if (!stream.generator.empty())
                    row(Row::energy)[at(year)] += stream.kwh_per_year * generated(stream, year);
            }
        }
    }

    void add_loan() {
        const double sum = terms_.loan.share * -(row(Row::capital)[0] + row(Row::subsidy)[0]);
        if (sum <= 0) return;
        const LoanPayments paid = loan_payments(sum, terms_.loan);
        row(Row::loan)[0] = row(Row::debt)[0] = sum;
        double owed = sum;
        for (int year = 1; year <= std::min(terms_.period_years, terms_.loan.years); ++year) {
            row(Row::interest)[at(year)] -= paid.interest[at(year) - 1];
            row(Row::principal)[at(year)] -= paid.principal[at(year) - 1];
            row(Row::debt)[at(year)] = owed -= paid.principal[at(year) - 1];
        }
        // What is still owed at the end of the period is paid back then.
        row(Row::principal)[at(terms_.period_years)] -= std::max(0.0, row(Row::debt)[at(terms_.period_years)]);
        row(Row::debt)[at(terms_.period_years)] = 0;
    }

    void add_tax() {
        if (terms_.tax.rate == 0) return;
        auto& taxable = row(Row::taxable);
        for (std::size_t year = 0; year < taxable.size(); ++year) {
            taxable[year] = row(Row::operating)[year] + row(Row::interest)[year] + row(Row::depreciation)[year] +
                            row(Row::disposal)[year] + row(Row::residual)[year];
            if (!terms_.compression) taxable[year] += row(Row::subsidy)[year];
        }
        IncomeTax result;
        income_tax(taxable, terms_.tax, result);
        row(Row::loss_used) = std::move(result.loss_used);
        for (std::size_t year = 0; year < taxable.size(); ++year) row(Row::corporate_tax)[year] -= result.tax[year];
    }

    void sum(Row into, std::initializer_list<Row> parts) {
        for (std::size_t year = 0; year < row(into).size(); ++year) {
            double yen = 0;
            for (const Row part : parts) yen += row(part)[year];
            row(into)[year] = yen;
        }
    }

    void deflate() {
        for (std::size_t which = 0; which < account_.rows.size(); ++which) {
            if (static_cast<Row>(which) == Row::energy) continue;
            double level = 1;
            for (double& yen : account_.rows[which]) {
                yen /= level;
                level *= 1 + terms_.inflation;
            }
        }
    }

    const FinanceInput& input_;
    const FinanceTerms& terms_;
    bool operator_;
    Account& account_;
};

}  // namespace

bool spares_purchases(const FinanceStream& stream) {
    return stream.kind == FinanceStream::Kind::purchases && !stream.generator.empty();
}

bool is_supported(const FinanceAsset& asset, FundingMode funding) {
    return funding == FundingMode::fit_and_subsidy && asset.support != Support::none &&
           asset.generation_kwh_per_year > 0;
}

double subsidy_share(const FinanceAsset& asset, const FinanceTerms& terms) {
    const bool granted = terms.funding != FundingMode::no_subsidy && asset.subsidised && !asset.third_party &&
                         !is_supported(asset, terms.funding);
    return granted ? terms.subsidy_rate : 0;
}

double price_growth(const std::optional<double>& escalation, const FinanceTerms& terms) {
    if (terms.real) return (1 + escalation.value_or(0)) * (1 + terms.inflation);
    return 1 + escalation.value_or(terms.inflation);
}

void settle(const FinanceInput& input, Party party, Account& account) {
    Settlement(input, party, account).run();
}

Account settle(const FinanceInput& input, Party party) {
    Account account;
    settle(input, party, account);
    return account;
}

}  // namespace gaiku
