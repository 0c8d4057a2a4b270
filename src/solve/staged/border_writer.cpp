#include "solve/staged/border_writer.h"

#include "solve/staged/order_writer.h"

namespace gaiku::solve::staged {

void BorderWriter::run() {
    write_couplings();
    write_square();
}

void BorderWriter::write_couplings() {
    const auto own = static_cast<std::int32_t>(o_.carried_pivots_.size());
    std::vector<std::vector<CouplingTerm>> terms(at(rank_ones_ + own));
    std::vector<std::int32_t> nodes;
    for (const auto* list : {&o_.carried_pivots_, &o_.row_pivots_}) {
        for (const NodePivot& x : *list) {
            nodes.push_back(x.rank_one);
            for (std::int32_t a = 0; a < x.local; ++a) {
                auto& of_neighbour = terms[at(o_.neighbours_[at(x.neighbours + a)].rank_one)];
                of_neighbour.push_back({x.scaled + a, x.rank_one});
                if (x.row >= 0) of_neighbour.push_back({x.scaled + x.local + a, x.rank_one + 1});
            }
        }
    }
    for (std::int32_t k = 0; k < own; ++k) nodes.push_back(rank_ones_ + k);
    for (const std::int32_t node : nodes) {
        o_.couplings_.push_back({node, count_of(o_.coupling_terms_), count_of(terms[at(node)])});
        o_.coupling_terms_.insert(o_.coupling_terms_.end(), terms[at(node)].begin(), terms[at(node)].end());
    }
    for (std::int32_t b = 0; b < reach_.blocks(); ++b) {
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            if (reach_.has(nodes[i], b)) o_.coupling_blocks_.push_back({static_cast<std::int32_t>(i), b});
        }
    }
}

/// A pair has two terms: left both reach what its column meets, right the second one what its row does.
void BorderWriter::write_square() {
    Reach left(at(rank_ones_), reach_.blocks()), right = left;
    for (const auto* list : {&o_.carried_pivots_, &o_.row_pivots_}) {
        for (const NodePivot& x : *list) {
            for (std::int32_t b = 0; b < reach_.blocks(); ++b) {
                if (!reach_.has(x.rank_one, b)) continue;
                left.add(x.rank_one, 4 * b);
                right.add(x.rank_one, 4 * b);
                if (x.row >= 0) left.add(x.rank_one + 1, 4 * b);
            }
            for (std::int32_t b = 0; x.row >= 0 && b < x.row_border; ++b)
                right.add(x.rank_one + 1, o_.terms_[at(x.terms + b)].target);
        }
    }
    for (std::int32_t a = 0; a < reach_.blocks(); ++a) {
        for (std::int32_t b = a; b < reach_.blocks(); ++b) {
            SquareBlock block{a, b, count_of(o_.square_terms_), 0};
            for (std::int32_t t = 0; t < rank_ones_; ++t) {
                if (left.has(t, a) && right.has(t, b)) o_.square_terms_.push_back(t);
            }
            block.count = count_of(o_.square_terms_) - block.first;
            if (block.count > 0) o_.square_blocks_.push_back(block);
        }
    }
}

}  // namespace gaiku::solve::staged
