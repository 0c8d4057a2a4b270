#include "cli/solvers.h"

#include <algorithm>
#include <thread>

#include "solve/highs/highs.h"
#include "solve/piqp/piqp.h"
#include "solve/staged/staged.h"

namespace gaiku {
namespace {

/// Up to here HiGHS' simplex takes no more than a second and gives a vertex, which needs no cleaning; beyond it the
/// staged solver is six times as fast as PIQP on one thread, PIQP ten times as fast as HiGHS' simplex and more
/// (bench/README.md, "Which solver"). Where one declines or stops short, the next one is asked.
constexpr std::int32_t small_columns = 10'000;

/// The staged solver cuts a year for two.
int threads(int most) {
    return std::min(most, static_cast<int>(std::max(1U, std::thread::hardware_concurrency())));
}

}  // namespace

Solvers solvers_named(const std::string& name, int most_threads) {
    return [name, most_threads](std::int32_t columns) {
        std::vector<std::unique_ptr<solve::Solver>> solvers;
        const bool years = name.empty() && columns > small_columns;
        if (name == "staged" || years) solvers.push_back(solve::make_staged(threads(most_threads)));
        const bool piqp_first = name == "staged" || name == "piqp" || years;
        if (piqp_first) solvers.push_back(solve::make_piqp());
        if (columns > small_columns) solvers.push_back(solve::make_highs(solve::HighsMethod::hipo));
        solvers.push_back(solve::make_highs(solve::HighsMethod::automatic));
        if (name.empty() && !piqp_first) solvers.push_back(solve::make_piqp());
        return solvers;
    };
}

}  // namespace gaiku
