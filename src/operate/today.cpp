#include "operate/today.h"

#include <algorithm>

#include "operate/json_parts.h"

namespace gaiku::operate {

std::string today_json(telemetry::Store& store, const Surroundings& surroundings, const std::string& block,
                       const std::string& time_zone, TimeMs now) {
    constexpr double little_kwh = 1e-3;
    const telemetry::LocalDays days(time_zone);
    const telemetry::Span day = days.span(days.day_at(now));
    // Half-hours that are over, up to the last one that all devices have told of: the others are on their way.
    const TimeMs over = now - now % telemetry::ms_a_slot;
    auto half_hours = energies(store, surroundings, block, telemetry::Period::half_hour, day.begin, over);
    while (!half_hours.empty() && !half_hours.back().whole()) half_hours.pop_back();
    const Energy sum = sum_of(half_hours);
    const double used = sum.used();
    Json json{{"begin", day.begin},          {"until", half_hours.empty() ? Json(nullptr) : Json(sum.end)},
              {"generation_kwh", nullptr},   {"demand_kwh", nullptr},
              {"self_sufficiency", nullptr}, {"co2_avoided_kg", nullptr}};
    if (sum.whole()) {
        json["generation_kwh"] = sum.generated;
        json["demand_kwh"] = used;
        if (used > little_kwh) json["self_sufficiency"] = std::max(0.0, used - sum.bought) / used;
        if (sum.co2_kg && sum.co2_if_bought_kg) json["co2_avoided_kg"] = *sum.co2_if_bought_kg - *sum.co2_kg;
    }
    return dump(json);
}

}  // namespace gaiku::operate
