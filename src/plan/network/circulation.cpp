#include "plan/network/circulation.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace gaiku {
namespace {

/// Of numbers that are to be the same.
constexpr double rounding = 1e-12;

/// What a kW of a flow does: to each balance, and to the store's level (under the empty place).
using Effects = std::map<std::pair<std::string, std::string>, double>;

/// Nothing where it costs or emits something, or changes over time.
std::optional<Effects> effects(const AssetModel& asset, const network::Network& network, network::FlowId flow) {
    const auto& is = network.flows()[flow.at()];
    if (is.cost.factor != 0 || !is.tallies.empty()) return std::nullopt;
    Effects all;
    const auto add = [&](const std::string& place, const std::string& what, const network::Value& coefficient) {
        if (coefficient.is_constant()) all[{place, what}] += coefficient.factor;
        return coefficient.is_constant();
    };
    for (const auto& port : asset.ports) {
        if (port.flow == flow && !add(port.place, port.carrier, port.coefficient)) return std::nullopt;
    }
    if (!asset.store) return all;
    for (const auto& term : network.stores()[asset.store.at()].flows) {
        if (term.flow == flow && !add("", "level", term.coefficient)) return std::nullopt;
    }
    return all;
}

bool cancel(const std::optional<Effects>& a, const std::optional<Effects>& b) {
    if (!a || !b || a->size() != b->size()) return false;
    return std::all_of(a->begin(), a->end(), [&](const auto& effect) {
        const auto other = b->find(effect.first);
        return other != b->end() && std::abs(effect.second + other->second) <= rounding;
    });
}

}  // namespace

void remove_circulation(const AssetModel& asset, const network::Network& network, AssetSchedule& schedule) {
    if (asset.controls.size() != 2) return;
    const auto [first, second] = std::pair(asset.controls[0], asset.controls[1]);
    if (!cancel(effects(asset, network, first), effects(asset, network, second))) return;
    for (std::size_t t = 0; t < schedule.controls[0].size(); ++t) {
        const double round = std::min(schedule.controls[0][t], schedule.controls[1][t]);
        if (round <= 0) continue;
        for (std::vector<double>* control : {&schedule.controls[0], &schedule.controls[1]}) {
            const double rest = (*control)[t] - round;
            (*control)[t] = rest > rounding * round ? rest : 0;
        }
        for (std::size_t i = 0; i < asset.ports.size(); ++i) {
            const auto& port = asset.ports[i];
            if (port.flow != first && port.flow != second) continue;
            // Anew, as a difference of what circulates would leave its rounding.
            schedule.ports[i].kw[t] = port.coefficient.factor * schedule.controls[port.flow == first ? 0 : 1][t];
        }
    }
}

}  // namespace gaiku
