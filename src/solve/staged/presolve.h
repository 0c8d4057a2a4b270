#pragma once

#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "solve/staged/by_rows.h"

namespace gaiku::solve::staged {

/// Which rows and columns are left of a problem, and the limits of its columns, which must live as long.
struct Limits {
    std::vector<std::uint8_t> row_is_gone, column_is_gone;

    /// Of every column, tightened; equal where it is gone.
    [[nodiscard]] double lower(std::int32_t j) const { return is_changed(j) ? find(j).lower : lower_[at(j)]; }
    [[nodiscard]] double upper(std::int32_t j) const { return is_changed(j) ? find(j).upper : upper_[at(j)]; }
    /// What a column's limits may be off by: the width of limits that were taken for one number, and what rows have
    /// made of that.
    [[nodiscard]] double error(std::int32_t j) const { return is_changed(j) ? find(j).error : 0; }
    /// Those of the problem itself count again.
    void set(std::span<const double> lower, std::span<const double> upper) {
        lower_ = lower;
        upper_ = upper;
        is_changed_.clear();
        changed_.clear();
    }

protected:
    /// Notes what differs from the problem's own.
    void note(std::span<const double> lower, std::span<const double> upper, std::span<const double> error);

private:
    struct Changed {
        std::int32_t column = 0;
        double lower = 0, upper = 0, error = 0;
    };
    [[nodiscard]] bool is_changed(std::int32_t j) const { return !is_changed_.empty() && is_changed_[at(j)] != 0; }
    [[nodiscard]] const Changed& find(std::int32_t j) const;

    std::span<const double> lower_, upper_;
    std::vector<std::uint8_t> is_changed_;
    std::vector<Changed> changed_;  ///< few, by column
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
    enum class Kind : std::uint8_t { limit, forcing };
    /// A row that was taken out and whose dual depends on what remained.
    struct Taken {
        Kind kind{};
        bool is_lower = false, is_upper = false;  ///< of a limit: it is the one that counts in the end
        std::int32_t row = -1;
        std::int32_t column = -1;         ///< of a limit
        std::int32_t begin = 0, end = 0;  ///< of a forcing row: its entries in forced_
        double coefficient = 0;           ///< of a limit; of a forcing row 1 at its upper limit, -1 at its lower
    };

    bool look_at_row(std::int32_t i);
    [[nodiscard]] Activity activity(std::int32_t i) const;
    [[nodiscard]] bool is_exact(const Activity& activity) const;
    void take_limit(std::int32_t i, const Activity& activity, double low, double high);
    void force(std::int32_t i, const Activity& activity, bool at_least, double beyond);
    void take_out(std::int32_t i);
    void look_again(std::size_t j);
    void run(double floor);
    bool look_at_columns(double floor);
    bool look_at_column(std::size_t j, double floor);
    void fix(std::size_t j, double value);
    void finish();
    [[nodiscard]] static double dual_of_limit(const Taken& taken, const std::vector<double>& reduced);
    [[nodiscard]] double dual_of_forcing(const Taken& taken, const std::vector<double>& reduced) const;

    const Problem& p_;
    bool infeasible_ = false, endless_ = false;
    struct Work {
        const ByRows& rows;
        Doubles lower, upper, error;
        std::vector<std::int32_t> lower_from{}, upper_from{};  ///< the row that a limit comes from; -1: its own
        std::vector<std::int32_t> left{};                      ///< rows that a column still meets
        std::vector<std::uint8_t> is_to_look_at{};             ///< rows
    };
    std::unique_ptr<Work> work_;
    std::vector<Taken> taken_;
    std::vector<std::pair<std::int32_t, double>> forced_;
};

}  // namespace gaiku::solve::staged
