#pragma once

#include "solve/staged/order.h"

namespace gaiku::solve::staged {

/// Which blocks of four slots of the border a node meets.
class Reach {
public:
    Reach(std::size_t nodes, std::int32_t blocks) : blocks_(blocks), bits_(nodes * at(blocks), 0) {}
    void add(std::int32_t node, std::int32_t slot) { bits_[place(node, slot / 4)] = 1; }
    [[nodiscard]] bool has(std::int32_t node, std::int32_t block) const { return bits_[place(node, block)] != 0; }
    [[nodiscard]] std::int32_t blocks() const { return blocks_; }

private:
    [[nodiscard]] std::size_t place(std::int32_t node, std::int32_t block) const {
        return at(node) * at(blocks_) + at(block);
    }
    std::int32_t blocks_;
    std::vector<std::uint8_t> bits_;
};

/// Writes how couplings to the border come about in a frame, and which of them reach which block of the border square.
/// Of an order whose pivots are written; nodes of `reach` are rank-one terms, then the step's own carried columns.
class BorderWriter {
public:
    BorderWriter(Order& order, const Reach& reach, std::int32_t rank_ones)
        : o_(order), reach_(reach), rank_ones_(rank_ones) {}
    void run();

private:
    void write_couplings();
    void write_square();

    Order& o_;
    const Reach& reach_;
    std::int32_t rank_ones_;
};

}  // namespace gaiku::solve::staged
