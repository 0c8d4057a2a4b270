#pragma once

#include <optional>
#include <span>
#include <vector>

#include "district/record.h"
#include "network/elements.h"

namespace gaiku {

/// How much input a machine takes at a load, relative to its input at rated efficiency: straight lines through the
/// points (load, load / relative efficiency), from (0, 0) on; of a machine with a minimum load from the first point on,
/// and the first line goes on down to it. Both sides count on the capacity, of such a machine on what of it is on.
class PartLoad {
public:
    PartLoad() = default;
    /// From the list `part_load` of an asset; without one, efficiency is the same at every load.
    explicit PartLoad(const Record& asset);

    [[nodiscard]] bool is_constant() const { return pieces_.empty(); }
    /// Relative input at an output: the highest of all pieces, kW for kW of capacity.
    [[nodiscard]] double input(double output, double capacity) const;
    /// By rising slope, for network::Segment.
    [[nodiscard]] const std::vector<network::Piece>& pieces() const { return pieces_; }
    /// The point at which the curve bends the wrong way.
    [[nodiscard]] std::optional<std::size_t> first_not_convex() const { return not_convex_; }

private:
    std::vector<network::Piece> pieces_;
    std::optional<std::size_t> not_convex_;
};

}  // namespace gaiku
