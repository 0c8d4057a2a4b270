#include "solve/staged/order_writer.h"

#include <algorithm>
#include <array>

#include "solve/staged/border_writer.h"
#include "solve/staged/pattern.h"

namespace gaiku::solve::staged {
namespace {

using Numbers = std::vector<std::int32_t>;

}  // namespace

/// Nodes: carried columns of the step before, columns, rows, slots, the left neighbour's last carried columns.
class OrderWriter {
public:
    OrderWriter(const StepTemplate& step, Order& order)
        : step_(step),
          o_(order),
          carried_(count_of(step.carried)),
          first_column_(carried_),
          first_row_(first_column_ + step.columns),
          first_slot_(first_row_ + step.rows),
          first_left_(first_slot_ + step.slots),
          nodes_(first_left_ + carried_),
          carried_place_(at(step.columns), -1),
          pair_of_column_(at(step.columns), -1),
          alpha_of_column_(at(step.columns), -1),
          is_pair_(at(step.rows), 0),
          rank_one_(at(nodes_), -1),
          base_(nodes_),
          ever_(nodes_),
          reaches_(nodes_) {}

    OrderSizes run() {
        for (std::int32_t k = 0; k < carried_; ++k) carried_place_[at(step_.carried[at(k)])] = k;
        find_pairs();
        link_coefficients();
        list_column_pivots();
        for (std::int32_t k = 0; k < carried_; ++k) reaches_.link(k, k);
        while (eliminate()) {
        }
        number_positions();
        write_column_pivots();
        for (std::size_t i = 0; i < order_.size(); ++i) write_node_pivot(order_[i], neighbours_[i]);
        write_assembly();
        write_ends();
        BorderWriter(o_, reach(), rank_ones_).run();
        return {local_positions_, border_, square_, stored_, scaled_, rank_ones_, widest_};
    }

private:
    [[nodiscard]] std::int32_t row_node(std::int32_t row) const { return first_row_ + row; }
    [[nodiscard]] std::int32_t column_node(std::int32_t column) const { return first_column_ + column; }
    [[nodiscard]] std::int32_t slot_node(std::int32_t slot) const { return first_slot_ + slot; }
    [[nodiscard]] bool is_carried(std::int32_t column) const { return carried_place_[at(column)] >= 0; }
    [[nodiscard]] std::int32_t lag_entry(std::size_t i) const {
        return count_of(step_.own) + static_cast<std::int32_t>(i);
    }
    [[nodiscard]] std::int32_t border_row_entry(std::size_t i) const {
        return count_of(step_.own) + count_of(step_.lag) + static_cast<std::int32_t>(i);
    }
    [[nodiscard]] std::int32_t border_column_entry(std::size_t i) const {
        return border_row_entry(step_.border_row.size()) + static_cast<std::int32_t>(i);
    }

    /// Rows with a single column of their step, and none of the step before.
    void find_pairs() {
        Numbers count(at(step_.rows), 0), entry(at(step_.rows), -1);
        for (std::size_t i = 0; i < step_.own.size(); ++i) {
            ++count[at(step_.own[i].row)];
            entry[at(step_.own[i].row)] = static_cast<std::int32_t>(i);
        }
        for (const Entry& e : step_.lag) count[at(e.row)] = 2;
        for (std::int32_t r = 0; r < step_.rows; ++r) {
            if (count[at(r)] != 1) continue;
            const std::size_t column = at(step_.own[at(entry[at(r)])].column);
            if (pair_of_column_[column] >= 0) continue;
            pair_of_column_[column] = r;
            alpha_of_column_[column] = entry[at(r)];
            is_pair_[at(r)] = 1;
        }
    }

    void link_coefficients() {
        for (const Entry& e : step_.own) {
            if (is_pair_[at(e.row)] == 0 && is_carried(e.column)) base_.link(row_node(e.row), column_node(e.column));
        }
        for (const Entry& e : step_.lag) {
            base_.link(row_node(e.row), e.column);
            base_.link(row_node(e.row), first_left_ + e.column);
        }
        for (const Entry& e : step_.border_row) {
            if (is_pair_[at(e.row)] == 0) base_.link(row_node(e.row), slot_node(e.column));
        }
        for (const Entry& e : step_.border_column) {
            if (is_carried(e.row)) base_.link(column_node(e.row), slot_node(e.column));
        }
    }

