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

std::string electricity_register(const Record& asset, PortRole role) {
    if (role == PortRole::charge) return "energy_charged";
    if (role == PortRole::discharge) return "energy_discharged";
    if (role == PortRole::sale) return "energy_export";
    if (role == PortRole::purchase || takes(role)) return "energy_import";
    const bool is_link = asset.has("from") && asset.has("to");
    return is_link ? "energy_export" : "energy_generated";
}

std::string register_name(const AssetModel& model, const AssetPort& port, PortRole role) {
    if (port.carrier == "electricity") return electricity_register(*model.asset, role);
    if (is_thermal(port.carrier)) return (takes(role) ? "heat_input_" : "heat_") + port.carrier;
    if (role == PortRole::purchase) return port.carrier == "gas" ? "gas" : "fuel_" + port.carrier;
    return (takes(role) ? "fuel_" : "fuel_output_") + port.carrier;
}

/// The names of an asset's ports; empty beyond the border.
std::vector<std::string> register_names(const AssetModel& model, const std::vector<PortRole>& roles) {
    std::vector<std::string> plain;
    for (std::size_t p = 0; p < model.ports.size(); ++p) {
        const bool outside = model.ports[p].place.empty();
        plain.push_back(outside ? "" : register_name(model, model.ports[p], roles[p]));
    }
    std::vector<std::string> names = plain;
    for (std::size_t p = 0; p < plain.size(); ++p) {
        for (std::size_t q = 0; q < plain.size() && !plain[p].empty(); ++q) {
            if (plain[q] != plain[p] || model.ports[q].place == model.ports[p].place) continue;
            names[p] = plain[p] + "_" + model.ports[p].place;
        }
    }
    return names;
}

/// The port that a machine's power is read at: of electricity where it has any, else of heat; or none.
const AssetPort* power_port(const AssetModel& model) {
    const auto find = [&](const auto& fits) {
        const auto found = std::find_if(model.ports.begin(), model.ports.end(), [&](const AssetPort& port) {
            return !port.place.empty() && fits(port.carrier);
        });
        return found == model.ports.end() ? nullptr : &*found;
    };
    const AssetPort* electric = find([](const std::string& carrier) { return carrier == "electricity"; });
    return electric != nullptr ? electric : find(is_thermal);
}

}  // namespace

AssetDevice::AssetDevice(const Plant& plant, std::size_t asset, Random& random) : asset_(asset) {
    const AssetModel& model = plant.model().assets[asset];
    device_.id = model.asset->id();
    const auto roles = port_roles(model, plant.model().network);
    const auto names = register_names(model, roles);
    for (std::size_t p = 0; p < names.size(); ++p) {
        if (names[p].empty()) continue;
        const auto same = std::find_if(device_.channels.begin(), device_.channels.end(),
                                       [&](const Channel& channel) { return channel.name == names[p]; });
        const auto channel = static_cast<std::size_t>(same - device_.channels.begin());
        if (same == device_.channels.end()) {
            device_.add({names[p], true}, static_cast<std::int64_t>(random.uniform(0, 9e10)));
        }
        meters_.push_back({p, channel, takes(roles[p]) ? -1.0 : 1.0});
    }
    if (const AssetPort* main = power_port(model)) {
        const bool electric = main->carrier == "electricity";
        const bool connects = std::find(roles.begin(), roles.end(), PortRole::purchase) != roles.end();
        power_sign_ = electric && !connects ? -1 : 1;
        for (std::size_t p = 0; p < names.size(); ++p) {
            const AssetPort& port = model.ports[p];
            if (port.place == main->place && port.carrier == main->carrier) power_ports_.push_back(p);
        }
        power_ = device_.channels.size();
        device_.add({electric ? "power" : "thermal_power", false, 0.005});
        if (electric && connects && Plant::fails(*model.asset)) {
            grid_ = device_.channels.size();
            device_.add({"grid"});
            device_.now[*grid_] = 1;
        }
    }
    switch_ = device_.channels.size();
    device_.add({"switch"});
    if (!plant.has_level(asset)) return;
    level_ = device_.channels.size();
    device_.add({"level"});
}

void AssetDevice::follow(const Plant& plant, double hours, bool grid_out, Device& device) const {
    bool runs = false;
    for (const Meter& meter : meters_) {
        const double kw = meter.sign * plant.port_kw(asset_, meter.port);
        device.registers[meter.channel].add_kwh(std::max(0.0, kw) * hours);
        runs = runs || kw > running_kw;
    }
    double power = 0;
    for (const std::size_t port : power_ports_) power += power_sign_ * plant.port_kw(asset_, port);
    if (power_) device.now[*power_] = power;
    device.now[switch_] = runs ? 1 : 0;
    if (grid_) device.now[*grid_] = grid_out ? 0 : 1;
    if (level_) device.now[*level_] = plant.level_kwh(asset_);
}

}  // namespace gaiku::field
