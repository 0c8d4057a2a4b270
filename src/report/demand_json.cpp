#include "report/demand_json.h"

#include <nlohmann/json.hpp>

#include "report/json_parts.h"

namespace gaiku {

nlohmann::ordered_json demand_json(const std::vector<DemandSummary>& demand) {
    using Json = nlohmann::ordered_json;
    Json list = Json::array();
    for (const DemandSummary& of : demand) {
        Json uses = Json::array();
        for (const DemandOfUse& use : of.by_use) {
            uses.push_back({{"use", use.use.empty() ? Json(nullptr) : Json(use.use)},
                            {"annual_kwh", use.annual_kwh},
                            {"peak_kw", use.peak_kw}});
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
