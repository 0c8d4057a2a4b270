#pragma once

#include <string>
#include <vector>

namespace gaiku {

/// The supply rate of a scenario, a share of demand: as it was asked for, or as it results from the own sources.
struct ScenarioRate {
    double rate = 0;
    bool asked = true;
};

/// Ids of an era's scenarios, one for each rate, whatever their order: era and rate in %. A rate that was asked for
/// stands as it was written (now-70, now-70.2); one that results is rounded to whole % (43.3 %: now-43), unless that
/// would be the name of another or read as 0 or 100. Rates that differ by more than 1e-12 have different ids.
[[nodiscard]] std::vector<std::string> scenario_ids(const std::string& era, const std::vector<ScenarioRate>& rates);

}  // namespace gaiku
