#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "network/layout.h"

namespace gaiku::network {

/// Which rows and columns belong to which step. Columns: step by step, each step with the same `columns_per_step`, then
/// those of all steps. Rows: step by step, in the order of the template but without those absent at a step, then
/// global.
struct Structure {
    std::int32_t steps = 0;
    std::int32_t columns_per_step = 0;
    std::int32_t rows_per_step = 0;            ///< of the template
    std::vector<std::int32_t> row_begin;       ///< steps + 1; rows from row_begin[steps] on are global
    std::vector<std::int32_t> row_template;    ///< of every row of a step: its place in the template
    std::vector<std::uint8_t> carried_column;  ///< of every template column: a row of the next step meets it again
    std::int32_t reach = 1;  ///< how many steps back a row may go: 1, but for minimum up and down times
    bool cyclic = false;     ///< some row of the first step meets columns of the last one
};

/// What an update has changed.
struct Change {
    bool costs = false;
    bool limits = false;        ///< of columns or rows
    bool coefficients = false;  ///< numbers in the matrix
    bool structure = false;     ///< rows, columns or nonzeros: everything was rebuilt
};

/// min cost'x, row_lower <= A x <= row_upper, lower <= x <= upper: a network written out as a linear programme, column
/// by column (row indices rise within a column, no entry is 0), directly from the template of a step.
class LinearProblem {
public:
    explicit LinearProblem(const Network& network) : layout_(network) { write(network); }

    /// Takes over the numbers of a changed network; says whether the structure could stay.
    Change update(const Network& network);

    [[nodiscard]] std::int32_t columns() const { return static_cast<std::int32_t>(cost_.size()); }
    [[nodiscard]] std::int32_t rows() const { return static_cast<std::int32_t>(row_lower_.size()); }
    [[nodiscard]] std::size_t nonzeros() const { return values_.size(); }

    [[nodiscard]] std::span<const std::int32_t> starts() const { return starts_; }        ///< columns + 1
    [[nodiscard]] std::span<const std::int32_t> row_indices() const { return indices_; }  ///< of each nonzero
    [[nodiscard]] std::span<const double> values() const { return values_; }
    [[nodiscard]] std::span<const double> cost() const { return cost_; }
    [[nodiscard]] std::span<const double> lower() const { return lower_; }
    [[nodiscard]] std::span<const double> upper() const { return upper_; }
    [[nodiscard]] std::span<const double> row_lower() const { return row_lower_; }
    [[nodiscard]] std::span<const double> row_upper() const { return row_upper_; }
    /// 1 for a column of whole numbers; empty where there is none.
    [[nodiscard]] std::span<const std::uint8_t> integer() const { return integer_; }
    [[nodiscard]] const Structure& structure() const { return structure_; }
    [[nodiscard]] const Layout& layout() const { return layout_; }

    [[nodiscard]] std::int32_t column(FlowId flow, int step) const {
        return step * structure_.columns_per_step + flow.index;
    }
    [[nodiscard]] std::int32_t column(CapacityId capacity) const {
        return structure_.steps * structure_.columns_per_step + capacity.index;
    }
    /// The row that a template row has at a step; -1 where it is absent.
    [[nodiscard]] std::int32_t row(std::int32_t template_row, int step) const;
    /// Where a row or column comes from. The origin lives as long as this.
    [[nodiscard]] RowPlace row_place(std::int32_t row) const;
    [[nodiscard]] ColumnPlace column_place(std::int32_t column) const;

private:
    void write(const Network& network);

    Layout layout_;
    Structure structure_;
    std::vector<std::int32_t> row_of_;  ///< of step x template row, -1 where absent
    std::vector<std::int32_t> starts_, indices_;
    std::vector<std::uint8_t> integer_;
    std::vector<double> values_, cost_, lower_, upper_, row_lower_, row_upper_;

    friend class ProblemWriter;
};

}  // namespace gaiku::network
