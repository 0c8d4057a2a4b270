#pragma once

#include <nlohmann/json_fwd.hpp>

#include "plan/baseline/baseline.h"
#include "plan/network/purchase_peaks.h"

namespace gaiku {

/// [{connection: id, or null: all together, name: {en, ja}, kw, weekday_kw: or null, day_off_kw: or null}]
[[nodiscard]] nlohmann::ordered_json purchase_peaks_json(const District& district, const NetworkPlan& plan);

/// [{connection, all, weekday, day_off: {baseline, scenario, reduction, rate}, or null}], kW
[[nodiscard]] nlohmann::ordered_json peak_cut_json(const std::vector<PeakCut>& cut);

/// {baseline, scenario, reduction, rate: or null}, or null
[[nodiscard]] nlohmann::ordered_json reduction_json(const std::optional<Reduction>& of);

}  // namespace gaiku
