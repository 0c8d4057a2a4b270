#pragma once

#include <algorithm>
#include <cmath>

#include "assess/resilience/network_island.h"

/// Inside of NetworkIsland: one step.
namespace gaiku::resilience {

/// What is missing at a balance beside the rules' own accuracy.
inline constexpr double missing_kw = 1e-6;
/// The part of a class that is served is found to this.
inline constexpr double accuracy = 1e-6;

struct NetworkIsland::Machines {
    Machines(const simulate::Inputs& inputs, const simulate::Sizes& sizes)
        : simulation(inputs, sizes),
          desk(simulation.desk()),
          demand_kw(inputs.network.balances().size()),
          filling_kw(inputs.network.stores().size()) {}
    simulate::Simulation simulation;
    simulate::Desk desk;
    std::vector<double> demand_kw;
    std::vector<double> filling_kw;  ///< that each store is charged with, whatever else there is
};

/// One step, tried until it is known how much can be served.
struct NetworkIsland::Try {
    const NetworkIsland& island;
    Machines& machines;
    std::size_t step;
    const Situation& situation;
    std::span<const double> before_kwh;
    double above_reserve_kwh = 0;
    double missing = 0;  ///< kW, in the last run

    [[nodiscard]] const NetworkDistrict& is() const { return island.is_; }
    [[nodiscard]] simulate::State& state() const { return machines.desk.state; }
    [[nodiscard]] const simulate::Equipment& equipment() const { return machines.simulation.equipment(); }
    [[nodiscard]] std::size_t control(const NetworkGenerator& g) const {
        return equipment().units()[g.asset].control + g.control;
    }
    [[nodiscard]] bool stopped(const NetworkGenerator& g) const {
        return g.flood >= 0 && (situation.floods >> g.flood & 1U) != 0;
    }

    /// What may be asked for: stocks of fuel or not, the reserve or not.
    void allow(bool stocks, bool reserve) {
        auto& limits = machines.desk.limit_kw;
        std::fill(limits.begin(), limits.end(), network::unlimited);
        for (const std::size_t control : machines.simulation.dispatch().deliveries()) limits[control] = 0;  // deliver()
        for (const NetworkGenerator& g : is().generators) {
            if (stopped(g) || (g.has_stock && !stocks)) limits[control(g)] = 0;
        }
        double budget = reserve ? network::unlimited : std::max(0.0, above_reserve_kwh);
        for (std::size_t s = 0; s < island.stores_.size(); ++s) {
            const Store& store = island.stores_[s];
            if (store.generator >= 0) {
                const NetworkGenerator& g = is().generators[static_cast<std::size_t>(store.generator)];
                if (g.bunker_kwh < 0) continue;
                limits[control(g)] = std::min(limits[control(g)], before_kwh[s] / island.hours_);
            } else if (store.keeps_reserve && !reserve) {
                const double given = std::min(budget, std::max(0.0, before_kwh[s] - store.lowest_kwh));
                limits[store.discharge] = given * store.discharge_efficiency / island.hours_;
                budget -= given;
            }
        }
    }

    [[nodiscard]] double class_kw(std::size_t k) const { return island.class_kw_[k][step]; }

    /// Runs the step with so many classes: 2.25 are shelters, class 1 and a quarter of class 2.
    bool fits(double classes) {
        auto& demand = machines.demand_kw;
        std::fill(demand.begin(), demand.end(), 0.0);
        for (std::size_t k = 0; k < load_classes; ++k) {
            const double share = std::clamp(classes - static_cast<double>(k), 0.0, 1.0);
            if (share <= 0 || class_kw(k) <= 0) continue;
            for (std::size_t b = 0; b < demand.size(); ++b) demand[b] += share * is().load_kw[k][b][step];
        }
        for (std::size_t s = 0; s < machines.filling_kw.size(); ++s) {
            if (machines.filling_kw[s] > 0) demand[balance(s)] += machines.filling_kw[s];
        }
        const std::size_t network_stores = state().level_kwh.size();
        std::copy_n(before_kwh.begin(), network_stores, state().level_kwh.begin());
        deliver();
        machines.simulation.dispatch().run(machines.desk, step, island.hours_, demand);
        missing = 0;
        const auto& residual = state().residual;
        for (std::size_t b = 0; b + 1 < residual.size(); ++b) missing += std::max(0.0, -residual[b]);
        charge();
        return missing <= missing_kw;
    }

    [[nodiscard]] std::size_t balance(std::size_t s) const {
        return static_cast<std::size_t>(island.stores_[s].balance);
    }

    /// What was counted as demand of stores that are being filled goes into them.
    void charge() {
        for (std::size_t s = 0; s < machines.filling_kw.size(); ++s) {
            const double kw = machines.filling_kw[s];
            if (kw <= 0) continue;
            state().residual[balance(s)] += kw;
            const std::size_t control = island.stores_[s].charge;
            equipment().ask(state(), control, state().wanted[control] + kw);
        }
    }

    /// Fuel that is brought during the step is in the tank from its beginning on.
    void deliver() const {
        for (std::size_t s = 0; s < state().level_kwh.size(); ++s) {
            const std::int32_t g = island.stores_[s].generator;
            if (g < 0) continue;
            const double brought = is().generators[static_cast<std::size_t>(g)].delivery_kw * island.hours_;
            state().level_kwh[s] =
                std::min(std::max(island.stores_[s].highest_kwh, state().level_kwh[s]), state().level_kwh[s] + brought);
        }
    }

