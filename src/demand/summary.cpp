#include "demand/summary.h"

#include <algorithm>
#include <map>

namespace gaiku {
namespace {

constexpr std::size_t duration_points = 101;

std::vector<double> duration_of(std::vector<double> kw) {
    std::sort(kw.begin(), kw.end(), std::greater<>());
    std::vector<double> curve(duration_points);
    for (std::size_t i = 0; i < duration_points; ++i) curve[i] = kw[i * (kw.size() - 1) / (duration_points - 1)];
    return curve;
}

DemandOfUse& of_use(DemandSummary& summary, const std::string& use, const std::vector<bool>& days_off) {
    for (auto& known : summary.by_use) {
        if (known.use == use) return known;
    }
    return summary.by_use.emplace_back(DemandOfUse{use, 0, 0, {}, MeanDays(days_off)});
}

DemandSummary sum_of(const std::vector<const SummedDemand*>& parts, std::size_t steps, double step_hours,
                     const std::vector<bool>& days_off) {
    DemandSummary summary;
    summary.carrier = parts.front()->carrier;
    summary.service = parts.front()->service;
    std::vector<double> sum(steps, 0.0);
    std::map<std::string, std::vector<double>> sums;  // by use
    for (const SummedDemand* part : parts) {
        DemandOfUse& use = of_use(summary, part->use, days_off);
        std::vector<double>& of_all = sums[part->use];
        of_all.resize(steps, 0.0);
        double highest = 0;
        for (std::size_t t = 0; t < steps; ++t) {
            const double kw = part->kw(t);
            sum[t] += kw;
            of_all[t] += kw;
            use.annual_kwh += kw * step_hours;
            use.monthly_kwh[month_of_year(static_cast<double>(t) * step_hours)] += kw * step_hours;
            highest = std::max(highest, kw);
        }
        use.peak_kw += std::max(part->peak_kw.value_or(0), highest);
    }
    for (std::size_t t = 0; t < steps; ++t) {
        summary.monthly_kwh[month_of_year(static_cast<double>(t) * step_hours)] += sum[t] * step_hours;
        summary.annual_kwh += sum[t] * step_hours;
    }
    for (auto& use : summary.by_use) {
        summary.stacked_peak_kw += use.peak_kw;
        const auto& of_all = sums[use.use];
        for (std::size_t t = 0; t < steps; ++t)
            use.days.add(static_cast<double>(t) * step_hours, step_hours, of_all[t]);
    }
    summary.peak_kw = *std::max_element(sum.begin(), sum.end());
    if (summary.stacked_peak_kw > 0) summary.simultaneity = summary.peak_kw / summary.stacked_peak_kw;
    summary.duration_kw = duration_of(std::move(sum));
    std::stable_sort(summary.by_use.begin(), summary.by_use.end(),
                     [](const DemandOfUse& a, const DemandOfUse& b) { return a.annual_kwh > b.annual_kwh; });
    return summary;
}

}  // namespace

std::vector<DemandSummary> summarise(const std::vector<SummedDemand>& demands, std::size_t steps, double step_hours,
                                     const std::vector<bool>& days_off) {
    std::vector<std::vector<const SummedDemand*>> groups;
    for (const auto& demand : demands) {
        const auto same = std::find_if(groups.begin(), groups.end(), [&](const auto& group) {
            return group.front()->carrier == demand.carrier && group.front()->service == demand.service;
        });
        if (same == groups.end()) {
            groups.push_back({&demand});
        } else {
            same->push_back(&demand);
        }
    }
    std::vector<DemandSummary> summaries;
    for (const auto& group : groups) summaries.push_back(sum_of(group, steps, step_hours, days_off));
    return summaries;
}

}  // namespace gaiku
