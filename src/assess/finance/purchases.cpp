#include "assess/finance/purchases.h"

#include <algorithm>
#include <cmath>

namespace gaiku {
namespace {

/// One purchase and what follows from it until it is replaced or the period ends.
struct Purchase {
    int year = 0;
    int until = 0;          ///< the year of its replacement, or the end of the period
    bool replaced = false;  ///< then
    double price_yen = 0;
    double subsidy_yen = 0;
};

class Books {
public:
    Books(const FinanceTerms& terms, const FinanceAsset& asset, bool taxed, Account& account)
        : terms_(terms), asset_(asset), taxed_(taxed), account_(account) {}

    void enter(const Purchase& bought) {
        if (bought.price_yen == 0) return;
        const bool first = bought.year == 0;
        account_[first ? Row::capital : Row::replacement][at(bought.year)] -= bought.price_yen;
        account_[Row::subsidy][at(bought.year)] += bought.subsidy_yen;
        if (taxed_) add_property_tax(bought);
        const double book = taxed_ ? add_depreciation(bought) : 0;
        if (!bought.replaced) add_residual(bought, book);
        if (bought.replaced || terms_.residual != ResidualValue::none)
            account_[Row::disposal][at(bought.until)] -= book;
    }

private:
    static std::size_t at(int year) { return static_cast<std::size_t>(year); }

    /// Gives the book value that is left.
    double add_depreciation(const Purchase& bought) {
        const double basis = bought.price_yen - (terms_.compression ? bought.subsidy_yen : 0);
        double book = basis;
        int year = bought.year;
        for (const double yen : depreciation(basis, asset_.tax_life_years, terms_.depreciation)) {
            if (++year > bought.until) break;
            account_[Row::depreciation][at(year)] -= yen;
            book -= yen;
        }
        return book;
    }

    /// On the price before any subsidy: compression does not lower this basis.
    void add_property_tax(const Purchase& bought) {
        const PropertyTaxTerms& tax = terms_.property_tax;
        if (tax.rate == 0 || asset_.tax_life_years == 0) return;
        for (int year = bought.year + 1; year <= bought.until; ++year) {
            const int age = year - bought.year;
            const double relief = age <= tax.relief_years ? tax.relief_share : 1;
            const double assessed = bought.price_yen * assessed_share(age, asset_.tax_life_years,
                                                                      terms_.depreciation.statutory_rates, tax.floor);
            account_[Row::property_tax][at(year)] -= tax.rate * relief * assessed;
        }
    }

    void add_residual(const Purchase& bought, double book) {
        double& residual = account_[Row::residual][at(terms_.period_years)];
        if (terms_.residual == ResidualValue::book_value) residual += book;
        if (terms_.residual != ResidualValue::remaining_life || asset_.life_years <= 0) return;
        const double age = bought.until - bought.year;
        residual += bought.price_yen * std::max(0.0, 1 - age / asset_.life_years);
    }

    const FinanceTerms& terms_;
    const FinanceAsset& asset_;
    bool taxed_;
    Account& account_;
};

}  // namespace

void add_purchases(const FinanceInput& input, const FinanceAsset& asset, bool taxed, Account& account) {
    const FinanceTerms& terms = input.terms;
    const double share = subsidy_share(asset, terms);
    Books books(terms, asset, taxed, account);
    Purchase bought{0, terms.period_years, false, asset.capital_yen, asset.capital_yen * share};
    const double growth = price_growth(terms.escalation_replacement, terms);
    for (const int year : asset.replaced_in_years) {
        if (year > terms.period_years) break;
        bought.until = year;
        bought.replaced = true;
        books.enter(bought);
        const double price = asset.replacement_yen * std::pow(growth, year - terms.price_year);
        bought = {year, terms.period_years, false, price, terms.subsidy_covers_replacement ? price * share : 0};
    }
    books.enter(bought);
}

}  // namespace gaiku
