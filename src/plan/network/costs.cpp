#include "plan/network/costs.h"

#include <algorithm>

namespace gaiku {
namespace {

double amount_of(const Booking& booking, const network::Network& network, const network::Readout& read) {
    if (booking.capacity) return booking.per_unit.factor * read.at(booking.capacity);
    double sum = 0;
    for (int t = 0; t < network.horizon().steps(); ++t)
        sum += network.at(booking.per_unit, t) * network.horizon().hours(t) * read.at(booking.flow, t);
    return sum;
}

PlannedCost& entry_for(std::vector<PlannedCost>& all, const std::string& owner, CostKind kind) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& c) { return c.owner == owner && c.kind == kind; });
    return found != all.end() ? *found : all.emplace_back(PlannedCost{owner, kind, 0});
}

CostKind kind_of(const PlannedCost& booked) {
    if (booked.amount < 0) return CostKind::revenue;
    return booked.kind == CostKind::revenue && booked.amount > 0 ? CostKind::energy : booked.kind;
}

}  // namespace

std::vector<PlannedCost> planned_costs(const NetworkModel& model, const network::Readout& read) {
    std::vector<PlannedCost> booked;
    for (const auto& booking : model.bookings)
        entry_for(booked, booking.owner, booking.kind).amount += amount_of(booking, model.network, read);
    for (std::size_t i = 0; i < model.network.switches().size(); ++i) {
        const auto& item = model.network.switches()[i];
        if (item.start_cost == 0) continue;
        double starts = 0;
        for (int t = 0; t < model.network.horizon().steps(); ++t)
            starts += read.started(model.network, network::SwitchId{static_cast<std::int32_t>(i)}, t);
        entry_for(booked, item.origin.asset, CostKind::upkeep).amount += item.start_cost * starts;
    }
    std::vector<PlannedCost> costs;
    for (const auto& one : booked) entry_for(costs, one.owner, kind_of(one)).amount += one.amount + 0.0;  // no -0
    return costs;
}

double capital_of(const std::string& asset, const NetworkModel& model, const network::Readout& read) {
    double sum = 0;
    const auto& capacities = model.network.capacities();
    for (std::size_t c = 0; c < capacities.size(); ++c) {
        if (capacities[c].origin.asset != asset) continue;
        for (const auto& part : capacities[c].tallies) {
            if (part.tally == model.capital)
                sum += part.per_unit * read.at(network::CapacityId{static_cast<std::int32_t>(c)});
        }
    }
    return sum;
}

}  // namespace gaiku
