#include "report/islanding_figures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

namespace gaiku {
namespace {

/// The month (1-12) and the hour of the day in which a step begins; years follow each other without leap days.
std::pair<int, int> month_and_hour(double hours) {
    constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    constexpr double year = 8760;
    double left = std::fmod(hours + 1e-9, year);
    const int hour = static_cast<int>(std::fmod(left, 24));
    int month = 0;
    while (left >= days[static_cast<std::size_t>(month)] * 24) left -= days[static_cast<std::size_t>(month++)] * 24;
    return {month + 1, hour};
}

std::vector<HoursGroup> grouped(const std::map<int, std::vector<double>>& hours) {
    std::vector<HoursGroup> groups;
    for (const auto& [key, all] : hours) {
        const double sum = std::accumulate(all.begin(), all.end(), 0.0);
        groups.push_back({key, *std::min_element(all.begin(), all.end()), sum / static_cast<double>(all.size())});
    }
    return groups;
}

}  // namespace

IslandingFigures islanding_figures(const NetworkPlan& plan) {
    const auto& hours = plan.islanding->by_start;
    IslandingFigures figures;
    const auto worst = std::min_element(hours.begin(), hours.end());
    figures.worst_step = static_cast<int>(worst - hours.begin());
    figures.least = *worst;
    figures.mean = std::accumulate(hours.begin(), hours.end(), 0.0) / static_cast<double>(hours.size());
    std::vector<double> sorted = hours;
    std::sort(sorted.begin(), sorted.end());
    for (const int percent : {1, 5, 25, 50, 75, 95, 99}) {
        const auto rank = static_cast<std::size_t>(std::ceil(percent / 100.0 * static_cast<double>(sorted.size())));
        figures.percentiles.emplace_back(percent, sorted[std::max<std::size_t>(rank, 1) - 1]);
    }
    std::map<int, std::vector<double>> months, hours_of_day;
    for (std::size_t s = 0; s < hours.size(); ++s) {
        const auto [month, hour] = month_and_hour(static_cast<double>(s) * plan.step_hours);
        months[month].push_back(hours[s]);
        hours_of_day[hour].push_back(hours[s]);
    }
    figures.by_month = grouped(months);
    figures.by_hour = grouped(hours_of_day);
    figures.dispatch = {
        "By rules that see no hour ahead, so that it may be more; at starts where these fall short of the hours asked "
        "for, by the dispatch with the whole outage in view.",
        "先を見通さない運転ルールによる（実際はこれ以上になりうる）。求めた時間に届かない開始時刻については、"
        "停電全体を見通した運転による。"};
    if (!plan.islanding->hours) {
        figures.dispatch = {"By rules that see no hour ahead, so that it may be more.",
                            "先を見通さない運転ルールによる（実際はこれ以上になりうる）。"};
    }
    return figures;
}

}  // namespace gaiku
