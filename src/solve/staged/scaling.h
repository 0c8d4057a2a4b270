#pragma once

#include <vector>

#include "solve/staged/places.h"

namespace gaiku::solve::staged {

/// A x + s = b, x >= 0 or free, s >= 0: how rows and columns of a problem become those of the method. One factor for a
/// role in all its steps (powers of two, so that a constant coefficient stays one constant), and the units of
/// right-hand sides and costs.
class Scaling {
public:
    /// What it is made from must live as long, but for the rows.
    Scaling(const Problem& problem, const ByRows& rows, const Limits& limits, const Places& places);

    [[nodiscard]] double row(std::int32_t i) const;     ///< negative: the row was "at least"; 0: gone
    [[nodiscard]] double column(std::int32_t j) const;  ///< negative: it counts down from its upper limit; 0: gone
    [[nodiscard]] double shift(std::int32_t j) const;   ///< x = shift + column * unit * scaled
    [[nodiscard]] std::vector<double> right() const;    ///< of every row, scaled

    double unit = 1;  ///< of right-hand sides
    double cost_unit = 1;

private:
    void find_units();

    const Problem& p_;
    const Limits& limits_;
    const Places& places_;
    std::vector<double> by_row_, by_column_;  ///< of every role, then of what is of all steps
};

}  // namespace gaiku::solve::staged
