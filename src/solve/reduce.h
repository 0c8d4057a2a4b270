#pragma once

#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "solve/solver.h"

namespace gaiku::solve {

/// The small presolve that an interior point method without one needs: a row with a single column becomes a limit of
/// that column (a plant at night: output <= 0 x capacity), columns fixed by their limits and rows without columns go.
/// What is left has an interior where the problem has one.
class Reduced {
public:
    explicit Reduced(const Problem& problem);

    /// A limit pair that contradicts itself, or an empty row that cannot hold: nothing has to be solved.
    [[nodiscard]] bool infeasible() const { return infeasible_; }
    [[nodiscard]] const Problem& problem() const { return reduced_; }
    /// A solution of the reduced problem as one of the whole: x and row_dual in full length.
    [[nodiscard]] Result restore(Result reduced) const { return restore(std::move(reduced), whole_); }
    /// The same of what is to prove that there is none: its duals are those of a problem in which nothing costs
    /// anything.
    [[nodiscard]] Result restore_proof(Result reduced) const;

private:
    [[nodiscard]] Result restore(Result reduced, const Problem& with_costs) const;
    void tighten();
    void compress();
    struct Rows;
    void look_at_row(std::int32_t row, Rows& all);
    void fix_where_equal(std::int32_t column, Rows& all);
    /// `error`: what the row may be off by.
    void note_limit(std::int32_t row, std::int32_t column, double coefficient, double low, double high, double error);
    using Entries = std::unordered_map<std::int32_t, std::vector<std::pair<std::int32_t, double>>>;
    /// Columns and coefficients of every row that became a limit.
    [[nodiscard]] Entries columns_of_noted() const;

    Problem whole_, reduced_;
    bool infeasible_ = false;
    std::vector<std::pair<std::int32_t, std::int32_t>>
        noted_;                          ///< rows that became limits, and their columns, in order
    std::vector<double> lower_, upper_;  ///< of all columns, tightened
    std::vector<double> error_;          ///< what they may be off by
    std::vector<std::uint8_t> is_fixed_;
    std::vector<std::int32_t> lower_from_, upper_from_;  ///< the singleton row that a limit comes from, -1: its own
    std::vector<double> lower_by_, upper_by_;            ///< that row's coefficient
    std::vector<std::int32_t> column_to_, row_to_;       ///< index in the reduced problem, -1: gone
    std::vector<std::int32_t> starts_, indices_;
    std::vector<double> values_, cost_, reduced_lower_, reduced_upper_, row_lower_, row_upper_;
};

}  // namespace gaiku::solve
