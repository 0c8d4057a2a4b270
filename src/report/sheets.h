#pragma once

#include <string>
#include <variant>
#include <vector>

#include "plan/plan.h"

namespace gaiku {

/// One table of the workbook.
struct Sheet {
    enum class Format { text, whole, one_decimal, any };  ///< any: as many decimals as it has
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

/// The tables of a plan: summary, sizing, assets, cost, cash flow, economics, hours, environment, assumptions.
[[nodiscard]] std::vector<Sheet> sheets(const Plan& plan, Language language);

}  // namespace gaiku
