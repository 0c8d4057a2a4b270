#include "plan/network/purchase_peaks.h"

#include <algorithm>
#include <cmath>

#include "base/constants.h"
#include "plan/network/demands.h"
#include "plan/network/names.h"

namespace gaiku {
namespace {

using Kw = std::vector<double>;  ///< of each step

void raise(std::optional<double>& highest, double kw) {
    highest = std::max(highest.value_or(0), kw);
}

PurchasePeak peak_of(std::string connection, const Kw& kw, const std::vector<bool>& off, double step_hours) {
    PurchasePeak peak;
    peak.connection = std::move(connection);
    for (std::size_t t = 0; t < kw.size(); ++t) {
        peak.kw = std::max(peak.kw, kw[t]);
        const auto day =
            static_cast<std::size_t>(std::floor(static_cast<double>(t) * step_hours * days_a_year / hours_a_year));
        if (day < off.size()) raise(off[day] ? peak.day_off_kw : peak.weekday_kw, kw[t]);
    }
    return peak;
}

Kw purchase_of(const PlannedAssetSchedule& planned, const std::vector<PortRole>& roles) {
    Kw kw;
    for (std::size_t p = 0; p < roles.size(); ++p) {
        if (roles[p] == PortRole::purchase) kw = planned.schedule.ports[p].kw;
    }
    return kw;
}

}  // namespace

std::vector<PurchasePeak> purchase_peaks(const District& district, const NetworkPlan& plan) {
    const std::vector<bool> off = days_off(district);
    std::vector<PurchasePeak> peaks;
    Kw together;
    for (std::size_t i = 0; i < plan.schedules.size(); ++i) {
        const Record* asset = find_asset(district, plan.schedules[i].id);
        if (asset == nullptr || asset->text("technology") != "grid_connection") continue;
        const Kw kw = purchase_of(plan.schedules[i], plan.assets[i].roles);
        together.resize(std::max(together.size(), kw.size()), 0.0);
        for (std::size_t t = 0; t < kw.size(); ++t) together[t] += kw[t];
        peaks.push_back(peak_of(plan.schedules[i].id, kw, off, plan.step_hours));
    }
    if (peaks.size() > 1) peaks.push_back(peak_of({}, together, off, plan.step_hours));
    return peaks;
}

}  // namespace gaiku
