#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>

#include "assess/finance/returns.h"

/// Cash flows, loans and taxes as programs outside gaiku have them: cases/finance, made by bench/peers/finance/run.
namespace gaiku::finance_peers_test {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows read(const std::string& name) {
    std::ifstream file(std::string(GAIKU_SOURCE_DIR) + "/cases/finance/" + name);
    Rows rows;
    for (std::string line; std::getline(file, line);) {
        rows.emplace_back();
        std::stringstream cells(line);
        for (std::string cell; std::getline(cells, cell, ',');) rows.back().push_back(cell);
    }
    EXPECT_GT(rows.size(), 5u) << name;
    return rows;
}

std::vector<double> numbers(const std::string& text) {
    std::stringstream in(text);
    std::vector<double> all;
    for (double value = 0; in >> value;) all.push_back(value);
    return all;
}

/// Columns of years by name, and the figures behind "#".
struct Peer {
    std::map<std::string, std::vector<double>> columns;
    std::map<std::string, double> figures;

    explicit Peer(const std::string& name) {
        const Rows rows = read(name);
        for (std::size_t r = 1; r < rows.size(); ++r) {
            if (rows[r][0] == "#") {
                figures[rows[r][1]] = std::stod(rows[r][2]);
                continue;
            }
            for (std::size_t c = 1; c < rows[0].size(); ++c) columns[rows[0][c]].push_back(std::stod(rows[r][c]));
        }
    }
};

void expect_row(const std::vector<double>& row, const std::vector<double>& peer, double sign, const char* what) {
    ASSERT_EQ(row.size(), peer.size());
    // Sums of a few million in other orders of addition.
    for (std::size_t year = 0; year < row.size(); ++year)
        EXPECT_NEAR(row[year], sign * peer[year], 1e-6) << what << " in year " << year;
}

TEST(NumpyFinancial, PresentValuesAndRatesOfReturnAgree) {
    const Rows rows = read("numpy_financial/cash_flows.csv");
    std::size_t rates = 0;
    for (std::size_t r = 1; r < rows.size(); ++r) {
        const auto yearly = numbers(rows[r][3]);
        const double npv = std::stod(rows[r][1]);
        EXPECT_NEAR(net_present_value(yearly, std::stod(rows[r][0])), npv, 1e-10 * std::abs(yearly[0])) << r;
        if (rows[r][2].empty()) continue;
        const auto found = internal_rates_of_return(yearly);
        ASSERT_EQ(found.size(), 1u) << r;
        EXPECT_NEAR(found[0], std::stod(rows[r][2]), 1e-9) << r;
        ++rates;
    }
    EXPECT_GT(rates, 10u);
}

TEST(NumpyFinancial, LevelLoansAgree) {
    const Rows rows = read("numpy_financial/loans.csv");
    for (std::size_t r = 1; r < rows.size(); ++r) {
        const double sum = std::stod(rows[r][0]);
        const auto year = static_cast<std::size_t>(std::stoi(rows[r][4]));
        const auto paid = loan_payments(sum, {.interest = std::stod(rows[r][1]), .years = std::stoi(rows[r][2])});
        const double tolerance = 1e-10 * sum;  // numpy-financial takes differences of powers
        EXPECT_NEAR(paid.interest[year - 1] + paid.principal[year - 1], std::stod(rows[r][3]), tolerance) << r;
        EXPECT_NEAR(paid.interest[year - 1], std::stod(rows[r][5]), tolerance) << r;
        EXPECT_NEAR(paid.principal[year - 1], std::stod(rows[r][6]), tolerance) << r;
    }
}

FinanceInput plant(double capital, double upkeep, int tax_life) {
    FinanceInput input;
    input.terms.period_years = 25;
    input.terms.price_year = 1;  // SAM's prices hold in the first year
    input.terms.subsidy_rate = 0;
    input.terms.tax.losses = Losses::other_profit;
    input.terms.depreciation.statutory_rates = false;
    FinanceAsset asset;
    asset.id = "plant";
    asset.capital_yen = capital;
    asset.upkeep_yen_per_year = upkeep;
    asset.tax_life_years = tax_life;
    input.assets = {asset};
    return input;
}

// The inputs stand in bench/peers/finance/finance.py.
TEST(Sam, SingleOwnerAgreesInEveryYear) {
    const Peer sam("pysam/single_owner.csv");
    FinanceInput input = plant(9e6, 120'000, 15);
    input.terms.discount_rate = 0.06;
    input.terms.value_of_own_generation_yen_per_kwh = 0.15;
    input.terms.escalation_value = 0.01;
    input.terms.escalation_upkeep = 0.02;
    input.terms.loan = {.share = 0.6, .interest = 0.04, .years = 18};
    input.terms.tax.rate = 0.3;
    input.assets[0].generation_kwh_per_year = 8.76e6;
    input.assets[0].degradation = 0.005;
    const Account account = settle(input, Party::the_operator);
    expect_row(account[Row::generation], sam.columns.at("revenue"), 1, "revenue");
    expect_row(account[Row::operating], sam.columns.at("operating"), 1, "operating");
    expect_row(account[Row::interest], sam.columns.at("interest"), -1, "interest");
    expect_row(account[Row::principal], sam.columns.at("principal"), -1, "principal");
    expect_row(account[Row::depreciation], sam.columns.at("depreciation"), -1, "depreciation");
    expect_row(account[Row::corporate_tax], sam.columns.at("tax"), 1, "tax");
    expect_row(account[Row::net], sam.columns.at("net"), 1, "net");
    const Returns of = returns(account[Row::net], 0.06);
    EXPECT_NEAR(of.npv_yen, sam.figures.at("npv"), 1e-5);
    ASSERT_EQ(of.irr.size(), 1u);
    EXPECT_NEAR(of.irr[0], sam.figures.at("irr"), 1e-6) << "SAM stops its search there";
}

TEST(Sam, CashLoanAgreesInEveryYear) {
    const Peer sam("pysam/cash_loan.csv");
    FinanceInput input = plant(700'000, 9'000, 10);
    input.terms.discount_rate = 0.05;
    input.terms.escalation_upkeep = 0.015;
    input.terms.loan = {.share = 0.7, .interest = 0.05, .years = 15};
    input.terms.tax.rate = 0.28;
    input.streams = {{.id = "saved", .yen_per_year = 90'000, .escalation = 0.01}};
    const Account account = settle(input, Party::the_operator);
    expect_row(account[Row::sales], sam.columns.at("saved"), 1, "saved");
    expect_row(account[Row::upkeep], sam.columns.at("upkeep"), -1, "upkeep");
    expect_row(account[Row::interest], sam.columns.at("interest"), -1, "interest");
    expect_row(account[Row::principal], sam.columns.at("principal"), -1, "principal");
    expect_row(account[Row::depreciation], sam.columns.at("depreciation"), -1, "depreciation");
    expect_row(account[Row::net], sam.columns.at("net_with_savings"), 1, "net");
    EXPECT_NEAR(returns(account[Row::net], 0.05).npv_yen, sam.figures.at("npv"), 1e-6);
    input.terms.loan.share = 0;  // SAM's payback leaves the loan out
    const Returns without = returns(settle(input, Party::the_operator)[Row::net], 0.05);
    ASSERT_TRUE(without.payback_years && without.discounted_payback_years);
    EXPECT_NEAR(*without.payback_years, sam.figures.at("payback"), 1e-9);
    EXPECT_NEAR(*without.discounted_payback_years, sam.figures.at("discounted_payback"), 1e-9);
}

// cases/finance/README.md: the rules of Japanese taxes, worked by hand.
TEST(TaxByHand, EveryYearIsAsOnPaper) {
    const Rows rows = read("tax_by_hand/expected.csv");
    FinanceInput input = plant(17e6, 0, 17);
    input.terms.period_years = 5;
    input.terms.subsidy_rate = 0.5;
    input.terms.loan = {.share = 0.6, .interest = 0.02, .years = 5, .repayment = Repayment::annual_principal};
    input.terms.tax = {.rate = 0.3, .losses = Losses::carry_over, .loss_share = 0.5};
    input.terms.depreciation.statutory_rates = true;
    input.terms.property_tax.rate = 0.014;
    input.streams = {{.id = "users", .yen_per_year = 800'000}};
    const Account account = settle(input, Party::the_operator);
    const std::pair<Row, double> columns[] = {{Row::property_tax, -1},  {Row::operating, 1}, {Row::interest, -1},
                                              {Row::depreciation, -1},  {Row::taxable, 1},   {Row::loss_used, 1},
                                              {Row::corporate_tax, -1}, {Row::net, 1}};
    ASSERT_EQ(rows.size(), 6u);
    for (std::size_t year = 1; year <= 5; ++year) {
        for (std::size_t c = 0; c < std::size(columns); ++c) {
            const auto& [row, sign] = columns[c];
            EXPECT_NEAR(account[row][year], sign * std::stod(rows[year][c + 2]), 1e-4)
                << name_of(row) << " in year " << year;
        }
    }
    EXPECT_EQ(account[Row::net][0], -17e6 + 8.5e6 + 5.1e6);
}

}  // namespace
}  // namespace gaiku::finance_peers_test
