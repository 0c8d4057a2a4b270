#include "assess/resilience/study.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>
#include <mutex>
#include <thread>

#include "assess/resilience/failures.h"

namespace gaiku::resilience {
namespace {

/// What is left over of sums of thousands of outages is no help and no harm.
constexpr double rounding_h = 1e-9;

double mean_hours(const std::vector<Outage>& outages) {
    double sum = 0;
    for (const Outage& outage : outages) sum += outage.hours;
    return sum / std::max(1.0, static_cast<double>(outages.size()));
}

/// Mean hours survived with each of the candidates. Two at a time: each runs an island of its own, so that nothing
/// depends on who does which; islands are made one after another, for they look at one district.
std::vector<double> mean_hours_with(const IslandMaker& make, const std::vector<More>& candidates,
                                    const std::vector<std::uint8_t>& months) {
    std::vector<double> hours(candidates.size());
    std::vector<std::exception_ptr> errors(candidates.size());
    std::atomic<std::size_t> next = 0;
    std::mutex making;
    const auto work = [&] {
        for (std::size_t i = next++; i < candidates.size(); i = next++) {
            try {
                std::unique_lock alone(making);
                const auto island = make(&candidates[i]);
                alone.unlock();
                OutageRun run(*island, months);
                run.run();
                hours[i] = mean_hours(run.outages());
            } catch (...) {
                errors[i] = std::current_exception();
            }
        }
    };
    {
        const std::jthread beside(work);
        work();
    }
    for (const auto& error : errors) {
        if (error) std::rethrow_exception(error);
    }
    return hours;
}

}  // namespace

Survival study(const IslandMaker& make, const std::vector<More>& candidates, const std::vector<std::uint8_t>& months) {
    const auto island = make(nullptr);
    OutageRun run(*island, months);
    run.run();
    Survival survival = survival_of(*island, run.outages(), months);
    const double mean = mean_hours(run.outages());
    // Where every outage is survived to the horizon, nothing can be seen to help.
    const auto hours = survival.lasted < 1 ? mean_hours_with(make, candidates, months) : std::vector<double>{};
    for (std::size_t i = 0; i < hours.size(); ++i) {
        const More& more = candidates[i];
        const double extra = hours[i] - mean;
        survival.helps.push_back({more.id, more.what, more.amount, std::abs(extra) < rounding_h ? 0 : extra});
    }
    std::stable_sort(survival.helps.begin(), survival.helps.end(),
                     [](const Help& a, const Help& b) { return a.extra_hours > b.extra_hours; });
    if (may_fail(*island)) add_failures(*island, run_failures(*island, months, survival.hours), months, survival);
    return survival;
}

}  // namespace gaiku::resilience
