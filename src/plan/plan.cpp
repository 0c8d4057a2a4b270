#include "plan/plan.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <exception>
#include <set>

#include "plan/microgrid/model.h"

namespace gaiku {
namespace {

ScenarioPlan failed(const std::exception& error, const Position& position) {
    ScenarioPlan plan;
    plan.findings.push_back({"district-cannot-be-planned", position, "", error.what(), {}, {}, "", Severity::error});
    return plan;
}

/// Era and rate in whole %, or with a decimal where two rates of an era would share a name.
std::string scenario_id(const std::string& era, double rate, const std::set<std::string>& taken) {
    std::string id = fmt::format("{}-{}", era, std::lround(rate * 100));
    for (int decimals = 1; taken.contains(id) && decimals <= 6; ++decimals)
        id = fmt::format("{}-{:.{}f}", era, rate * 100, decimals);
    for (int number = 2; taken.contains(id); ++number)
        id = fmt::format("{}-{}-{}", era, std::lround(rate * 100), number);
    return id;
}

/// Two requests that both end at what the own sources give are one scenario.
bool repeats(const std::vector<ScenarioPlan>& planned, const ScenarioPlan& scenario) {
    return scenario.planned && std::any_of(planned.begin(), planned.end(), [&](const ScenarioPlan& other) {
               return other.planned && other.era == scenario.era &&
                      other.sizing.supply_rate == scenario.sizing.supply_rate;
           });
}

}  // namespace

Plan plan_district(DistrictFile file, const Technologies& technologies, const Tables& tables,
                   const Progress& progress) {
    Plan plan;
    plan.file = std::move(file);
    std::size_t all = 0;
    for (const auto& era : plan.file.eras) all += era.supply_rates.size();
    std::size_t done = 0;
    std::set<std::string> taken;
    for (const auto& era : plan.file.eras) {
        std::optional<MicrogridModel> model;
        for (const auto& rate : era.supply_rates) {
            ScenarioPlan scenario;
            try {
                if (!model) model = microgrid_model(era.district, technologies, tables);
                scenario = plan_microgrid(era.district, *model, technologies, rate);
            } catch (const std::exception& error) {
                scenario = failed(error, era.district.root->position());
            }
            scenario.era = era.id;
            scenario.era_name = era.name;
            scenario.requested_rate = rate;
            progress(++done, all);
            if (repeats(plan.scenarios, scenario)) continue;
            scenario.id = scenario_id(era.id, scenario.planned ? scenario.sizing.supply_rate : rate.value_or(0), taken);
            taken.insert(scenario.id);
            plan.scenarios.push_back(std::move(scenario));
        }
    }
    return plan;
}

}  // namespace gaiku
