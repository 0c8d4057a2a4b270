#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "assess/finance/account.h"

/// The inputs of an account that can be looked for (solve_for) or be uncertain (uncertainty).
namespace gaiku {

struct Variable {
    const char* name = "";
    Text meaning;
    bool factor = false;      ///< a share of the file's figure, 1 as it is; else the rate itself
    bool of_asset = false;    ///< `of` may name an asset
    bool of_carrier = false;  ///< `of` may name a carrier
    bool each_year = false;   ///< may be another number in each year
    bool replans = false;     ///< needs the scenario planned again; not a number of the account
    double lowest = 0, highest = 0;
};

[[nodiscard]] const std::vector<Variable>& variables();
[[nodiscard]] std::vector<std::string> variable_names();
/// Throws std::out_of_range for a name that none has.
[[nodiscard]] const Variable& variable(std::string_view name);

/// What the input holds: 1 for a factor, else the rate.
[[nodiscard]] double value_of(const FinanceInput& input, const Variable& variable);

/// Sets a factor or a rate. `of`: the asset or carrier meant, empty for all. A factor multiplies what the input has.
void set_variable(FinanceInput& input, const Variable& variable, const std::string& of, double value);

/// Sets a factor year by year, of all or of one asset or carrier. Only where each_year.
void set_by_year(FinanceInput& input, const Variable& variable, const std::string& of, std::vector<double> factors);

/// Years in which equipment of a life is bought again within a period.
[[nodiscard]] std::vector<int> replacements(double life_years, int period_years);

}  // namespace gaiku
