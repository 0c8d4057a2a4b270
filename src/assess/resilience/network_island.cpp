#include "assess/resilience/network_island.h"

#include <algorithm>
#include <cmath>

#include "assess/resilience/network_step.h"
#include "assess/resilience/reserve.h"

namespace gaiku::resilience {
namespace {

constexpr double all_classes = load_classes;

std::vector<Reliability> reliabilities(const NetworkDistrict& district) {
    std::vector<Reliability> all;
    for (const NetworkGenerator& g : district.generators) all.push_back(g.reliability);
    return all;
}

/// kWh, of a store whose capacity is set to its size.
double limit_kwh(const network::Network& network, const network::Value& limit, network::CapacityId of) {
    return limit.factor * (of ? network.capacities()[of.at()].upper : 1);
}

}  // namespace

NetworkIsland::NetworkIsland(NetworkDistrict district, const Terms& terms)
    : is_(std::move(district)), terms_(terms), reliability_(reliabilities(is_)), states_(reliability_) {
    const network::Network& network = is_.inputs->network;
    steps_ = static_cast<std::size_t>(network.horizon().steps());
    hours_ = network.horizon().hours(0);
    for (std::size_t k = 0; k < load_classes; ++k) {
        class_kw_[k].assign(steps_, 0.0);
        for (const auto& of_balance : is_.load_kw[k]) {
            for (std::size_t t = 0; t < steps_; ++t) class_kw_[k][t] += of_balance[t];
        }
    }
    for (std::size_t m = 0; m < states_.count(); ++m) {
        simulate::Sizes sizes = is_.sizes;
        for (std::size_t g = 0; g < is_.generators.size(); ++g)
            sizes[is_.generators[g].asset][0] *= static_cast<double>(states_.of(m, g)) / reliability_[g].units;
        machines_.push_back(std::make_unique<Machines>(*is_.inputs, sizes));
    }
    add_stores();
    add_reserve();
}

NetworkIsland::~NetworkIsland() = default;

void NetworkIsland::add_stores() {
    const network::Network& network = is_.inputs->network;
    const simulate::Simulation& simulation = machines_.front()->simulation;
    stores_.resize(network.stores().size());
    for (std::size_t s = 0; s < stores_.size(); ++s) {
        const network::Store& of = network.stores()[s];
        Store& store = stores_[s];
        store.lowest_kwh = limit_kwh(network, of.lower, of.lower_of);
        store.highest_kwh = limit_kwh(network, of.upper, of.upper_of);
        const simulate::StoreRules& rules = simulation.dispatch().store(s);
        if (rules.charge == simulate::StoreRules::none || rules.discharge == simulate::StoreRules::none) continue;
        store.charge = rules.charge;
        store.discharge = rules.discharge;
        store.balance = simulation.equipment().balance_of(simulation.equipment().control(rules.discharge).port);
        store.keeps_reserve =
            network.balances()[static_cast<std::size_t>(store.balance)].origin.quantity == "electricity";
        for (const network::Term& term : of.flows) {
            if (term.coefficient.factor < 0) store.discharge_efficiency = -1 / term.coefficient.factor;
        }
    }
    for (std::size_t g = 0; g < is_.generators.size(); ++g) {
        const network::StoreId tank = is_.inputs->assets[is_.generators[g].asset].store;
        if (is_.generators[g].bunker_kwh >= 0) {
            stores_.push_back({.highest_kwh = is_.generators[g].bunker_kwh, .generator = static_cast<std::int32_t>(g)});
        } else if (tank) {
            stores_[tank.at()].lowest_kwh = 0;
            stores_[tank.at()].generator = static_cast<std::int32_t>(g);
        }
    }
    for (Store& store : stores_) {
        if (store.generator < 0) continue;
        const NetworkGenerator& of = is_.generators[static_cast<std::size_t>(store.generator)];
        // There is plenty in it while it is not counted as empty and a step cannot burn it.
        if (of.has_stock && of.delivery_kw == 0 && of.burns_kw > 0)
            store.plenty_kwh = 2 * std::max(of.burns_kw * hours_, empty_stock * store.highest_kwh);
    }
}

double NetworkIsland::start_kwh(std::size_t store, std::size_t step) const {
    if (store >= is_.start_kwh.size()) return stores_[store].highest_kwh;  // a bunker
    const auto& levels = is_.start_kwh[store];
    return std::clamp(levels[step], std::min(levels[step], stores_[store].lowest_kwh), stores_[store].highest_kwh);
}

double NetworkIsland::firm_kw(const Situation& situation, bool stocks) const {
    double kw = 0;
    for (std::size_t g = 0; g < is_.generators.size(); ++g) {
        const NetworkGenerator& is = is_.generators[g];
        const bool stopped = is.flood >= 0 && (situation.floods >> is.flood & 1U) != 0;
        if (stopped || (is.has_stock && !stocks)) continue;
        kw += is.kw * states_.of(situation.units, g) / is.reliability.units;
    }
    return kw;
}

void NetworkIsland::add_reserve() {
    const network::Network& network = is_.inputs->network;
    deciding_kw_.assign(steps_, 0.0);
    for (std::size_t k = 0; k <= terms_.last(); ++k) {
        for (std::size_t b = 0; b < is_.load_kw[k].size(); ++b) {
            if (network.balances()[b].origin.quantity != "electricity") continue;
            for (std::size_t t = 0; t < steps_; ++t) deciding_kw_[t] += is_.load_kw[k][b][t];
        }
    }
    double efficiency = 1;
    for (const Store& store : stores_) {
        if (store.keeps_reserve) efficiency = std::min(efficiency, store.discharge_efficiency);
    }
    const std::size_t masks = std::size_t{1} << is_.floods.size();
    for (std::size_t m = 0; m < states_.count(); ++m) {
        for (std::uint32_t mask = 0; mask < masks; ++mask) {
            for (const bool stocks : {false, true}) {
                const std::vector<double> firm(steps_, firm_kw({mask, m}, stocks));
                reserve_.resize(reserve_.size() + steps_);
                reserve_of(deciding_kw_, firm, terms_.reserve_hours, hours_, efficiency,
                           std::span(reserve_).last(steps_));
            }
        }
    }
}

double NetworkIsland::reserve_kwh(const Situation& situation, bool stocks, std::size_t step) const {
    return reserve_[((situation.units << is_.floods.size() | situation.floods) * 2 + (stocks ? 1 : 0)) * steps_ + step];
}

Served NetworkIsland::run(std::size_t step, const Situation& situation, std::span<double> levels) const {
    bool stocks = true;
    double kept = 0;
    for (std::size_t s = 0; s < stores_.size(); ++s) {
        const std::int32_t g = stores_[s].generator;
        if (g >= 0 && states_.of(situation.units, static_cast<std::size_t>(g)) == 0) levels[s] = 0;
        if (g >= 0) stocks = stocks && levels[s] > empty_stock * stores_[s].highest_kwh;
        if (stores_[s].keeps_reserve) kept += std::max(0.0, levels[s] - stores_[s].lowest_kwh);
    }
    Try one{*this, *machines_[situation.units], step, situation, levels};
    one.above_reserve_kwh = kept - reserve_kwh(situation, stocks, step);
    const double fuelled = static_cast<double>(terms_.last_fuelled() + 1);
    const double deciding = static_cast<double>(terms_.last() + 1);
    one.allow(false, false);
    double classes = one.most(all_classes);
    bool stocked = false, reserve = false;
    if (classes < fuelled && one.any(true)) {
        one.allow(true, false);
        classes = std::max(classes, one.most(fuelled));
        stocked = true;
    }
    if (classes < deciding) {
        one.allow(true, true);
        classes = std::max(classes, one.most(deciding));
        reserve = stocked = true;
    }
    if (reserve) {
        one.spare_the_reserve(classes);
    } else {
        one.allow(stocked, false);
        one.fits(classes);
        one.fill(classes);
    }
    Served served;
    served.full = static_cast<std::size_t>(std::floor(classes + accuracy / 10));
    served.part = std::max(0.0, classes - static_cast<double>(served.full));
    const auto& state = one.state();
    for (std::size_t g = 0; g < is_.generators.size(); ++g)
        served.ran |= !is_.generators[g].comes_by_itself && one.power(is_.generators[g]) > nothing_kw ? 1U << g : 0U;
    std::copy(state.level_kwh.begin(), state.level_kwh.end(), levels.begin());
    for (std::size_t s = state.level_kwh.size(); s < stores_.size(); ++s) {
        const double kw = one.power(is_.generators[static_cast<std::size_t>(stores_[s].generator)]);
        levels[s] = std::max(0.0, levels[s] - kw * hours_);
    }
    return served;
}

}  // namespace gaiku::resilience
