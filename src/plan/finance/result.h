#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assess/finance/figures.h"
#include "assess/finance/solve_for.h"
#include "assess/finance/uncertainty.h"

namespace gaiku {

/// A scenario's money against that of another one.
struct BaselineComparison {
    std::string scenario;
    std::vector<double> yearly_yen;  ///< the owner's flow less that of the baseline
    Returns of;
};

/// What the entries finance, solve_for and uncertainty ask of a scenario.
struct FinancePlan {
    std::string currency = "yen";
    FinanceInput input;
    Account the_operator;
    std::optional<Account> third_party;  ///< where somebody else owns equipment
    std::vector<Figure> figures;         ///< of the operator
    std::optional<BaselineComparison> baseline;
    std::vector<Answer> answers;
    UncertaintyTerms uncertainty_terms;
    std::optional<Uncertainty> uncertainty;
};

}  // namespace gaiku
