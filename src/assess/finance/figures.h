#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assess/finance/returns.h"

namespace gaiku {

/// A result with the way it comes about: "NPV = sum of CF_t/(1+d)^t", and the same with the numbers of this case.
struct Figure {
    std::string id;
    std::string symbol;
    Text name;
    std::string unit;  ///< yen, yen/kWh, %, years, -
    std::optional<double> value;
    Text note;  ///< why there is no value, or what to know
    Text formula;
    Text numbers;
};

/// Every figure of the operator's account.
[[nodiscard]] std::vector<Figure> figures(const FinanceInput& input, const Account& account);

/// Figures of what the owner has more each year than in another scenario, called `baseline`; yen.
[[nodiscard]] std::vector<Figure> figures_against(const Text& baseline, const std::vector<double>& more_yen,
                                                  double discount_rate);

}  // namespace gaiku
