#include <benchmark/benchmark.h>

#include <filesystem>
#include <stdexcept>

#include "cli/commands.h"
#include "plan/network/rules.h"
#include "simulate/simulation.h"

/// How many years a second are run by rules on one core, every flow of every hour written down. bench/simulate/run
/// prints them beside their goal.
namespace gaiku {
namespace {

/// One scenario of a district file, ready to run, with the levels of its stores where a year leaves them.
class Ready {
public:
    Ready(const std::filesystem::path& file, std::size_t scenario) {
        Findings findings;
        file_ = workshop_.read(file, findings);
        if (findings.has_errors()) throw std::runtime_error(print_finding(findings.all().front(), Language::en));
        const District& district = file_.eras.at(scenario).district;
        model_ = std::make_unique<NetworkModel>(network_model(district, workshop_.technologies));
        inputs_ = std::make_unique<simulate::Inputs>(inputs_of(district, *model_));
        simulation_ = std::make_unique<simulate::Simulation>(*inputs_, simulate::given_sizes(*inputs_));
        desk_ = simulation_->desk();
        schedule_ = simulate::Schedule(model_->network);
        if (!simulation_->settle(desk_)) throw std::runtime_error("its levels do not settle");
    }

    /// The number of hours in which a balance breaks.
    int year() { return simulation_->run(desk_, &schedule_); }

private:
    Workshop workshop_;
    DistrictFile file_;
    std::unique_ptr<NetworkModel> model_;
    std::unique_ptr<simulate::Inputs> inputs_;
    std::unique_ptr<simulate::Simulation> simulation_;
    simulate::Desk desk_;
    simulate::Schedule schedule_;
};

void years(benchmark::State& state, const char* file, std::size_t scenario) {
    Ready district(std::filesystem::path(GAIKU_SOURCE_DIR) / file, scenario);
    for (auto _ : state) {
        if (district.year() == 0) continue;
        state.SkipWithError("a balance breaks");
        break;
    }
    state.SetItemsProcessed(state.iterations());
}

BENCHMARK_CAPTURE(years, island, "bench/simulate/island.yaml", 0)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(years, heat_led, "cases/network/by_rules.yaml", 1)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(years, power_led, "cases/network/by_rules.yaml", 2)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace gaiku

BENCHMARK_MAIN();
