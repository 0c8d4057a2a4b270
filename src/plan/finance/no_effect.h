#pragma once

#include <vector>

#include "assess/finance/account.h"
#include "district/district.h"

namespace gaiku {

/// Warnings about money terms, questions and distributions that change nothing in this scenario's account: somebody
/// wrote them in the belief that they do.
[[nodiscard]] std::vector<Finding> without_effect(const District& district, const FinanceInput& input);

}  // namespace gaiku
