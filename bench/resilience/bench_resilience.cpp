#include <benchmark/benchmark.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <stdexcept>

#include "assess/resilience/bunker.h"
#include "assess/resilience/electric_island.h"
#include "assess/resilience/failures.h"
#include "cli/commands.h"
#include "plan/resilience/conditions.h"
#include "plan/resilience/microgrid.h"
#include "technology/storage.h"

/// How long the outages of a year take on one core: an outage of up to 14 days from each of 8,760 hours. Goal: 50 ms.
namespace gaiku {
namespace {

using namespace resilience;

constexpr std::size_t hours_a_year = 8760;

/// The first scenario of an example.
class Microgrid {
public:
    explicit Microgrid(const std::string& example) {
        Findings findings;
        file_ = workshop_.read(std::filesystem::path(GAIKU_SOURCE_DIR) / "examples/microgrid" / example, findings);
        if (findings.has_errors()) throw std::runtime_error(print_finding(findings.all().front(), Language::en));
        const Era& era = file_.eras.at(0);
        const MicrogridModel model = microgrid_model(era.district, workshop_.technologies, workshop_.tables);
        const ScenarioPlan plan = plan_microgrid(era.district, model, workshop_.technologies, era.supply_rates.front());
        island_ = microgrid_island(era.district, model, plan, workshop_.technologies);
    }
    [[nodiscard]] const Island& island() const { return *island_; }

private:
    Workshop workshop_;
    DistrictFile file_;
    std::unique_ptr<Island> island_;
};

void year(benchmark::State& state, const Island& island) {
    OutageRun run(island, months_of(hours_a_year, 1));
    for (auto _ : state) run.run();
    double lasted = 0;
    for (const Outage& outage : run.outages()) lasted += outage.censored ? 1 : 0;
    state.counters["steps run"] = static_cast<double>(run.steps_run());
    state.counters["lasted 14 days"] = lasted / hours_a_year;
    state.counters["years a second"] =
        benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

void example(benchmark::State& state, const char* file) {
    const Microgrid microgrid(file);
    year(state, microgrid.island());
}

/// The mixed town with a generator on a tank of fuel beside it, which no two outages have used alike: next to nothing
/// can be merged. Its units may fail.
std::unique_ptr<ElectricIsland> with_generator(const Microgrid& town) {
    class Oil final : public Machine {
    public:
        explicit Oil(double kw) : kw_(kw) {}
        void step(std::size_t, double hours, std::span<const double> wanted, double&,
                  std::span<double> ports) const override {
            ports[0] = std::clamp(wanted[0], 0.0, kw_ * hours);
        }

    private:
        double kw_;
    };
    const auto& electric = dynamic_cast<const ElectricIsland&>(town.island());
    ElectricDistrict district = electric.district();
    Generator generator{
        .id = "oil", .machines = {nullptr}, .kw = 300, .has_stock = true, .stock_kwh = 60'000, .start_kwh = {60'000}};
    for (int units = 1; units <= 2; ++units)
        generator.machines.push_back(std::make_shared<BunkeredMachine>(std::make_shared<Oil>(150.0 * units)));
    generator.reliability = {.units = 2, .availability = 0.98, .fails_to_start = 0.01, .fails_in_hour = 0.001};
    district.generators.push_back(std::move(generator));
    resilience::Terms terms = electric.terms();
    terms.ends_with = LoadClass::class_5;
    terms.fuel_for = LoadClass::class_5;
    return std::make_unique<ElectricIsland>(std::move(district), terms);
}

void generator(benchmark::State& state) {
    const Microgrid town("5-mixed-town.yaml");
    year(state, *with_generator(town));
}

void failures(benchmark::State& state) {
    const Microgrid town("5-mixed-town.yaml");
    const auto island = with_generator(town);
    const auto months = months_of(hours_a_year, 1);
    const auto hours = told_hours(1, island->terms().horizon_steps);
    for (auto _ : state) {
        const Failures result = run_failures(*island, months, hours);
        state.counters["steps run"] = static_cast<double>(result.steps_run);
        state.counters["lasted 14 days"] = result.lasted;
        state.counters["left out"] = *std::max_element(result.more.begin(), result.more.end());
        double mean = 0;
        for (const double one : result.hours) mean += one / static_cast<double>(result.hours.size());
        state.counters["mean h"] = mean;
    }
}

BENCHMARK_CAPTURE(example, rooftop_pv, "1-suburb-rooftop-pv.yaml")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(example, biomass, "3-suburb-biomass.yaml")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(example, small_hydro, "4-rural-small-hydro.yaml")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(example, mixed_town, "5-mixed-town.yaml")->Unit(benchmark::kMillisecond);
BENCHMARK(generator)->Unit(benchmark::kMillisecond);
BENCHMARK(failures)->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
}  // namespace gaiku

BENCHMARK_MAIN();
