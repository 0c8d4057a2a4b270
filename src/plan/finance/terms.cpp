#include "plan/finance/terms.h"

#include <cmath>

namespace gaiku {
namespace {

int whole_years(const Record& record, const char* key) {
    return static_cast<int>(std::lround(record.number(key)));
}

std::optional<double> rate_of(const Record& record, const std::string& what) {
    for (const auto& [name, entry] : record.records("escalation")) {
        if (name == what) return entry->number("rate");
    }
    return std::nullopt;
}

LoanTerms loan_terms(const Record& loan) {
    return {loan.number("share"), loan.number("interest"), whole_years(loan, "years"), whole_years(loan, "grace"),
            loan.text("repayment") == "level" ? Repayment::level : Repayment::annual_principal};
}

void read_corporate_tax(const Record& tax, FinanceTerms& terms) {
    terms.tax = {tax.number("rate"), tax.text("losses") == "carry_over" ? Losses::carry_over : Losses::other_profit,
                 whole_years(tax, "loss_years"), tax.number("loss_share")};
    const bool straight = tax.text("depreciation") == "straight_line";
    terms.depreciation.method = straight ? DepreciationMethod::straight_line : DepreciationMethod::declining_balance;
    terms.depreciation.statutory_rates = tax.text("depreciation_rates") == "statutory";
}

void read_third_party(const Record* third, FinanceTerms& terms) {
    if (third == nullptr) return;
    if (third->has("generation_price")) terms.third_party_generation_yen_per_kwh = third->number("generation_price");
    terms.third_party_lending_yen_per_kwh_year = third->number("lending_price");
}

FundingMode funding(const Record& finance) {
    const std::string word = finance.text_or("funding", "subsidy");
    if (word == "no_subsidy") return FundingMode::no_subsidy;
    return word == "subsidy" ? FundingMode::subsidy : FundingMode::fit_and_subsidy;
}

}  // namespace

std::optional<double> escalation_of(const District& district, const std::string& what) {
    if (const auto rate = rate_of(*district.root->at("finance").record, what)) return rate;
    return district.is_network() ? rate_of(district.economics(), what) : std::nullopt;
}

FinanceTerms finance_terms(const District& district) {
    const Record& economics = district.economics();
    const Record& finance = *district.root->at("finance").record;
    const bool microgrid = !district.is_network();
    FinanceTerms terms;
    terms.period_years = whole_years(economics, "period");
    terms.discount_rate = economics.number("discount_rate");
    terms.real = finance.text("basis") == "real";
    terms.inflation = finance.number("inflation");
    terms.price_year = finance.text("prices_of") == "building" ? 0 : 1;
    terms.funding = funding(finance);
    terms.subsidy_rate = finance.number_or("subsidy", microgrid ? economics.number("subsidy") : 0);
    terms.subsidy_covers_replacement = economics.yes("subsidy_covers_replacement");
    terms.compression = finance.yes("subsidy_compression");
    const std::string& residual = finance.text("residual_value");
    terms.residual = residual == "none"         ? ResidualValue::none
                     : residual == "book_value" ? ResidualValue::book_value
                                                : ResidualValue::remaining_life;
    terms.demand_growth = finance.number("demand_growth");
    if (microgrid) {
        terms.margin_yen_per_kwh = economics.number("margin_on_demand");
        terms.value_of_own_generation_yen_per_kwh = economics.number("value_of_own_generation");
    }
    terms.escalation_upkeep = escalation_of(district, "upkeep");
    terms.escalation_replacement = escalation_of(district, "replacement");
    terms.escalation_value = escalation_of(district, "value_of_own_generation");
    terms.escalation_margin = escalation_of(district, "margin_on_demand");
    if (const Record* loan = part_of(finance, "loan")) terms.loan = loan_terms(*loan);
    if (const Record* tax = part_of(finance, "corporate_tax")) read_corporate_tax(*tax, terms);
    if (const Record* tax = part_of(finance, "fixed_asset_tax")) {
        terms.property_tax = {tax->number("rate"), tax->number("floor"), tax->number("relief_share"),
                              whole_years(*tax, "relief_years")};
    }
    if (const Record* fip = part_of(finance, "fip"))
        terms.fip = {fip->number("capture_price"), fip->number("reference_price"), fip->number("balancing_cost")};
    read_third_party(part_of(finance, "third_party"), terms);
    return terms;
}

}  // namespace gaiku
