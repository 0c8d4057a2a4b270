#pragma once

#include "plan/network/outage.h"
#include "simulate/simulation.h"

namespace gaiku {

/// A district of known sizes in outages, run by the rules of simulate/: the same machines as in an outage, asked in
/// merit order in each step with no view of the next. So many hours are certain; with the outage in view it may be
/// more.
class OutageRules {
public:
    /// `outage` is looked at and outlives it. `sizes`: of every capacity.
    OutageRules(const District& district, const NetworkModel& model, const OutageModel& outage,
                const std::vector<double>& sizes);

    /// Steps from `first` on, up to `most`, in which all of the critical load is served, from `levels` on (kWh of each
    /// store).
    [[nodiscard]] int steps_served(int first, const std::vector<double>& levels, int most);

private:
    [[nodiscard]] bool is_served(int step) const;

    OutageModel outage_;  ///< with its capacities fixed
    simulate::Inputs inputs_;
    simulate::Simulation simulation_;
    simulate::Desk desk_;
};

/// Of the critical load; what is missing below it is rounding of an interior solution.
inline constexpr double served = 1e-5;

}  // namespace gaiku