    void list_column_pivots() {
        for (std::int32_t c = 0; c < step_.columns; ++c) {
            if (is_carried(c)) continue;
            ColumnPivot x;
            x.column = c;
            x.row = pair_of_column_[at(c)];
            x.alpha = alpha_of_column_[at(c)];
            x.terms = count_of(o_.terms_);
            for (std::size_t i = 0; i < step_.own.size(); ++i) {
                const Entry& e = step_.own[i];
                if (e.column == c && e.row != x.row)
                    o_.terms_.push_back({step_.columns + e.row, static_cast<std::int32_t>(i)});
            }
            x.local = count_of(o_.terms_) - x.terms;
            for (std::size_t i = 0; i < step_.border_column.size(); ++i) {
                if (step_.border_column[i].row == c)
                    o_.terms_.push_back({step_.border_column[i].column, border_column_entry(i)});
            }
            x.border = count_of(o_.terms_) - x.terms - x.local;
            for (std::size_t i = 0; x.row >= 0 && i < step_.border_row.size(); ++i) {
                if (step_.border_row[i].row == x.row)
                    o_.terms_.push_back({step_.border_row[i].column, border_row_entry(i)});
            }
            x.row_border = count_of(o_.terms_) - x.terms - x.local - x.border;
            o_.column_pivots_.push_back(x);
        }
    }

    [[nodiscard]] Numbers nodes_of(const ColumnPivot& x) const {
        Numbers nodes;
        for (std::int32_t a = 0; a < x.local + x.border + x.row_border; ++a) {
            const std::int32_t target = o_.terms_[at(x.terms + a)].target;
            nodes.push_back(a < x.local ? row_node(target - step_.columns) : slot_node(target));
        }
        return nodes;
    }

    /// Once through a frame; true where what is carried to the next one has grown.
    bool eliminate() {
        Pattern now = base_;
        ever_ = base_;
        order_.clear();
        neighbours_.clear();
        done_.assign(at(nodes_), 0);
        for (std::int32_t k = 0; k < carried_; ++k) {
            for (std::int32_t b = 0; b < nodes_; ++b) {
                if (!reaches_.has(k, b)) continue;
                now.link(k, b);
                ever_.link(k, b);
            }
        }
        for (const ColumnPivot& x : o_.column_pivots_) {
            const Numbers nodes = nodes_of(x);
            now.clique(nodes);
            ever_.clique(nodes);
        }
        for (std::int32_t k = 0; k < carried_; ++k) {
            const std::int32_t pair = pair_of_column_[at(step_.carried[at(k)])];
            for (const Entry& e : step_.border_row) {
                if (pair >= 0 && e.row == pair) now.link(k, slot_node(e.column));
            }
            take(k, now);
        }
        take_rows(now);
        return carry_on(now);
    }

    void take(std::int32_t node, Pattern& now) {
        Numbers nodes;
        for (std::int32_t b = 0; b < nodes_; ++b) {
            if (b != node && now.has(node, b) && done_[at(b)] == 0) nodes.push_back(b);
        }
        for (const std::int32_t b : nodes) ever_.link(node, b);
        now.clique(nodes);
        ever_.clique(nodes);
        done_[at(node)] = 1;
        order_.push_back(node);
        neighbours_.push_back(std::move(nodes));
    }

    void take_rows(Pattern& now) {
        Numbers left;
        for (std::int32_t r = 0; r < step_.rows; ++r) {
            if (is_pair_[at(r)] == 0) left.push_back(row_node(r));
        }
        const auto degree = [&](std::int32_t node) {
            std::int32_t d = 0;
            for (std::int32_t b = 0; b < nodes_; ++b) d += b != node && now.has(node, b) && done_[at(b)] == 0 ? 1 : 0;
            return d;
        };
        while (!left.empty()) {
            Numbers degrees;
            for (const std::int32_t node : left) degrees.push_back(degree(node));
            const auto best = std::min_element(degrees.begin(), degrees.end()) - degrees.begin();
            const std::int32_t node = left[static_cast<std::size_t>(best)];
            left.erase(left.begin() + best);
            take(node, now);
        }
    }

    /// The node that a neighbour of this step's carried columns is in the next frame; -1: it does not get there.
    [[nodiscard]] std::int32_t in_next_frame(std::int32_t node) const {
        if (node >= first_slot_) return node;
        const bool column = node >= first_column_ && node < first_row_;
        return column ? carried_place_[at(node - first_column_)] : -1;
    }

