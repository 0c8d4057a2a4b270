#pragma once

#include <optional>
#include <vector>

#include "plan/network/planner.h"
#include "plan/network/what_if.h"

/// Why a question has no answer, found by plans that have one: each takes as long as a plan, where the explanation of a
/// whole year (solve/elastic.h) takes many times that.
namespace gaiku {

/// What the least CO2 is without the cap, where that is above it; nothing where the cap is not the reason. `first`:
/// what it is a share of.
[[nodiscard]] std::optional<Finding> beyond_least_co2(const District& district, WhatIf question,
                                                      const NetworkPlan& first, const Technologies& technologies,
                                                      const Solvers& solvers, const solve::Options& options);

/// What of the demands cannot be supplied, and when; nothing where all of it can.
[[nodiscard]] std::optional<Finding> not_supplied(District district, const Technologies& technologies,
                                                  const Solvers& solvers, const solve::Options& options);

/// The whole explanation, as a plan of the file has it.
[[nodiscard]] std::vector<Finding> explained(const District& district, const Technologies& technologies,
                                             const Solvers& solvers, const solve::Options& options);

}  // namespace gaiku
