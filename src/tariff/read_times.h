#pragma once

#include "base/finding.h"
#include "tariff/tariff.h"

namespace gaiku {

/// Time zone, holidays, seasons and periods of a tariff's record.
void read_times(const Record& record, Tariff& tariff, Findings& findings);

/// The index of a named season or period (`names`: those of the tariff); -1 where the key says nothing or, with a
/// finding, something unknown.
[[nodiscard]] int index_of(const Record& record, const char* key, const std::vector<std::string>& names,
                           Findings& findings);

[[nodiscard]] std::vector<std::string> season_names(const Tariff& tariff);
[[nodiscard]] std::vector<std::string> period_names(const Tariff& tariff);

}  // namespace gaiku
