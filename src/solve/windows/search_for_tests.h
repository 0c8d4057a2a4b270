#pragma once

#include <cstdlib>
#include <random>

#include "solve/highs/highs.h"
#include "solve/piqp/piqp.h"

namespace gaiku::solve::test {

/// Of random searches: GAIKU_SEED, or any.
inline unsigned seed() {
    const char* given = std::getenv("GAIKU_SEED");
    return given ? static_cast<unsigned>(std::atol(given)) : std::random_device{}();
}

/// For relaxations PIQP, and HiGHS where it stops short and for whole numbers.
inline Solvers both_solvers() {
    return [](std::int32_t) {
        std::vector<std::unique_ptr<Solver>> solvers;
        solvers.push_back(make_piqp());
        solvers.push_back(make_highs(HighsMethod::automatic));
        return solvers;
    };
}

}  // namespace gaiku::solve::test
