// Builds and solves a district by every method, each in a process of its own so that its peak memory is its own; then,
// of the annual district, scenarios with another price of electricity. What takes little time is done several times,
// by turns with the other methods, and the run in the middle counts: what a neighbour on the same machine takes falls
// on one run or another. Usage: bench_solve [PROBLEM] [METHOD...]
//   PROBLEM: HOURS or annual_district:HOURS (8760), places:COUNT:HOURS or apart:COUNT:HOURS (places_district.h)
//   METHOD: staged, staged:2 (on two threads), piqp, hipo, ipx, simplex; without any: staged piqp hipo
#include <fmt/core.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstring>
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

[[noreturn]] void end_with_usage(const std::string& wrong) {
    fmt::print(
        stderr,
        "bench_solve: {}\nusage: bench_solve [HOURS | annual_district:HOURS | places:COUNT:HOURS | apart:COUNT:HOURS]"
        " [staged | staged:2 | piqp | hipo | ipx | simplex]...\n",
        wrong);
    std::exit(2);
}

std::unique_ptr<solve::Solver> solver_of(const std::string& method) {
    if (method == "staged") return solve::make_staged();
    if (method == "staged:2") return solve::make_staged(2);
    if (method == "piqp") return solve::make_piqp();
    if (method == "hipo") return solve::make_highs(solve::HighsMethod::hipo);
    if (method == "ipx") return solve::make_highs(solve::HighsMethod::ipx);
    if (method == "simplex") return solve::make_highs(solve::HighsMethod::simplex);
    end_with_usage(fmt::format("no method is called '{}'", method));
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

/// What a process found; its lines follow it through a pipe.
struct Run {
    double elapsed = 0;  ///< seconds of the first solution
    bool good = false;
    std::string lines{};
};

/// Another scenario that changes only the price of electricity: from what the solver has in memory, and by a new
/// solver.
bool run_again(peers::AnnualDistrict& district, network::LinearProblem& problem, solve::Solver& solver,
               const std::string& method, double by, std::string& lines) {
    district.network.set_series(district.price, dearer(district, by));
    const double changing = now();
    const network::Change change = problem.update(district.network);
    const double changed = now();
    const double again = cpu(), asked = now();
    const solve::Solution warm = solve::solve_again(district.network, problem, change, solver, {});
    const double answered = now(), anew = cpu();
    const solve::Solution cold = solve::solve(district.network, problem, *solver_of(method), {});
    const double end = cpu();
    lines += fmt::format(
        "  price {:+5.1f} %   update {:.4f} s   again {:7.2f} s, elapsed {:.2f} s {:6d} iterations   anew {:7.2f} s "
        "{:6d} iterations   "
        "{}\n",
        by * 100, changed - changing, anew - again, answered - asked, warm.result.iterations, end - anew,
        cold.result.iterations, verdict(warm));
    return warm.ok() && std::abs(warm.check.cost - cold.check.cost) <= 1e-7 * std::abs(cold.check.cost);
}

struct Named {
    std::string name, kind{};
    int places = 1, hours = 8760;
};

int positive(const std::string& text, const std::string& name) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number < 1)
        end_with_usage(fmt::format("'{}' in '{}' is no positive whole number", text, name));
    return number;
}

Named read_name(const std::string& text) {
    Named problem{.name = text.find(':') == std::string::npos ? "annual_district:" + text : text};
    const auto first = problem.name.find(':'), last = problem.name.rfind(':');
    problem.kind = problem.name.substr(0, first);
    if (problem.kind == "annual_district" ? first != last
                                          : (problem.kind != "places" && problem.kind != "apart") || first == last)
        end_with_usage(fmt::format("no problem is called '{}'", text));
    problem.hours = positive(problem.name.substr(last + 1), text);
    if (first != last) problem.places = positive(problem.name.substr(first + 1, last - first - 1), text);
    return problem;
}

