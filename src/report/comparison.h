#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "plan/plan.h"

/// Variants side by side: the scenarios of one or several files of method network, each beside its baseline. What the
/// report, compare.json, compare.html and compare.xlsx show is the same list of rows.
namespace gaiku {

/// A figure that variants are compared by.
struct ComparedRow {
    std::string id;  ///< "co2_t"
    Text name;
    std::string unit;  ///< "t", "%" of a share, or the currency
    enum class Better { less, more, neither } better = Better::less;
    bool part = false;  ///< of the row above that is no part
};

struct Variant {
    std::string id;  ///< the scenario's; with several files FILE/SCENARIO
    std::string file;
    Text district, name;
    const ScenarioPlan* scenario = nullptr;
    std::optional<std::string> baseline;        ///< id of the variant that it is held against; nothing: of none
    std::optional<AgainstBaseline> against;     ///< nothing of a baseline itself
    std::vector<std::optional<double>> values;  ///< by row
};

struct Comparison {
    std::string currency;
    double hours = 0;  ///< that all variants plan; 0 where they differ
    std::vector<ComparedRow> rows;
    std::vector<Variant> variants;
};

/// Each scenario is held against the one that its plan.baseline names; where a file names none, against the first one
/// that was planned. Rows of which no variant has a figure are left out.
[[nodiscard]] Comparison comparison(std::span<const Plan> plans);

/// {currency, hours: or null, rows: [{id, name: {en, ja}, unit, better: "less" | "more" | null, part}],
///  variants: [{id, file, district, scenario, name, state, year: or null, baseline: id or null,
///              values: {ROW: number or null}, against_baseline: see baseline_json.h, or null}]}
[[nodiscard]] nlohmann::ordered_json comparison_json(const Comparison& comparison);

}  // namespace gaiku
