#include "assess/resilience/study.h"

#include <algorithm>

#include "assess/resilience/failures.h"

namespace gaiku::resilience {
namespace {

double mean_hours(const std::vector<Outage>& outages) {
    double sum = 0;
    for (const Outage& outage : outages) sum += outage.hours;
    return sum / std::max(1.0, static_cast<double>(outages.size()));
}

}  // namespace

Survival study(const IslandMaker& make, const std::vector<More>& candidates, const std::vector<std::uint8_t>& months) {
    const auto island = make(nullptr);
    OutageRun run(*island, months);
    run.run();
    Survival survival = survival_of(*island, run.outages(), months);
    const double mean = mean_hours(run.outages());
    // Where every outage is survived to the horizon, nothing can be seen to help.
    for (const More& more : candidates) {
        if (survival.lasted >= 1) break;
        const auto with = make(&more);
        OutageRun again(*with, months);
        again.run();
        survival.helps.push_back({more.id, more.what, more.amount, mean_hours(again.outages()) - mean});
    }
    std::stable_sort(survival.helps.begin(), survival.helps.end(),
                     [](const Help& a, const Help& b) { return a.extra_hours > b.extra_hours; });
    if (may_fail(*island)) add_failures(*island, run_failures(*island, months, survival.hours), months, survival);
    return survival;
}

}  // namespace gaiku::resilience
