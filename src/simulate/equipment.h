#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "simulate/schedule.h"
#include "technology/asset_model.h"
#include "technology/machine.h"
#include "technology/network_builder.h"

/// A district run step by step: machines of known size, their ports at the balances, and the rules that ask them.
namespace gaiku::simulate {

/// What is run: a district and the network made of it. All of it is looked at, not copied, and outlives the run.
struct Inputs {
    struct Unserved {
        network::BalanceId balance;
        network::FlowId flow;
    };
    const District& district;
    const network::Network& network;
    std::span<const AssetModel> assets;
    std::span<const NetworkBuilder::BalanceAt> balances;
    std::vector<Unserved> unserved;  ///< demands that may stay unserved
    /// The public grid is out: machines may run that run only then, and stores give whenever something is missing.
    bool in_outage = false;
    /// Assets (by index) that run only as far as they are asked, though what they run on costs nothing; all others of
    /// that kind run as they are available.
    std::vector<std::uint8_t> on_call{};
};

/// A number for every step, ready for a loop: a factor, or a factor times a series.
struct Numbers {
    double factor = 0;
    const double* series = nullptr;

    [[nodiscard]] double at(std::size_t step) const { return series ? factor * series[step] : factor; }
    [[nodiscard]] bool is_zero() const { return factor == 0; }
};
[[nodiscard]] Numbers numbers(const network::Network& network, const network::Value& value);

/// One size for each part that an asset asked for, kW or kWh; infinite where it is unlimited.
using Sizes = std::vector<std::vector<double>>;
/// The sizes of a network whose capacities are given.
[[nodiscard]] Sizes given_sizes(const Inputs& inputs);

/// What changes while a district is run; made by Equipment::state once, after that nothing is allocated.
struct State {
    std::size_t step = 0;
    double hours = 1;
    std::vector<double> wanted;      ///< kW of every control: what is asked, and after that what is done
    std::vector<double> ports;       ///< kW into the balance of every port
    std::vector<double> before_kwh;  ///< level of every store at the beginning of the step
    std::vector<double> level_kwh;   ///< and at its end
    /// kW of every balance: above 0 left over, below 0 missing. One more takes what crosses the district's border.
    std::vector<double> residual;
    std::vector<double> scratch;    ///< ports of a trial
    std::vector<double> demand_kw;  ///< of every balance in this step
};

/// The machines of a district at their sizes, laid out flat: controls, ports and levels one after another. The one way
/// of stepping a district: by rules, by a schedule, or by a controller.
class Equipment {
public:
    struct Unit {
        std::unique_ptr<Machine> machine;
        std::size_t control = 0, controls = 0;  ///< the first, and how many
        std::size_t port = 0, ports = 0;
        std::int32_t store = -1;
    };
    /// Where the kW of a flow of the network are seen: at a port, over its coefficient.
    struct Seen {
        network::FlowId flow;
        std::size_t port = 0;
        Numbers coefficient;
        double inverse = 0;    ///< of a constant coefficient
        bool seen = true;      ///< a flow inside of a machine meets no balance
        bool follows = false;  ///< the input of a machine's part load: not asked for, it follows the output

        [[nodiscard]] double kw(double at_port, std::size_t step) const {
            if (coefficient.series == nullptr) return at_port * inverse;
            const double c = coefficient.at(step);
            return c == 0 ? 0 : at_port / c;
        }
    };

    Equipment(const Inputs& inputs, const Sizes& sizes);

    [[nodiscard]] State state() const;
    /// Begins a step: nothing runs, every balance misses its demand, stores are where the step before left them.
    void begin(State& state, std::size_t step, double hours) const;
    /// The same with other demands than the district's, kW of every balance.
    void begin(State& state, std::size_t step, double hours, std::span<const double> demand_kw) const;
    /// The same step from its beginning once more.
    void reset(State& state) const;
    /// Steps a unit with what is wanted of its controls; its ports, its level and the balances follow.
    void run(State& state, std::size_t unit) const;
    /// The same with what a schedule says instead: behind the controls, for each kind of units that are on or off, how
    /// many are on, their kW, and their input where the part load leaves a choice (RunningUnits::numbers).
    void run(State& state, std::size_t unit, std::span<const double> wanted) const;
    /// What a control would do if it were asked for `kw`; changes nothing that is seen.
    [[nodiscard]] double trial(State& state, std::size_t control, double kw) const;
    /// Asks a control for `kw`; what it does is then in `wanted`, cut to what the machine can.
    void ask(State& state, std::size_t control, double kw) const;
    /// Writes the flows and levels of a step that was run into a schedule.
    void record(const State& state, Schedule& schedule) const;

    [[nodiscard]] const std::vector<Unit>& units() const { return units_; }
    /// Units that draw or give when nothing is asked of them: standby.
    [[nodiscard]] const std::vector<std::size_t>& standing() const { return standing_; }
    [[nodiscard]] std::size_t unit_of(std::size_t control) const { return unit_of_[control]; }
    [[nodiscard]] std::size_t controls() const { return controls_.size(); }
    [[nodiscard]] std::size_t stores() const { return levels_.size(); }
    [[nodiscard]] std::int32_t balance_of(std::size_t port) const { return balance_[port]; }
    [[nodiscard]] const std::vector<Numbers>& demand() const { return demand_; }
    [[nodiscard]] const std::vector<Seen>& flows() const { return flows_; }
    [[nodiscard]] const Seen& control(std::size_t index) const { return controls_[index]; }

private:
    void add(const Inputs& inputs, const AssetModel& model, std::span<const double> sizes);

    void find_standing(int steps);

    std::vector<Unit> units_;
    std::vector<std::size_t> standing_;
    std::vector<std::size_t> unit_of_;  ///< of each control
    std::vector<Seen> controls_, flows_;
    std::vector<std::int32_t> balance_;    ///< of each port
    std::vector<Numbers> demand_;          ///< of each balance, kW
    std::vector<network::FlowId> levels_;  ///< of each store
    std::size_t most_ports_ = 0;
};

}  // namespace gaiku::simulate
