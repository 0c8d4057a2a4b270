#include "plan/network/outage_rules.h"

#include <algorithm>

#include "plan/network/rules.h"

namespace gaiku {
namespace {

OutageModel at_sizes(const OutageModel& outage, const std::vector<double>& sizes) {
    OutageModel fixed = outage;
    for (std::size_t c = 0; c < sizes.size(); ++c)
        fixed.network.set_limits(network::CapacityId{static_cast<std::int32_t>(c)}, sizes[c], sizes[c]);
    return fixed;
}

}  // namespace

OutageRules::OutageRules(const District& district, const NetworkModel& model, const OutageModel& outage,
                         const std::vector<double>& sizes)
    : outage_(at_sizes(outage, sizes)),
      inputs_{district, outage_.network, model.assets, model.balances, {}, true},
      simulation_(inputs_, asset_sizes(model, sizes)),
      desk_(simulation_.desk()) {}

int OutageRules::steps_served(int first, const std::vector<double>& levels, int most) {
    const auto& horizon = outage_.network.horizon();
    std::copy(levels.begin(), levels.end(), desk_.state.level_kwh.begin());
    for (int k = 0; k < most; ++k) {
        const int t = (first + k) % horizon.steps();
        const bool balanced = simulation_.dispatch().run(desk_, static_cast<std::size_t>(t), horizon.hours(t));
        if (!balanced && !is_served(t)) return k;
    }
    return most;
}

/// What is left over may go to loads that are not critical.
bool OutageRules::is_served(int step) const {
    constexpr double least_kw = 1e-6;
    for (std::size_t b = 0; b + 1 < desk_.state.residual.size(); ++b) {
        const double left = desk_.state.residual[b];
        double critical = 0, more = 0;
        for (const auto& demand : outage_.demands) {
            if (demand.balance.at() != b) continue;
            critical = outage_.network.at(outage_.network.balances()[b].value, step);
            more = outage_.network.at(demand.extra, step);
        }
        if (left < -(served * critical + least_kw) || left > more + least_kw) return false;
    }
    return true;
}

}  // namespace gaiku
