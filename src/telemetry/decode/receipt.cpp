#include <nlohmann/json.hpp>

#include "telemetry/decode/messages.h"

namespace gaiku::telemetry {
namespace {

/// Texts that devices sent may hold any bytes.
std::string dump(const nlohmann::json& json) {
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

std::string receipt_json(const Receipt& receipt) {
    nlohmann::json json;
    if (!receipt.id.empty()) json["id"] = receipt.id;
    json["stored"] = receipt.stored;
    json["duplicates"] = receipt.duplicates;
    auto& refused = json["refused"] = nlohmann::json::array();
    for (const Refusal& one : receipt.refused.kept())
        refused.push_back({{"index", one.index}, {"code", one.code}, {"detail", one.detail}});
    if (receipt.refused.size() > Refusals::most_kept) json["refused_count"] = receipt.refused.size();
    return dump(json);
}

std::string error_json(const BodyError& error) {
    return dump({{"code", error.code}, {"detail", error.detail}});
}

}  // namespace gaiku::telemetry
