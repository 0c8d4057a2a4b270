#pragma once

#include <vector>

#include "solve/staged/aligned.h"
#include "solve/staged/frame_values.h"
#include "solve/staged/scaling.h"
#include "solve/staged/segments.h"

namespace gaiku::solve::staged {

/// The union of all steps: every coefficient that some step has, with its numbers in lanes. What all steps meet (a
/// capacity, a total) takes a border slot; what only some segments meet (a month's peak) shares one with others of its
/// kind.
struct StepTemplate {
    std::int32_t columns = 0, rows = 0;
    std::vector<std::int32_t> carried;  ///< columns that rows of the next step meet
    std::int32_t slots = 0;
    std::vector<Entry> own;                    ///< row, column of the same step
    std::vector<Entry> lag;                    ///< row, place among `carried`: a column of the step before
    std::vector<Entry> border_row;             ///< row, slot: a column of all steps
    std::vector<Entry> border_column;          ///< column, slot: a row of all steps
    std::vector<Value> values;                 ///< group by group: of own, lag, border_row, border_column in turn
    std::vector<std::int32_t> global_of_slot;  ///< slot x segments: columns of all steps first, then rows; -1: none

    struct GlobalEntry {
        std::int32_t row = 0, column = 0;
        double value = 0;
    };
    std::vector<GlobalEntry> globals;  ///< between rows and columns of all steps

    StepTemplate(const ByRows& rows, const Places& places, const Scaling& scaling, const Segments& segments);

    [[nodiscard]] std::int32_t entries() const {
        return static_cast<std::int32_t>(own.size() + lag.size() + border_row.size() + border_column.size());
    }

private:
    FrameValues numbers_;
};

}  // namespace gaiku::solve::staged
