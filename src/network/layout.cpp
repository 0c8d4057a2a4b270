#include "network/layout.h"

#include "network/switch_rows.h"

#include <algorithm>
#include <cmath>

namespace gaiku::network {
namespace {

constexpr double infinity = unlimited;

StepValue step_value(const Value& value, double times = 1) {
    return {value.factor * times, value.series.index, -1};
}

/// Writes the elements of a network into a layout, one kind after another.
class Writer {
public:
    Writer(const Network& network, Layout& layout) : network_(network), layout_(layout) {}

    void write() {
        for (std::size_t i = 0; i < network_.capacities().size(); ++i) add_capacity(i);
        for (std::size_t i = 0; i < network_.flows().size(); ++i) add_flow(i);
        for (std::size_t i = 0; i < network_.balances().size(); ++i) add_balance(i);
        for (std::size_t i = 0; i < network_.segments().size(); ++i) add_segment(i);
        for (std::size_t i = 0; i < network_.flows().size(); ++i) add_limits(i);
        for (std::size_t i = 0; i < network_.stores().size(); ++i) add_store(i);
        for (std::size_t i = 0; i < network_.ramps().size(); ++i) add_ramp(i);
        for (std::size_t i = 0; i < network_.peaks().size(); ++i) add_peak(i);
        for (std::size_t i = 0; i < network_.wishes().size(); ++i) add_wish(i);
        for (std::size_t i = 0; i < network_.switches().size(); ++i) write_switch(network_, {id(i)}, layout_);
        for (std::size_t i = 0; i < network_.ties().size(); ++i) add_tie(i);
        for (std::size_t i = 0; i < network_.totals().size(); ++i) add_total(i);
        for (std::size_t i = 0; i < network_.windows().size(); ++i) add_window(i);
    }

private:
    static std::int32_t id(std::size_t index) { return static_cast<std::int32_t>(index); }

    std::int32_t derive(std::vector<double> values) {
        layout_.derived.push_back(std::move(values));
        return id(layout_.derived.size() - 1);
    }

    /// Times the length of a step.
    StepValue by_hours(StepValue value) {
        if (network_.horizon().is_uniform()) {
            value.factor *= network_.horizon().hours(0);
            return value;
        }
        if (hours_ < 0) hours_ = derive({network_.horizon().hours().begin(), network_.horizon().hours().end()});
        value.derived = hours_;
        return value;
    }

    std::vector<StepEntry> entries(const std::vector<Term>& terms, double times = 1) {
        std::vector<StepEntry> result;
        for (const Term& term : terms) result.push_back({term.flow.index, step_value(term.coefficient, times)});
        return result;
    }
    std::vector<StepEntry> energies(const std::vector<Term>& terms, double times = 1) {
        auto result = entries(terms, times);
        for (StepEntry& entry : result) entry.value = by_hours(entry.value);
        return result;
    }

    StepRow& row(RowKind kind, std::size_t element, const Origin& origin) {
        StepRow& added = layout_.rows.emplace_back();
        added.kind = kind;
        added.element = id(element);
        added.origin = origin;
        added.lower = number(-infinity);
        added.upper = number(infinity);
        return added;
    }
    std::int32_t column(ColumnKind kind, std::size_t element, const Origin& origin, StepValue cost) {
        layout_.columns.push_back({kind, id(element), origin, number(0), number(infinity), cost});
        return id(layout_.columns.size() - 1);
    }

    static void bound(StepRow& row, Sense sense, StepValue value) {
        if (sense != Sense::at_most) row.lower = value;
        if (sense != Sense::at_least) row.upper = value;
    }

    void add_capacity(std::size_t i) {
        const Capacity& capacity = network_.capacities()[i];
        layout_.global_columns.push_back({ColumnKind::capacity, id(i), capacity.origin, capacity.lower, capacity.upper,
                                          capacity.yearly_cost * network_.horizon().years() + capacity.cost,
                                          capacity.integer});
    }

    void add_flow(std::size_t i) {
        const Flow& flow = network_.flows()[i];
        const StoreId store = network_.store_of({id(i)});
        const auto kind = store ? ColumnKind::level : ColumnKind::flow;
        column(kind, store ? store.at() : i, flow.origin, by_hours(step_value(flow.cost)));
        StepColumn& added = layout_.columns.back();
        added.lower = flow.lower_of ? number(0) : step_value(flow.lower);
        added.upper = flow.upper_of ? number(infinity) : step_value(flow.upper);
        added.integer = flow.integer;
        if (store) widen(network_.stores()[store.at()], flow, added);
    }

