#include "report/hourly_csv.h"

#include <fmt/format.h>
#include <iterator>

#include "base/csv.h"

namespace gaiku {

std::string hourly_csv(const Plan& plan) {
    std::string out = "scenario,hour,kind,name,value,unit\n";
    const auto row = [&](const ScenarioPlan& s, std::size_t hour, const char* kind, const std::string& name,
                         double value, const char* unit) {
        fmt::format_to(std::back_inserter(out), "{},{},{},{},{},{}\n", csv_field(s.id), hour, kind, csv_field(name),
                       value + 0.0, unit);  // 0, not -0
    };
    const auto network = [&](const ScenarioPlan& s) {
        for (const auto& asset : s.network->schedules) {
            for (const auto& port : asset.schedule.ports) {
                const std::string name = asset.id + " " + port.name + " " + port.carrier;
                for (std::size_t step = 0; step < port.kw.size(); ++step)
                    row(s, step, port.place.empty() ? "border" : "flow", name, port.kw[step], "kW");
            }
            for (std::size_t step = 0; step < asset.schedule.level_kwh.size(); ++step)
                row(s, step, "level_at_end", asset.id, asset.schedule.level_kwh[step], "kWh");
        }
    };
    for (const auto& scenario : plan.scenarios) {
        if (!scenario.planned) continue;
        if (scenario.network) {
            network(scenario);
            continue;
        }
        for (std::size_t hour = 0; hour < scenario.demand_kw.size(); ++hour) {
            row(scenario, hour, "demand", "demand", scenario.demand_kw[hour], "kW");
            for (const auto& curve : scenario.supply) row(scenario, hour, "supply", curve.id, curve.kw[hour], "kW");
            row(scenario, hour, "battery_level_at_end", "battery", scenario.sizing.battery_level_kwh[hour + 1], "kWh");
        }
    }
    return out;
}

}  // namespace gaiku
