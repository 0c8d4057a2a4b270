#include "simulate/replay.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <limits>

namespace gaiku::simulate {
namespace {

void note(double difference, double& largest, std::string& where, const std::string& what, std::size_t step) {
    if (std::abs(difference) <= largest) return;
    largest = std::abs(difference);
    where = fmt::format("{}, step {}", what, step);
}

Sizes sizes_of(const std::vector<const AssetSchedule*>& schedules) {
    Sizes sizes;
    for (const AssetSchedule* schedule : schedules) {
        auto& own = sizes.emplace_back();
        for (const auto& size : schedule->sizes)
            own.push_back(size.value.value_or(std::numeric_limits<double>::infinity()));
    }
    return sizes;
}

/// One asset in one step.
void run_unit(const Equipment& equipment, std::size_t index, const AssetSchedule& schedule, State& state,
              ReplayedAsset& result) {
    const Equipment::Unit& unit = equipment.units()[index];
    std::vector<double> wanted;
    for (const auto& control : schedule.controls) wanted.push_back(control[state.step]);
    for (const auto& units : schedule.units) {
        wanted.push_back(units.on[state.step]);
        wanted.push_back(units.kw[state.step]);
        if (!units.input_kw.empty()) wanted.push_back(units.input_kw[state.step]);
    }
    equipment.run(state, index, wanted);
    for (std::size_t p = 0; p < unit.ports; ++p)
        note(state.ports[unit.port + p] - schedule.ports[p].kw[state.step], result.largest_kw, result.where,
             schedule.ports[p].name, state.step);
    if (unit.store < 0) return;
    note(state.level_kwh[static_cast<std::size_t>(unit.store)] - schedule.level_kwh[state.step], result.largest_kwh,
         result.where, "level", state.step);
}

/// What no port shows is taken as scheduled: which units are on, flows inside of a machine.
void record_inside(const AssetModel& model, const AssetSchedule& schedule, std::size_t step, Schedule& real) {
    const auto shown = [&](network::FlowId flow) {
        return std::any_of(model.ports.begin(), model.ports.end(), [&](const AssetPort& p) { return p.flow == flow; });
    };
    for (std::size_t c = 0; c < model.controls.size(); ++c)
        if (!shown(model.controls[c])) real.at(model.controls[c], step) = schedule.controls[c][step];
    for (std::size_t u = 0; u < model.units.size(); ++u) {
        real.at(model.units[u].on, step) = schedule.units[u].on[step];
        if (!shown(model.units[u].output)) real.at(model.units[u].output, step) = schedule.units[u].kw[step];
        if (model.units[u].input && !shown(model.units[u].input))
            real.at(model.units[u].input, step) = schedule.units[u].input_kw[step];
    }
}

/// The inputs of part loads that no port shows: what the machine takes inside follows its output.
class Inside {
public:
    Inside(const Inputs& inputs, const Sizes& sizes)
        : network_(inputs.network), size_(inputs.network.capacities().size(), 0.0) {
        std::vector<char> shown(network_.flows().size(), 0);
        for (std::size_t a = 0; a < inputs.assets.size(); ++a) {
            const AssetModel& model = inputs.assets[a];
            for (const auto& port : model.ports) shown[port.flow.at()] = 1;
            for (const auto control : model.controls) shown[control.at()] = 1;
            for (std::size_t i = 0; i < model.sizes.size(); ++i)
                if (model.sizes[i].capacity) size_[model.sizes[i].capacity.at()] = sizes[a][i];
        }
        for (const auto& segment : network_.segments())
            if (shown[segment.input.at()] == 0) hidden_.push_back(&segment);
    }

    void record(std::size_t step, Schedule& real) const {
        const int t = static_cast<int>(step);
        for (const network::Segment* segment : hidden_) {
            double most = 0;
            for (const auto& piece : segment->pieces)
                most = std::max(most, network_.at(piece.slope, t) * real.at(segment->output, step) +
                                          network_.at(piece.intercept, t) * running(*segment, step, real));
            real.at(segment->input, step) = most;
        }
    }

private:
    /// The capacity that intercepts count on.
    [[nodiscard]] double running(const network::Segment& segment, std::size_t step, const Schedule& real) const {
        if (segment.capacity) return size_[segment.capacity.at()];
        if (!segment.on) return segment.fixed_capacity;
        const network::Switch& is = network_.switches()[segment.on.at()];
        return (is.unit == 0 ? size_[is.capacity.at()] : is.unit) * real.at(network_.on(segment.on), step);
    }

    const network::Network& network_;
    std::vector<double> size_;  ///< of each capacity
    std::vector<const network::Segment*> hidden_;
};

BrokenLimit broken_limit(const solve::Violation& violation) {
    const bool row = violation.what == solve::Violation::What::row;
    return {row ? network::name_of(violation.row.kind) : "size", row ? *violation.row.origin : *violation.column.origin,
            row ? violation.row.moment.step : violation.column.moment.step, violation.value, violation.limit};
}

}  // namespace

Replayed replay(const Inputs& inputs, const network::LinearProblem& problem,
                const std::vector<const AssetSchedule*>& schedules, double tolerance) {
    const network::Network& network = inputs.network;
    const Sizes sizes = sizes_of(schedules);
    const Equipment equipment(inputs, sizes);
    Replayed result;
    for (const AssetModel& model : inputs.assets) result.assets.push_back({model.asset->id(), 0, 0, ""});
    State state = equipment.state();
    for (std::size_t s = 0; s < network.stores().size(); ++s)
        state.level_kwh[s] = network.stores()[s].start_kwh.value_or(0);
    for (std::size_t i = 0; i < schedules.size(); ++i) {
        const std::int32_t store = equipment.units()[i].store;
        if (store < 0 || network.stores()[static_cast<std::size_t>(store)].start_kwh) continue;
        state.level_kwh[static_cast<std::size_t>(store)] =
            schedules[i]->level_kwh.back();  // cyclic: it begins as it ends
    }
    Schedule real(network);
    const Inside inside(inputs, sizes);
    for (int t = 0; t < network.horizon().steps(); ++t) {
        const auto step = static_cast<std::size_t>(t);
        equipment.begin(state, step, network.horizon().hours(t));
        for (std::size_t i = 0; i < schedules.size(); ++i)
            run_unit(equipment, i, *schedules[i], state, result.assets[i]);
        equipment.record(state, real);
        for (std::size_t i = 0; i < schedules.size(); ++i) record_inside(inputs.assets[i], *schedules[i], step, real);
        inside.record(step, real);
        for (const auto& one : inputs.unserved) {
            double& residual = state.residual[one.balance.at()];
            const double most = network.at(network.flows()[one.flow.at()].upper, t);
            const double kw = std::clamp(-residual, 0.0, most);
            residual += kw;
            real.at(one.flow, step) = kw;
        }
    }
    const auto check = solution_of(inputs, problem, real, sizes, "replay", tolerance).check;
    result.cost = check.cost;
    for (const auto& violation : check.violations) result.broken.push_back(broken_limit(violation));
    return result;
}

}  // namespace gaiku::simulate
