// Builds and solves a district by every method, each in a process of its own so that its peak memory is its own; then,
// of the annual district, scenarios with another price of electricity. Usage: bench_solve [PROBLEM] [METHOD...]
//   PROBLEM: HOURS or annual_district:HOURS (8760), places:COUNT:HOURS or apart:COUNT:HOURS (places_district.h)
//   METHOD: staged, staged:2 (on two threads), piqp, hipo, ipx, simplex; without any: staged piqp hipo
#include <fmt/core.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "annual_district.h"
#include "places_district.h"
#include "solve/highs/highs.h"
#include "solve/piqp/piqp.h"
#include "solve/solution.h"
#include "solve/staged/staged.h"

namespace {

using namespace gaiku;

double now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// Of the process: what a solve takes on a machine that has nothing else to do. One thread, so it is no more than that.
double cpu() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

double peak_mb() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) * 1024 / 1e6;
}

/// What the process holds now, which building the problem may have exceeded before.
double resident_mb() {
    std::size_t all = 0, resident = 0;
    std::ifstream("/proc/self/statm") >> all >> resident;
    return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

std::unique_ptr<solve::Solver> solver_of(const std::string& method) {
    if (method == "staged") return solve::make_staged();
    if (method == "staged:2") return solve::make_staged(2);
    if (method == "piqp") return solve::make_piqp();
    if (method == "hipo") return solve::make_highs(solve::HighsMethod::hipo);
    if (method == "ipx") return solve::make_highs(solve::HighsMethod::ipx);
    if (method == "simplex") return solve::make_highs(solve::HighsMethod::simplex);
    fmt::print(stderr, "bench_solve: no method is called '{}': staged, staged:2, piqp, hipo, ipx, simplex\n", method);
    std::exit(2);
}

std::vector<double> dearer(const peers::AnnualDistrict& district, double by) {
    const auto price = district.network.series(district.price);
    std::vector<double> changed(price.begin(), price.end());
    for (double& yen : changed) yen *= 1 + by;
    return changed;
}

std::string verdict(const solve::Solution& solution) {
    if (solution.ok()) return "ok";
    return solution.result.message.empty() ? "CHECK FAILED" : solution.result.message;
}

/// Another scenario that changes only the price of electricity: from what the solver has in memory, and by a new
/// solver.
bool run_again(peers::AnnualDistrict& district, network::LinearProblem& problem, solve::Solver& solver,
               const std::string& method, double by) {
    district.network.set_series(district.price, dearer(district, by));
    const double changing = now();
    const network::Change change = problem.update(district.network);
    const double changed = now();
    const double again = cpu(), asked = now();
    const solve::Solution warm = solve::solve_again(district.network, problem, change, solver, {});
    const double answered = now(), anew = cpu();
    const solve::Solution cold = solve::solve(district.network, problem, *solver_of(method), {});
    const double end = cpu();
    fmt::print(
        "  price {:+5.1f} %   update {:.4f} s   again {:7.2f} s, elapsed {:.2f} s {:6d} iterations   anew {:7.2f} s "
        "{:6d} iterations   "
        "{}\n",
        by * 100, changed - changing, anew - again, answered - asked, warm.result.iterations, end - anew,
        cold.result.iterations, verdict(warm));
    return warm.ok() && std::abs(warm.check.cost - cold.check.cost) <= 1e-7 * std::abs(cold.check.cost);
}

/// annual_district:HOURS or places:COUNT:HOURS; `elapsed`: seconds of the first solution, 0: there is none.
int run(const std::string& name, const std::string& method, double& elapsed) {
    const auto colon = name.find(':'), last = name.rfind(':');
    const int hours = std::stoi(name.substr(last + 1));
    std::optional<peers::AnnualDistrict> annual;
    std::optional<network::Network> places;
    if (name.starts_with("annual_district")) {
        annual.emplace(peers::annual_district(hours));
    } else {
        const auto between = name.starts_with("apart") ? bench::Between::nothing : bench::Between::lines;
        places.emplace(bench::places_district(std::stoi(name.substr(colon + 1, last - colon - 1)), hours, between));
    }
    const network::Network& network = annual ? annual->network : *places;
    const double start = now();
    network::LinearProblem problem(network);
    const double built = now();
    const auto solver = solver_of(method);
    // The numbers of the problem itself: coefficients with their rows, costs, limits.
    const double own_mb =
        (12.0 * static_cast<double>(problem.nonzeros()) + 28.0 * problem.columns() + 16.0 * problem.rows()) / 1e6;
    const double before = resident_mb();
    const double solving = cpu();
    const double began = now();
    const solve::Solution first = solve::solve(network, problem, *solver, {});
    const double ended = now();
    const double solved = cpu();
    elapsed = ended - began;
    const double peak = peak_mb();
    fmt::print(
        "{:<22} {:<14} {:>7} {:>7} {:>8} {:>8.4f} {:>8.3f} {:>8.3f} {:>6} {:>8.0f} {:>5.1f} {:>18.2f} {:>8.1e} "
        "{:>8.1e} "
        "{:>8.1e} {}\n",
        name, method, problem.rows(), problem.columns(), problem.nonzeros(), built - start, solved - solving,
        ended - began, first.result.iterations, peak, (peak - before) / own_mb, first.check.cost, first.result.gap,
        first.result.primal_infeasibility, first.result.dual_infeasibility, verdict(first));
    bool good = first.ok();
    if (!good) elapsed = 0;
    // The interior point methods of HiGHS keep nothing from one run to the next.
    const bool keeps = annual && (method.starts_with("staged") || method == "piqp" || method == "simplex");
    for (const double by : keeps ? std::vector{0.02, 0.1} : std::vector<double>{})
        good = run_again(*annual, problem, *solver, method, by) && good;
    std::fflush(stdout);
    return good ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    const std::string named = argc > 1 ? argv[1] : "8760";
    const std::string name = named.find(':') == std::string::npos ? "annual_district:" + named : named;
    std::vector<std::string> methods(argv + std::min(argc, 2), argv + argc);
    if (methods.empty()) methods = {"staged", "piqp", "hipo"};
    fmt::print("seconds of processor time, and elapsed\n");
    fmt::print("{:<22} {:<14} {:>7} {:>7} {:>8} {:>8} {:>8} {:>8} {:>6} {:>8} {:>5} {:>18} {:>8} {:>8} {:>8}\n",
               "problem", "method", "rows", "columns", "nonzero", "build s", "solve s", "elapsed", "iter", "peak MB",
               "own x", "cost", "gap", "primal", "dual");
    std::fflush(stdout);
    int failed = 0;
    std::vector<double> seconds;
    for (const std::string& method : methods) {
        int ends[2];
        if (pipe(ends) != 0) return 1;
        const pid_t child = fork();
        if (child == 0) {
            double elapsed = 0;
            const int code = run(name, method, elapsed);
            _exit(write(ends[1], &elapsed, sizeof elapsed) == sizeof elapsed ? code : 1);
        }
        close(ends[1]);
        int status = 0;
        waitpid(child, &status, 0);
        failed += status == 0 ? 0 : 1;
        double elapsed = 0;
        if (read(ends[0], &elapsed, sizeof elapsed) != sizeof elapsed) elapsed = 0;
        close(ends[0]);
        seconds.push_back(elapsed);
    }
    for (std::size_t i = 1; i < methods.size(); ++i) {
        if (seconds[0] == 0 || seconds[i] == 0) {
            fmt::print("  {} / {}: no figure, one of them came to no end\n", methods[i], methods[0]);
        } else {
            fmt::print("  {} / {}: {:.1f} times the seconds elapsed\n", methods[i], methods[0],
                       seconds[i] / seconds[0]);
        }
    }
    return failed;
}
