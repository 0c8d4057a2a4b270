#include "cli/solvers.h"

#include <algorithm>
#include <thread>

#include "solve/highs/highs.h"
#include "solve/piqp/piqp.h"
#include "solve/staged/staged.h"

namespace gaiku {
namespace {

/// Up to here HiGHS' simplex takes no more than a second and gives a vertex, which needs no cleaning; beyond it PIQP is
/// ten times as fast and more, and HiGHS' own interior point method nine times as fast as its simplex (bench/README.md,
/// "Which solver").
constexpr std::int32_t small_columns = 10'000;

/// The staged solver cuts a year for two.
int threads() {
    return static_cast<int>(std::min(2U, std::max(1U, std::thread::hardware_concurrency())));
}

}  // namespace

Solvers solvers_named(const std::string& name) {
    return [name](std::int32_t columns) {
        std::vector<std::unique_ptr<solve::Solver>> solvers;
        const bool staged = name == "staged";
        if (staged) solvers.push_back(solve::make_staged(threads()));
        const bool piqp_first = staged || name == "piqp" || (name.empty() && columns > small_columns);
        if (piqp_first) solvers.push_back(solve::make_piqp());
        if (columns > small_columns) solvers.push_back(solve::make_highs(solve::HighsMethod::hipo));
        if (name != "piqp") solvers.push_back(solve::make_highs(solve::HighsMethod::automatic));
        if (name.empty() && !piqp_first) solvers.push_back(solve::make_piqp());
        return solvers;
    };
}

}  // namespace gaiku
