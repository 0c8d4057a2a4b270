#pragma once

#include <optional>

#include "solve/staged/newton.h"

namespace gaiku::solve::staged {

/// A problem as the method has it: scaled, cut into segments, with an order of elimination and memory for an iterate.
/// What it is made from must live as long.
class Model {
public:
    /// The analysis; `rows` are needed for nothing else.
    Model(const Problem& problem, const ByRows& rows, const Limits& limits, const Places& places,
          const Kernels& functions, int threads);

    std::string refusal{};  ///< why it cannot be solved by steps; empty: it can

    /// Memory for an iterate, with the costs, right-hand sides and limits of the problem; until end().
    void begin();
    void end();
    /// No iterate, as begin() leaves it.
    void clear();
    /// The iterate in the problem's units, rows of `row_dual` that are gone stay 0.
    void read(std::vector<double>& x, std::vector<double>& row_dual);

    const Problem& problem;
    const Limits& limits;
    const Places& places;
    const Kernels& kernels;
    Scaling scaling;
    Segments segments;
    StepTemplate step;
    Memory memory;
    Order order;
    Team team;
    std::optional<Newton> newton;  ///< from begin() to end()

    std::vector<std::uint8_t> has_pair, has_upper;
    double pairs = 1;                            ///< how many there are
    double fixed_cost = 0;                       ///< of what is gone, and of shifts
    double largest_right = 0, largest_cost = 0;  ///< scaled, of the steps

private:
    void write();
    void write_columns(Doubles& given, std::size_t length);
    void write_rows(Doubles& given, std::size_t length);
};

/// Segments that a year of so many steps is cut into; the same on every machine, so that all come to the same digits
/// but for the last ones. 0: too few steps.
[[nodiscard]] std::int32_t segments_for(std::int32_t steps);

}  // namespace gaiku::solve::staged
