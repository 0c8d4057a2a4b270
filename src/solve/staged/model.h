#pragma once

#include "solve/staged/newton.h"

namespace gaiku::solve::staged {

/// A problem as the method has it: scaled, cut into segments, with an order of elimination and memory for an iterate.
/// What it is made from must live as long.
class Model {
public:
    Model(const Problem& problem, const ByRows& rows, const Limits& limits, const Places& places,
          const Kernels& functions, int threads);

    std::string refusal{};  ///< why it cannot be solved by steps; empty: it can

    /// Writes costs, right-hand sides and limits into memory, and which pairs there are.
    void write();
    /// The iterate in the problem's units, rows of `row_dual` that are gone stay 0.
    void read(std::vector<double>& x, std::vector<double>& row_dual) const;

    const Problem& problem;
    const ByRows& rows;
    const Limits& limits;
    const Places& places;
    const Kernels& kernels;
    Scaling scaling;
    Segments segments;
    StepTemplate step;
    Memory memory;
    Order order;
    Team team;
    Newton newton;

    std::vector<std::uint8_t> has_pair, has_upper;
    double pairs = 1;                            ///< how many there are
    double fixed_cost = 0;                       ///< of what is gone, and of shifts
    double largest_right = 0, largest_cost = 0;  ///< scaled, of the steps
};

/// Segments that a year of so many steps is cut into; the same on every machine, so that all come to the same digits
/// but for the last ones. 0: too few steps.
[[nodiscard]] std::int32_t segments_for(std::int32_t steps);

}  // namespace gaiku::solve::staged
