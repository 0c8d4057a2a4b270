#include "simulate/simulation.h"

#include <algorithm>
#include <cmath>

namespace gaiku::simulate {
namespace {

Program compile(const Inputs& inputs, const Equipment& equipment, const Sizes& sizes) {
    Activities all = activities(inputs, equipment, sizes);
    Program made = program(inputs, equipment, all, zones(inputs, all));
    made.sums = std::move(all.sums);  // where they are, so that options go on looking at them
    return made;
}

/// Levels that differ by less are the same: far below what the check of a store's equation allows.
constexpr double same_level = 1e-8;

/// Finds a level that a year leaves as it was: the next trial is where a run ended, and now and then where a straight
/// line through the last two runs says that it will stay.
class Settling {
public:
    Settling(double lowest, double highest, double start) : lowest_(lowest), highest_(highest), level_(start) {}

    [[nodiscard]] double level() const { return level_; }
    [[nodiscard]] bool stays(double end) const { return std::abs(end - level_) <= same_level * (1 + highest_); }

    void next(double end, bool leap) {
        const double drift = end - level_;
        double target = end;
        if (leap && drift != 0 && has_before_) {
            const double left = drift / drift_before_;  // of a drift, after one more run
            target = left < 1 ? level_ + drift / (1 - left) : (drift > 0 ? highest_ : lowest_);
        }
        level_ = std::isfinite(target) ? std::clamp(target, lowest_, highest_) : end;
        drift_before_ = drift;
        has_before_ = drift != 0 && !leap;
    }

private:
    double lowest_, highest_, level_;
    double drift_before_ = 0;
    bool has_before_ = false;
};

}  // namespace

Simulation::Simulation(const Inputs& inputs, const Sizes& sizes)
    : inputs_(inputs), equipment_(inputs, sizes), dispatch_(inputs, equipment_, compile(inputs, equipment_, sizes)) {}

int Simulation::run(Desk& desk, Schedule* schedule) const {
    const auto& horizon = inputs_.network.horizon();
    int broken = 0;
    for (int t = 0; t < horizon.steps(); ++t) {
        const bool balanced = dispatch_.run(desk, static_cast<std::size_t>(t), horizon.hours(t));
        broken += balanced ? 0 : 1;
        if (schedule != nullptr) record(desk, *schedule);
    }
    return broken;
}

void Simulation::record(const Desk& desk, Schedule& schedule) const {
    equipment_.record(desk.state, schedule);
    for (std::size_t u = 0; u < desk.unserved_kw.size(); ++u)
        schedule.at(inputs_.unserved[u].flow, desk.state.step) = desk.unserved_kw[u];
}

bool Simulation::settle(Desk& desk) const {
    constexpr int most_runs = 500;
    const auto& stores = inputs_.network.stores();
    std::vector<Settling> levels;
    for (std::size_t s = 0; s < stores.size(); ++s) {
        const StoreRules& rules = dispatch_.store(s);
        levels.emplace_back(rules.lowest_kwh, rules.highest_kwh, stores[s].start_kwh.value_or(rules.lowest_kwh));
    }
    const auto start = [&] {
        for (std::size_t s = 0; s < levels.size(); ++s) desk.state.level_kwh[s] = levels[s].level();
    };
    for (int i = 0; i < most_runs; ++i) {
        start();
        run(desk, nullptr);
        bool stays = true;
        for (std::size_t s = 0; s < levels.size(); ++s)
            stays = stays && (stores[s].start_kwh || levels[s].stays(desk.state.level_kwh[s]));
        if (stays) {
            start();
            return true;
        }
        constexpr int between_leaps = 3;
        for (std::size_t s = 0; s < levels.size(); ++s) {
            if (!stores[s].start_kwh) levels[s].next(desk.state.level_kwh[s], i % between_leaps == between_leaps - 1);
        }
    }
    start();
    return false;
}

std::vector<Broken> Simulation::broken(const Schedule& schedule) const {
    const network::Network& network = inputs_.network;
    std::vector<Broken> all;
    for (const auto& balance : inputs_.balances) {
        Broken one{balance.id, 0, 0, 0, 0, -1};
        const network::Balance& is = network.balances()[balance.id.at()];
        for (int t = 0; t < network.horizon().steps(); ++t) {
            double kw = -network.at(is.value, t);
            for (const network::Term& term : is.terms)
                kw += network.at(term.coefficient, t) * schedule.at(term.flow, static_cast<std::size_t>(t));
            if (std::abs(kw) <= Dispatch::nothing_kw) continue;
            (kw < 0 ? one.missing_kwh : one.too_much_kwh) += std::abs(kw) * network.horizon().hours(t);
            ++one.steps;
            if (std::abs(kw) <= std::abs(one.worst_kw)) continue;
            one.worst_kw = kw;
            one.worst_step = t;
        }
        if (one.steps > 0) all.push_back(one);
    }
    return all;
}

}  // namespace gaiku::simulate
