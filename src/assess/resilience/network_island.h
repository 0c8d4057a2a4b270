#pragma once

#include <memory>

#include "assess/resilience/island.h"
#include "simulate/simulation.h"

namespace gaiku::resilience {

/// An asset that gives electricity, in an outage.
struct NetworkGenerator {
    std::size_t asset = 0;    ///< index in Inputs::assets
    std::size_t control = 0;  ///< of its power, among its own
    double kw = 0;            ///< of all units
    bool has_stock = false;   ///< its fuel ends: by its own store (a tank), or by a bunker
    double bunker_kwh = -1;   ///< of electricity; below 0: none
    double burns_kw = 0;      ///< the most that a step takes out of its stock, kWh an hour; 0: not known
    double delivery_kw = 0;   ///< of fuel, into its tank
    std::int32_t flood = -1;
    bool comes_by_itself = false;  ///< water: runs as it is available
    Reliability reliability{};
};

/// A district of several carriers and places.
struct NetworkDistrict {
    /// The network without its public connections as far as they stop (sizes of 0), of assets that run when asked
    /// (on_call), in_outage. Its capacities are set to their sizes.
    std::shared_ptr<const simulate::Inputs> inputs;
    simulate::Sizes sizes;
    std::array<std::vector<std::vector<double>>, load_classes> load_kw;  ///< by class, balance and step
    std::vector<std::vector<double>> start_kwh;                          ///< of each store of the network, in each step
    std::vector<NetworkGenerator> generators;
    std::vector<Flood> floods;
};

/// Runs it by the rules of simulate/, on the same machines. Levels: of the network's stores, then of bunkers.
class NetworkIsland final : public Island {
public:
    NetworkIsland(NetworkDistrict district, const Terms& terms);
    ~NetworkIsland() override;

    [[nodiscard]] std::size_t steps() const override { return steps_; }
    [[nodiscard]] double step_hours() const override { return hours_; }
    [[nodiscard]] const Terms& terms() const override { return terms_; }
    [[nodiscard]] double load_kw(std::size_t k, std::size_t step) const override { return class_kw_[k][step]; }
    [[nodiscard]] std::size_t stores() const override { return stores_.size(); }
    [[nodiscard]] double lowest_kwh(std::size_t store) const override { return stores_[store].lowest_kwh; }
    [[nodiscard]] double highest_kwh(std::size_t store) const override { return stores_[store].highest_kwh; }
    [[nodiscard]] double start_kwh(std::size_t store, std::size_t step) const override;
    [[nodiscard]] double plenty_kwh(std::size_t store) const override { return stores_[store].plenty_kwh; }
    [[nodiscard]] std::size_t most_failure_steps() const override { return 4'000'000; }
    [[nodiscard]] const std::vector<Flood>& floods() const override { return is_.floods; }
    [[nodiscard]] const std::vector<Reliability>& generators() const override { return reliability_; }
    Served run(std::size_t step, const Situation& situation, std::span<double> levels) const override;

private:
    struct Store {
        double lowest_kwh = 0, highest_kwh = 0;
        double plenty_kwh = std::numeric_limits<double>::infinity();
        bool keeps_reserve = false;  ///< electric, and filled from the network
        double discharge_efficiency = 1;
        std::size_t charge = 0, discharge = 0;  ///< controls
        std::int32_t balance = -1;
        std::int32_t generator = -1;  ///< whose tank or bunker it is
    };
    struct Try;
    /// One for each combination of units.
    struct Machines;

    void add_stores();
    void add_reserve();
    [[nodiscard]] double reserve_kwh(const Situation& situation, bool stocks, std::size_t step) const;
    [[nodiscard]] double firm_kw(const Situation& situation, bool stocks) const;

    NetworkDistrict is_;
    Terms terms_;
    std::size_t steps_ = 0;
    double hours_ = 1;
    std::array<std::vector<double>, load_classes> class_kw_;
    std::vector<Reliability> reliability_;
    UnitStates states_;
    std::vector<Store> stores_;
    std::vector<std::unique_ptr<Machines>> machines_;
    std::vector<double> deciding_kw_;  ///< electricity of the load that ends the run, in each step
    std::vector<double> reserve_;      ///< by units, floods, stocks and step
};

}  // namespace gaiku::resilience
