#include "plan/network/hot_plan.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "base/clock.h"
#include "plan/network/hot_words.h"
#include "plan/network/names.h"
#include "plan/network/purchase_peaks.h"

namespace gaiku {
namespace {

/// What assets give of electricity beyond what they take, kWh; a store and a line give nothing.
double generated_kwh(const NetworkPlan& plan) {
    std::map<std::string, double> net;
    for (const auto& flow : plan.flows) {
        if (flow.carrier != "electricity") continue;
        net[flow.from] += flow.kwh;
        net[flow.to] -= flow.kwh;
    }
    double sum = 0;
    for (const auto& schedule : plan.schedules) sum += std::max(0.0, net[schedule.id]);
    return sum;
}

/// Of the electricity that is used within the district, the share that is not bought.
std::optional<double> self_sufficiency(const NetworkPlan& plan) {
    double bought = 0, sold = 0;
    for (const auto& flow : plan.flows) {
        if (flow.from == "outside:electricity") bought += flow.kwh;
        if (flow.to == "outside:electricity") sold += flow.kwh;
    }
    const double used = bought + generated_kwh(plan) - sold;
    if (!(used > 0)) return std::nullopt;
    return std::max(0.0, used - bought) / used;
}

std::vector<HotFigures::Size> sizes_of(const District& district, const NetworkPlan& plan) {
    std::vector<HotFigures::Size> sizes;
    for (const auto& size : plan.sizes) {
        if (!size.value) continue;
        const bool free = size.binding != "given" && size.binding != "units";
        sizes.push_back({size.id, size.name, size.part, size.energy ? "kWh" : "kW", free, *size.value});
    }
    for (const auto& units : plan.units)
        sizes.push_back({units.id, asset_name(district, units.id), units.name, "", true, units.count});
    return sizes;
}

std::vector<SizeChange> changes(const HotFigures& first, const HotFigures& now) {
    constexpr double same = 1e-3;  // of the larger
    constexpr double dust = 1e-3;  // a watt, or a watt-hour
    std::vector<SizeChange> all;
    for (const auto& size : now.sizes) {
        const auto before = std::find_if(first.sizes.begin(), first.sizes.end(), [&](const auto& other) {
            return other.id == size.id && other.part == size.part;
        });
        const double was = before == first.sizes.end() ? 0 : before->value;
        if (std::abs(size.value - was) > std::max(dust, same * std::max(size.value, was)))
            all.push_back({size.id, size.part, was, size.value});
    }
    return all;
}

HotAnswer answer_of(const District& district, NetworkOutcome&& outcome) {
    HotAnswer answer;
    answer.findings = std::move(outcome.findings);
    if (!outcome.plan) return answer;
    const SolveFigures& solved = outcome.plan->solve;
    answer.figures = figures_of(district, *outcome.plan);
    answer.iterations = solved.iterations;
    answer.from_last = solved.started_from == "the last solution";
    answer.method = solved.method;
    answer.gap = solved.gap;
    answer.time_limit_reached = solved.time_limit_reached;
    return answer;
}

}  // namespace

HotFigures figures_of(const District& district, const NetworkPlan& plan) {
    HotFigures figures;
    figures.cost = plan.cost;
    for (const auto& cost : plan.costs) figures.parts[cost.kind] += cost.amount;
    figures.capital = plan.capital;
    figures.co2_t = plan.co2_t;
    figures.primary_energy_gj = plan.primary_energy_gj;
    if (const auto peaks = purchase_peaks(district, plan); !peaks.empty()) figures.grid_peak_kw = peaks.back().kw;
    figures.self_sufficiency = self_sufficiency(plan);
    figures.unserved_kwh = plan.unserved_kwh;
    figures.sizes = sizes_of(district, plan);
    return figures;
}

NetworkOutcome HotPlan::planned(Kept& kept, const District& district, const solve::Options& options) {
    const bool anew = !kept.planner;
    if (anew) kept.planner.emplace(technologies_, solvers_).set_explains(false);
    NetworkOutcome outcome = kept.planner->plan(district, options);
    if (anew) kept.usual = kept.planner->used();
    // Where this question was one for a slower solver, the next one begins with the usual again.
    if (kept.planner->used() != kept.usual) kept.planner.reset();
    return outcome;
}

const HotAnswer& HotPlan::plan(const solve::Options& options) {
    const auto start = std::chrono::steady_clock::now();
    plain_.planner.reset();
    capped_.planner.reset();
    plan_.reset();
    NetworkOutcome outcome = planned(plain_, district_, options);
    plan_ = outcome.plan;
    first_ = answer_of(district_, std::move(outcome));
    if (!plan_) first_.findings = explained(district_, technologies_, solvers_, options);
    first_.stopped = !plan_ && options.cancel.stop_requested();
    first_.seconds = seconds_since(start);
    if (plan_) choices_ = choices_of(district_, *plan_);
    return first_;
}

std::vector<Finding> HotPlan::why_not(const WhatIf& question, const solve::Options& options) const {
    std::optional<Finding> finding;
    if (question.co2_cap) finding = beyond_least_co2(district_, question, *plan_, technologies_, solvers_, options);
    const District changed = asked(district_, question, *plan_);
    if (!finding) finding = not_supplied(changed, technologies_, solvers_, options);
    if (finding) return {*finding};
    return explained(changed, technologies_, solvers_, options);
}

HotAnswer HotPlan::ask(const WhatIf& question, const solve::Options& options) {
    const auto start = std::chrono::steady_clock::now();
    if (question.is_nothing()) {
        HotAnswer same = first_;
        same.seconds = seconds_since(start);
        same.iterations = 0;
        return same;
    }
    const District changed = asked(district_, question, *plan_);
    const bool one_more_row = question.co2_cap && !district_.plan().has("co2_limit");
    HotAnswer answer = answer_of(changed, planned(one_more_row ? capped_ : plain_, changed, options));
    if (!answer.figures) answer.findings = why_not(question, options);
    answer.stopped = !answer.figures && options.cancel.stop_requested();
    if (answer.stopped) answer.findings.clear();
    if (answer.figures) answer.changed = changes(*first_.figures, *answer.figures);
    answer.seconds = seconds_since(start);
    return answer;
}

}  // namespace gaiku
