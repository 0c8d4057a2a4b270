#include <numeric>

#include "solve/staged/order_writer.h"

namespace gaiku::solve::staged {
Order::Order(const StepTemplate& step, const std::vector<std::int32_t>& row_of_slack,
             const std::vector<std::int32_t>& pair_of_upper, std::int32_t frames)
    : row_of_slack_(row_of_slack), slack_of_row_(at(step.rows), -1), pair_of_upper_(pair_of_upper) {
    for (std::size_t k = 0; k < row_of_slack_.size(); ++k)
        slack_of_row_[at(row_of_slack_[k])] = static_cast<std::int32_t>(k);
    const OrderSizes sizes = write_order(step, *this);
    if (sizes.widest > most_terms) refusal = "a step is too wide";
    Plan& p = plan;
    p.frames = frames;
    p.columns = step.columns;
    p.rows = step.rows;
    p.nodes = p.columns + p.rows;
    p.slacks = count_of(row_of_slack_);
    p.pairs = p.columns + p.slacks;
    p.uppers = count_of(pair_of_upper_);
    p.carried = count_of(step.carried);
    p.slots = step.slots;
    p.border = sizes.border;
    p.square = sizes.square;
    p.own_count = count_of(step.own);
    p.lag_count = count_of(step.lag);
    p.border_row_count = count_of(step.border_row);
    p.border_column_count = count_of(step.border_column);
    p.entries = step.entries();
    p.own = step.own.data();
    own_of_row_.assign(at(step.rows) + 1, 0);
    for (const Entry& e : step.own) ++own_of_row_[at(e.row) + 1];
    std::partial_sum(own_of_row_.begin(), own_of_row_.end(), own_of_row_.begin());
    for (std::int32_t c = 0; c < step.columns; ++c) {
        own_of_column_.push_back(count_of(row_of_own_));
        for (std::int32_t i = 0; i < p.own_count; ++i) {
            if (step.own[at(i)].column == c) row_of_own_.push_back({step.own[at(i)].row, i});
        }
    }
    own_of_column_.push_back(count_of(row_of_own_));
    p.own_of_row = own_of_row_.data();
    p.own_of_column = own_of_column_.data();
    p.row_of_own = row_of_own_.data();
    p.lag = step.lag.data();
    p.border_row = step.border_row.data();
    p.border_column = step.border_column.data();
    p.carried_column = step.carried.data();
    p.row_of_slack = row_of_slack_.data();
    p.slack_of_row = slack_of_row_.data();
    p.pair_of_upper = pair_of_upper_.data();
    p.column_pivots = count_of(column_pivots_);
    p.carried_pivots = count_of(carried_pivots_);
    p.row_pivots = count_of(row_pivots_);
    p.column_pivot = column_pivots_.data();
    p.carried_pivot = carried_pivots_.data();
    p.row_pivot = row_pivots_.data();
    p.term = terms_.data();
    p.neighbour = neighbours_.data();
    p.position = positions_.data();
    p.stored = sizes.stored;
    p.scaled = sizes.scaled;
    p.couplings = couplings_.data();
    p.coupling_term = coupling_terms_.data();
    p.coupling_blocks = count_of(coupling_blocks_);
    p.coupling_block = coupling_blocks_.data();
    p.local_positions = sizes.local_positions;
    p.rank_ones = sizes.rank_ones;
    p.carries = count_of(carry_);
    p.carry = carry_.data();
    p.carry_diagonal = carry_diagonal_.data();
    p.row_diagonal = row_diagonal_.data();
    p.own_diagonal = own_diagonal_.data();
    p.set_own = count_of(own_set_);
    p.set_border_row = count_of(border_row_set_);
    p.set_border_column = count_of(border_column_set_);
    p.own_set = own_set_.data();
    p.border_row_set = border_row_set_.data();
    p.border_column_set = border_column_set_.data();
    p.lag_position = lag_position_.data();
    p.lag_left_position = lag_left_position_.data();
    p.square_blocks = count_of(square_blocks_);
    p.square_block = square_blocks_.data();
    p.square_terms = square_terms_.data();
}

}  // namespace gaiku::solve::staged
