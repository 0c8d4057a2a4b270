#pragma once

#include <memory>

#include "solve/solver.h"

namespace gaiku::solve {

/// gaiku's own interior point method for networks over many steps: it eliminates step by step, segments of the year
/// side by side (docs/explanation/solver.md). Linear problems of a network with rows that reach back one step at most,
/// and at least eight steps; others fail with a message. Its solution is not a vertex, and the same to the last digit
/// on any number of threads; more than two are of no use. `most_lanes`: the widest instruction set it may use, in
/// doubles (8: AVX-512, 4: AVX2, 2); it takes the widest of these that the machine has.
[[nodiscard]] std::unique_ptr<Solver> make_staged(int threads = 1, int most_lanes = 8);

}  // namespace gaiku::solve
