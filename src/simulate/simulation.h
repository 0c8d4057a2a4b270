#pragma once

#include "simulate/dispatch.h"

namespace gaiku::simulate {

/// A balance that the rules could not keep.
struct Broken {
    network::BalanceId balance;
    double missing_kwh = 0, too_much_kwh = 0;
    int steps = 0;
    double worst_kw = 0;  ///< below 0 missing
    int worst_step = -1;
};

/// A district compiled for running: once, for as many years as are asked of it.
class Simulation {
public:
    Simulation(const Inputs& inputs, const Sizes& sizes);
    Simulation(const Simulation&) = delete;  // its parts look at each other
    Simulation& operator=(const Simulation&) = delete;

    [[nodiscard]] Desk desk() const { return dispatch_.desk(); }
    [[nodiscard]] const Equipment& equipment() const { return equipment_; }
    [[nodiscard]] const Dispatch& dispatch() const { return dispatch_; }

    /// Runs all steps from the levels in desk.state.level_kwh, which are then those at the end; with a schedule, writes
    /// what flows into it. Allocates nothing. Returns the number of steps in which a balance is broken.
    int run(Desk& desk, Schedule* schedule) const;

    /// Levels from which a run ends as it began, for stores without a given start: found by running until they stay.
    /// Returns false where they do not within some hundred runs.
    bool settle(Desk& desk) const;

    /// What each balance lacks or has too much of in a schedule.
    [[nodiscard]] std::vector<Broken> broken(const Schedule& schedule) const;

private:
    void record(const Desk& desk, Schedule& schedule) const;

    const Inputs& inputs_;
    Equipment equipment_;
    Dispatch dispatch_;
};

}  // namespace gaiku::simulate
