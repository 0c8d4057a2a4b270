#pragma once

#include "solve/solution.h"

namespace gaiku::solve {

/// How a year is cut: steps of a window, and how many more each has in view.
struct WindowLength {
    int steps = 0, look_ahead = 0;
};

/// A network of whole numbers in so many steps that one search over all of them takes too long, and how it is to be
/// cut; nothing where one search does.
[[nodiscard]] std::optional<WindowLength> windows_for(const network::Network& network,
                                                      const network::LinearProblem& problem);

/// Solves a year of machines that are on or off by windows: sizes and prices from the relaxation, on and off window by
/// window, then the year with both given, cleaned and checked like any other solution. Beside it a bound is raised,
/// window by window. The result's gap is to that bound. Status: optimal within the gap asked for; gap_left or
/// time_limit with what was found; none_found. It uses two threads.
[[nodiscard]] Solution solve_by_windows(const network::Network& network, const network::LinearProblem& problem,
                                        const Solvers& solvers, const WindowLength& length, const Options& options);

}  // namespace gaiku::solve
