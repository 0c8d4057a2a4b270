#include "virtual/asset_device.h"

#include <algorithm>
#include <cmath>

#include "plan/network/result.h"
#include "plan/network/roles.h"

namespace gaiku::field {
namespace {

/// kW below which a machine stands still.
constexpr double running_kw = 1e-3;

bool is_thermal(const std::string& carrier) {
    const auto has = [&](const char* part) { return carrier.find(part) != std::string::npos; };
    return has("water") || has("steam") || has("heat");
}

bool takes(PortRole role) {
    return role == PortRole::use || role == PortRole::charge || role == PortRole::dump || role == PortRole::sale;
}

std::string register_name(const AssetModel& model, const AssetPort& port, PortRole role) {
    if (role == PortRole::purchase) return "energy_import";
    if (role == PortRole::sale) return "energy_export";
    if (is_thermal(port.carrier)) return takes(role) ? "heat_input" : "heat";
    if (port.carrier != "electricity") return takes(role) ? "fuel" : "fuel_output";
    if (takes(role)) return "energy_import";
    const bool is_link = model.asset->has("from") && model.asset->has("to");
    return role == PortRole::discharge || is_link ? "energy_export" : "energy_generated";
}

/// The names of an asset's ports; empty beyond the border.
std::vector<std::string> register_names(const AssetModel& model, const std::vector<PortRole>& roles) {
    std::vector<std::string> names;
    for (std::size_t p = 0; p < model.ports.size(); ++p) {
        const bool outside = model.ports[p].place.empty();
        names.push_back(outside ? "" : register_name(model, model.ports[p], roles[p]));
    }
    for (auto part : {&AssetPort::carrier, &AssetPort::place}) {
        const auto before = names;
        for (std::size_t p = 0; p < names.size(); ++p) {
            const auto differs = [&](std::size_t q) {
                return before[q] == before[p] && model.ports[q].*part != model.ports[p].*part;
            };
            bool any = false;
            for (std::size_t q = 0; q < names.size(); ++q) any = any || differs(q);
            if (any && !names[p].empty()) names[p] += "_" + model.ports[p].*part;
        }
    }
    return names;
}

}  // namespace

AssetDevice::AssetDevice(const Plant& plant, std::size_t asset, Random& random) : asset_(asset) {
    const AssetModel& model = plant.model().assets[asset];
    device_.id = model.asset->id();
    const auto roles = port_roles(model, plant.model().network);
    const auto names = register_names(model, roles);
    const AssetPort* main = nullptr;
    for (std::size_t p = 0; p < names.size(); ++p) {
        if (names[p].empty()) continue;
        const AssetPort& port = model.ports[p];
        if (main == nullptr || (main->carrier != "electricity" && port.carrier == "electricity")) main = &port;
        const auto same = std::find_if(device_.channels.begin(), device_.channels.end(),
                                       [&](const Channel& channel) { return channel.name == names[p]; });
        const auto channel = static_cast<std::size_t>(same - device_.channels.begin());
        if (same == device_.channels.end()) {
            device_.add({names[p], true}, static_cast<std::int64_t>(random.uniform(0, 9e10)));
        }
        meters_.push_back({p, channel, takes(roles[p]) ? -1.0 : 1.0});
    }
    for (std::size_t p = 0; main != nullptr && p < names.size(); ++p) {
        if (model.ports[p].place == main->place && model.ports[p].carrier == main->carrier) power_ports_.push_back(p);
    }
    power_ = device_.channels.size();
    device_.add({"power", false, 0.005});
    switch_ = device_.channels.size();
    device_.add({"switch"});
    has_level_ = plant.has_level(asset);
    if (!has_level_) return;
    level_ = device_.channels.size();
    device_.add({"level"});
}

void AssetDevice::follow(const Plant& plant, double hours, Device& device) const {
    bool runs = false;
    for (const Meter& meter : meters_) {
        const double kw = meter.sign * plant.port_kw(asset_, meter.port);
        device.registers[meter.channel].add_kwh(std::max(0.0, kw) * hours);
        runs = runs || kw > running_kw;
    }
    double power = 0;
    for (const std::size_t port : power_ports_) power += plant.port_kw(asset_, port);
    device.now[power_] = power;
    device.now[switch_] = runs ? 1 : 0;
    if (has_level_) device.now[level_] = plant.level_kwh(asset_);
}

}  // namespace gaiku::field
