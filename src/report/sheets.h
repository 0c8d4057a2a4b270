#pragma once

#include <string>
#include <variant>
#include <vector>

#include "plan/plan.h"

namespace gaiku {

/// One table of the workbook.
struct Sheet {
    enum class Format { text, whole, one_decimal, two_decimals, percent, any };  ///< any: as many decimals as it has
    struct Column {
        std::string title;  ///< with the unit
        Format format = Format::text;
        int width = 14;  ///< characters
    };
    /// Nothing stands for "not available" and leaves the cell empty.
    using Cell = std::variant<std::monostate, std::string, double>;

    std::string name;
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows;
};

/// The tables of a plan. Microgrid: summary, sizing, assets, cost, cash flow, economics, hours, environment,
/// assumptions. Network: those of network_sheets.h.
[[nodiscard]] std::vector<Sheet> sheets(const Plan& plan, Language language);

/// What both kinds of plan end with: every value, its origin and source.
[[nodiscard]] Sheet assumption_sheet(const DistrictFile& file, Language language);

}  // namespace gaiku
