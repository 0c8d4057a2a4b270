#pragma once

#include <vector>

#include "solve/staged/places.h"

namespace gaiku::solve::staged {

/// A x + s = b, x >= 0 or free, s >= 0: how rows and columns of a problem become those of the method. One factor for a
/// role in all its steps (powers of two, so that a constant coefficient stays one constant), and the units of
/// right-hand sides and costs.
struct Scaling {
    std::vector<double> row;     ///< negative: the row was "at least"; 0: gone
    std::vector<double> column;  ///< negative: the column counts down from its upper limit; 0: gone
    std::vector<double> shift;   ///< x = shift + column * unit * scaled
    std::vector<double> right;   ///< of every row, scaled
    double unit = 1;             ///< of right-hand sides
    double cost_unit = 1;

    /// The factors; then right-hand sides and units.
    Scaling(const Problem& problem, const ByRows& rows, const Limits& limits, const Places& places);
    /// Right-hand sides anew, units and factors as they are: for another problem of the same structure.
    void set_right(const Problem& problem, const ByRows& rows, const Limits& limits);

private:
    void find_units(const Problem& problem, const Limits& limits, const Places& places);
};

}  // namespace gaiku::solve::staged
