#pragma once

#include <mutex>
#include <vector>

#include "solve/windows/part.h"
#include "solve/windows/year.h"

namespace gaiku::solve {

/// What no plan of a year costs less than, from windows that are solved each for itself: rows from one window to the
/// next, and sizes that all windows share, are replaced by their prices in the relaxation (Lagrangean decomposition;
/// Fisher, Management Science 27 (1981) 1). Before any window is solved it is the bound of the relaxation, and each
/// window raises it by what its on and off costs more than their relaxation.
class WindowBound {
public:
    WindowBound(const Year& year, std::vector<Span> windows);

    [[nodiscard]] const std::vector<Span>& windows() const { return windows_; }
    [[nodiscard]] double bound() const;
    [[nodiscard]] bool is_raised(std::size_t window) const;
    /// Solves a window until `seconds` are over, or to so many times its share of the gap.
    void raise(std::size_t window, double seconds, double times = 1);
    /// What `x` costs in a window by the same prices, above the window's bound.
    [[nodiscard]] double above(std::size_t window, const std::vector<double>& x) const;

private:
    static constexpr int linking = -1, between_capacities = -2;

    void place_rows();
    void share_globals();
    void sum_duals();
    [[nodiscard]] Part part(std::size_t window) const;
    [[nodiscard]] std::vector<double> costs(std::size_t window) const;

    const Year& year_;
    std::vector<Span> windows_;
    std::vector<int> window_of_step_, window_of_row_;
    std::vector<double> dual_;                      ///< of rows, with the sign that their limits allow
    std::vector<std::vector<double>> global_cost_;  ///< of each window and column of all steps
    mutable std::mutex mutex_;                      ///< of what follows
    std::vector<double> bound_of_;                  ///< of each window
    std::vector<std::uint8_t> raised_;
    double bound_ = 0;
};

}  // namespace gaiku::solve
