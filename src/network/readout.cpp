#include "network/readout.h"

#include <algorithm>

namespace gaiku::network {

double Readout::online(const Network& network, SwitchId id, int step) const {
    const FlowId variable = network.online(id);
    return variable ? at(variable, step) : network.switches()[id.at()].unit * at(network.on(id), step);
}

double Readout::started(const Network& network, SwitchId id, int step) const {
    const FlowId on = network.on(id);
    const auto& start = network.switches()[id.at()].start;
    const double before = step > 0 ? at(on, step - 1) : start ? start->on : at(on, problem_.structure().steps - 1);
    return std::max(0.0, at(on, step) - before);
}

std::vector<double> Readout::series(FlowId flow) const {
    std::vector<double> values(static_cast<std::size_t>(problem_.structure().steps));
    for (std::size_t t = 0; t < values.size(); ++t) values[t] = at(flow, static_cast<int>(t));
    return values;
}

double Readout::energy(const Network& network, FlowId flow) const {
    double sum = 0;
    for (int t = 0; t < network.horizon().steps(); ++t) sum += network.horizon().hours(t) * at(flow, t);
    return sum;
}

double Readout::tally(const Network& network, TallyId tally) const {
    double sum = 0;
    for (std::size_t f = 0; f < network.flows().size(); ++f) {
        for (const FlowTally& part : network.flows()[f].tallies) {
            if (part.tally != tally) continue;
            for (int t = 0; t < network.horizon().steps(); ++t)
                sum += network.at(part.per_kwh, t) * network.horizon().hours(t) *
                       at(FlowId{static_cast<std::int32_t>(f)}, t);
        }
    }
    for (std::size_t c = 0; c < network.capacities().size(); ++c) {
        for (const CapacityTally& part : network.capacities()[c].tallies) {
            if (part.tally == tally) sum += part.per_unit * at(CapacityId{static_cast<std::int32_t>(c)});
        }
    }
    return sum;
}

double Readout::cost(const Network& network) const {
    double sum = 0;
    for (std::size_t f = 0; f < network.flows().size(); ++f) {
        const Value& price = network.flows()[f].cost;
        if (price.factor == 0) continue;
        for (int t = 0; t < network.horizon().steps(); ++t)
            sum += network.at(price, t) * network.horizon().hours(t) * at(FlowId{static_cast<std::int32_t>(f)}, t);
    }
    for (std::size_t c = 0; c < network.capacities().size(); ++c) {
        const Capacity& capacity = network.capacities()[c];
        sum += (capacity.yearly_cost * network.horizon().years() + capacity.cost) *
               at(CapacityId{static_cast<std::int32_t>(c)});
    }
    for (const Wish& wish : network.wishes()) {
        for (int t = 0; t < network.horizon().steps(); ++t) {
            double value = 0;
            for (const Term& term : wish.terms) value += network.at(term.coefficient, t) * at(term.flow, t);
            const double limit = network.at(wish.limit, t) * (wish.limit_of ? at(wish.limit_of) : 1);
            const double broken = wish.sense == Sense::at_least ? limit - value : value - limit;
            sum += network.at(wish.price, t) * network.horizon().hours(t) * std::max(0.0, broken);
        }
    }
    for (std::size_t i = 0; i < network.switches().size(); ++i) {
        const double cost = network.switches()[i].start_cost;
        for (int t = 0; cost != 0 && t < network.horizon().steps(); ++t)
            sum += cost * started(network, SwitchId{static_cast<std::int32_t>(i)}, t);
    }
    for (const Total& total : network.totals()) {
        if (!total.price) continue;
        const double value = this->total(network, total);
        sum += *total.price * std::max({0.0, total.lower - value, value - total.upper});
    }
    for (const Window& window : network.windows())
        if (window.price) sum += *window.price * std::max(0.0, window.at_least - this->window(network, window));
    return sum;
}

double Readout::before(const Network& network, StoreId store, int step) const {
    const auto& start = network.stores()[store.at()].start_kwh;
    if (step == 0 && start) return *start;
    return at(network.level(store), (step == 0 ? problem_.structure().steps : step) - 1);
}

double Readout::window(const Network& network, const Window& window) const {
    double sum = 0;
    for (const Window::Level& level : window.levels)
        sum += level.coefficient * before(network, level.store, window.first);
    for (const Tie::Part& part : window.capacities) sum += part.coefficient * at(part.capacity);
    return sum;
}

double Readout::total(const Network& network, const Total& total) const {
    double sum = 0;
    for (const Term& term : total.terms) {
        for (int t = 0; t < network.horizon().steps(); ++t)
            sum += network.at(term.coefficient, t) * network.horizon().hours(t) * at(term.flow, t);
    }
    for (const Tie::Part& part : total.capacities) sum += part.coefficient * at(part.capacity);
    for (const TallyId id : total.tallies) sum += tally(network, id);
    return sum;
}

}  // namespace gaiku::network
