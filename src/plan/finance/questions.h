#pragma once

#include "district/district.h"
#include "plan/finance/result.h"

namespace gaiku {

/// The entries of solve_for.
[[nodiscard]] std::vector<Question> questions(const District& district);

/// Where an unknown is looked for when the file does not say: factors up to twice the file's figure, rates over their
/// whole range.
[[nodiscard]] SignChanges::Range usual_range(const Variable& variable);

/// The section uncertainty.
[[nodiscard]] UncertaintyTerms uncertainty_terms(const Record& uncertainty);

}  // namespace gaiku
