#pragma once

#include <memory>
#include <vector>

#include "network/readout.h"
#include "plan/network/outage.h"
#include "plan/network/result.h"

namespace gaiku {

/// Outages of so many hours that begin in any step of the year (plan.islanding): which of them a plan would not get
/// through, what each then asks of levels and sizes, and how long each is got through.
///
/// A store may be used up in every hour that no condition guards, so that conditions on a few starts only move the
/// trouble to the next hour. So a plan gets a condition for every start that it breaks at once (solve/span.h); prices
/// of one outage are tried on the next before that is solved on its own.
///
/// Those conditions let a machine that is on or off run for part of a step. Once a plan keeps them all, its outages are
/// dispatched with every machine on or off. One that is not got through so has a condition of its own: what is on in
/// each of its steps is held as that dispatch has it, and levels and sizes must do for that. Another choice of what is
/// on might ask for less, so that these conditions are left out again where no plan keeps them.
class Islanding {
public:
    /// Both are looked at and outlive it; windows in the network of `model` are not.
    Islanding(const District& district, const NetworkModel& model);

    /// The file says how many hours every outage must be got through.
    [[nodiscard]] bool is_limit() const { return steps_ > 0; }
    [[nodiscard]] double hours() const;

    /// Whether a plan does not get through some outage, by rules or else with the whole of it in view. Then there are
    /// new conditions; those that it keeps easily are left out.
    [[nodiscard]] bool is_broken(const network::Readout& plan, const solve::Options& options);
    /// Puts the conditions known so far into a network, in place of those that it has.
    void put_into(network::Network& network) const;
    /// Some condition holds what is on in an outage.
    [[nodiscard]] bool holds_on_off() const;
    /// Leaves those conditions out, now and later: what a plan does not get through is then told of.
    void let_go();
    /// Starts of outages that the last plan looked at does not get through with machines on or off.
    [[nodiscard]] const std::vector<int>& not_reached() const { return not_reached_; }

    /// For the plan in which nothing is broken.
    [[nodiscard]] PlannedIslanding result(const network::LinearProblem& problem, const solve::Result& solved);

    /// What is missing in an outage that begins with a step, from a plan's levels and sizes.
    struct Shortage {
        std::size_t demand = 0;  ///< of OutageModel::demands: the worst
        double missing_kwh = 0, critical_kwh = 0;
        int worst_step = -1;  ///< of the year
        double worst_kw = 0, worst_of_kw = 0;
    };
    [[nodiscard]] std::optional<Shortage> shortage(int first, const network::Readout& plan,
                                                   const solve::Options& options);
    [[nodiscard]] const OutageModel& outage() const { return outage_; }

private:
    struct Plan {
        std::vector<std::vector<double>> levels;  ///< before each step, of each store
        std::vector<double> sizes;                ///< of each capacity
    };
    struct Condition {
        network::Window window;
        std::vector<double> worth;  ///< kWh broken a unit of the critical load of each step: price x kW
        bool held = false;          ///< what is on is held
    };
    [[nodiscard]] Plan read(const network::Readout& plan) const;
    [[nodiscard]] double critical_kw(std::size_t demand, int step) const;
    [[nodiscard]] double critical_kwh(int first, int steps) const;
    void drop_slack(const Plan& plan);
    template <class Solved>
    void look_at(const std::vector<int>& starts, Solved&& solved, const Plan& plan, const solve::Options& options);
    bool add_broken(const solve::SpanPrices& prices, const Plan& plan, bool held = false);
    bool is_broken_on_off(const std::vector<int>& starts, const Plan& plan, const solve::Options& options);
    bool is_got_through(const Plan& plan, const solve::Options& options, std::vector<double>& on);
    bool hold(const std::vector<double>& on, const Plan& plan, const solve::Options& options);
    [[nodiscard]] solve::SpanProblem::Outcome solve(const Plan& plan, const solve::Options& options);
    void read_prices(const network::LinearProblem& problem, const solve::Result& solved, PlannedIslanding& result);

    const District& district_;
    const NetworkModel& model_;
    OutageModel outage_;
    int steps_ = 0;    ///< of an outage that must be got through; 0: none must
    int longest_ = 0;  ///< that is looked at
    solve::SpanProblem span_;
    std::unique_ptr<solve::Solver> solver_;
    std::vector<Condition> conditions_;  ///< by element of the network's windows
    std::vector<int> not_reached_;
    int held_rounds_ = 0;
    double search_s_ = 0;  ///< that searches over on and off have taken
    bool let_go_ = false;
    PlannedIslanding figures_;
};

}  // namespace gaiku
