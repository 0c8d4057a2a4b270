#include "plan/network/replay.h"

#include "plan/network/rules.h"

namespace gaiku {

simulate::Replayed replay(const District& district, const Technologies& technologies, const NetworkPlan& plan,
                          double tolerance) {
    const NetworkModel model = network_model(district, technologies);
    const network::LinearProblem problem(model.network);
    std::vector<const AssetSchedule*> schedules;
    for (const auto& planned : plan.schedules) schedules.push_back(&planned.schedule);  // in the order of the assets
    return simulate::replay(inputs_of(district, model), problem, schedules, tolerance);
}

}  // namespace gaiku
