#include <fmt/format.h>
#include <algorithm>

#include "base/unit.h"
#include "report/network_names.h"
#include "report/network_view.h"

namespace gaiku {
namespace {

Text limit_text(const PlannedSize& size) {
    const std::string amount = print_number(*size.value, 1) + (size.energy ? " kWh" : " kW");
    if (size.binding == "upper") return {"limit of " + amount, "上限 " + amount};
    return {"least size, " + amount, "下限 " + amount};
}

/// One way to say how several sizes of an asset came about: the one that limits it, else the one that was chosen.
void take(ShownCapacity& capacity, const PlannedSize& size) {
    const std::string was = capacity.decided;
    const bool limited = size.binding == "upper" || size.binding == "lower";
    if (limited && was != "limit") {
        capacity.decided = "limit";
        capacity.limit = limit_text(size);
    } else if (size.binding == "free" || size.binding == "unused" || size.binding == "units") {
        if (was != "limit") capacity.decided = "plan";
    } else if (size.binding == "given") {
        if (was.empty() || was == "use") capacity.decided = "given";
    } else if (was.empty()) {
        capacity.decided = "use";
    }
    if (!size.value) return;
    auto& amount = size.energy ? capacity.kwh : capacity.kw;
    amount = std::max(amount.value_or(0), *size.value < nothing ? 0 : *size.value);
}

double largest(const std::vector<double>& kw) {
    double most = 0;
    for (const double value : kw) most = std::max(most, std::abs(value));
    return most;
}

/// The port that people measure an asset by: the first that gives, or the first of all.
void add_use(ShownCapacity& capacity, const AssetSchedule& schedule, const std::vector<PortRole>& roles,
             double step_hours) {
    const auto gives = [](PortRole r) {
        return r == PortRole::supply || r == PortRole::discharge || r == PortRole::purchase;
    };
    if (roles.empty()) return;
    const auto first = std::find_if(roles.begin(), roles.end(), gives);
    const auto index = static_cast<std::size_t>(first == roles.end() ? 0 : first - roles.begin());
    const auto& kw = schedule.ports[index].kw;
    if (largest(kw) < nothing) return;
    capacity.peak_kw = largest(kw);
    for (const double value : kw) capacity.given_kwh += std::abs(value) * step_hours;
}

}  // namespace

std::vector<ShownCapacity> shown_capacities(const District& district, const NetworkPlan& plan) {
    std::vector<ShownCapacity> all;
    for (std::size_t i = 0; i < plan.schedules.size(); ++i) {
        const auto& asset = plan.schedules[i];
        const Record* record = find_asset(district, asset.id);
        ShownCapacity capacity;
        capacity.id = asset.id;
        capacity.name = asset_name(district, asset.id);
        capacity.capital = plan.assets[i].capital;
        if (record != nullptr) {
            capacity.technology = record->text("technology");
            if (record->has("block")) capacity.place = shown_place(district, record->text("block"));
        }
        for (const auto& size : plan.sizes) {
            if (size.id == asset.id) take(capacity, size);
        }
        if (*capacity.decided == '\0') capacity.decided = "given";
        add_use(capacity, asset.schedule, plan.assets[i].roles, plan.step_hours);
        for (const auto& cost : plan.costs) {
            const bool own = cost.kind == CostKind::capital || cost.kind == CostKind::upkeep;
            if (own && cost.owner == asset.id) capacity.yearly += cost.amount;
        }
        all.push_back(std::move(capacity));
    }
    return all;
}

}  // namespace gaiku
