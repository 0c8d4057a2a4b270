#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "plan/network/outage.h"
#include "plan/network/rules.h"
#include "plan/plan.h"
#include "simulate/equipment.h"
#include "solve/highs/highs.h"
#include "solve/span.h"

namespace gaiku {

/// Starts an outage in a step of the year and steps the machines through it, from the levels that the plan has then:
/// each is asked for what the dispatch with the whole outage in view wants of it, and does what its own physics lets
/// it.
class OutageSimulator {
public:
    OutageSimulator(const Plan& planned, std::size_t scenario, int steps)
        : district_(planned.file.eras[scenario].district),
          plan_(*planned.scenarios[scenario].network),
          model_(network_model(district_, technologies_)),
          outage_(outage_model(district_, model_)),
          span_(outage_.network, outage_.demands, steps),
          solver_(solve::make_highs(solve::HighsMethod::simplex)) {
        sizes_of_plan();
        inputs_ = std::make_unique<simulate::Inputs>(
            simulate::Inputs{district_, outage_.network, model_.assets, model_.balances, {}, true});
        equipment_ = std::make_unique<simulate::Equipment>(*inputs_, asset_sizes(model_, sizes_));
        state_ = equipment_->state();
    }

    [[nodiscard]] int starts() const { return model_.network.horizon().steps(); }

    struct Outage {
        double missing_kwh = 0;   ///< by the dispatch
        double to_hold_kwh = 0;   ///< what stores at their lowest level lose, which the dispatch makes up for
        double critical_kwh = 0;  ///< that must be served
        double unserved_kwh = 0;  ///< of it, by the machines
        double too_much_kwh = 0;  ///< that the machines leave and no load takes
    };
    [[nodiscard]] Outage run(int first) {
        Outage result;
        std::vector<double> levels(model_.network.stores().size(), 0.0);
        for (std::size_t a = 0; a < plan_.schedules.size(); ++a) {
            const auto& kwh = plan_.schedules[a].schedule.level_kwh;
            if (!kwh.empty())
                levels[model_.assets[a].store.at()] = kwh[static_cast<std::size_t>((first + starts() - 1) % starts())];
        }
        keep_within_limits(first, levels);
        span_.begin(first);
        const auto dispatch = this->dispatch(levels);
        if (dispatch.status != solve::Status::optimal) {
            ADD_FAILURE() << "outage at " << first << ": " << solve::name_of(dispatch.status);
            return result;
        }
        result.missing_kwh = dispatch.missing;
        state_.level_kwh = levels;
        for (int k = 0; k < span_.steps(); ++k) {
            step(dispatch, (first + k) % starts(), k, result);
            result.to_hold_kwh += lost_at_lowest((first + k) % starts());
        }
        return result;
    }

private:
    /// Where machines are on or off, with each of them so.
    solve::SpanProblem::Outcome dispatch(const std::vector<double>& levels) {
        if (outage_.network.switches().empty()) return span_.solve(levels, sizes_, *solver_, {});
        solve::Options options;
        options.time_limit_s = 30;
        return span_.solve_on_off(levels, sizes_, 1e-5, *solver_, options);
    }

    void sizes_of_plan() {
        sizes_.assign(model_.network.capacities().size(), 0.0);
        for (std::size_t a = 0; a < model_.assets.size(); ++a) {
            const auto& sizes = model_.assets[a].sizes;
            for (std::size_t i = 0; i < sizes.size(); ++i) {
                if (sizes[i].capacity)
                    sizes_[sizes[i].capacity.at()] = plan_.schedules[a].schedule.sizes[i].value.value();
            }
        }
    }

    /// An interior solution's levels may lie beside them by its tolerance.
    void keep_within_limits(int t, std::vector<double>& levels) const {
        for (std::size_t s = 0; s < levels.size(); ++s) {
            const auto& level = outage_.network.flows()[outage_.network.level({static_cast<std::int32_t>(s)}).at()];
            const auto limit = [&](const network::Value& value, network::CapacityId of) {
                return outage_.network.at(value, t) * (of ? sizes_[of.at()] : 1);
            };
            levels[s] = std::max(levels[s], limit(level.lower, level.lower_of));
            levels[s] = std::min(levels[s], limit(level.upper, level.upper_of));
        }
    }

    [[nodiscard]] double lost_at_lowest(int t) const {
        double kwh = 0;
        for (std::size_t s = 0; s < outage_.network.stores().size(); ++s) {
            const auto& store = outage_.network.stores()[s];
            const auto& level = outage_.network.flows()[outage_.network.level({static_cast<std::int32_t>(s)}).at()];
            const double lowest =
                outage_.network.at(level.lower, t) * (level.lower_of ? sizes_[level.lower_of.at()] : 1);
            kwh += lowest * (1 - std::pow(store.retention_per_hour, outage_.network.horizon().hours(t)));
        }
        return kwh;
    }

    void step(const solve::SpanProblem::Outcome& dispatch, int t, int k, Outage& result) {
        const double hours = model_.network.horizon().hours(t);
        equipment_->begin(state_, static_cast<std::size_t>(t), hours);
        for (std::size_t a = 0; a < model_.assets.size(); ++a) {
            if (outage_.failed[a]) continue;
            std::vector<double> wanted;
            for (const auto control : model_.assets[a].controls) wanted.push_back(span_.at(dispatch, control, k));
            for (const auto& unit : model_.assets[a].units) {
                wanted.push_back(span_.at(dispatch, unit.on, k));
                wanted.push_back(span_.at(dispatch, unit.output, k));
                if (unit.input) wanted.push_back(span_.at(dispatch, unit.input, k));
            }
            equipment_->run(state_, a, wanted);
        }
        for (const auto& demand : outage_.demands) {
            const double left = state_.residual[demand.balance.at()];
            result.critical_kwh += hours * outage_.network.at(outage_.network.balances()[demand.balance.at()].value, t);
            result.unserved_kwh += hours * std::max(0.0, -left);
            result.too_much_kwh += hours * std::max(0.0, left - outage_.network.at(demand.extra, t));
        }
    }

    const Technologies technologies_;
    const District& district_;
    const NetworkPlan& plan_;
    NetworkModel model_;
    OutageModel outage_;
    solve::SpanProblem span_;
    std::unique_ptr<solve::Solver> solver_;
    std::vector<double> sizes_;
    std::unique_ptr<simulate::Inputs> inputs_;
    std::unique_ptr<simulate::Equipment> equipment_;
    simulate::State state_;
};

}  // namespace gaiku
