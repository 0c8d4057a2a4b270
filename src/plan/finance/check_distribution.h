#pragma once

#include "base/finding.h"
#include "district/record.h"
#include "plan/finance/questions.h"

namespace gaiku {

/// An uncertain input's distribution: its numbers are there, in order, and of what the input can be.
void check_distribution(const Record& entry, const Variable& what, Findings& findings);

}  // namespace gaiku
