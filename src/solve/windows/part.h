#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "solve/solver.h"

namespace gaiku::solve {

/// What becomes of a column of the whole where only a part is solved.
enum class Role : std::uint8_t {
    free,   ///< to be found
    held,   ///< a number
    later,  ///< left open: rows that reach into it count by their prices
};

/// A row of many steps (CO2 over the year) that a part can only have a share of: what is later counts as the number it
/// has, and to go beyond costs `price` a unit.
struct SharedRow {
    std::int32_t row = -1;
    double price = 0;
};

/// What a part is cut by.
struct Cut {
    std::span<const Role> roles{};       ///< of every column of the whole
    std::span<const double> x{};         ///< numbers of what is held, and of capacities as they are now
    std::span<const double> row_dual{};  ///< prices of the rows that reach into what is later
    std::span<const SharedRow> shared{};
    std::int32_t first_global = 0;  ///< columns from here on are of all steps: capacities, peaks
};

/// Some columns of a problem as a problem of its own: a window of a year. A row that also meets columns that are held
/// has their part moved to its limits; one that meets later columns is left out and the cost of its columns has its
/// price instead, so that what is left in a store counts what it is worth. Rows of many steps that are shared may be
/// broken at a price. Capacities count as the difference from what they are now, in cost too, so that a gap is one of
/// this part.
class Part {
public:
    Part(const Problem& whole, const Cut& cut);

    [[nodiscard]] const Problem& problem() const { return view_; }
    /// Columns of the whole, in the order of the part's; those after them are of shared rows.
    [[nodiscard]] std::span<const std::int32_t> columns() const { return columns_; }
    /// 1 for each row of the whole that is in the part.
    [[nodiscard]] std::span<const std::uint8_t> rows() const { return kept_; }
    /// What capacities cost as they are now, which the part's objective leaves out.
    [[nodiscard]] double offset() const { return offset_; }
    /// Writes a solution of the part into one of the whole.
    void put_back(std::span<const double> part, std::vector<double>& x) const;
    /// Columns of the whole as a solution of the part to begin from.
    [[nodiscard]] std::vector<double> taken_from(std::span<const double> x) const;

private:
    void find_rows(const Problem& whole, const Cut& cut);
    void move_held(const Problem& whole, const Cut& cut);
    void write_columns(const Problem& whole, const Cut& cut);
    void write_shared(const Problem& whole, const Cut& cut);

    std::vector<std::int32_t> columns_;
    std::vector<std::uint8_t> kept_, priced_, is_shared_;
    std::vector<std::int32_t> row_to_;
    std::vector<double> shift_;  ///< of each column of columns_: what counts as 0
    double offset_ = 0;
    std::vector<std::int32_t> starts_, indices_;
    std::vector<double> values_, cost_, lower_, upper_, row_lower_, row_upper_;
    std::vector<std::uint8_t> integer_;
    Problem view_;
};

}  // namespace gaiku::solve