    bool carry_on(const Pattern& now) {
        bool grew = false;
        for (std::int32_t k = 0; k < carried_; ++k) {
            for (std::int32_t b = 0; b < nodes_; ++b) {
                if (!now.has(column_node(step_.carried[at(k)]), b)) continue;
                const std::int32_t next = in_next_frame(b);
                if (next < 0 || reaches_.has(k, next)) continue;
                reaches_.link(k, next);
                grew = true;
            }
        }
        return grew;
    }

    void number_positions() {
        position_.assign(at(nodes_) * at(nodes_), -1);
        const auto is_live = [&](std::int32_t node) {
            if (node < first_column_) return true;
            if (node < first_row_) return is_carried(node - first_column_);
            return is_pair_[at(node - first_row_)] == 0;
        };
        for (std::int32_t a = 0; a < first_slot_; ++a) {
            for (std::int32_t b = a; is_live(a) && b < first_slot_; ++b) {
                if (a == b || ever_.has(a, b)) position_[at(a) * at(nodes_) + at(b)] = local_positions_++;
            }
        }
        border_ = step_.slots + carried_;
        square_ = (border_ + 3) / 4 * 4;
        for (const std::int32_t node : order_) {
            rank_one_[at(node)] = rank_ones_;
            rank_ones_ += has_pair(node) ? 2 : 1;
        }
        for (std::int32_t k = 0; k < carried_; ++k) rank_one_[at(column_node(step_.carried[at(k)]))] = rank_ones_ + k;
    }

    /// A carried column of the step before with a row of its own.
    [[nodiscard]] bool has_pair(std::int32_t node) const {
        return node < first_column_ && pair_of_column_[at(step_.carried[at(node)])] >= 0;
    }

    /// Work position of a coupling; -1: there is none.
    [[nodiscard]] std::int32_t position(std::int32_t a, std::int32_t b) const {
        if (a > b) std::swap(a, b);
        if (a >= first_slot_) return local_positions_ + (a - first_slot_) * square_ + b - first_slot_;
        if (b >= first_slot_) {
            const std::int32_t slot = b - first_slot_, before = slot / 4 * (rank_ones_ + carried_) + rank_one_[at(a)];
            return ever_.has(a, b) ? local_positions_ + square_ * square_ + 4 * before + slot % 4 : -1;
        }
        return position_[at(a) * at(nodes_) + at(b)];
    }

    void write_column_pivots() {
        for (ColumnPivot& x : o_.column_pivots_) {
            x.positions = count_of(o_.positions_);
            const Numbers nodes = nodes_of(x);
            for (std::size_t a = 0; a < nodes.size(); ++a)
                for (std::size_t b = a; b < nodes.size(); ++b) o_.positions_.push_back(position(nodes[a], nodes[b]));
            x.store = stored_;
            stored_ += x.row < 0 ? 1 : 3;
            widest_ = std::max(widest_, count_of(nodes));
        }
    }

    /// Where a node's value stands in the vector of a frame; carried columns of the step before: of the frame before.
    [[nodiscard]] std::int32_t place_in_frame(std::int32_t node) const {
        if (node >= first_slot_) return node - first_slot_;
        if (node >= first_row_) return step_.columns + node - first_row_;
        if (node >= first_column_) return node - first_column_;
        return step_.carried[at(node)] - step_.columns - step_.rows;
    }

    void write_node_pivot(std::int32_t node, const Numbers& neighbours) {
        const bool is_lag = node < first_column_;
        NodePivot x;
        x.node = place_in_frame(node);
        x.diagonal = position(node, node);
        x.neighbours = count_of(o_.neighbours_);
        for (const std::int32_t b : neighbours) {
            if (b >= first_slot_) break;
            ++x.local;
            o_.neighbours_.push_back({position(node, b), place_in_frame(b), rank_one_[at(b)]});
        }
        x.positions = count_of(o_.positions_);
        for (std::int32_t a = 0; a < x.local; ++a)
            for (std::int32_t b = a; b < x.local; ++b)
                o_.positions_.push_back(position(neighbours[at(a)], neighbours[at(b)]));
        if (is_lag) set_pair(x, step_.carried[at(node)]);
        x.store = stored_;
        stored_ += x.local + (x.row < 0 ? 1 : 3);
        x.scaled = scaled_;
        scaled_ += x.row < 0 ? x.local : 2 * x.local;
        x.rank_one = rank_one_[at(node)];
        widest_ = std::max(widest_, x.local);
        (is_lag ? o_.carried_pivots_ : o_.row_pivots_).push_back(x);
    }