    /// As many classes as can be served, up to `cap`.
    double most(double cap) {
        if (fits(cap)) return cap;
        double high = cap, missing_at_high = missing;
        auto whole = static_cast<std::size_t>(std::ceil(cap - accuracy)) - 1;
        for (; whole > 0; --whole) {
            if (class_kw(whole) <= 0) {  // nothing of this class is asked for
                high = static_cast<double>(whole);
                continue;
            }
            if (fits(static_cast<double>(whole))) break;
            high = static_cast<double>(whole);
            missing_at_high = missing;
        }
        return part(static_cast<double>(whole), high, missing_at_high);
    }

    /// Between `low`, which fits, and `high`, which does not: along what is missing, which falls in straight pieces,
    /// the steeper the further up; where that leads nowhere, by halves.
    double part(double low, double high, double missing_at_high) {
        double kw_a_class = class_kw(static_cast<std::size_t>(low));  // where nothing is converted
        constexpr int most_tries = 40, tries_along = 4;
        bool along = true;
        for (int i = 0; i < most_tries && high - low > accuracy; ++i) {
            // A little below, so that it fits where the piece is the last one.
            double guess = along ? high - missing_at_high / kw_a_class - accuracy / 4 : (low + high) / 2;
            if (guess <= low + accuracy) {
                // No more fits, says what is missing; of another carrier it may be more than what it is missing for.
                if (!fits(std::min(high, low + 2 * accuracy))) break;
                guess = (low + high) / 2;
            }
            if (fits(guess)) {
                low = guess;
                // Where a little more does not fit, this is it.
                if (!fits(std::min(high, guess + 2 * accuracy))) break;
                along = false;
            } else {
                kw_a_class = (missing_at_high - missing) / (high - guess);
                along = kw_a_class > 0 && i % (tries_along + 1) != tries_along;
                high = guess;
                missing_at_high = missing;
            }
        }
        return low;
    }

    /// The step with fuel before the reserve, which gives only what is then missing.
    void spare_the_reserve(double classes) {
        constexpr int tries = 4;
        allow(true, false);
        for (int i = 0; i < tries; ++i) {
            if (fits(classes)) return;
            let_stores_give(missing);
        }
        allow(true, true);
        fits(classes);
    }

    void let_stores_give(double kw) {
        for (std::size_t s = 0; s < island.stores_.size(); ++s) {
            const Store& store = island.stores_[s];
            if (!store.keeps_reserve) continue;
            double& limit = machines.desk.limit_kw[store.discharge];
            const double most = (before_kwh[s] - store.lowest_kwh) * store.discharge_efficiency / island.hours_;
            const double more = std::clamp(kw, 0.0, std::max(0.0, most - limit));
            limit += more;
            kw -= more;
        }
    }

    [[nodiscard]] double power(const NetworkGenerator& g) const { return state().wanted[control(g)]; }

    [[nodiscard]] bool any(bool stocks) const {
        return std::any_of(is().generators.begin(), is().generators.end(), [&](const NetworkGenerator& g) {
            return g.has_stock == stocks && !g.comes_by_itself && !stopped(g);
        });
    }

    /// Generators fill batteries with what they have to spare.
    void fill(double classes) {
        const bool lacking = above_reserve_kwh < 0 && any(true);
        if (!lacking && !any(false)) return;
        for (const Store& store : island.stores_) {
            if (store.keeps_reserve && state().wanted[store.discharge] > nothing_kw) return;
        }
        for (const bool stocks : {false, true}) {
            if (!any(stocks) || (stocks && !lacking)) continue;
            allow(stocks, false);
            for (const Store& store : island.stores_) {
                if (store.keeps_reserve) machines.desk.limit_kw[store.discharge] = 0;
            }
            for (std::size_t s = 0; s < machines.filling_kw.size(); ++s) {
                if (island.stores_[s].keeps_reserve) fill(classes, s, stocks);
            }
        }
        std::fill(machines.filling_kw.begin(), machines.filling_kw.end(), 0.0);
    }

    /// Charges a store with as much as generators can give: up to the reserve from stocks of fuel, else to the brim.
    void fill(double classes, std::size_t s, bool stocks) {
        const Store& store = island.stores_[s];
        double& filling = machines.filling_kw[s];
        const double before = filling, charging = state().wanted[store.charge];
        const double more = stocks ? -above_reserve_kwh / island.hours_ - charged()
                                   : (store.highest_kwh - state().level_kwh[s]) / island.hours_;
        if (more <= missing_kw) return;
        filling = equipment().trial(state(), store.charge, charging + more);
        constexpr int tries = 3;
        for (int i = 0; i < tries && filling > charging + missing_kw; ++i) {
            if (fits(classes)) return;
            filling -= missing;
        }
        filling = before;
        fits(classes);
    }

    /// kW that go into electric stores.
    [[nodiscard]] double charged() const {
        double kw = 0;
        for (const Store& store : island.stores_) kw += store.keeps_reserve ? state().wanted[store.charge] : 0;
        return kw;
    }
};

}  // namespace gaiku::resilience
