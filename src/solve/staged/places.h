#pragma once

#include <string>
#include <vector>

#include "solve/staged/presolve.h"

namespace gaiku::solve::staged {

/// Which step and which role (what recurs in every step: "import", "heat balance") each row and column that is left
/// has, as the network knows it. Step -1: of all steps.
struct Places {
    std::int32_t steps = 0;
    std::int32_t column_roles = 0, row_roles = 0;
    std::vector<std::int32_t> column_step, column_role;  ///< role -1: gone, or of all steps
    std::vector<std::int32_t> row_step, row_role;
    std::vector<std::int32_t> global_columns, global_rows;
    std::string refusal{};  ///< why the problem is not one by steps; empty: it is

    [[nodiscard]] std::int32_t step_before(std::int32_t step) const { return step == 0 ? steps - 1 : step - 1; }
};

[[nodiscard]] Places find_places(const Problem& problem, const ByRows& rows, const Limits& limits);

}  // namespace gaiku::solve::staged
