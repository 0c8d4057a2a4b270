#pragma once

#include <optional>
#include <vector>

#include "technology/load_curve.h"
#include "technology/profile.h"

namespace gaiku {

/// How much input a machine takes at a load, relative to its input at rated efficiency: straight lines through the
/// points (load, load / relative efficiency), from (0, 0) on; of a machine with a minimum load from the first point on,
/// and the first line goes on down to it. Both sides count on the capacity, of such a machine on what of it is on.
class PartLoad {
public:
    struct Piece {
        Profile slope, intercept;
    };

    PartLoad() = default;
    /// From the list `part_load` of an asset or the sourced curve that it names; without either, efficiency is the same
    /// at every load.
    explicit PartLoad(const Record& asset, const char* curve = "curve");

    struct Span {
        double from = 0;  ///< of the temperature; the first span holds below it as well, the last one above
        LoadCurve curve;
    };
    /// Another curve in each span of a temperature; spans rise. Loads are of the capacity times `capacity`.
    PartLoad(const std::vector<Span>& spans, const Profile& temperature, const Profile& capacity);

    [[nodiscard]] bool is_constant() const { return pieces_.empty(); }
    /// Relative input at an output: the highest of all pieces, kW for kW of capacity.
    [[nodiscard]] double input(std::size_t step, double output, double capacity) const;
    /// The most output of an input: what `input` asks for it is at most that.
    [[nodiscard]] double output(std::size_t step, double input, double capacity) const;
    /// Between running evenly and in turn at full load and standing still: the lines are the same in every step, and
    /// more than one.
    [[nodiscard]] bool has_chord() const;
    /// The most that it can take for an output: the same made by full load and standstill in turn.
    [[nodiscard]] double most_input(double output, double capacity) const;
    /// Least input a unit of output, at best efficiency.
    [[nodiscard]] double best() const { return pieces_.empty() ? 1 : pieces_.front().slope.smallest(); }
    /// By rising slope, for network::Segment.
    [[nodiscard]] const std::vector<Piece>& pieces() const { return pieces_; }
    /// The point at which the curve bends the wrong way.
    [[nodiscard]] std::optional<std::size_t> first_not_convex() const { return not_convex_; }
    /// How far it lies from the sourced curves that it stands for.
    [[nodiscard]] const std::vector<CurveFit>& fits() const { return fits_; }

private:
    std::vector<Piece> pieces_;
    std::optional<std::size_t> not_convex_;
    std::vector<CurveFit> fits_;
};

}  // namespace gaiku
