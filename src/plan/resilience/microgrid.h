#pragma once

#include "assess/resilience/island.h"
#include "plan/microgrid/model.h"

namespace gaiku {

/// The outages of a planned microgrid over a climate year, as its section `resilience` says: emergency demand by class,
/// the same every day; sun of the district's weather on a horizontal plane (panels that lean to the south have more of
/// it in winter), scaled so that a year gives what the plan counts
/// with; batteries and, where they count, demand-side equipment, from the levels of the planned day on.
[[nodiscard]] resilience::Survival microgrid_survival(const District& district, const MicrogridModel& model,
                                                      const ScenarioPlan& plan, const Technologies& technologies);

/// The island alone, ready to be run from any hour of the year. The district is looked at and outlives it.
[[nodiscard]] std::unique_ptr<resilience::Island> microgrid_island(const District& district,
                                                                   const MicrogridModel& model,
                                                                   const ScenarioPlan& plan,
                                                                   const Technologies& technologies);

}  // namespace gaiku
