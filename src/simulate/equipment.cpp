#include "simulate/equipment.h"

#include <algorithm>
#include <limits>

#include "technology/technology.h"

namespace gaiku::simulate {
namespace {

std::int32_t find_balance(const Inputs& inputs, const AssetPort& port) {
    const auto found = std::find_if(inputs.balances.begin(), inputs.balances.end(),
                                    [&](const auto& b) { return b.place == port.place && b.carrier == port.carrier; });
    return found == inputs.balances.end() ? -1 : found->id.index;
}

/// The port of an asset at which a flow is seen best: one with a constant coefficient. Behind the last: at none.
std::size_t seen_at(const AssetModel& model, network::FlowId flow) {
    std::size_t best = model.ports.size();
    for (std::size_t p = 0; p < model.ports.size(); ++p) {
        const AssetPort& port = model.ports[p];
        if (port.flow != flow || port.coefficient.factor == 0) continue;
        if (port.coefficient.is_constant()) return p;
        best = std::min(best, p);
    }
    return best;
}

}  // namespace

Numbers numbers(const network::Network& network, const network::Value& value) {
    return {value.factor, value.is_constant() ? nullptr : network.series(value.series).data()};
}

Sizes given_sizes(const Inputs& inputs) {
    Sizes sizes;
    for (const AssetModel& model : inputs.assets) {
        auto& own = sizes.emplace_back();
        for (const AssetSize& size : model.sizes)
            own.push_back(size.capacity ? inputs.network.capacities()[size.capacity.at()].upper
                                        : std::numeric_limits<double>::infinity());
    }
    return sizes;
}

Equipment::Equipment(const Inputs& inputs, const Sizes& sizes) {
    for (std::size_t s = 0; s < inputs.network.stores().size(); ++s)
        levels_.push_back(inputs.network.level({static_cast<std::int32_t>(s)}));
    demand_.resize(inputs.network.balances().size());
    for (const auto& balance : inputs.balances)
        demand_[balance.id.at()] = numbers(inputs.network, inputs.network.balances()[balance.id.at()].value);
    for (std::size_t i = 0; i < inputs.assets.size(); ++i) add(inputs, inputs.assets[i], sizes[i]);
}

void Equipment::add(const Inputs& inputs, const AssetModel& model, std::span<const double> sizes) {
    Unit unit;
    const AssetInput input(*model.asset, inputs.district);
    unit.machine =
        inputs.in_outage ? model.technology->machine_in_outage(input, sizes) : model.technology->machine(input, sizes);
    unit.control = controls_.size();
    unit.controls = model.controls.size();
    unit.port = balance_.size();
    unit.ports = model.ports.size();
    unit.store = model.store.index;
    const auto see = [&](network::FlowId flow) {
        const std::size_t port = seen_at(model, flow);
        if (port == model.ports.size()) return Seen{flow, 0, {}, 0, false, false};
        const auto& segments = inputs.network.segments();
        const bool follows =
            std::any_of(segments.begin(), segments.end(), [&](const auto& s) { return s.input == flow; });
        const Numbers coefficient = numbers(inputs.network, model.ports[port].coefficient);
        return Seen{flow, unit.port + port, coefficient, 1 / coefficient.factor, true, follows};
    };
    for (const auto flow : model.controls) {
        controls_.push_back(see(flow));
        unit_of_.push_back(units_.size());
    }
    std::vector<network::FlowId> flows;
    for (const AssetPort& port : model.ports) {
        const std::int32_t outside = static_cast<std::int32_t>(demand_.size());
        balance_.push_back(port.place.empty() ? outside : find_balance(inputs, port));
        if (std::find(flows.begin(), flows.end(), port.flow) != flows.end()) continue;
        flows.push_back(port.flow);
        if (const Seen seen = see(port.flow); seen.seen) flows_.push_back(seen);
    }
    most_ports_ = std::max(most_ports_, unit.ports);
    units_.push_back(std::move(unit));
}

State Equipment::state() const {
    State state;
    state.wanted.resize(controls_.size());
    state.ports.resize(balance_.size());
    state.before_kwh.resize(levels_.size());
    state.level_kwh.resize(levels_.size());
    state.residual.resize(demand_.size() + 1);
    state.scratch.resize(most_ports_);
    return state;
}

void Equipment::begin(State& state, std::size_t step, double hours) const {
    state.step = step;
    state.hours = hours;
    std::copy(state.level_kwh.begin(), state.level_kwh.end(), state.before_kwh.begin());
    reset(state);
}

void Equipment::reset(State& state) const {
    std::fill(state.wanted.begin(), state.wanted.end(), 0.0);
    std::fill(state.ports.begin(), state.ports.end(), 0.0);
    for (std::size_t b = 0; b < demand_.size(); ++b) state.residual[b] = -demand_[b].at(state.step);
    state.residual.back() = 0;
}

void Equipment::run(State& state, std::size_t index) const {
    const Unit& unit = units_[index];
    run(state, index, {state.wanted.data() + unit.control, unit.controls});
}

void Equipment::run(State& state, std::size_t index, std::span<const double> asked) const {
    const Unit& unit = units_[index];
    double* const ports = state.ports.data() + unit.port;
    const std::int32_t* const balance = balance_.data() + unit.port;
    double* const wanted = state.wanted.data() + unit.control;
    for (std::size_t p = 0; p < unit.ports; ++p) state.residual[static_cast<std::size_t>(balance[p])] -= ports[p];
    double level = unit.store < 0 ? 0 : state.before_kwh[static_cast<std::size_t>(unit.store)];
    unit.machine->step(state.step, state.hours, asked, level, {ports, unit.ports});
    for (std::size_t p = 0; p < unit.ports; ++p) state.residual[static_cast<std::size_t>(balance[p])] += ports[p];
    if (unit.store >= 0) state.level_kwh[static_cast<std::size_t>(unit.store)] = level;
    for (std::size_t c = 0; c < unit.controls; ++c) {
        const Seen& seen = controls_[unit.control + c];
        if (!seen.seen) continue;
        wanted[c] = seen.follows ? 0 : seen.kw(state.ports[seen.port], state.step);
    }
}

double Equipment::trial(State& state, std::size_t control, double kw) const {
    const Unit& unit = units_[unit_of_[control]];
    double& wanted = state.wanted[control];
    const double before = wanted;
    wanted = kw;
    double level = unit.store < 0 ? 0 : state.before_kwh[static_cast<std::size_t>(unit.store)];
    unit.machine->step(state.step, state.hours, {state.wanted.data() + unit.control, unit.controls}, level,
                       {state.scratch.data(), unit.ports});
    wanted = before;
    const Seen& seen = controls_[control];
    if (!seen.seen) return kw;
    return seen.kw(state.scratch[seen.port - unit.port], state.step);
}

void Equipment::ask(State& state, std::size_t control, double kw) const {
    state.wanted[control] = kw;
    run(state, unit_of_[control]);
}

void Equipment::record(const State& state, Schedule& schedule) const {
    for (const Seen& seen : flows_) schedule.at(seen.flow, state.step) = seen.kw(state.ports[seen.port], state.step);
    for (std::size_t s = 0; s < levels_.size(); ++s) schedule.at(levels_[s], state.step) = state.level_kwh[s];
}

}  // namespace gaiku::simulate