Run run(const Named& named, const std::string& method) {
    const std::string& name = named.name;
    Run result;
    std::optional<peers::AnnualDistrict> annual;
    std::optional<network::Network> places;
    if (named.kind == "annual_district") {
        annual.emplace(peers::annual_district(named.hours));
    } else {
        const auto between = named.kind == "apart" ? bench::Between::nothing : bench::Between::lines;
        places.emplace(bench::places_district(named.places, named.hours, between));
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
    result.elapsed = ended - began;
    const double peak = peak_mb();
    result.lines = fmt::format(
        "{:<22} {:<14} {:>7} {:>7} {:>8} {:>8.4f} {:>8.3f} {:>8.3f} {:>6} {:>8.0f} {:>5.1f} {:>18.2f} {:>8.1e} "
        "{:>8.1e} "
        "{:>8.1e} {}\n",
        name, method, problem.rows(), problem.columns(), problem.nonzeros(), built - start, solved - solving,
        ended - began, first.result.iterations, peak, (peak - before) / own_mb, first.check.cost, first.result.gap,
        first.result.primal_infeasibility, first.result.dual_infeasibility, verdict(first));
    result.good = first.ok();
    // The interior point methods of HiGHS keep nothing from one run to the next.
    const bool keeps = annual && (method.starts_with("staged") || method == "piqp" || method == "simplex");
    for (const double by : keeps ? std::vector{0.02, 0.1} : std::vector<double>{})
        result.good = run_again(*annual, problem, *solver, method, by, result.lines) && result.good;
    return result;
}

void write_all(int to, const void* from, std::size_t size) {
    for (const char* at = static_cast<const char*>(from); size > 0;) {
        const ssize_t written = write(to, at, size);
        if (written <= 0) _exit(1);
        at += written;
        size -= static_cast<std::size_t>(written);
    }
}

/// In a process of its own; one that ends before its time has found nothing.
Run run_apart(const Named& name, const std::string& method) {
    int ends[2];
    if (pipe(ends) != 0) std::exit(1);
    const pid_t child = fork();
    if (child == 0) {
        const Run found = run(name, method);
        write_all(ends[1], &found.elapsed, sizeof found.elapsed);
        write_all(ends[1], &found.good, sizeof found.good);
        write_all(ends[1], found.lines.data(), found.lines.size());
        _exit(0);
    }
    close(ends[1]);
    std::string all(1 << 16, 0);
    std::size_t size = 0;
    for (ssize_t more = 1; more > 0 && size < all.size(); size += static_cast<std::size_t>(std::max<ssize_t>(more, 0)))
        more = read(ends[0], all.data() + size, all.size() - size);
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    Run result;
    constexpr std::size_t head = sizeof result.elapsed + sizeof result.good;
    if (status != 0 || size < head) return result;
    std::memcpy(&result.elapsed, all.data(), sizeof result.elapsed);
    std::memcpy(&result.good, all.data() + sizeof result.elapsed, sizeof result.good);
    result.lines = all.substr(head, size - head);
    return result;
}

/// Of each method the run in the middle of several, by seconds.
std::vector<Run> middle(const Named& name, const std::vector<std::string>& methods) {
    constexpr std::size_t most_runs = 9;
    constexpr double most_seconds = 6;
    std::vector<std::vector<Run>> runs(methods.size());
    std::vector<double> seconds(methods.size(), 0);
    for (std::size_t turn = 0; turn < most_runs; ++turn) {
        for (std::size_t i = 0; i < methods.size(); ++i) {
            // Once, and again while there is time, but not what came to no end.
            if (turn > 0 && (!runs[i].back().good || seconds[i] >= most_seconds)) continue;
            runs[i].push_back(run_apart(name, methods[i]));
            seconds[i] += runs[i].back().elapsed;
        }
    }
    std::vector<Run> result;
    for (std::vector<Run>& of : runs) {
        if (!of.back().good) {
            result.push_back(of.back());
            continue;
        }
        std::sort(of.begin(), of.end(), [](const Run& a, const Run& b) { return a.elapsed < b.elapsed; });
        result.push_back(of[(of.size() - 1) / 2]);
    }
    return result;
}

}  // namespace

int main(int argc, char** argv) {
    const Named problem = read_name(argc > 1 ? argv[1] : "8760");
    std::vector<std::string> methods(argv + std::min(argc, 2), argv + argc);
    if (methods.empty()) methods = {"staged", "piqp", "hipo"};
    for (const std::string& method : methods) (void)solver_of(method);  // known, before anything runs
    fmt::print("seconds of processor time, and elapsed\n");
    fmt::print("{:<22} {:<14} {:>7} {:>7} {:>8} {:>8} {:>8} {:>8} {:>6} {:>8} {:>5} {:>18} {:>8} {:>8} {:>8}\n",
               "problem", "method", "rows", "columns", "nonzero", "build s", "solve s", "elapsed", "iter", "peak MB",
               "own x", "cost", "gap", "primal", "dual");
    std::fflush(stdout);
    const std::vector<Run> runs = middle(problem, methods);
    int failed = 0;
    for (std::size_t i = 0; i < methods.size(); ++i) {
        fmt::print("{}", runs[i].lines);
        if (runs[i].lines.empty()) fmt::print("{:<22} {:<14} its process came to no end\n", problem.name, methods[i]);
        failed += runs[i].good ? 0 : 1;
    }
    for (std::size_t i = 1; i < methods.size(); ++i) {
        if (runs[0].good && runs[i].good) {
            fmt::print("  {} / {}: {:.1f} times the seconds elapsed\n", methods[i], methods[0],
                       runs[i].elapsed / runs[0].elapsed);
        } else {
            fmt::print("  {} / {}: no figure, one of them came to no end\n", methods[i], methods[0]);
        }
    }
    return failed;
}
