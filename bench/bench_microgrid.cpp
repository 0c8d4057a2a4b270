#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "cli/commands.h"
#include "plan/microgrid/model.h"

/// How fast microgrids are planned. bench/run prints the figures beside their goals and beside another program.
namespace gaiku {
namespace {

const std::filesystem::path example =
    std::filesystem::path(GAIKU_SOURCE_DIR) / "examples" / "microgrid" / "1-suburb-rooftop-pv.yaml";

/// Case 1 as read from its file.
struct Case {
    Workshop workshop;
    DistrictFile file;
    MicrogridModel model;

    Case() {
        Findings findings;
        file = workshop.read(example, findings);
        if (findings.has_errors()) throw std::runtime_error(print_finding(findings.all().front(), Language::en));
        model = microgrid_model(file.eras.at(0).district, workshop.technologies, workshop.tables);
    }
};

const Case& first_case() {
    static const Case made;
    return made;
}

/// Rates that differ from one call to the next, as in a sweep.
double next_rate() {
    static int call = 0;
    return 0.2 + 0.8 * (call++ % 997) / 997;
}

void size_only(benchmark::State& state) {
    const auto& input = first_case().model.sizing;
    for (auto _ : state) benchmark::DoNotOptimize(size_microgrid(input, next_rate()));
    state.SetItemsProcessed(state.iterations());
}

/// Sizing and the cash flows of the three ways of funding, with net present value, rate of return and payback of each.
void size_and_fund(benchmark::State& state) {
    const auto& input = first_case().model.sizing;
    CashFlowTerms terms;
    terms.margin_yen_per_kwh = 5.2;
    terms.value_of_own_generation_yen_per_kwh = 7.2;
    terms.subsidy_rate = 2.0 / 3;
    terms.discount_rate = 0.04;
    for (auto _ : state) {
        const Sizing sizing = size_microgrid(input, next_rate());
        terms.demand_kwh_per_year = sizing.daily_demand_kwh * 365;
        const std::vector<CashFlowItem> items{
            {sizing.new_pv_kw * 298e3, sizing.new_pv_kw * 3500, true, {}, 0, sizing.new_pv_kwh * 365, 12.1, 20},
            {sizing.battery_install_kwh * 188e3, 0, true, {13}, sizing.battery_install_kwh * 188e3, 0, {}, 0},
            {100e6, 10e6, true, {}, 0, 0, {}, 0}};
        for (const auto mode : {FundingMode::no_subsidy, FundingMode::subsidy, FundingMode::fit_and_subsidy}) {
            benchmark::DoNotOptimize(cash_flow(items, terms, mode));
        }
    }
    state.SetItemsProcessed(state.iterations());
}

/// A whole scenario as the report needs it: assets, curves, cost items and environment as well.
void plan_scenario(benchmark::State& state) {
    const Case& one = first_case();
    const District& district = one.file.eras.at(0).district;
    for (auto _ : state) {
        benchmark::DoNotOptimize(plan_microgrid(district, one.model, one.workshop.technologies, next_rate()));
    }
    state.SetItemsProcessed(state.iterations());
}

/// The program itself, from the example file to its four result files.
void example_to_report(benchmark::State& state) {
    const auto out = std::filesystem::temp_directory_path() / ("gaiku-bench-" + std::to_string(::getpid()));
    double peak_kib = 0;
    for (auto _ : state) {
        const auto start = std::chrono::steady_clock::now();
        const pid_t child = ::fork();
        if (child == 0) {
            const int nothing = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
            ::dup2(nothing, STDOUT_FILENO);
            ::execl(GAIKU_PROGRAM, "gaiku", "plan", example.c_str(), "--out", out.c_str(), nullptr);
            ::_exit(127);
        }
        int status = 0;
        rusage usage{};
        if (::wait4(child, &status, 0, &usage) != child || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
            state.SkipWithError("the program failed");
            break;
        }
        state.SetIterationTime(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
        peak_kib = std::max(peak_kib, static_cast<double>(usage.ru_maxrss));
    }
    state.counters["peak_mib"] = peak_kib / 1024;
    std::filesystem::remove_all(out);
}

BENCHMARK(size_only)->Unit(benchmark::kMicrosecond);
BENCHMARK(size_and_fund)->Unit(benchmark::kMicrosecond);
BENCHMARK(plan_scenario)->Unit(benchmark::kMicrosecond);
BENCHMARK(example_to_report)->Unit(benchmark::kMillisecond)->UseManualTime()->MinTime(2);

}  // namespace
}  // namespace gaiku

BENCHMARK_MAIN();
