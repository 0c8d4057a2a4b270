#include "plan/network/replay.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <limits>

namespace gaiku {
namespace {

const Record& asset_of(const District& district, const std::string& id) {
    const auto& assets = district.assets();
    return *std::find_if(assets.begin(), assets.end(), [&](const auto& a) { return a.first == id; })->second;
}

void note(double difference, double& largest, std::string& where, const std::string& what, std::size_t step) {
    if (std::abs(difference) <= largest) return;
    largest = std::abs(difference);
    where = fmt::format("{}, step {}", what, step);
}

ReplayedAsset replay_asset(const Machine& machine, const std::string& id, const AssetSchedule& schedule,
                           std::size_t steps, double hours) {
    ReplayedAsset result{id, 0, 0, ""};
    double level = schedule.level_kwh.empty() ? 0 : schedule.level_kwh.back();  // cyclic: it begins as it ends
    std::vector<double> wanted(schedule.controls.size() + 2 * schedule.units.size());
    std::vector<double> ports(schedule.ports.size());
    for (std::size_t t = 0; t < steps; ++t) {
        std::size_t next = 0;
        for (const auto& control : schedule.controls) wanted[next++] = control[t];
        for (const auto& unit : schedule.units) {
            wanted[next++] = unit.on[t];
            wanted[next++] = unit.kw[t];
        }
        machine.step(t, hours, wanted, level, ports);
        for (std::size_t i = 0; i < ports.size(); ++i)
            note(ports[i] - schedule.ports[i].kw[t], result.largest_kw, result.where, schedule.ports[i].name, t);
        if (schedule.level_kwh.empty()) continue;
        note(level - schedule.level_kwh[t], result.largest_kwh, result.where, "level", t);
    }
    return result;
}

}  // namespace

std::vector<ReplayedAsset> replay(const District& district, const Technologies& technologies, const NetworkPlan& plan) {
    std::vector<ReplayedAsset> all;
    for (const auto& [id, schedule] : plan.schedules) {
        const AssetInput input(asset_of(district, id), district);
        std::vector<double> sizes;
        for (const auto& size : schedule.sizes)
            sizes.push_back(size.value.value_or(std::numeric_limits<double>::infinity()));
        const auto machine = technologies.of(input.record()).machine(input, sizes);
        all.push_back(replay_asset(*machine, id, schedule, district.steps(), plan.step_hours));
    }
    return all;
}

}  // namespace gaiku
