#pragma once

#include "simulate/program.h"

namespace gaiku::simulate {

/// What the rules remember while a step is run; made once, after that nothing is allocated.
struct Desk {
    State state;
    std::vector<double> unserved_kw;  ///< of each demand that may stay unserved
    std::vector<double> least_kw;     ///< of each control, at which the next round begins
    std::vector<double> most_kw;      ///< of each control, that the next round may ask for
    std::vector<double> limit_kw;     ///< of each control, that a step may ask for; unlimited unless its user says so
    std::vector<double> idle_kwh;     ///< of each store, where its level would be if nothing were done
    bool changed = false;             ///< least_kw or most_kw, in the last round
    int rounds = 0;                   ///< that the last step took
};

/// Runs a district by its rules, one step at a time.
class Dispatch {
public:
    Dispatch(const Inputs& inputs, const Equipment& equipment, Program program);

    [[nodiscard]] Desk desk() const;
    /// Runs a step from the levels in desk.state.level_kwh. What could not be balanced is left in desk.state.residual:
    /// kW at each balance, below 0 missing; then false is returned.
    bool run(Desk& desk, std::size_t step, double hours) const;
    /// The same with other demands than the district's, kW of every balance.
    bool run(Desk& desk, std::size_t step, double hours, std::span<const double> demand_kw) const;

    /// Controls that fill tanks from outside.
    [[nodiscard]] const std::vector<std::size_t>& deliveries() const { return program_.deliveries; }
    [[nodiscard]] const StoreRules& store(std::size_t index) const { return program_.stores[index]; }

    /// A residual of this size is none: 0.1 mW, far below what a schedule is checked by.
    static constexpr double nothing_kw = 1e-7;

private:
    bool balance(Desk& desk) const;
    void round(Desk& desk, Phase phase, bool only_in_rounds) const;
    void begin_round(Desk& desk) const;
    void rest(Desk& desk, std::size_t store) const;
    void serve(Desk& desk, const Program::Served& zone, Phase phase) const;
    void supply(Desk& desk, const Option& option) const;
    void absorb(Desk& desk, const Option& option) const;
    void reduce(Desk& desk, const Option& option) const;
    void charge_at_night(Desk& desk, const Program::Served& zone, std::size_t store) const;
    double give(Desk& desk, const Option& option, double kw) const;
    double raise(Desk& desk, const Option& option, double kw) const;
    void raise_on_surplus(Desk& desk, const Option& option, double more) const;
    double shed(Desk& desk, const Option& option, double kw) const;
    [[nodiscard]] bool may_discharge(const Desk& desk, std::size_t store) const;
    [[nodiscard]] double night_hours(const Desk& desk, std::size_t store) const;
    [[nodiscard]] bool is_balanced(const Desk& desk) const;
    void note_rounds(Desk& desk) const;

    const Equipment& equipment_;
    Program program_;
    std::vector<Numbers> unserved_most_;     ///< kW
    std::vector<std::int32_t> unserved_at_;  ///< balance
    std::vector<std::size_t> store_units_;   ///< units with a store, by store
};

}  // namespace gaiku::simulate
