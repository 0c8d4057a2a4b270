#include "network/network.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

namespace gaiku::network {
namespace {

[[noreturn]] void refuse(const std::string& what) {
    throw std::invalid_argument("network: " + what);
}

template <class Tag, class Item>
Id<Tag> append(std::vector<Item>& items, Item item) {
    items.push_back(std::move(item));
    return {static_cast<std::int32_t>(items.size() - 1)};
}

void check_limits(double lower, double upper, const char* what) {
    if (std::isnan(lower) || std::isnan(upper) || lower == unlimited || upper == -unlimited)
        refuse(std::string(what) + ": a limit is not a number");
}

}  // namespace

template <class Tag>
void Network::check(Id<Tag> id, std::size_t size, const char* what) const {
    if (id.index < 0 || id.at() >= size) refuse(std::string(what) + ": names an element that does not exist");
}

void Network::check_optional(CapacityId id, const char* what) const {
    if (id) check(id, capacities_.size(), what);
}

void Network::check(const Value& value, const char* what) const {
    if (std::isnan(value.factor)) refuse(std::string(what) + ": a value is not a number");
    if (!value.is_constant()) check(value.series, series_.size(), what);
}

/// The pieces must rise in slope and fall in intercept, or the highest of them is not the curve. Where they follow
/// series, a step may have fewer: then some are equal.
void Network::check_convex(const Piece& before, const Piece& piece) const {
    const auto varies = [](const Piece& p) { return !p.slope.is_constant() || !p.intercept.is_constant(); };
    const bool by_step = varies(before) || varies(piece);
    for (int t = 0; t < (by_step ? horizon_.steps() : 1); ++t) {
        const double slope = at(piece.slope, t) - at(before.slope, t);
        const double intercept = at(piece.intercept, t) - at(before.intercept, t);
        if (slope > 0 && intercept < 0) continue;
        if (by_step && slope == 0 && intercept == 0) continue;
        refuse("segment: not convex; such a curve needs on and off");
    }
}

void Network::check(const std::vector<Term>& terms, const char* what) const {
    for (const Term& term : terms) {
        check(term.flow, flows_.size(), what);
        check(term.coefficient, what);
        if (!std::isfinite(term.coefficient.factor)) refuse(std::string(what) + ": a coefficient is not finite");
    }
}

double Network::at(const Value& value, int step) const {
    if (value.is_constant()) return value.factor;
    return value.factor * series_[value.series.at()][static_cast<std::size_t>(step)];
}

SeriesId Network::add_series(std::vector<double> values) {
    if (values.size() != static_cast<std::size_t>(horizon_.steps())) refuse("a series needs one number for each step");
    if (!std::all_of(values.begin(), values.end(), [](double v) { return std::isfinite(v); }))
        refuse("a series holds something that is not a finite number");
    return append<SeriesTag>(series_, std::move(values));
}

FlowId Network::add(Flow flow) {
    for (const Value* value : {&flow.lower, &flow.upper, &flow.cost}) check(*value, "flow");
    if (flow.lower.is_constant() && flow.upper.is_constant() && !flow.lower_of && !flow.upper_of)
        check_limits(flow.lower.factor, flow.upper.factor, "flow");
    check_optional(flow.lower_of, "flow");
    check_optional(flow.upper_of, "flow");
    if (flow.upper_of && !std::isfinite(flow.upper.factor)) refuse("flow: its share of a capacity is not finite");
    if (flow.lower_of && !std::isfinite(flow.lower.factor)) refuse("flow: its share of a capacity is not finite");
    for (const FlowTally& tally : flow.tallies) {
        check(tally.tally, tallies_.size(), "flow");
        check(tally.per_kwh, "flow");
    }
    level_of_.push_back({});
    return append<FlowTag>(flows_, std::move(flow));
}

BalanceId Network::add(Balance balance) {
    check(balance.terms, "balance");
    check(balance.value, "balance");
    for (const CapacityTerm& term : balance.capacities) {
        check(term.capacity, capacities_.size(), "balance");
        check(term.coefficient, "balance");
    }
    return append<BalanceTag>(balances_, std::move(balance));
}

SegmentId Network::add(Segment segment) {
    check(segment.input, flows_.size(), "segment");
    check(segment.output, flows_.size(), "segment");
    check_optional(segment.capacity, "segment");
    if (segment.on) check(segment.on, switches_.size(), "segment");
    if (segment.pieces.empty()) refuse("segment: it has no piece");
    for (std::size_t i = 0; i < segment.pieces.size(); ++i) {
        check(segment.pieces[i].slope, "segment");
        check(segment.pieces[i].intercept, "segment");
        if (i > 0) check_convex(segment.pieces[i - 1], segment.pieces[i]);
    }
    return append<SegmentTag>(segments_, std::move(segment));
}

StoreId Network::add(Store store) {
    check(store.flows, "store");
    if (!(store.retention_per_hour > 0) || store.retention_per_hour > 1)
        refuse("store: it keeps more than 0, at most 1");
    if (store.start_kwh && !std::isfinite(*store.start_kwh)) refuse("store: its start is not finite");
    const FlowId level = add(Flow{.origin = store.origin,
                                  .lower = store.lower,
                                  .upper = store.upper,
                                  .lower_of = store.lower_of,
                                  .upper_of = store.upper_of,
                                  .cost = store.cost,
                                  .tallies = {}});
    const StoreId id = append<StoreTag>(stores_, std::move(store));
    level_of_[level.at()] = id;
    levels_.push_back(level);
    return id;
}

RampId Network::add(Ramp ramp) {
    check(ramp.flow, flows_.size(), "ramp");
    check(ramp.up, "ramp");
    check(ramp.down, "ramp");
    check_optional(ramp.of, "ramp");
    return append<RampTag>(ramps_, std::move(ramp));
}

CapacityId Network::add(Capacity capacity) {
    check_limits(capacity.lower, capacity.upper, "capacity");
    if (!std::isfinite(capacity.yearly_cost) || !std::isfinite(capacity.cost))
        refuse("capacity: its cost is not finite");
    for (const CapacityTally& tally : capacity.tallies) check(tally.tally, tallies_.size(), "capacity");
    return append<CapacityTag>(capacities_, std::move(capacity));
}

TieId Network::add(Tie tie) {
    check_limits(tie.lower, tie.upper, "tie");
    for (const Tie::Part& part : tie.parts) check(part.capacity, capacities_.size(), "tie");
    return append<TieTag>(ties_, std::move(tie));
}

PeakId Network::add(Peak peak) {
    check(peak.terms, "peak");
    for (const CapacityId capacity : peak.of_set) check(capacity, capacities_.size(), "peak");
    if (peak.set_of_step.size() != static_cast<std::size_t>(horizon_.steps())) refuse("peak: every step needs its set");
    for (const std::int32_t set : peak.set_of_step) {
        if (set >= static_cast<std::int32_t>(peak.of_set.size()))
            refuse("peak: a step is in a set that does not exist");
    }
    if (!(peak.period_hours_so_far >= 0)) refuse("peak: the hours of the period so far are negative");
    return append<PeakTag>(peaks_, std::move(peak));
}

TallyId Network::add(Tally tally) {
    return append<TallyTag>(tallies_, std::move(tally));
}

TotalId Network::add(Total total) {
    check(total.terms, "total");
    check_limits(total.lower, total.upper, "total");
    for (const Tie::Part& part : total.capacities) check(part.capacity, capacities_.size(), "total");
    for (const TallyId tally : total.tallies) check(tally, tallies_.size(), "total");
    if (total.price && !(*total.price >= 0)) refuse("total: the price of breaking it is negative");
    return append<TotalTag>(totals_, std::move(total));
}

WishId Network::add(Wish wish) {
    check(wish.terms, "wish");
    check(wish.limit, "wish");
    check(wish.price, "wish");
    check_optional(wish.limit_of, "wish");
    if (wish.sense == Sense::equal) refuse("wish: it is at most or at least something; two wishes make an equation");
    return append<WishTag>(wishes_, std::move(wish));
}

SwitchId Network::add(Switch item) {
    check(item.flow, flows_.size(), "switch");
    check(item.upper, "switch");
    check(item.lower, "switch");
    check_optional(item.capacity, "switch");
    check_optional(item.count_of, "switch");
    if (!(item.count >= 1) || item.count != std::floor(item.count)) refuse("switch: it has a whole number of units");
    if (!(item.unit >= 0) || !std::isfinite(item.unit)) refuse("switch: the size of a unit is not a number");
    if (!(item.minimum_up_h >= 0) || !(item.minimum_down_h >= 0)) refuse("switch: a minimum time is negative");
    if (!(item.start_cost >= 0)) refuse("switch: a start earns money");
    const bool by_size = item.unit == 0;
    if (by_size && (!item.capacity || item.count != 1 || item.count_of))
        refuse("switch: units without a size are one unit of a capacity");
    if (by_size && !std::isfinite(capacities_[item.capacity.at()].upper))
        refuse("switch: a free size needs an upper limit");
    Flow on{.origin = item.origin, .upper = item.count, .integer = true};
    if (item.count_of) {
        on.upper = 1.0;
        on.upper_of = item.count_of;
    }
    on_.push_back(add(std::move(on)));
    Flow online{.origin = item.origin, .upper = 1.0, .upper_of = item.capacity};
    online_.push_back(by_size ? add(std::move(online)) : FlowId{});
    return append<SwitchTag>(switches_, std::move(item));
}

WindowId Network::add(Window window) {
    if (window.first < 0 || window.first >= horizon_.steps()) refuse("window: it begins outside of the horizon");
    for (const Window::Level& level : window.levels) check(level.store, stores_.size(), "window");
    for (const Tie::Part& part : window.capacities) check(part.capacity, capacities_.size(), "window");
    return append<WindowTag>(windows_, std::move(window));
}

bool Network::has_integers() const {
    const auto is_integer = [](const auto& item) { return item.integer; };
    return std::any_of(flows_.begin(), flows_.end(), is_integer) ||
           std::any_of(capacities_.begin(), capacities_.end(), is_integer);
}

void Network::connect(BalanceId balance, FlowId flow, Value coefficient) {
    check(balance, balances_.size(), "balance");
    check({{flow, coefficient}}, "balance");
    balances_[balance.at()].terms.push_back({flow, coefficient});
}

void Network::connect(TotalId total, FlowId flow, Value coefficient) {
    check(total, totals_.size(), "total");
    check({{flow, coefficient}}, "total");
    totals_[total.at()].terms.push_back({flow, coefficient});
}

void Network::set_series(SeriesId series, std::span<const double> values) {
    check(series, series_.size(), "series");
    std::vector<double>& old = series_[series.at()];
    if (values.size() != old.size()) refuse("a series needs one number for each step");
    if (!std::all_of(values.begin(), values.end(), [](double v) { return std::isfinite(v); }))
        refuse("a series holds something that is not a finite number");
    std::copy(values.begin(), values.end(), old.begin());
}

void Network::set_limits(FlowId flow, Value lower, Value upper) {
    check(flow, flows_.size(), "flow");
    check(lower, "flow");
    check(upper, "flow");
    flows_[flow.at()].lower = lower;
    flows_[flow.at()].upper = upper;
}

void Network::set_cost(FlowId flow, Value cost) {
    check(flow, flows_.size(), "flow");
    check(cost, "flow");
    flows_[flow.at()].cost = cost;
}

void Network::set_value(BalanceId balance, Value value) {
    check(balance, balances_.size(), "balance");
    check(value, "balance");
    balances_[balance.at()].value = value;
}

void Network::set_limits(CapacityId capacity, double lower, double upper) {
    check(capacity, capacities_.size(), "capacity");
    check_limits(lower, upper, "capacity");
    capacities_[capacity.at()].lower = lower;
    capacities_[capacity.at()].upper = upper;
}

void Network::set_cost(CapacityId capacity, double yearly_cost, double cost) {
    check(capacity, capacities_.size(), "capacity");
    capacities_[capacity.at()].yearly_cost = yearly_cost;
    capacities_[capacity.at()].cost = cost;
}

void Network::set_limits(TotalId total, double lower, double upper) {
    check(total, totals_.size(), "total");
    check_limits(lower, upper, "total");
    totals_[total.at()].lower = lower;
    totals_[total.at()].upper = upper;
}

void Network::set_start(StoreId store, double start_kwh) {
    check(store, stores_.size(), "store");
    if (!stores_[store.at()].start_kwh) refuse("store: it is cyclic and has no start");
    stores_[store.at()].start_kwh = start_kwh;
}

}  // namespace gaiku::network