    /// The level that an idle store would have at the end of each step.
    [[nodiscard]] std::vector<double> idle(const Store& store) const {
        std::vector<double> levels;
        double level = *store.start_kwh;
        for (const double hours : network_.horizon().hours())
            levels.push_back(level *= std::pow(store.retention_per_hour, hours));
        return levels;
    }

    /// Limits give way to a level that was measured outside them, and the last step takes the level asked for at the
    /// end.
    void widen(const Store& store, const Flow& level, StepColumn& column) {
        const double start = store.start_kwh.value_or(0);
        const auto last = static_cast<std::size_t>(network_.horizon().steps() - 1);
        const bool below = store.start_kwh && !level.lower_of && start < network_.at(level.lower, 0);
        if (below || store.end_at_least_kwh) {
            std::vector<double> lower;
            for (int t = 0; t < network_.horizon().steps(); ++t)
                lower.push_back(level.lower_of ? 0 : network_.at(level.lower, t));
            if (below) {
                const auto free = idle(store);
                std::transform(lower.begin(), lower.end(), free.begin(), lower.begin(),
                               [](double a, double b) { return std::min(a, b); });
            }
            if (store.end_at_least_kwh) lower[last] = std::max(lower[last], *store.end_at_least_kwh);
            column.lower = {1, -1, derive(std::move(lower))};
        }
        if (!store.start_kwh || level.upper_of || start <= network_.at(level.upper, 0)) return;
        std::vector<double> upper = idle(store);
        for (std::size_t t = 0; t < upper.size(); ++t)
            upper[t] = std::max(upper[t], network_.at(level.upper, static_cast<int>(t)));
        column.upper = {1, -1, derive(std::move(upper))};
    }

    void add_balance(std::size_t i) {
        const Balance& balance = network_.balances()[i];
        StepRow& added = row(RowKind::balance, i, balance.origin);
        added.own = entries(balance.terms);
        for (const CapacityTerm& term : balance.capacities)
            added.globals.push_back({term.capacity.index, step_value(term.coefficient)});
        bound(added, balance.sense, step_value(balance.value));
    }

    void add_segment(std::size_t i) {
        const Segment& segment = network_.segments()[i];
        for (const Piece& piece : segment.pieces)
            add_piece(i, segment, piece, segment.pieces.size() == 1 ? Sense::equal : Sense::at_least);
        if (segment.chord) add_piece(i, segment, *segment.chord, Sense::at_most);
    }

    void add_piece(std::size_t i, const Segment& segment, const Piece& piece, Sense sense) {
        StepRow& added = row(RowKind::segment, i, segment.origin);
        added.own = {{segment.input.index, number(1)}, {segment.output.index, step_value(piece.slope, -1)}};
        const bool counts = piece.intercept != Value(0.0);
        if (segment.capacity && counts) added.globals = {{segment.capacity.index, step_value(piece.intercept, -1)}};
        if (segment.on && counts) {
            StepEntry on = online_entry(network_, segment.on, -1);
            on.value = {on.value.factor * piece.intercept.factor, piece.intercept.series.index, -1};
            added.own.push_back(on);
        }
        const bool by_variable = segment.capacity || segment.on;
        bound(added, sense, by_variable ? number(0) : step_value(piece.intercept, segment.fixed_capacity));
    }

    void add_limits(std::size_t i) {
        const Flow& flow = network_.flows()[i];
        if (flow.upper_of) add_limit(i, flow.upper_of, flow.upper, RowKind::upper_limit);
        if (flow.lower_of) add_limit(i, flow.lower_of, flow.lower, RowKind::lower_limit);
    }

    void add_limit(std::size_t i, CapacityId capacity, const Value& share, RowKind kind) {
        StepRow& added = row(kind, i, network_.flows()[i].origin);
        added.own = {{id(i), number(1)}};
        added.globals = {{capacity.index, step_value(share, -1)}};
        bound(added, kind == RowKind::upper_limit ? Sense::at_most : Sense::at_least, number(0));
        const StoreId store = network_.store_of({id(i)});
        if (store) widen(network_.stores()[store.at()], share, network_.capacities()[capacity.at()], added);
    }

