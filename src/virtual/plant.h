#pragma once

#include <memory>
#include <span>
#include <vector>

#include "plan/network/model.h"
#include "simulate/simulation.h"

namespace gaiku::field {

/// The machines of a district, run by the rules of simulate/ at every moment, beside the public grid or without it.
class Plant {
public:
    Plant(const District& district, const Technologies& technologies);

    [[nodiscard]] const NetworkModel& model() const { return model_; }

    /// Runs one step of `hours` under the weather and prices of a step of the plan. `demand_kw`, of every balance, is
    /// what is wanted, then what was served: what the sources cannot give is taken from the loads.
    void step(std::size_t plan_step, double hours, bool grid_out, std::span<double> demand_kw);

    /// kW into the balance of a port, of the step run last.
    [[nodiscard]] double port_kw(std::size_t asset, std::size_t port) const;
    [[nodiscard]] bool has_level(std::size_t asset) const;
    [[nodiscard]] double level_kwh(std::size_t asset) const;  ///< at its end
    /// Puts a level, within what the store can hold, before the next step.
    void set_level_kwh(std::size_t asset, double kwh);
    /// Of each balance: what nobody takes (above 0) or gives (below 0), kW; 0 but for districts whose rules fail.
    [[nodiscard]] double left_over_kw(std::size_t balance) const;
    /// The public connections fail in an outage of the grid.
    [[nodiscard]] static bool fails(const Record& asset);

private:
    /// The same machines beside the grid, or without it.
    struct Side {
        Side(const District& district, const NetworkModel& model, bool grid_out);
        network::Network network;
        simulate::Inputs inputs;
        simulate::Simulation simulation;
        simulate::Desk desk;
    };
    [[nodiscard]] static network::Network network_of(const NetworkModel& model, bool grid_out);
    [[nodiscard]] bool shed(const Side& side, std::span<double> demand_kw) const;

    NetworkModel model_;
    Side normal_, outage_;
    Side* last_ = nullptr;
    std::vector<double> level_kwh_;
};

}  // namespace gaiku::field
