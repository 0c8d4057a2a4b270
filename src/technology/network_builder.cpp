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

void NetworkBuilder::book(CostKind kind, std::string owner, network::FlowId flow, network::Value per_kwh) {
    if (per_kwh.factor != 0) bookings_.push_back({kind, std::move(owner), flow, {}, per_kwh});
}

void NetworkBuilder::book(CostKind kind, std::string owner, network::CapacityId capacity, double per_unit) {
    if (per_unit != 0) bookings_.push_back({kind, std::move(owner), {}, capacity, per_unit});
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
    const double upkeep = input_.is_own() ? input_.number_or(keys.upkeep, 0) * keys.times : 0;
    const double grant = input_.is_own() ? input_.number_or(keys.grant, 0) * keys.times : 0;
    const double capital_a_year = capital == 0 ? 0 : capital * builder_.costs().capital_weight(input_);
    const double weight = upkeep == 0 && grant == 0 ? 0 : builder_.costs().running_weight("upkeep");
    capacity.yearly_cost = capital_a_year + (upkeep - grant) * weight;
    if (capital != 0) capacity.tallies.push_back({builder_.capital(), capital});
    const auto id = network().add(std::move(capacity));
    const double years = network().horizon().years();
    builder_.book(CostKind::capital, input_.id(), id, capital_a_year * years);
    builder_.book(CostKind::upkeep, input_.id(), id, upkeep * weight * years);
    builder_.book(CostKind::revenue, input_.id(), id, -grant * weight * years);
    model_.sizes.push_back({as, keys.energy, id});
    return id;
}

void AssetNetwork::fixed_cost(const std::string& quantity, double capital, double upkeep) {
    network::Capacity capacity;
    capacity.origin = origin(quantity);
    capacity.lower = capacity.upper = 1;
    double capital_a_year = 0;
    if (input_.is_bought() && capital != 0) {
        capital_a_year = capital * builder_.costs().capital_weight(input_);
        capacity.tallies.push_back({builder_.capital(), capital});
    }
    const bool kept = input_.is_own() && upkeep != 0;
    const double upkeep_a_year = kept ? upkeep * builder_.costs().running_weight("upkeep") : 0;
    capacity.yearly_cost = capital_a_year + upkeep_a_year;
    if (capacity.yearly_cost == 0) return;
    const auto id = network().add(std::move(capacity));
    const double years = network().horizon().years();
    builder_.book(CostKind::capital, input_.id(), id, capital_a_year * years);
    builder_.book(CostKind::upkeep, input_.id(), id, upkeep_a_year * years);
}

network::CapacityId AssetNetwork::count(network::Capacity capacity) {
    const std::string name = capacity.origin.quantity;
    const auto id = network().add(std::move(capacity));
    model_.sizes.push_back({name, false, id, true});
    return id;
}

network::FlowId AssetNetwork::control(network::Flow flow, CostKind kind) {
    const auto id = this->flow(std::move(flow), kind);
    model_.controls.push_back(id);
    return id;
}

network::FlowId AssetNetwork::flow(network::Flow flow, CostKind kind) {
    const network::Value cost = flow.cost;
    const auto id = network().add(std::move(flow));
    builder_.book(kind, input_.id(), id, cost);
    return id;
}

network::FlowId AssetNetwork::input_flow(const PartLoad& part_load, network::FlowId output, const Profile& cost) {
    if (part_load.is_constant()) return output;
    network::Flow input;
    input.origin = origin("input", part_load_key());
    input.cost = value(cost);
    return flow(std::move(input));
}

network::FlowId AssetNetwork::input(const PartLoad& part_load, network::FlowId output, network::CapacityId capacity,
                                    const Profile& cost, const Profile& full_load) {
    if (part_load.is_constant()) return output;
    network::Segment segment;
    segment.origin = origin("part load", part_load_key());
    segment.input = input_flow(part_load, output, cost);
    segment.output = output;
    segment.capacity = capacity;
    segment.pieces = pieces(part_load);
    const auto id = segment.input;
    if (part_load.has_chord()) {
        const auto most = part_load.chord(full_load);
        if (capacity) segment.chord = {value(most.slope), value(most.intercept)};
        model_.controls.push_back(id);
    }
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
