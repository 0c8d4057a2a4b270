#pragma once

#include <algorithm>
#include <optional>
#include <span>
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

        [[nodiscard]] double at(std::size_t step, double output, double capacity) const {
            return slope.at(step) * output + intercept.at(step) * capacity;
        }
    };

    PartLoad() = default;
    /// From the list `part_load` of an asset or the sourced curve that it names; without either, efficiency is the same
    /// at every load.
    explicit PartLoad(const Record& asset, const char* curve = "curve");

    struct Span {
        double from = 0;  ///< of the temperature; the first span holds below it as well, the last one above
        LoadCurve curve;
    };
    /// Another curve in each span of a temperature; spans rise. Loads, and the minimum load of what is on or off, are
    /// of the capacity times `capacity`.
    PartLoad(const std::vector<Span>& spans, const Profile& temperature, const Profile& capacity,
             double minimum_load = 0);

    [[nodiscard]] bool is_constant() const { return pieces_.empty(); }
    /// Relative input at an output: the highest of all pieces, kW for kW of capacity.
    [[nodiscard]] double input(std::size_t step, double output, double capacity) const;
    /// The most output of an input: what `input` asks for it is at most that.
    [[nodiscard]] double output(std::size_t step, double input, double capacity) const;
    /// Whether running evenly and running in turn at full load and standing still differ: it has more than one line.
    [[nodiscard]] bool has_chord() const { return pieces_.size() > 1; }
    /// The line of the latter, from no load to the full load `availability` x capacity: the most that it can take. Of
    /// what is on or off it begins at the minimum load `from`, a share of the capacity: full load and minimum load in
    /// turn.
    [[nodiscard]] Piece chord(const Profile& availability = 1.0, double from = 0) const;
    /// The same for one step, kW for kW of capacity.
    [[nodiscard]] double most_input(std::size_t step, double output, double capacity, double from, double full) const;
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

/// What a machine takes for its output: what its part load asks for, or what it is told to, up to the chord.
class InputRange {
public:
    explicit InputRange(const PartLoad& part_load, const Profile& full_load = 1.0, bool is_told = true)
        : least_(part_load) {
        if (is_told && part_load.has_chord()) most_ = part_load.chord(full_load);
    }
    /// kW. wanted[control] is what it is told, if it is told; where it is a control, the next one comes after it.
    [[nodiscard]] double take(std::size_t step, double output, double capacity, std::span<const double> wanted,
                              std::size_t& control) const {
        const double least = least_.input(step, output, capacity);
        if (!most_) return least;
        const double told = control < wanted.size() ? wanted[control] : 0;
        ++control;
        return std::max(least, std::min(told, most_->at(step, output, capacity)));
    }

private:
    PartLoad least_;
    std::optional<PartLoad::Piece> most_;
};

}  // namespace gaiku
