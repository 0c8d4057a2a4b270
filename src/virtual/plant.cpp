#include "virtual/plant.h"

#include <algorithm>

#include "plan/network/rules.h"

namespace gaiku::field {
namespace {

/// kW at a balance that are rounding of the rules.
constexpr double nothing_kw = 1e-6;
/// Loads are cut again where what they drew in turn (a chiller's electricity) is missing.
constexpr int most_cuts = 12;

}  // namespace

bool Plant::fails(const Record& asset) {
    const std::string& technology = asset.text("technology");
    if (technology == "grid_connection" || technology == "renewable_purchase") return true;
    const Value* alone = asset.find("stand_alone");
    return alone != nullptr && alone->field->kind == Kind::boolean && !alone->yes;
}

network::Network Plant::network_of(const NetworkModel& model, bool grid_out) {
    network::Network network = model.network;
    if (!grid_out) return network;
    for (const auto& limits : model.outage_limits) network.set_limits(limits.flow, limits.lower, limits.upper);
    for (const AssetModel& asset : model.assets) {
        if (!fails(*asset.asset)) continue;
        for (const auto flow : asset.controls) network.set_limits(flow, 0.0, 0.0);
    }
    return network;
}

Plant::Side::Side(const District& district, const NetworkModel& model, bool grid_out)
    : network(network_of(model, grid_out)),
      inputs{district, network, model.assets, model.balances, {}, grid_out},
      simulation(inputs, simulate::given_sizes(inputs)),
      desk(simulation.desk()) {
    if (!grid_out) return;
    std::size_t control = 0;
    for (std::size_t a = 0; a < model.assets.size(); ++a) {
        const std::size_t controls = simulation.equipment().units()[a].controls;
        if (fails(*model.assets[a].asset)) {
            for (std::size_t c = control; c < control + controls; ++c) desk.limit_kw[c] = 0;
        }
        control += controls;
    }
}

Plant::Plant(const District& district, const Technologies& technologies)
    : model_(network_model(district, technologies)),
      normal_(district, model_, false),
      outage_(district, model_, true),
      last_(&normal_) {
    for (std::size_t s = 0; s < model_.network.stores().size(); ++s) {
        const simulate::StoreRules& rules = normal_.simulation.dispatch().store(s);
        const auto& store = model_.network.stores()[s];
        level_kwh_.push_back(store.start_kwh.value_or((rules.lowest_kwh + rules.highest_kwh) / 2));
    }
}

/// Takes from the loads what is missing at their balances; where it is missing at a balance without load, a part of all
/// loads. False where nothing is left to take.
bool Plant::shed(const Side& side, std::span<double> demand_kw) const {
    bool cut = false, elsewhere = false;
    for (std::size_t b = 0; b < demand_kw.size(); ++b) {
        const double missing = -side.desk.state.residual[b];
        if (missing <= nothing_kw) continue;
        elsewhere = elsewhere || demand_kw[b] <= 0;
        if (demand_kw[b] <= 0) continue;
        demand_kw[b] = std::max(0.0, demand_kw[b] - missing);
        cut = true;
    }
    if (cut || !elsewhere) return cut;
    for (double& kw : demand_kw) {
        cut = cut || kw > nothing_kw;
        kw = kw > nothing_kw ? kw / 2 : 0;
    }
    return cut;
}

void Plant::step(std::size_t plan_step, double hours, bool grid_out, std::span<double> demand_kw) {
    last_ = grid_out ? &outage_ : &normal_;
    Side& side = *last_;
    for (int i = 0; i <= most_cuts; ++i) {
        std::copy(level_kwh_.begin(), level_kwh_.end(), side.desk.state.level_kwh.begin());
        if (side.simulation.dispatch().run(side.desk, plan_step, hours, demand_kw) || !shed(side, demand_kw)) break;
    }
    // What is taken out to the last leaves a rounding below zero.
    std::transform(side.desk.state.level_kwh.begin(), side.desk.state.level_kwh.end(), level_kwh_.begin(),
                   [](double kwh) { return std::max(kwh, 0.0); });
}

double Plant::port_kw(std::size_t asset, std::size_t port) const {
    return last_->desk.state.ports[last_->simulation.equipment().units()[asset].port + port];
}

bool Plant::has_level(std::size_t asset) const {
    return normal_.simulation.equipment().units()[asset].store >= 0;
}

double Plant::level_kwh(std::size_t asset) const {
    return level_kwh_[static_cast<std::size_t>(normal_.simulation.equipment().units()[asset].store)];
}

void Plant::set_level_kwh(std::size_t asset, double kwh) {
    const auto store = static_cast<std::size_t>(normal_.simulation.equipment().units()[asset].store);
    const simulate::StoreRules& rules = normal_.simulation.dispatch().store(store);
    // From empty on: in an outage a store goes further down than beside the grid.
    level_kwh_[store] = std::clamp(kwh, 0.0, rules.highest_kwh);
}

double Plant::left_over_kw(std::size_t balance) const {
    return last_->desk.state.residual[balance];
}

}  // namespace gaiku::field
