#pragma once

#include "solve/staged/order.h"

namespace gaiku::solve::staged {

[[nodiscard]] constexpr std::int32_t count_of(const auto& list) {
    return static_cast<std::int32_t>(list.size());
}

/// What a frame takes.
struct OrderSizes {
    std::int32_t local_positions = 0;  ///< of the work on a frame
    std::int32_t border = 0;           ///< slots and the left neighbour's carried columns
    std::int32_t square = 0;           ///< the same, up to a multiple of four
    std::int32_t stored = 0;           ///< numbers of its factor
    std::int32_t scaled = 0;           ///< couplings of its nodes to one another
    std::int32_t rank_ones = 0;        ///< terms on the border square
    std::int32_t widest = 0;           ///< terms of a pivot, at most
};

/// Finds the order of elimination on the union of all steps and writes its lists.
OrderSizes write_order(const StepTemplate& step, Order& order);

}  // namespace gaiku::solve::staged
