#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "assess/finance/cash_flow.h"
#include "assess/finance/depreciation.h"
#include "assess/finance/income_tax.h"
#include "assess/finance/loan.h"
#include "base/text.h"

/// The money of a project, year by year: what comes in and goes out, loan, taxes, and what stays. Prices of the file
/// are of one year; everything is computed in the money of each year and, on the real basis, told in that of year 0.
namespace gaiku {

/// How a generator's energy is sold for the first years, where the funding says so.
enum class Support {
    none,
    fit,  ///< at a fixed price
    fip,  ///< on the market, with a premium: base price less reference price
};

/// What equipment is worth at the end of the period.
enum class ResidualValue {
    none,
    remaining_life,  ///< its price x what is left of its life
    book_value,      ///< what is not depreciated yet
};

struct FinanceAsset {
    std::string id = {};
    Text name = {};
    bool third_party = false;
    double capital_yen = 0;  ///< paid at the end of year 0
    double upkeep_yen_per_year = 0;
    double replacement_yen = 0;
    std::vector<int> replaced_in_years = {};
    bool replaced_by_life = false;  ///< those years follow from its life and the period
    double life_years = 0;          ///< of use; 0: not said
    int tax_life_years = 0;
    bool subsidised = true;
    double generation_kwh_per_year = 0;           ///< in the first year
    std::vector<double> generation_by_year = {};  ///< factors on it of single years; empty: none
    double degradation = 0;                       ///< of it, a year
    double lent_kwh = 0;                          ///< storage that a third party lends
    Support support = Support::none;
    double support_yen_per_kwh = 0;  ///< FIT price, or FIP base price; with tax as the file has it
    int support_years = 0;
};

/// Money that comes in (above 0) or goes out every year.
struct FinanceStream {
    /// Purchases are by the kWh; charges are for the connection and its demand, whatever energy costs.
    enum class Kind { sales, purchases, upkeep, charges };
    std::string id = {};
    Text name = {};
    Kind kind = Kind::sales;
    std::string carrier = {};                ///< of energy bought or sold
    double yen_per_year = 0;                 ///< at the prices of the file
    std::optional<double> escalation = {};   ///< of its price, a year; nothing: with inflation
    bool follows_demand = false;             ///< grows as demand does
    std::optional<int> years = {};           ///< it ends after them
    double yen_per_year_afterwards = 0;      ///< and this comes instead
    std::string generator = {};              ///< it goes with what this asset generates
    double generated_kwh_per_year = 0;       ///< of that asset, which the yen are of
    double kwh_per_year = 0;                 ///< sold
    Support support = Support::none;         ///< how it is sold for `years`
    double support_yen_per_kwh = 0;          ///< FIP base price
    std::vector<double> price_by_year = {};  ///< factors of single years on its price; empty: none
};

struct PropertyTaxTerms {
    double rate = 0;
    double floor = 0.05;      ///< least share of the price that is assessed
    double relief_share = 1;  ///< of the base in the first years
    int relief_years = 0;
};

struct FipTerms {
    double capture_yen_per_kwh = 0;    ///< what the market pays for its energy
    double reference_yen_per_kwh = 0;  ///< what the premium is counted from
    double balancing_yen_per_kwh = 0;  ///< cost of being its own balancing party
};

/// Factors of single years on what is otherwise the same every year; empty: none. The first is of year 1.
struct YearFactors {
    std::vector<double> generation, value_of_own_generation, margin_on_demand, demand, energy_price;
};

struct FinanceTerms {
    int period_years = 25;
    double discount_rate = 0.04;
    bool real = false;  ///< discount rate and escalations above inflation; figures in the money of year 0
    double inflation = 0;
    int price_year = 0;  ///< in which the prices of the file hold: 0 (building) or 1
    FundingMode funding = FundingMode::subsidy;
    double subsidy_rate = 0;
    bool subsidy_covers_replacement = true;
    bool compression = true;  ///< a subsidy lowers the depreciation basis; else it is income of its year
    ResidualValue residual = ResidualValue::none;
    double demand_kwh_per_year = 0;
    double demand_growth = 0;  ///< a year, from year 2 on
    double margin_yen_per_kwh = 0;
    double value_of_own_generation_yen_per_kwh = 0;
    std::optional<double> escalation_upkeep, escalation_replacement, escalation_value, escalation_margin;
    LoanTerms loan;
    IncomeTaxTerms tax;
    DepreciationRule depreciation;
    PropertyTaxTerms property_tax;
    FipTerms fip;
    /// What the operator pays for it; nothing: what its own is worth.
    std::optional<double> third_party_generation_yen_per_kwh{};
    [[nodiscard]] double third_party_generation() const {
        return third_party_generation_yen_per_kwh.value_or(value_of_own_generation_yen_per_kwh);
    }
    double third_party_lending_yen_per_kwh_year = 0;
};

struct FinanceInput {
    FinanceTerms terms;
    std::vector<FinanceAsset> assets;
    std::vector<FinanceStream> streams;
    YearFactors by_year;
    double served_kwh_per_year = 0;    ///< of a network; with what it exports the energy that its cost is spread over
    double exported_kwh_per_year = 0;  ///< sold to grids besides what streams of a generator sell
};

enum class Party { the_operator, third_party };

/// Rows of an account, a number a year from 0 on. Money that comes in is positive.
enum class Row : std::size_t {
    sales,
    generation,
    support,
    transfer,  ///< between operator and third party: what one pays the other gets
    purchases,
    upkeep,
    property_tax,
    operating,  ///< the sum of all above
    capital,
    subsidy,
    replacement,
    residual,
    corporate_tax,
    before_financing,  ///< operating to corporate tax
    loan,
    interest,
    principal,
    net,  ///< before_financing and the loan: what the owner has
    cumulative,
    depreciation,  ///< from here on nothing is paid
    disposal,      ///< book value written off at a replacement, or sold
    taxable,
    loss_used,
    debt,
    energy,  ///< kWh that the costs are of: all generated and bought from third parties; network: served and exported
    count
};

struct Account {
    std::array<std::vector<double>, static_cast<std::size_t>(Row::count)> rows;
    [[nodiscard]] std::vector<double>& operator[](Row row) { return rows[static_cast<std::size_t>(row)]; }
    [[nodiscard]] const std::vector<double>& operator[](Row row) const { return rows[static_cast<std::size_t>(row)]; }
};

/// Name of a row, as in plan.json.
[[nodiscard]] const char* name_of(Row row);
[[nodiscard]] Text meaning_of(Row row);

/// Whether a stream is own generation that need not be bought.
[[nodiscard]] bool spares_purchases(const FinanceStream& stream);

/// Whether a generator sells by its support in this funding.
[[nodiscard]] bool is_supported(const FinanceAsset& asset, FundingMode funding);

/// Share of its price that a subsidy pays.
[[nodiscard]] double subsidy_share(const FinanceAsset& asset, const FinanceTerms& terms);

/// Price growth a year: of an item with its own escalation, or with inflation.
[[nodiscard]] double price_growth(const std::optional<double>& escalation, const FinanceTerms& terms);

/// Fills the account of a party (what stood in it is gone). A third party's has no loan and no taxes: they are not
/// known. Formulas: docs/explanation/finance.md.
void settle(const FinanceInput& input, Party party, Account& account);

[[nodiscard]] Account settle(const FinanceInput& input, Party party);

}  // namespace gaiku