    void set_pair(NodePivot& x, std::int32_t column) {
        x.row = pair_of_column_[at(column)];
        x.alpha = alpha_of_column_[at(column)];
        x.terms = count_of(o_.terms_);
        for (std::size_t i = 0; x.row >= 0 && i < step_.border_row.size(); ++i) {
            if (step_.border_row[i].row == x.row)
                o_.terms_.push_back({step_.border_row[i].column, border_row_entry(i)});
        }
        x.row_border = count_of(o_.terms_) - x.terms;
    }

    void write_assembly() {
        for (std::int32_t k = 0; k < carried_; ++k) {
            const std::int32_t own = column_node(step_.carried[at(k)]);
            for (std::int32_t b = 0; b < nodes_; ++b) {
                if (!reaches_.has(k, b) || (b < first_slot_ && (b < k || b >= carried_))) continue;
                const std::int32_t from = position(own, b >= first_slot_ ? b : column_node(step_.carried[at(b)]));
                if (from >= 0) o_.carry_.push_back({position(k, b), from});
            }
            o_.carry_diagonal_.push_back(position(k, k));
            o_.own_diagonal_.push_back(position(own, own));
        }
        for (std::int32_t r = 0; r < step_.rows; ++r)
            o_.row_diagonal_.push_back(is_pair_[at(r)] != 0 ? -1 : position(row_node(r), row_node(r)));
        for (std::size_t i = 0; i < step_.own.size(); ++i) {
            const Entry& e = step_.own[i];
            if (is_pair_[at(e.row)] == 0 && is_carried(e.column))
                o_.own_set_.push_back({position(row_node(e.row), column_node(e.column)), static_cast<std::int32_t>(i)});
        }
        for (const Entry& e : step_.lag) {
            o_.lag_position_.push_back(position(row_node(e.row), e.column));
            o_.lag_left_position_.push_back(position(row_node(e.row), first_left_ + e.column));
        }
        for (std::size_t i = 0; i < step_.border_row.size(); ++i) {
            const Entry& e = step_.border_row[i];
            if (is_pair_[at(e.row)] == 0)
                o_.border_row_set_.push_back({position(row_node(e.row), slot_node(e.column)), border_row_entry(i)});
        }
        for (std::size_t i = 0; i < step_.border_column.size(); ++i) {
            const Entry& e = step_.border_column[i];
            if (is_carried(e.row))
                o_.border_column_set_.push_back(
                    {position(column_node(e.row), slot_node(e.column)), border_column_entry(i)});
        }
    }

    void write_ends() {
        for (std::int32_t k = 0; k < carried_; ++k) {
            const std::int32_t column = step_.carried[at(k)], own = column_node(column);
            o_.pair_row.push_back(pair_of_column_[at(column)]);
            o_.pair_alpha.push_back(alpha_of_column_[at(column)]);
            for (std::int32_t b = 0; b < border_; ++b) o_.end_with_border.push_back(position(own, first_slot_ + b));
            for (std::int32_t b = 0; b < carried_; ++b)
                o_.end_with_end.push_back(position(own, column_node(step_.carried[at(b)])));
        }
    }

    /// Which blocks of the border every node with couplings meets, by its place among the rank-one terms.
    [[nodiscard]] Reach reach() const {
        Reach reach(at(rank_ones_ + carried_), square_ / 4);
        for (std::int32_t node = 0; node < first_slot_; ++node) {
            for (std::int32_t b = first_slot_; rank_one_[at(node)] >= 0 && b < nodes_; ++b) {
                if (ever_.has(node, b)) reach.add(rank_one_[at(node)], b - first_slot_);
            }
        }
        return reach;
    }

    const StepTemplate& step_;
    Order& o_;
    std::int32_t carried_, first_column_, first_row_, first_slot_, first_left_, nodes_;
    Numbers carried_place_, pair_of_column_, alpha_of_column_;
    std::vector<std::uint8_t> is_pair_, done_;
    Numbers rank_one_;  ///< of nodes that are eliminated one by one, and the step's own carried columns
    Pattern base_, ever_;
    Pattern reaches_;  ///< what a carried column meets when the next frame begins
    Numbers order_, position_;
    std::vector<Numbers> neighbours_;

    std::int32_t local_positions_ = 0, border_ = 0, square_ = 0, stored_ = 0, scaled_ = 0, rank_ones_ = 0, widest_ = 0;
};

OrderSizes write_order(const StepTemplate& step, Order& order) {
    return OrderWriter(step, order).run();
}

}  // namespace gaiku::solve::staged
