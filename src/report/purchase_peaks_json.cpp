#include "report/purchase_peaks_json.h"

#include <nlohmann/json.hpp>

#include "plan/network/names.h"
#include "report/json_parts.h"

namespace gaiku {
namespace {

using Json = nlohmann::ordered_json;

Json connection_json(const std::string& id) {
    return id.empty() ? Json(nullptr) : Json(id);
}

}  // namespace

Json purchase_peaks_json(const District& district, const NetworkPlan& plan) {
    Json list = Json::array();
    for (const PurchasePeak& peak : purchase_peaks(district, plan)) {
        const Text name =
            peak.connection.empty() ? Text{"All at once", "合計（同時）"} : asset_name(district, peak.connection);
        list.push_back({{"connection", connection_json(peak.connection)},
                        {"name", text_json(name)},
                        {"kw", peak.kw},
                        {"weekday_kw", or_null(peak.weekday_kw)},
                        {"day_off_kw", or_null(peak.day_off_kw)}});
    }
    return list;
}

Json peak_cut_json(const std::vector<PeakCut>& cut) {
    Json list = Json::array();
    for (const PeakCut& one : cut) {
        list.push_back({{"connection", connection_json(one.connection)},
                        {"all", reduction_json(one.all)},
                        {"weekday", reduction_json(one.weekday)},
                        {"day_off", reduction_json(one.day_off)}});
    }
    return list;
}

Json reduction_json(const std::optional<Reduction>& of) {
    if (!of) return nullptr;
    return {{"baseline", of->baseline},
            {"scenario", of->judged},
            {"reduction", of->amount()},
            {"rate", or_null(of->rate())}};
}

}  // namespace gaiku
