#include "plan/network/roles.h"

#include <algorithm>

namespace gaiku {
namespace {

/// Whether energy enters the balance; a coefficient has one sign in all steps.
bool feeds(const AssetPort& port, const network::Network& network) {
    const auto& coefficient = port.coefficient;
    if (coefficient.is_constant()) return coefficient.factor > 0;
    const auto series = network.series(coefficient.series);
    const auto found = std::find_if(series.begin(), series.end(), [](double v) { return v != 0; });
    return found != series.end() && *found * coefficient.factor > 0;
}

bool fills_or_empties(const AssetModel& asset, const AssetPort& port, const network::Network& network) {
    if (!asset.store || port.place.empty()) return false;
    const auto& flows = network.stores()[asset.store.at()].flows;
    return std::any_of(flows.begin(), flows.end(), [&](const network::Term& term) { return term.flow == port.flow; });
}

}  // namespace

std::vector<PortRole> port_roles(const AssetModel& asset, const network::Network& network) {
    const auto& ports = asset.ports;
    const auto crosses = [&](const AssetPort& port) {
        return std::any_of(ports.begin(), ports.end(),
                           [&](const AssetPort& other) { return other.place.empty() && other.flow == port.flow; });
    };
    const bool gives = std::any_of(ports.begin(), ports.end(),
                                   [&](const AssetPort& port) { return port.place.empty() || feeds(port, network); });
    // A generator with a tank takes its fuel from outside: it supplies, and stores nothing of the district's.
    const bool stores = std::any_of(ports.begin(), ports.end(), [&](const AssetPort& port) {
        return fills_or_empties(asset, port, network) && !feeds(port, network);
    });
    std::vector<PortRole> roles;
    for (const AssetPort& port : ports) {
        const bool feed = feeds(port, network);
        if (port.place.empty()) {
            roles.push_back(PortRole::border);
        } else if (stores && fills_or_empties(asset, port, network)) {
            roles.push_back(feed ? PortRole::discharge : PortRole::charge);
        } else if (crosses(port)) {
            roles.push_back(feed ? PortRole::purchase : PortRole::sale);
        } else if (!gives && roles.empty()) {
            roles.push_back(PortRole::dump);
        } else {
            roles.push_back(feed ? PortRole::supply : PortRole::use);
        }
    }
    return roles;
}

}  // namespace gaiku
