#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "network/id.h"
#include "network/origin.h"
#include "network/value.h"

/// The elements of a network, as data. Powers are kW averaged over a step, energies kWh, costs are in the currency of
/// the network's owner. README.md beside this file has the equations.
namespace gaiku::network {

/// An account that flows and capacities add to: CO2, primary energy.
struct Tally {
    std::string name{};
    std::string unit{};  ///< "kg", "MJ"
};
struct FlowTally {
    TallyId tally{};
    Value per_kwh{};
};
struct CapacityTally {
    TallyId tally{};
    double per_unit = 0;  ///< over the whole horizon
};

/// A variable a step, kW. A limit is a number or a series; with a capacity beside it, it is a share of that capacity.
struct Flow {
    Origin origin{};
    Value lower = 0.0;
    Value upper = unlimited;
    CapacityId lower_of{};  ///< lower is kW a unit of this capacity
    CapacityId upper_of{};  ///< upper is kW a unit of this capacity
    Value cost = 0.0;       ///< a kWh
    std::vector<FlowTally> tallies{};
    bool integer = false;  ///< whole numbers: how many units are on
};

/// A flow, or the level of a store, in a row; `coefficient` counts into the row.
struct Term {
    FlowId flow{};
    Value coefficient = 1.0;
};
struct CapacityTerm {
    CapacityId capacity{};
    Value coefficient = 1.0;
};

enum class Sense { equal, at_most, at_least };

/// sum of coefficient x flow (+ coefficient x capacity) = value in every step, kW; into the balance is positive, so
/// that a demand is its value. With another sense: a limit on several flows at once.
struct Balance {
    Origin origin{};
    std::vector<Term> terms{};
    Value value = 0.0;
    Sense sense = Sense::equal;
    std::vector<CapacityTerm> capacities{};
};

/// One straight line of a piecewise-linear relation: input = slope x output + intercept x capacity.
struct Piece {
    Value slope{};
    Value intercept = 0.0;  ///< kW of input a unit of capacity
};

/// input >= every piece of the output: a machine whose marginal input rises with load (convex). One piece is an
/// equation. With a switch, intercepts count on the capacity that is on, so that input may begin above 0: what bends
/// down from (0, 0) to the minimum load is met. A relation that is not convex between minimum load and full load is
/// refused by add().
struct Segment {
    Origin origin{};
    FlowId input{};
    FlowId output{};
    std::vector<Piece> pieces{};  ///< by rising slope, falling intercept
    CapacityId capacity{};        ///< what intercepts count on
    double fixed_capacity = 0;    ///< the same when it is not a variable
    SwitchId on{};                ///< or the capacity that is on
    /// The input is at most this line as well, from no load to full load: what the machine takes when it makes the same
    /// by full load and standstill in turn. Without it, one that stands still could take any amount that something else
    /// wants to be rid of.
    std::optional<Piece> chord{};
};

/// A level at the end of each step, kWh:
/// level = retention^hours x level before + hours x sum of coefficient x flow.
/// A charging flow has its efficiency as coefficient, a discharging one minus one over its efficiency. add() makes a
/// flow of the level, which takes over limits and cost: Network::level.
struct Store {
    Origin origin{};
    double retention_per_hour = 1;
    std::vector<Term> flows{};
    Value lower = 0.0;  ///< kWh, or share of lower_of
    Value upper = unlimited;
    CapacityId lower_of{};
    CapacityId upper_of{};
    Value cost = 0.0;  ///< a kWh held for an hour
    /// Level before the first step, kWh, as measured: it may lie outside the limits, which then give way to the level
    /// that an idle store would have. Absent: the store ends as it began (cyclic).
    std::optional<double> start_kwh{};
    std::optional<double> end_at_least_kwh{};
};

/// How much a flow may change from the step before, kW an hour (or a share of a capacity an hour).
struct Ramp {
    Origin origin{};
    FlowId flow{};
    Value up = unlimited;
    Value down = unlimited;
    CapacityId of{};
    std::optional<double> previous_kw{};  ///< measured before the first step; absent: the first step is free
};

/// A design variable for all steps, kW or kWh, at least 0 unless said otherwise.
struct Capacity {
    Origin origin{};
    double lower = 0;
    double upper = unlimited;
    double yearly_cost = 0;  ///< a unit and year; charged for the part of a year that the horizon stands for
    double cost = 0;         ///< a unit, charged once: a month's demand charge
    std::vector<CapacityTally> tallies{};
    bool integer = false;  ///< whole numbers: how many units are built
};

/// lower <= sum of coefficient x capacity <= upper: one power for charging and discharging, the ends of a link.
struct Tie {
    Origin origin{};
    struct Part {
        CapacityId capacity{};
        double coefficient = 1;
    };
    std::vector<Part> parts{};
    double lower = 0;
    double upper = 0;
};

/// Capacities at or above sum of coefficient x flow over sets of steps: the months of a demand charge. Their prices,
/// what they have reached so far (lower) and contract limits (upper) stand at the capacities.
struct Peak {
    Origin origin{};
    std::vector<Term> terms{};
    std::vector<CapacityId> of_set{};
    std::vector<std::int32_t> set_of_step{};  ///< index into of_set, -1 where no set counts
    /// The energy of a settlement period over its length counts, not each step.
    bool by_settlement_period = false;
    double period_kwh_so_far = 0;  ///< measured, when the horizon begins within a period
    double period_hours_so_far = 0;
};

/// lower <= hours x coefficient x flow summed over all steps + coefficient x capacity + tallies <= upper.
struct Total {
    Origin origin{};
    std::vector<Term> terms{};  ///< a kWh
    std::vector<Tie::Part> capacities{};
    std::vector<TallyId> tallies{};
    double lower = -unlimited;
    double upper = unlimited;
    std::optional<double> price{};  ///< of breaking it, a unit; absent: it is not to be broken
};

/// What was before the first step, as measured.
struct SwitchState {
    double on = 0;  ///< units that are on
    /// Units started and stopped in the steps before, the latest first, each step as long as the first one of the
    /// horizon.
    std::vector<double> started{}, stopped{};
};

/// Units of one size that are on or off. add() makes a flow of the number that is on, Network::on: a whole number
/// from 0 to `count`. Of the capacity that is on, the output is at least `lower` and at most `upper`.
struct Switch {
    Origin origin{};
    FlowId flow{};          ///< the output of all of them, kW
    double unit = 0;        ///< kW of one unit; 0: there is one, as large as `capacity`
    double count = 1;       ///< how many there are at most
    CapacityId count_of{};  ///< as many as this (integer) capacity says, or `count`
    CapacityId capacity{};  ///< the size of the one unit; it must have an upper limit
    Value upper = 1.0;      ///< kW a kW that is on
    Value lower = 0.0;      ///< minimum load, kW a kW that is on
    double minimum_up_h = 0;
    double minimum_down_h = 0;
    double start_cost = 0;  ///< a start of one unit
    /// Absent: it is before the first step what it is in the last (cyclic).
    std::optional<SwitchState> start{};
};

/// What a span of steps that may come asks of the stores when it begins, and of the sizes, so that they suffice for it:
/// sum of coefficient x level before step `first` + sum of coefficient x capacity >= at_least. One of many such
/// conditions, made where they bind (solve/span.h): an outage that may begin in any hour of the year.
struct Window {
    Origin origin{};
    int first = 0;
    struct Level {
        StoreId store{};
        double coefficient = 1;
    };
    std::vector<Level> levels{};
    std::vector<Tie::Part> capacities{};
    double at_least = 0;
    std::optional<double> price{};  ///< of breaking it, a unit; absent: it is not to be broken
};

/// A limit on a step that may be broken at a price: sum of coefficient x flow at most or at least limit.
struct Wish {
    Origin origin{};
    std::vector<Term> terms{};
    Sense sense = Sense::at_least;
    Value limit{};
    CapacityId limit_of{};  ///< limit is a share of this capacity
    Value price{};          ///< a unit broken for an hour
};

}  // namespace gaiku::network
