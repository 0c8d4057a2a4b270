#pragma once

#include "assess/finance/account.h"

namespace gaiku {

/// Writes into an account what buying an asset and buying it again brings: capital, subsidy, replacement, depreciation,
/// fixed-asset tax, what is written off, and what is left at the end.
void add_purchases(const FinanceInput& input, const FinanceAsset& asset, bool taxed, Account& account);

}  // namespace gaiku
