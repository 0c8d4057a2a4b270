#pragma once

#include <optional>
#include <span>
#include <vector>

#include "district/record.h"
#include "network/elements.h"

namespace gaiku {

/// How much input a machine takes at a load, relative to its input at rated efficiency: straight lines through the
/// points (load, load / relative efficiency), from (0, 0) on. Both sides count on the capacity.
class PartLoad {
public:
    PartLoad() = default;
    /// From the list `part_load` of an asset; without one, efficiency is the same at every load.
    explicit PartLoad(const Record& asset);

    [[nodiscard]] bool is_constant() const { return pieces_.empty(); }
    /// Relative input at an output: the highest of all pieces, kW for kW of capacity.
    [[nodiscard]] double input(double output, double capacity) const;
    /// The most that it can take for an output: the same made by full load and standstill in turn.
    [[nodiscard]] double most_input(double output) const;
    /// By rising slope, for network::Segment.
    [[nodiscard]] const std::vector<network::Piece>& pieces() const { return pieces_; }
    /// The point at which the curve bends the wrong way.
    [[nodiscard]] std::optional<std::size_t> first_not_convex() const { return not_convex_; }

private:
    std::vector<network::Piece> pieces_;
    std::optional<std::size_t> not_convex_;
};

}  // namespace gaiku
