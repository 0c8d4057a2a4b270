#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace gaiku::resilience {

/// So many stocks of fuel may differ between the outages of a state.
inline constexpr std::size_t most_loose = 2;

/// A part of an outage's probability.
struct Share {
    std::uint32_t start = 0;
    double mass = 0;                        ///< times Node::factor
    std::array<double, most_loose> more{};  ///< kWh of each loose stock, above the level of the state

    [[nodiscard]] bool operator<(const Share& other) const {
        return start != other.start ? start < other.start : more < other.more;
    }
};

/// A state that parts of outages are in: while a flood lasts those of one start only. Its levels stand beside it
/// (Generation). A loose stock is one of which all have plenty: they go the same way, whatever there is more of it.
struct Node {
    std::size_t units = 0;
    std::uint32_t floods = 0;
    std::uint32_t loose = 0;  ///< stocks, one bit each
    double factor = 1;
    std::vector<Share> shares;  ///< by start, then by what there is more
    std::size_t first = 0;      ///< those before are gone

    [[nodiscard]] bool is_loose(std::size_t k) const { return (loose >> k & 1U) != 0; }
    [[nodiscard]] std::size_t size() const { return shares.size() - first; }
    [[nodiscard]] std::span<const Share> live() const { return std::span(shares).subspan(first); }
    [[nodiscard]] std::span<Share> live() { return std::span(shares).subspan(first); }
    [[nodiscard]] double mass() const {
        double sum = 0;
        for (const Share& share : live()) sum += share.mass;
        return sum * factor;
    }
    /// Masses times the factor, and none that are gone.
    void plain() {
        if (first > 0) shares.erase(shares.begin(), shares.begin() + static_cast<std::ptrdiff_t>(first));
        first = 0;
        if (factor != 1) {
            for (Share& share : shares) share.mass *= factor;
        }
        factor = 1;
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
    [[nodiscard]] std::size_t shares() const {
        std::size_t count = 0;
        for (const Node& node : nodes) count += node.size();
        return count;
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
