#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "solve/windows/part.h"
#include "solve/windows/year.h"

namespace gaiku::solve {

/// On and off over a year, window by window, each with the steps behind it in view, in which machines may be partly on.
/// A window goes on from what the ones before have fixed: levels, what is on and since when, peaks. What it leaves in
/// stores counts by the relaxation's prices; sizes and peaks may grow beyond the relaxation's at their full cost; of a
/// total over the year (CO2) a window has the share that the relaxation leaves it.
class WindowSchedule {
public:
    /// `x` begins as the relaxation.
    WindowSchedule(const Year& year, int look_ahead);

    /// Fixes a window that begins where the last one ended: by a dive (dive.h); where that finds nothing by a search of
    /// `seconds`, once five times as long. It may cost `looser` times its share of the gap more than its best. Where
    /// the window has no solution, the ones before are opened again. Optimal: it is fixed.
    [[nodiscard]] Status fix(Span window, double seconds, double looser = 1);
    [[nodiscard]] const std::vector<double>& x() const { return x_; }
    /// What is fixed costs, with the rest as in the relaxation.
    [[nodiscard]] double cost() const;

    /// To go beyond the share of a total costs so many times more from now on; and all begins anew.
    void begin_again(double dearer);

private:
    void begin();
    void find_shared();
    [[nodiscard]] Status solve_part(Span free, int committed, const Options& options, bool dives);
    void commit(const Part& part, const std::vector<double>& found, int committed);

    const Year& year_;
    int look_ahead_;
    std::vector<double> x_;
    std::vector<std::pair<SharedRow, double>> totals_;  ///< with the price to begin with
    std::vector<SharedRow> shared_;
};

/// Makes a plan of the year better where it can in the steps `free`, all others staying as they are; `x` holds for all
/// rows before and after; searched to so many times the share of the gap. What it saves, 0 where nothing better was
/// found.
double improve(const Year& year, Span free, double seconds, double times, std::vector<double>& x);

}  // namespace gaiku::solve
