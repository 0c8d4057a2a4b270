#include "tariff/demand.h"

#include <algorithm>
#include <cmath>

#include "base/constants.h"

namespace gaiku {
namespace {

/// Whether the demand of a calendar month (1-12) is remembered.
bool counts(const Tariff& tariff, const DemandRule& rule, int month) {
    return rule.memory_season < 0 || tariff.season_of({month, 15}) == rule.memory_season;
}

}  // namespace

Remembered remembered(const Pricing& pricing, const DemandRule& rule, const Terms& terms, std::size_t month) {
    const auto& months = pricing.axis().months();
    const int all = static_cast<int>(months.size());
    Remembered result;
    result.months.push_back({month, 1});
    result.floor_kw = std::max(rule.least_kw, terms.contract_kw);
    for (int back = 1; back <= rule.memory; ++back) {
        int index = static_cast<int>(month) - back;
        const int number = ((months[month].month - 1 - back) % months_a_year + months_a_year) % months_a_year + 1;
        if (!counts(pricing.tariff(), rule, number)) continue;
        if (index < 0 && terms.past == Terms::Past::none) break;
        if (index < 0 && terms.past == Terms::Past::listed) {
            const int from_end = -index;  // 1: the month before the axis
            if (from_end > static_cast<int>(terms.past_kw.size())) break;
            const double kw =
                terms.past_kw[terms.past_kw.size() - static_cast<std::size_t>(from_end)] * rule.memory_share;
            if (kw > result.floor_kw) {
                result.floor_kw = kw;
                result.floor_from = from_end;
            }
            continue;
        }
        index = (index % all + all) % all;
        const auto same = static_cast<std::size_t>(index);
        const bool known = std::any_of(result.months.begin(), result.months.end(),
                                       [&](const Remembered::Month& m) { return m.month == same; });
        if (!known) result.months.push_back({same, rule.memory_share});
    }
    return result;
}

std::vector<MeasuredDemand> measure(const Pricing& pricing, const DemandRule& rule, int period,
                                    std::span<const double> kw, double peak_factor) {
    const MeterAxis& axis = pricing.axis();
    std::vector<MeasuredDemand> highest(axis.months().size());
    std::size_t begin = 0;
    while (begin < axis.size()) {
        const auto window = axis.window(begin, rule.hours);
        double sum = 0;
        std::size_t end = begin;
        while (end < axis.size() && axis.window(end, rule.hours) == window) sum += kw[end++];
        // A window that the axis cuts off counts by its whole length, as a meter would.
        const double length = std::max(rule.hours, axis.hours());
        const double mean = sum * axis.hours() / length * peak_factor;
        MeasuredDemand& month = highest[axis.month_of(begin)];
        if ((period < 0 || pricing.period_at(begin) == period) && mean > month.kw) month = {mean, begin};
        begin = end;
    }
    return highest;
}

BilledDemand billed(const Remembered& remembered, const std::vector<MeasuredDemand>& measured, const DemandRule& rule,
                    bool round) {
    BilledDemand result{remembered.floor_kw, -1};
    for (const auto& month : remembered.months) {
        const double kw = measured[month.month].kw;
        const double counted = (round ? rounded(kw, rule.step_kw, rule.rounding) : kw) * month.share;
        if (counted > result.kw) result = {counted, static_cast<int>(month.month)};
    }
    if (round) result.kw = rounded(result.kw, rule.step_kw, rule.rounding);
    return result;
}

double power_factor_adjustment(const DemandRule& rule, double power_factor) {
    if (!rule.power_factor_base) return 1;
    const double points = std::round(power_factor * 100) - std::round(*rule.power_factor_base * 100);
    return 1 - points * rule.power_factor_step;
}

}  // namespace gaiku
