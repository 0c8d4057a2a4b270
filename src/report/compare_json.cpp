#include <nlohmann/json.hpp>

#include "report/compare_files.h"
#include "report/plan_json.h"

namespace gaiku {

nlohmann::ordered_json compare_json(const Comparison& comparison) {
    nlohmann::ordered_json json{{"gaiku", GAIKU_VERSION}};
    json.update(comparison_json(comparison));
    for (std::size_t i = 0; i < comparison.variants.size(); ++i) {
        auto& findings = json["variants"][i]["findings"] = nlohmann::ordered_json::array();
        for (const auto& finding : comparison.variants[i].scenario->findings) findings.push_back(finding_json(finding));
    }
    return json;
}

}  // namespace gaiku
