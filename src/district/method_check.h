#pragma once

#include "district/district.h"

namespace gaiku {

/// What a document must hold, and what it must not, because of plan.method. Looks at the document, so that an entry
/// that is there but wrong is not also missing.
void check_method(const Node& document, const Record& root, const Section& format, Findings& findings);

/// All money in one currency: amounts written in another than economics.currency, and defaults of gaiku's tables (yen)
/// in a file of another currency.
void check_currency(const Record& root, Findings& findings);

}  // namespace gaiku
