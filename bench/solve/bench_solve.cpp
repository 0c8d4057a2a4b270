// Builds and solves the annual district by every method, each in a process of its own so that its peak memory is its
// own. Usage: bench_solve [HOURS] [METHOD...]   methods: piqp hipo ipx simplex; without any: piqp hipo.
#include <fmt/core.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <string>
#include <vector>

#include "annual_district.h"
#include "solve/highs/highs.h"
#include "solve/piqp/piqp.h"
#include "solve/solution.h"

namespace {

using namespace gaiku;

double now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double peak_mb() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

std::unique_ptr<solve::Solver> solver_of(const std::string& method) {
    if (method == "piqp") return solve::make_piqp();
    if (method == "hipo") return solve::make_highs(solve::HighsMethod::hipo);
    if (method == "ipx") return solve::make_highs(solve::HighsMethod::ipx);
    return solve::make_highs(solve::HighsMethod::simplex);
}

int run(int hours, const std::string& method) {
    auto district = peers::annual_district(hours);
    const double start = now();
    network::LinearProblem problem(district.network);
    const double built = now();
    const auto solver = solver_of(method);
    const solve::Solution first = solve::solve(district.network, problem, *solver, {});
    const double peak = peak_mb();
    // The second scenario: electricity a tenth dearer.
    std::vector<double> price(district.network.series(district.price).begin(),
                              district.network.series(district.price).end());
    for (double& yen : price) yen *= 1.1;
    const double changing = now();
    district.network.set_series(district.price, price);
    const network::Change change = problem.update(district.network);
    const double changed = now();
    const solve::Solution second = solve::solve_again(district.network, problem, change, *solver, {});
    fmt::print(
        "{:<14} {:>7} {:>7} {:>7} {:>8.4f} {:>8.2f} {:>6} {:>9.4f} {:>9.2f} {:>8.0f} {:>18.2f} {:>8.1e} {:>8.1e} "
        "{:>8.1e} {}\n",
        first.result.method, problem.rows(), problem.columns(), problem.nonzeros(), built - start, first.result.seconds,
        first.result.iterations, changed - changing, second.result.seconds, peak, first.check.cost, first.result.gap,
        first.result.primal_infeasibility, first.result.dual_infeasibility,
        first.ok() && second.ok()      ? "ok"
        : first.result.message.empty() ? "CHECK FAILED"
                                       : first.result.message);
    std::fflush(stdout);
    return first.ok() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    const int hours = argc > 1 ? std::stoi(argv[1]) : 8760;
    std::vector<std::string> methods(argv + std::min(argc, 2), argv + argc);
    if (methods.empty()) methods = {"piqp", "hipo"};
    fmt::print("annual_district, {} hours, one thread\n", hours);
    fmt::print("{:<14} {:>7} {:>7} {:>7} {:>8} {:>8} {:>6} {:>9} {:>9} {:>8} {:>18} {:>8} {:>8} {:>8}\n", "method",
               "rows", "columns", "nonzero", "build s", "solve s", "iter", "update s", "again s", "peak MB", "cost yen",
               "gap", "primal", "dual");
    std::fflush(stdout);
    int failed = 0;
    for (const std::string& method : methods) {
        const pid_t child = fork();
        if (child == 0) _exit(run(hours, method));
        int status = 0;
        waitpid(child, &status, 0);
        failed += status == 0 ? 0 : 1;
    }
    return failed;
}