    /// The same giving way where the limit is a share of a capacity: only a given capacity has an outside.
    void widen(const Store& store, const Value& share, const Capacity& capacity, StepRow& row) {
        if (!store.start_kwh || capacity.lower != capacity.upper) return;
        const bool top = row.kind == RowKind::upper_limit;
        std::vector<double> beyond = idle(store);
        for (std::size_t t = 0; t < beyond.size(); ++t) {
            const double difference = beyond[t] - network_.at(share, static_cast<int>(t)) * capacity.upper;
            beyond[t] = top ? std::max(0.0, difference) : std::min(0.0, difference);
        }
        if (beyond.front() == 0) return;
        // In two steps: g++ 12 loses a list assigned to a conditional.
        StepValue& limit = top ? row.upper : row.lower;
        limit = {1, -1, derive(std::move(beyond))};
    }

    void add_store(std::size_t i) {
        const Store& store = network_.stores()[i];
        StepRow& added = row(RowKind::store, i, store.origin);
        const FlowId level = network_.level({id(i)});
        added.own = energies(store.flows, -1);
        added.own.insert(added.own.begin(), {level.index, number(1)});
        added.before = {{level.index, retention(store)}};
        bound(added, Sense::equal, number(0));
        added.first = store.start_kwh ? First::given : First::cyclic;
        added.before_first = store.start_kwh.value_or(0);
    }

    /// Minus the part of a level that is left after a step.
    StepValue retention(const Store& store) {
        const double kept = store.retention_per_hour;
        if (kept == 1) return number(-1);
        if (network_.horizon().is_uniform()) return number(-std::pow(kept, network_.horizon().hours(0)));
        std::vector<double> left;
        for (const double hours : network_.horizon().hours()) left.push_back(std::pow(kept, hours));
        return {-1, -1, derive(std::move(left))};
    }

    void add_ramp(std::size_t i) {
        const Ramp& ramp = network_.ramps()[i];
        if (ramp.up.factor < infinity) add_ramp(i, ramp, ramp.up, 1);
        if (ramp.down.factor < infinity) add_ramp(i, ramp, ramp.down, -1);
    }

    void add_ramp(std::size_t i, const Ramp& ramp, const Value& rate, double sign) {
        StepRow& added = row(sign > 0 ? RowKind::ramp_up : RowKind::ramp_down, i, ramp.origin);
        added.own = {{ramp.flow.index, number(sign)}};
        added.before = {{ramp.flow.index, number(-sign)}};
        added.first = ramp.previous_kw ? First::given : First::absent;
        added.before_first = ramp.previous_kw.value_or(0);
        const StepValue most = by_hours(step_value(rate, ramp.of ? -1 : 1));
        added.upper = ramp.of ? number(0) : most;
        if (ramp.of) added.globals = {{ramp.of.index, most}};
    }

    void add_peak(std::size_t i) {
        const Peak& peak = network_.peaks()[i];
        if (peak.by_settlement_period && (network_.horizon().splits_settlement() || peak.period_hours_so_far > 0)) {
            add_period_peak(i, peak);
            return;
        }
        StepRow& added = row(RowKind::peak, i, peak.origin);
        added.own = entries(peak.terms);
        added.upper = number(0);
        added.globals_by_set = id(i);
        added.present = derive(mask(peak, [](std::size_t) { return true; }));
    }

    template <class Condition>
    [[nodiscard]] std::vector<double> mask(const Peak& peak, Condition condition) const {
        std::vector<double> result(peak.set_of_step.size());
        for (std::size_t t = 0; t < result.size(); ++t) result[t] = peak.set_of_step[t] >= 0 && condition(t) ? 1 : 0;
        return result;
    }

    /// A settlement period of several steps: its energy is summed up step by step, as a store would, so that a row
    /// still touches one step and the one before; at the period's end the mean power is held against the peak.
    void add_period_peak(std::size_t i, const Peak& peak) {
        const auto settlement = network_.horizon().settlement();
        const auto hours = network_.horizon().hours();
        std::vector<double> carry(hours.size()), per_hour(hours.size());
        double length = peak.period_hours_so_far;
        for (std::size_t t = 0; t < hours.size(); ++t) {
            const bool begins = t > 0 && settlement[t] != settlement[t - 1];
            carry[t] = begins ? 0 : 1;
            length = (begins ? 0 : length) + hours[t];
            per_hour[t] = 1 / length;
        }
        const std::int32_t energy = column(ColumnKind::period_energy, i, peak.origin, number(0));
        layout_.columns.back().lower = number(-infinity);
        StepRow& sum = row(RowKind::period, i, peak.origin);
        sum.own = energies(peak.terms, -1);
        sum.own.push_back({energy, number(1)});
        sum.before = {{energy, {-1, -1, derive(std::move(carry))}}};
        bound(sum, Sense::equal, number(0));
        sum.first = First::given;
        sum.before_first = peak.period_kwh_so_far;

        StepRow& added = row(RowKind::peak, i, peak.origin);
        added.own = {{energy, {1, -1, derive(std::move(per_hour))}}};
        added.upper = number(0);
        added.globals_by_set = id(i);
        added.present = derive(mask(
            peak, [&](std::size_t t) { return t + 1 == settlement.size() || settlement[t + 1] != settlement[t]; }));
    }

