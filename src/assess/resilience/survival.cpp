#include "assess/resilience/survival.h"

#include <algorithm>
#include <cmath>

namespace gaiku::resilience {
namespace {

constexpr double tolerance_h = 1e-9;
constexpr int hours_a_day = 24;

/// An outage of whole steps has survived an hour when the steps up to it were served whole.
double whole_hours(const Outage& outage, double step_hours) {
    return outage.steps * step_hours;
}

class CurveSum {
public:
    CurveSum(const std::vector<double>& hours, double step_hours) : hours_(hours), step_hours_(step_hours) {
        curve_.probability.assign(hours.size(), 0.0);
    }

    void add(const Outage& outage) {
        curve_.starts += 1;
        curve_.mean_hours += outage.hours;
        const double lasted = whole_hours(outage, step_hours_) + tolerance_h;
        for (std::size_t i = 0; i < hours_.size() && hours_[i] <= lasted; ++i) curve_.probability[i] += 1;
    }

    Curve mean() {
        if (curve_.starts > 0) {
            curve_.mean_hours /= curve_.starts;
            for (double& p : curve_.probability) p /= curve_.starts;
        }
        return std::move(curve_);
    }

private:
    const std::vector<double>& hours_;
    double step_hours_;
    Curve curve_;
};

}  // namespace

Season season_of(int month) {
    constexpr int months_a_season = 3;
    return static_cast<Season>((month + 9) % 12 / months_a_season);
}

std::size_t start_hour(std::size_t step, double step_hours) {
    return static_cast<std::size_t>(std::fmod(static_cast<double>(step) * step_hours + tolerance_h, hours_a_day));
}

std::vector<double> told_hours(double step_hours, double horizon_hours) {
    std::vector<double> hours;
    constexpr double day = hours_a_day, dense = 3 * day, every_3h = 3, every_12h = 12;
    for (double h = step_hours; h < horizon_hours - tolerance_h;) {
        hours.push_back(h);
        h += std::max(step_hours, h < day - tolerance_h ? step_hours : h < dense - tolerance_h ? every_3h : every_12h);
    }
    hours.push_back(horizon_hours);
    return hours;
}

Survival survival_of(const Island& island, const std::vector<Outage>& outages,
                     const std::vector<std::uint8_t>& months) {
    const double step_hours = island.step_hours();
    Survival is;
    is.ends_with = island.terms().ends_with;
    is.horizon_hours = island.terms().horizon_steps * step_hours;
    is.hours = told_hours(step_hours, is.horizon_hours);
    CurveSum all(is.hours, step_hours);
    std::vector<CurveSum> seasons(is.seasons.size(), CurveSum(is.hours, step_hours));
    std::vector<CurveSum> start_hours(hours_a_day, CurveSum(is.hours, step_hours));
    is.least_hours = is.horizon_hours;
    for (std::size_t s = 0; s < outages.size(); ++s) {
        const Outage& outage = outages[s];
        all.add(outage);
        seasons[static_cast<std::size_t>(season_of(months[s]))].add(outage);
        start_hours[start_hour(s, step_hours)].add(outage);
        is.lasted += outage.censored ? 1 : 0;
        if (outage.hours < is.least_hours) {
            is.least_hours = outage.hours;
            is.least_start_hour = static_cast<double>(s) * step_hours;
        }
        for (std::size_t k = 0; k < load_classes; ++k) {
            is.classes[k].served_hours += (outage.steps - outage.missed_steps[k]) * step_hours;
            is.classes[k].asked_kwh += outage.asked_kwh[k];
            is.classes[k].unserved_kwh += outage.unserved_kwh[k];
        }
    }
    const double count = std::max(1.0, static_cast<double>(outages.size()));
    is.lasted /= count;
    for (ClassLoad& load : is.classes) {
        load.served_hours /= count;
        load.asked_kwh /= count;
        load.unserved_kwh /= count;
    }
    is.all = all.mean();
    for (std::size_t i = 0; i < seasons.size(); ++i) is.seasons[i] = seasons[i].mean();
    for (CurveSum& curve : start_hours) is.start_hours.push_back(curve.mean());
    return is;
}

}  // namespace gaiku::resilience
