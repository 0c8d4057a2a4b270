#pragma once

#include <vector>

#include "network/network.h"

namespace gaiku::network {

/// factor x series x derived, each left out where its index is negative: a coefficient or bound of the step template.
struct StepValue {
    double factor = 0;
    std::int32_t series = -1;   ///< of the network
    std::int32_t derived = -1;  ///< of the layout: step lengths, retentions, masks
};

/// The same number in every step.
[[nodiscard]] constexpr StepValue number(double value) {
    return {value, -1, -1};
}

/// An entry of a row: the column of the template, or the capacity.
struct StepEntry {
    std::int32_t index = -1;
    StepValue value;
};

/// An entry of a row that reaches further back than one step.
struct EarlierEntry {
    std::int32_t index = -1;
    StepValue value;  ///< at the step of the row
    std::int32_t lag = 1;
};

/// What happens to the entries of the step before in the first step.
enum class First {
    cyclic,  ///< the step before is the last one
    given,   ///< they are numbers, moved to the right-hand side
    absent,  ///< the row does not exist in the first step
};

struct StepColumn {
    ColumnKind kind{};
    std::int32_t element = -1;
    Origin origin;
    StepValue lower, upper, cost;
    bool integer = false;
};

struct StepRow {
    RowKind kind{};
    std::int32_t element = -1;
    Origin origin;
    std::vector<StepEntry> own;         ///< columns of the same step
    std::vector<StepEntry> before;      ///< columns of the step before
    std::vector<EarlierEntry> earlier;  ///< columns of steps before, by lag; only a switch's minimum times have them
    std::vector<StepEntry> globals;     ///< capacities
    std::int32_t globals_by_set = -1;   ///< a peak whose capacity depends on the step: entry -1 x its capacity
    StepValue lower, upper;
    First first = First::cyclic;
    double before_first = 0;            ///< the number that stands for the columns before the first step
    std::vector<double> known_earlier;  ///< the same for `earlier`, the latest first; 0 beyond it
    std::int32_t present = -1;          ///< derived mask; the row exists where it is not 0
};

/// A row over many steps, or between capacities.
struct GlobalRow {
    RowKind kind{};
    std::int32_t element = -1;
    Origin origin;
    std::vector<StepEntry> steps;  ///< the columns of every step
    std::vector<StepEntry> globals;
    double lower = 0, upper = 0;
    /// Of a window: columns of one step, levels before it begins.
    std::vector<StepEntry> at_step{};
    std::int32_t step = -1;  ///< theirs
};

struct GlobalColumn {
    ColumnKind kind{};
    std::int32_t element = -1;
    Origin origin;
    double lower = 0, upper = 0, cost = 0;
    bool integer = false;
};

/// The structure of a network's programme: one template of columns and rows for all steps, and the few things that span
/// them. It holds no number for each step but those derived from step lengths and measured states.
struct Layout {
    explicit Layout(const Network& network);

    std::vector<StepColumn> columns;
    std::vector<StepRow> rows;
    std::vector<GlobalColumn> global_columns;  ///< capacities first, in the network's order
    std::vector<GlobalRow> global_rows;
    std::vector<std::vector<double>> derived;
};

}  // namespace gaiku::network
