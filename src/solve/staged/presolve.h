#pragma once

#include <utility>
#include <vector>

#include "solve/staged/by_rows.h"

namespace gaiku::solve::staged {

/// Which rows and columns are left of a problem, and the limits of the columns.
struct Limits {
    std::vector<std::uint8_t> row_is_gone, column_is_gone;
    std::vector<double> lower, upper;  ///< of every column, tightened; equal where it is gone
};

/// What would leave a problem without an interior goes before an interior point method begins: columns fixed by their
/// limits, empty rows, rows of one column (they become limits), rows that hold whatever happens, and rows that only
/// hold with all their columns at one end. Nothing is renumbered, so that every row and column keeps its step.
class Presolve : public Limits {
public:
    Presolve(const Problem& problem, const ByRows& rows);

    /// A row or a pair of limits contradicts itself.
    [[nodiscard]] bool infeasible() const { return infeasible_; }
    /// A column without rows earns without end, should the rest have a solution.
    [[nodiscard]] bool endless() const { return endless_; }

    /// Duals of the rows that are gone, given those of the others (0 where gone).
    void restore(std::vector<double>& row_dual) const;

private:
    struct Activity;
    enum class Kind { limit, forcing };
    /// A row that was taken out and whose dual depends on what remained.
    struct Taken {
        Kind kind{};
        std::int32_t row = -1;
        std::int32_t column = -1;        ///< of a limit
        double coefficient = 0;          ///< of a limit; of a forcing row 1 at its upper limit, -1 at its lower
        std::size_t begin = 0, end = 0;  ///< of a forcing row: its entries in forced_
    };

    bool look_at_row(std::int32_t i);
    [[nodiscard]] Activity activity(std::int32_t i) const;
    void take_limit(std::int32_t i, const Activity& activity, double low, double high);
    void force(std::int32_t i, bool at_least);
    bool look_at_columns();
    void fix(std::size_t j, double value);
    void restore_limit(const Taken& taken, std::vector<double>& reduced, std::vector<double>& row_dual) const;
    void restore_forcing(const Taken& taken, std::vector<double>& reduced, std::vector<double>& row_dual) const;
    void add_dual(std::int32_t row, double dual, std::vector<double>& reduced, std::vector<double>& row_dual) const;

    const Problem& p_;
    const ByRows& rows_;
    bool infeasible_ = false, endless_ = false;
    std::vector<std::int32_t> lower_from_, upper_from_;  ///< the row that a limit comes from; -1: its own
    std::vector<std::int32_t> left_;                     ///< rows that a column still meets
    std::vector<Taken> taken_;
    std::vector<std::pair<std::int32_t, double>> forced_;
};

}  // namespace gaiku::solve::staged
