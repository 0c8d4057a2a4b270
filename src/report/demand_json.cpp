#include "report/demand_json.h"

#include <fmt/format.h>
#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "report/json_parts.h"

namespace gaiku {

namespace {

using Json = nlohmann::ordered_json;

/// Four digits, more than a chart shows: there are thousands of these numbers.
double short_number(double value) {
    return std::strtod(fmt::format("{:.4g}", value).c_str(), nullptr);
}

nlohmann::ordered_json mean_days_json(const MeanDays& days) {
    static constexpr std::array<const char*, day_seasons.size()> names{"summer", "between", "winter"};
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const DaySeason season : day_seasons) {
        for (const bool off : {false, true}) {
            auto day = days.of(season, off);
            if (!day) continue;
            std::transform(day->begin(), day->end(), day->begin(), short_number);
            list.push_back({{"season", names[static_cast<std::size_t>(season)]}, {"day_off", off}, {"kw", *day}});
        }
    }
    return list;
}

Json range_json(const UsualRange& range) {
    return {{"low", range.low},
            {"high", range.high},
            {"table", range.table},
            {"row", range.row},
            {"mark", range.mark.empty() ? Json(nullptr) : Json(range.mark)},
            {"source", text_json(range.source)}};
}

Json intensity_json(const std::optional<Intensity>& intensity) {
    if (!intensity) return nullptr;
    static constexpr std::array<const char*, 3> standings{"below", "within", "above"};
    Json json{{"per", intensity->per == Per::area ? "m2" : "household"},
              {"amount", intensity->amount},
              {"kwh", intensity->kwh},
              {"range", nullptr},
              {"standing", nullptr}};
    if (!intensity->range) return json;
    json["range"] = range_json(*intensity->range);
    json["standing"] = standings.at(static_cast<std::size_t>(standing_of(intensity->kwh, *intensity->range)));
    return json;
}

}  // namespace

nlohmann::ordered_json demand_json(const std::vector<DemandSummary>& demand) {
    Json list = Json::array();
    for (const DemandSummary& of : demand) {
        Json uses = Json::array();
        for (const DemandOfUse& use : of.by_use) {
            uses.push_back({{"use", use.use.empty() ? Json(nullptr) : Json(use.use)},
                            {"annual_kwh", use.annual_kwh},
                            {"peak_kw", use.peak_kw},
                            {"intensity", intensity_json(use.intensity)},
                            {"monthly_kwh", use.monthly_kwh},
                            {"mean_days", mean_days_json(use.days)}});
        }
        list.push_back({{"carrier", of.carrier},
                        {"service", of.service},
                        {"annual_kwh", of.annual_kwh},
                        {"stacked_peak_kw", of.stacked_peak_kw},
                        {"peak_kw", of.peak_kw},
                        {"simultaneity", of.simultaneity},
                        {"given_simultaneity", or_null(of.given_simultaneity)},
                        {"design_peak_kw", or_null(of.design_peak_kw)},
                        {"monthly_kwh", of.monthly_kwh},
                        {"duration_kw", of.duration_kw},
                        {"by_use", std::move(uses)}});
    }
    return list;
}

}  // namespace gaiku