    void add_wish(std::size_t i) {
        const Wish& wish = network_.wishes()[i];
        const std::int32_t shortfall = column(ColumnKind::shortfall, i, wish.origin, by_hours(step_value(wish.price)));
        StepRow& added = row(RowKind::wish, i, wish.origin);
        added.own = entries(wish.terms);
        added.own.push_back({shortfall, number(wish.sense == Sense::at_least ? 1 : -1)});
        bound(added, wish.sense, wish.limit_of ? number(0) : step_value(wish.limit));
        if (wish.limit_of) added.globals = {{wish.limit_of.index, step_value(wish.limit, -1)}};
    }

    void add_tie(std::size_t i) {
        const Tie& tie = network_.ties()[i];
        GlobalRow added{RowKind::tie, id(i), tie.origin, {}, {}, tie.lower, tie.upper};
        for (const Tie::Part& part : tie.parts)
            added.globals.push_back({part.capacity.index, number(part.coefficient)});
        layout_.global_rows.push_back(std::move(added));
    }

    void add_total(std::size_t i) {
        const Total& total = network_.totals()[i];
        GlobalRow added{RowKind::total, id(i), total.origin, energies(total.terms), {}, total.lower, total.upper};
        for (const Tie::Part& part : total.capacities)
            added.globals.push_back({part.capacity.index, number(part.coefficient)});
        for (const TallyId tally : total.tallies) add_tally(tally, added);
        if (total.price) {
            if (total.upper < infinity) add_excess(i, total.origin, *total.price, -1, added);
            if (total.lower > -infinity) add_excess(i, total.origin, *total.price, 1, added);
        }
        layout_.global_rows.push_back(std::move(added));
    }

    void add_excess(std::size_t i, const Origin& origin, double price, double sign, GlobalRow& row) {
        layout_.global_columns.push_back({ColumnKind::excess, id(i), origin, 0, infinity, price});
        row.globals.push_back({id(layout_.global_columns.size() - 1), number(sign)});
    }

    void add_window(std::size_t i) {
        const Window& window = network_.windows()[i];
        GlobalRow added{RowKind::window, id(i), window.origin, {}, {}, window.at_least, infinity};
        const int steps = network_.horizon().steps();
        added.step = (window.first + steps - 1) % steps;
        for (const Window::Level& level : window.levels) {
            const auto& start = network_.stores()[level.store.at()].start_kwh;
            if (window.first == 0 && start) {
                added.lower -= level.coefficient * *start;
            } else {
                added.at_step.push_back({network_.level(level.store).index, number(level.coefficient)});
            }
        }
        for (const Tie::Part& part : window.capacities)
            added.globals.push_back({part.capacity.index, number(part.coefficient)});
        if (window.price) add_excess(i, window.origin, *window.price, 1, added);
        layout_.global_rows.push_back(std::move(added));
    }

    void add_tally(TallyId tally, GlobalRow& row) {
        for (std::size_t f = 0; f < network_.flows().size(); ++f) {
            for (const FlowTally& part : network_.flows()[f].tallies) {
                if (part.tally == tally && part.per_kwh.factor != 0)
                    row.steps.push_back({id(f), by_hours(step_value(part.per_kwh))});
            }
        }
        for (std::size_t c = 0; c < network_.capacities().size(); ++c) {
            for (const CapacityTally& part : network_.capacities()[c].tallies) {
                if (part.tally == tally) row.globals.push_back({id(c), number(part.per_unit)});
            }
        }
    }

    const Network& network_;
    Layout& layout_;
    std::int32_t hours_ = -1;
};

}  // namespace

Layout::Layout(const Network& network) {
    Writer(network, *this).write();
}

}  // namespace gaiku::network
