#pragma once

#include <span>
#include <vector>

#include "network/linear_problem.h"

namespace gaiku::network {

/// Reads flows, levels and capacities out of a solution.
class Readout {
public:
    /// `x`: one number a column of `problem`; both are looked at, not copied.
    Readout(const LinearProblem& problem, std::span<const double> x) : problem_(problem), x_(x) {}

    /// kW of a flow, kWh of a level.
    [[nodiscard]] double at(FlowId flow, int step) const {
        return x_[static_cast<std::size_t>(problem_.column(flow, step))];
    }
    [[nodiscard]] double at(CapacityId capacity) const {
        return x_[static_cast<std::size_t>(problem_.column(capacity))];
    }
    /// The capacity that is on, kW.
    [[nodiscard]] double online(const Network& network, SwitchId id, int step) const;
    /// Units started at the beginning of a step.
    [[nodiscard]] double started(const Network& network, SwitchId id, int step) const;
    /// All steps of a flow.
    [[nodiscard]] std::vector<double> series(FlowId flow) const;
    /// kWh of a flow over all steps.
    [[nodiscard]] double energy(const Network& network, FlowId flow) const;
    /// What flows and capacities add to a tally.
    [[nodiscard]] double tally(const Network& network, TallyId tally) const;
    /// The sum that a total limits.
    [[nodiscard]] double total(const Network& network, const Total& total) const;
    /// kWh in a store before a step.
    [[nodiscard]] double before(const Network& network, StoreId store, int step) const;
    /// What a window asks for.
    [[nodiscard]] double window(const Network& network, const Window& window) const;
    /// The cost of flows, capacities, broken wishes, totals and windows, from the network's own numbers.
    [[nodiscard]] double cost(const Network& network) const;

private:
    const LinearProblem& problem_;
    std::span<const double> x_;
};

}  // namespace gaiku::network
