#pragma once

#include <string>
#include <vector>

#include "district/district.h"
#include "plan/network/result.h"
#include "solve/solver.h"
#include "technology/registry.h"

/// Steps toward a goal: a scenario of a year that comes `after` another one. What that one built stands: its sizes are
/// the least that the later one has. Capital still counts in full, for what stands is still being paid for; what is new
/// is told apart.
namespace gaiku {

struct ScenarioPlan;

struct Stage {
    int year = 0;
    std::string after;       ///< the stage before, or empty
    std::string path;        ///< the first stage of those that follow each other
    double new_capital = 0;  ///< of what the stage before has not
};

/// The year and predecessor that the file gives a scenario; nothing without a year.
[[nodiscard]] std::optional<Stage> stage_of(const District& district, const std::string& scenario);

/// The district with the earlier plan's sizes as lower limits of those that are `sized`, where the limits of the later
/// one allow it.
[[nodiscard]] District with_standing(const District& district, const NetworkPlan& earlier);

/// The district of a scenario with what the stages before it build, each planned for it; as it is where it comes after
/// none, or where one of them cannot be planned.
[[nodiscard]] District with_stages_before(const DistrictFile& file, const std::string& scenario,
                                          const District& district, const Technologies& technologies,
                                          const solve::Solvers& solvers, const solve::Options& options);

/// Fills path and new_capital of the stages of planned scenarios.
void add_stages(std::vector<ScenarioPlan>& scenarios);

/// `after` names a scenario that stands before this one in the file and has an earlier year.
void check_stages(const District& district, Findings& findings);

}  // namespace gaiku
