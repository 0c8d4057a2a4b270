#include "technology/network_builder.h"

#include <algorithm>

namespace gaiku {

NetworkBuilder::NetworkBuilder(const District& district, network::Horizon horizon)
    : district_(district), costs_(district), network_(std::move(horizon)) {
    co2_ = network_.add(network::Tally{"CO2", "kg"});
    primary_ = network_.add(network::Tally{"primary energy", "MJ"});
    capital_ = network_.add(network::Tally{"capital", costs_.currency()});
}

network::Value NetworkBuilder::value(const Profile& profile) {
    if (profile.is_constant()) return profile.factor;
    const auto known = series_.find(profile.series.get());
    if (known != series_.end()) return {known->second, profile.factor};
    const auto id = network_.add_series(*profile.series);
    series_.emplace(profile.series.get(), id);
    kept_.push_back(profile.series);
    return {id, profile.factor};
}

network::BalanceId NetworkBuilder::balance(const std::string& place, const std::string& carrier) {
    const auto found = std::find_if(balances_.begin(), balances_.end(),
                                    [&](const BalanceAt& b) { return b.place == place && b.carrier == carrier; });
    if (found != balances_.end()) return found->id;
    network::Balance balance;
    balance.origin = {place, carrier, ""};
    const auto id = network_.add(std::move(balance));
    balances_.push_back({place, carrier, id});
    return id;
}

void NetworkBuilder::tally(network::Flow& flow, const std::optional<Profile>& co2_kg_per_kwh,
                           const std::optional<Profile>& primary_mj_per_kwh) {
    if (co2_kg_per_kwh) flow.tallies.push_back({co2_, value(*co2_kg_per_kwh)});
    if (primary_mj_per_kwh) flow.tallies.push_back({primary_, value(*primary_mj_per_kwh)});
    co2_known_ = co2_known_ && co2_kg_per_kwh.has_value();
    primary_known_ = primary_known_ && primary_mj_per_kwh.has_value();
}

network::Origin AssetNetwork::origin(std::string quantity, const char* key) const {
    return {input_.id(), std::move(quantity), input_.source(key)};
}

network::CapacityId AssetNetwork::size(const SizeKeys& keys) {
    const std::string name = keys.name;
    const std::string as = keys.as == nullptr ? name : keys.as;
    const Record& record = input_.record();
    if (record.says(name, "unlimited")) {
        model_.sizes.push_back({as, keys.energy, {}});
        return {};
    }
    network::Capacity capacity;
    const bool sized = record.says(name, "sized");
    if (sized) {
        const std::string most = "max_" + name;
        capacity.lower = record.number_or("min_" + name, 0);
        capacity.upper = std::min(record.number_or(most, network::unlimited), keys.largest);
        capacity.origin = origin(as, record.has(most) ? most.c_str() : keys.name);
    } else {
        capacity.lower = capacity.upper = record.number(name);
        capacity.origin = origin(as, keys.name);
    }
    const double capital = input_.is_bought() ? input_.number_or(keys.capital, 0) * keys.times : 0;
    const double upkeep =
        input_.is_own() ? (input_.number_or(keys.upkeep, 0) - input_.number_or(keys.grant, 0)) * keys.times : 0;
    if (capital != 0) capacity.yearly_cost += capital * builder_.costs().capital_weight(input_);
    if (upkeep != 0) capacity.yearly_cost += upkeep * builder_.costs().running_weight("upkeep");
    if (capital != 0) capacity.tallies.push_back({builder_.capital(), capital});
    const auto id = network().add(std::move(capacity));
    model_.sizes.push_back({as, keys.energy, id});
    return id;
}

void AssetNetwork::fixed_cost(const std::string& quantity, double capital, double upkeep) {
    network::Capacity capacity;
    capacity.origin = origin(quantity);
    capacity.lower = capacity.upper = 1;
    if (input_.is_bought() && capital != 0) {
        capacity.yearly_cost += capital * builder_.costs().capital_weight(input_);
        capacity.tallies.push_back({builder_.capital(), capital});
    }
    if (input_.is_own() && upkeep != 0) capacity.yearly_cost += upkeep * builder_.costs().running_weight("upkeep");
    if (capacity.yearly_cost != 0) network().add(std::move(capacity));
}

network::CapacityId AssetNetwork::count(network::Capacity capacity) {
    const std::string name = capacity.origin.quantity;
    const auto id = network().add(std::move(capacity));
    model_.sizes.push_back({name, false, id, true});
    return id;
}

network::FlowId AssetNetwork::control(network::Flow flow) {
    const auto id = this->flow(std::move(flow));
    model_.controls.push_back(id);
    return id;
}

network::FlowId AssetNetwork::flow(network::Flow flow) {
    return network().add(std::move(flow));
}

network::FlowId AssetNetwork::input_flow(const PartLoad& part_load, network::FlowId output, const Profile& cost) {
    if (part_load.is_constant()) return output;
    network::Flow input;
    input.origin = origin("input", part_load_key());
    input.cost = value(cost);
    return flow(std::move(input));
}

network::FlowId AssetNetwork::input(const PartLoad& part_load, network::FlowId output, network::CapacityId capacity,
                                    const Profile& cost) {
    if (part_load.is_constant()) return output;
    network::Segment segment;
    segment.origin = origin("part load", part_load_key());
    segment.input = input_flow(part_load, output, cost);
    segment.output = output;
    segment.capacity = capacity;
    segment.pieces = pieces(part_load);
    const auto id = segment.input;
    network().add(std::move(segment));
    return id;
}

std::vector<network::Piece> AssetNetwork::pieces(const PartLoad& part_load) {
    std::vector<network::Piece> all;
    for (const auto& piece : part_load.pieces()) all.push_back({value(piece.slope), value(piece.intercept)});
    return all;
}

void AssetNetwork::port(std::string name, network::FlowId flow, const Profile& coefficient, std::string place,
                        std::string carrier) {
    const network::Value value = this->value(coefficient);
    network().connect(builder_.balance(place, carrier), flow, value);
    model_.ports.push_back({std::move(name), flow, value, std::move(place), std::move(carrier)});
}

void AssetNetwork::outside(std::string name, network::FlowId flow, double coefficient, std::string carrier) {
    model_.ports.push_back({std::move(name), flow, coefficient, "", std::move(carrier)});
}

}  // namespace gaiku
