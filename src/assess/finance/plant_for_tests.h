#pragma once

#include "assess/finance/account.h"

namespace gaiku {

/// An asset "plant" that costs the same again when it is replaced.
inline FinanceAsset plant(double capital, double upkeep = 0) {
    FinanceAsset asset;
    asset.id = "plant";
    asset.capital_yen = asset.replacement_yen = capital;
    asset.upkeep_yen_per_year = upkeep;
    return asset;
}

}  // namespace gaiku
