#pragma once

#include <string>
#include <vector>

#include "solve/staged/step_template.h"

namespace gaiku::solve::staged {

/// One order of elimination for all frames, found once on the union of all steps: carried columns of the step before;
/// the step's other columns, each with its row of a single column if it has one (2 x 2 pivots); the step's rows, those
/// with the fewest neighbours first. The step's own carried columns stay and are the next frame's: what couplings they
/// bring there is a fixed point of the pattern.
class Order {
public:
    Order(const StepTemplate& step, const std::vector<std::int32_t>& row_of_slack,
          const std::vector<std::int32_t>& pair_of_upper, std::int32_t frames);

    Plan plan{};
    std::string refusal{};  ///< why the template is not for this method; empty: it is

    // What is left at the end of a segment: of every carried column
    std::vector<std::int32_t> pair_row;         ///< the row of its pair, -1: none
    std::vector<std::int32_t> pair_alpha;       ///< its coefficient's entry
    std::vector<std::int32_t> end_with_border;  ///< carried x border: work position, -1: no coupling
    std::vector<std::int32_t> end_with_end;     ///< carried x carried

private:
    friend class OrderWriter;
    friend class BorderWriter;
    std::vector<std::int32_t> own_of_row_, own_of_column_;
    std::vector<Term> row_of_own_;
    std::vector<std::int32_t> row_of_slack_, slack_of_row_, pair_of_upper_;
    std::vector<ColumnPivot> column_pivots_;
    std::vector<NodePivot> carried_pivots_, row_pivots_;
    std::vector<Term> terms_;
    std::vector<Neighbour> neighbours_;
    std::vector<std::int32_t> positions_;
    std::vector<Assign> carry_, own_set_, border_row_set_, border_column_set_;
    std::vector<std::int32_t> carry_diagonal_, row_diagonal_, own_diagonal_, lag_position_, lag_left_position_;
    std::vector<Couplings> couplings_;
    std::vector<CouplingTerm> coupling_terms_;
    std::vector<CouplingBlock> coupling_blocks_;
    std::vector<SquareBlock> square_blocks_;
    std::vector<std::int32_t> square_terms_;
};

}  // namespace gaiku::solve::staged
