#pragma once

#include "assess/finance/account.h"
#include "district/district.h"

namespace gaiku {

/// The terms that stand in economics and finance; what depends on the plan is left at 0.
[[nodiscard]] FinanceTerms finance_terms(const District& district);

/// Yearly rise of a price: of finance.escalation, else of economics.escalation (method network), else nothing.
[[nodiscard]] std::optional<double> escalation_of(const District& district, const std::string& what);

}  // namespace gaiku
