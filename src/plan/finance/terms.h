#pragma once

#include "assess/finance/account.h"
#include "district/district.h"

namespace gaiku {

/// The part of an entry that stands under a key; null where it does not.
[[nodiscard]] inline const Record* part_of(const Record& record, const char* key) {
    const Value* value = record.find(key);
    return value == nullptr ? nullptr : value->record.get();
}

/// The terms that stand in economics and finance; what depends on the plan is left at 0.
[[nodiscard]] FinanceTerms finance_terms(const District& district);

/// Yearly rise of a price: of finance.escalation, else of economics.escalation (method network), else nothing.
[[nodiscard]] std::optional<double> escalation_of(const District& district, const std::string& what);

}  // namespace gaiku
