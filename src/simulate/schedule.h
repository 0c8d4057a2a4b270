#pragma once

#include <vector>

#include "network/network.h"

namespace gaiku::simulate {

/// kW of every flow and kWh of every level of a network (its flows, in their order), step after step.
struct Schedule {
    std::size_t flows = 0;
    std::vector<double> values;

    Schedule() = default;
    explicit Schedule(const network::Network& network)
        : flows(network.flows().size()), values(flows * static_cast<std::size_t>(network.horizon().steps())) {}
    [[nodiscard]] double& at(network::FlowId flow, std::size_t step) { return values[step * flows + flow.at()]; }
    [[nodiscard]] double at(network::FlowId flow, std::size_t step) const { return values[step * flows + flow.at()]; }
};

}  // namespace gaiku::simulate
