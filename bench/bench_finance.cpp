#include <benchmark/benchmark.h>

#include <stdexcept>

#include "assess/finance/uncertainty.h"
#include "cli/commands.h"

/// The money of a scenario with loan, taxes, feed-in prices and third parties (cases/finance/workbook).
namespace gaiku {
namespace {

const FinancePlan& the_case() {
    static const Plan plan = [] {
        const Workshop workshop;
        Findings findings;
        DistrictFile file =
            workshop.read(std::string(GAIKU_SOURCE_DIR) + "/cases/finance/workbook/district.yaml", findings);
        if (findings.has_errors()) throw std::runtime_error("the case has findings");
        return plan_district(std::move(file), {workshop.technologies, workshop.tables, {}});
    }();
    return *plan.scenarios.at(0).finance;
}

UncertaintyTerms terms() {
    using Kind = Distribution::Kind;
    UncertaintyTerms asked;
    asked.runs = 10'000;
    asked.inputs = {{"prices",
                     {},
                     "value_of_own_generation",
                     "",
                     {.kind = Kind::lognormal, .high = 9, .mean = 1, .deviation = 0.2}},
                    {"weather", {}, "generation", "", {.kind = Kind::values, .values = {0.94, 1, 1.05}}, true},
                    {"cost", {}, "capital", "", {.kind = Kind::triangular, .low = 0.9, .high = 1.3, .mode = 1}},
                    {"growth", {}, "demand_growth", "", {.kind = Kind::uniform, .low = -0.01, .high = 0.005}}};
    return asked;
}

void one_account(benchmark::State& state) {
    Account account;
    for (auto _ : state) {
        settle(the_case().input, Party::the_operator, account);
        benchmark::DoNotOptimize(account[Row::cumulative].back());
    }
}

/// Ten thousand runs on so many threads, quantiles and correlations included.
void ten_thousand_runs(benchmark::State& state) {
    const UncertaintyTerms asked = terms();
    for (auto _ : state)
        benchmark::DoNotOptimize(
            monte_carlo(the_case().input, asked, static_cast<unsigned>(state.range(0))).probability_npv_positive);
}

void solve_for_upkeep(benchmark::State& state) {
    const Question question{"q", {}, "upkeep", "", Goal::npv, 0, 2};
    for (auto _ : state) benchmark::DoNotOptimize(solve_for(question, the_case().input).value);
}

BENCHMARK(one_account)->Unit(benchmark::kMicrosecond);
BENCHMARK(ten_thousand_runs)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(solve_for_upkeep)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace gaiku

BENCHMARK_MAIN();
