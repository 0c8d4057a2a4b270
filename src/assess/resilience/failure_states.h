#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace gaiku::resilience {

/// A part of an outage's probability.
struct Share {
    std::size_t start = 0;
    double mass = 0;
};

/// A state that outages are in: while a flood lasts those of one start only. Its levels stand beside it (Generation).
struct Node {
    std::size_t units = 0;
    std::uint32_t floods = 0;
    Share first;              ///< most states are of one outage: nothing is allocated for them
    std::vector<Share> more;  ///< of later starts, in their order

    template <class Visit>
    void each(const Visit& visit) const {
        visit(first);
        for (const Share& share : more) visit(share);
    }
    [[nodiscard]] double mass() const {
        double sum = 0;
        each([&](const Share& share) { sum += share.mass; });
        return sum;
    }
};

/// The states of one step, and their levels one after the other.
struct Generation {
    std::vector<Node> nodes;
    std::vector<double> levels;

    void clear() {
        nodes.clear();
        levels.clear();
    }
    void add(Node node, std::span<const double> of_node) {
        nodes.push_back(std::move(node));
        levels.insert(levels.end(), of_node.begin(), of_node.end());
    }
    /// Takes those out for which `leaves` says so, given a state and its levels; it may change both.
    template <class Leaves>
    void filter(std::size_t stores, const Leaves& leaves) {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            if (leaves(nodes[i], std::span(levels).subspan(i * stores, stores), kept)) continue;
            if (kept != i) {
                std::swap(nodes[kept], nodes[i]);
                std::copy_n(levels.begin() + static_cast<std::ptrdiff_t>(i * stores), stores,
                            levels.begin() + static_cast<std::ptrdiff_t>(kept * stores));
            }
            ++kept;
        }
        nodes.resize(kept);
        levels.resize(kept * stores);
    }
};

}  // namespace gaiku::resilience
