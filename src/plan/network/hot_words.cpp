#include "plan/network/hot_words.h"

#include <fmt/format.h>
#include <algorithm>

#include "plan/network/names.h"

namespace gaiku {
namespace {

std::optional<NetworkPlan> planned_briefly(const District& district, const Technologies& technologies,
                                           const Solvers& solvers, const solve::Options& options,
                                           Objective objective = Objective::cost) {
    if (options.cancel.stop_requested()) return std::nullopt;
    NetworkPlanner planner(technologies, solvers);
    planner.set_explains(false);
    return planner.plan(district, options, objective).plan;
}

Finding infeasible(Text message, Text fix) {
    Finding finding;
    finding.code = "infeasible";
    finding.message = std::move(message);
    finding.fix = std::move(fix);
    return finding;
}

/// What of a demand is not supplied.
struct Missing {
    const PlannedDemand* demand = nullptr;
    double kwh = 0, most_kw = 0, hours = 0;
    std::size_t worst = 0;  ///< the step
};

Missing missing_of(const PlannedDemand& demand, double step_hours) {
    constexpr double least_kw = 1e-3;
    Missing missing{&demand};
    for (std::size_t t = 0; t < demand.unserved_kw.size(); ++t) {
        const double kw = demand.unserved_kw[t];
        if (kw < least_kw) continue;
        missing.kwh += kw * step_hours;
        missing.hours += step_hours;
        if (kw > missing.most_kw) missing.worst = t;
        missing.most_kw = std::max(missing.most_kw, kw);
    }
    return missing;
}

Text words(const District& district, const Missing& is, double step_hours) {
    const Text carrier = carrier_name(district, is.demand->carrier);
    const Text place = in_place(district, is.demand->place);
    const Text when = time_span(static_cast<double>(is.worst) * step_hours, step_hours);
    const std::string kw = said_enough(is.most_kw, true), hours = said(is.hours);
    return {fmt::format("Up to {} kW of {}{} cannot be supplied, most of it on {}; in {} h altogether.", kw, carrier.en,
                        place.en, when.en, hours),
            fmt::format("{}{}を最大{} kW供給できません（最大は{}、合計{}時間）。", place.in(Language::ja),
                        carrier.in(Language::ja), kw, when.in(Language::ja), hours)};
}

}  // namespace

std::optional<Finding> beyond_least_co2(const District& district, WhatIf question, const NetworkPlan& first,
                                        const Technologies& technologies, const Solvers& solvers,
                                        const solve::Options& options) {
    const double asked_for = *question.co2_cap;
    question.co2_cap.reset();
    const auto least =
        planned_briefly(asked(district, question, first), technologies, solvers, options, Objective::co2);
    if (!least || !least->co2_t || *least->co2_t <= asked_for * *first.co2_t) return std::nullopt;
    const std::string percent = said_enough(100 * *least->co2_t / *first.co2_t, true);
    const std::string tonnes = said_enough(*least->co2_t, true), wanted = said(100 * asked_for);
    return infeasible({fmt::format("The least CO2 within reach is {} % of the plan's, {} t; {} % was asked for.",
                                   percent, tonnes, wanted),
                       fmt::format("この条件で到達できるCO2排出量は、計画の{} %（{} t）までです（指定は{} %）。",
                                   percent, tonnes, wanted)},
                      {fmt::format("allow {} % or more, or offer equipment that does better", percent),
                       fmt::format("上限を{} %以上にするか、より低炭素な設備を候補に加えてください", percent)});
}

std::optional<Finding> not_supplied(District district, const Technologies& technologies, const Solvers& solvers,
                                    const solve::Options& options) {
    constexpr double dear = 10'000;  // money a kWh: far above any supply
    constexpr std::size_t most_told = 3;
    district.supposed.unserved_price = dear;
    const auto plan = planned_briefly(district, technologies, solvers, options);
    if (!plan) return std::nullopt;
    std::vector<Missing> all;
    for (const auto& demand : plan->demands) all.push_back(missing_of(demand, plan->step_hours));
    std::erase_if(all, [](const Missing& is) { return is.kwh <= 0; });
    if (all.empty()) return std::nullopt;
    std::stable_sort(all.begin(), all.end(), [](const Missing& a, const Missing& b) { return a.kwh > b.kwh; });
    Text message;
    for (std::size_t i = 0; i < std::min(all.size(), most_told); ++i)
        message = message + Text{i == 0 ? "" : " ", ""} + words(district, all[i], plan->step_hours);
    return infeasible(std::move(message), {"ask for less demand, or offer more equipment or a larger connection",
                                           "需要を減らすか、設備や受電・購入の容量を増やしてください"});
}

std::vector<Finding> explained(const District& district, const Technologies& technologies, const Solvers& solvers,
                               const solve::Options& options) {
    if (options.cancel.stop_requested()) return {};
    NetworkPlanner planner(technologies, solvers);
    return planner.plan(district, options).findings;
}

}  // namespace gaiku
