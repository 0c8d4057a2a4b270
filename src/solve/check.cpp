#include "solve/check.h"

#include <algorithm>
#include <cmath>

#include "network/readout.h"

namespace gaiku::solve {
namespace {

using namespace network;

constexpr std::size_t most_kept = 100;

/// A sum with the size of what went into it.
struct Sum {
    double value = 0;
    double size = 0;
    void add(double term) {
        value += term;
        size += std::abs(term);
    }
};

class Checker {
public:
    Checker(const Network& network, const LinearProblem& problem, const std::vector<double>& x, double tolerance)
        : network_(network), problem_(problem), x_(x), read_(problem, x) {
        result_.tolerance = tolerance;
    }

    Check run(double objective) {
        if (!finite()) return std::move(result_);
        each(network_.flows(), [&](int i, const Flow& flow) { limits(i, flow); });
        each(network_.balances(), [&](int i, const Balance& balance) { balances(i, balance); });
        each(network_.segments(), [&](int i, const Segment& segment) { segments(i, segment); });
        each(network_.stores(), [&](int i, const Store& store) { stores(i, store); });
        each(network_.ramps(), [&](int i, const Ramp& ramp) { ramps(i, ramp); });
        each(network_.peaks(), [&](int i, const Peak& peak) { peaks(i, peak); });
        each(network_.capacities(), [&](int i, const Capacity& capacity) { capacities(i, capacity); });
        each(network_.ties(), [&](int i, const Tie& tie) { ties(i, tie); });
        each(network_.totals(), [&](int i, const Total& total) { totals(i, total); });
        each(network_.windows(), [&](int i, const Window& window) { windows(i, window); });
        each(network_.switches(), [&](int i, const Switch& item) { switches(i, item); });
        whole_numbers();
        result_.cost = read_.cost(network_);
        result_.cost_difference = std::abs(result_.cost - objective) / (1 + std::abs(result_.cost));
        std::sort(result_.violations.begin(), result_.violations.end(),
                  [](const Violation& a, const Violation& b) { return a.excess > b.excess; });
        return std::move(result_);
    }

private:
    template <class Items, class Function>
    static void each(const Items& items, Function function) {
        for (std::size_t i = 0; i < items.size(); ++i) function(static_cast<int>(i), items[i]);
    }
    [[nodiscard]] int steps() const { return network_.horizon().steps(); }

    bool finite() {
        for (std::size_t j = 0; j < x_.size(); ++j) {
            if (std::isfinite(x_[j])) continue;
            Violation found;
            found.what = Violation::What::not_finite;
            found.column = problem_.column_place(static_cast<std::int32_t>(j));
            found.value = x_[j];
            found.excess = unlimited;
            keep(found);
        }
        return result_.violated == 0;
    }

    void keep(const Violation& violation) {
        ++result_.violated;
        if (result_.violations.size() < most_kept) result_.violations.push_back(violation);
    }

    /// True when lower <= sum <= upper within the tolerance.
    bool within(const Sum& sum, double lower, double upper, Violation& violation) {
        const double excess = std::max({lower - sum.value, sum.value - upper, 0.0});
        result_.largest_excess = std::max(result_.largest_excess, excess);
        if (excess <= result_.tolerance * (1 + sum.size)) return true;
        violation.value = sum.value;
        violation.limit = sum.value < lower ? lower : upper;
        violation.excess = excess;
        return false;
    }

    void row(RowKind kind, int element, const Origin& origin, int step, const Sum& sum, double lower, double upper) {
        Violation violation;
        if (within(sum, lower, upper, violation)) return;
        violation.what = Violation::What::row;
        violation.row = {kind, &origin, element, {0, 0, step}};
        keep(violation);
    }
    void row(RowKind kind, int element, const Origin& origin, int step, const Sum& sum, Sense sense) {
        row(kind, element, origin, step, sum, sense == Sense::at_most ? -unlimited : 0.0,
            sense == Sense::at_least ? unlimited : 0.0);
    }

    Sum sum(const std::vector<Term>& terms, int step) const {
        Sum result;
        for (const Term& term : terms) result.add(network_.at(term.coefficient, step) * read_.at(term.flow, step));
        return result;
    }

    [[nodiscard]] double largest(FlowId flow) const {
        double kw = 0;
        for (int t = 0; t < steps(); ++t) kw = std::max(kw, std::abs(read_.at(flow, t)));
        return kw;
    }

    [[nodiscard]] double before(FlowId level, const Store& store, int step) const {
        return step > 0 ? read_.at(level, step - 1) : store.start_kwh.value_or(read_.at(level, steps() - 1));
    }

    /// How far a level that was measured outside a limit may still lie outside it: where an idle store would be.
    [[nodiscard]] double idle(const Store& store, int step) const {
        double hours = 0;
        for (int t = 0; t <= step; ++t) hours += network_.horizon().hours(t);
        return *store.start_kwh * std::pow(store.retention_per_hour, hours);
    }

    void limits(int i, const Flow& flow) {
        const StoreId id = network_.store_of({i});
        const Store* store = id ? &network_.stores()[id.at()] : nullptr;
        for (int t = 0; t < steps(); ++t) {
            Sum sum;
            sum.add(read_.at(FlowId{i}, t));
            double lower = network_.at(flow.lower, t), upper = network_.at(flow.upper, t);
            if (flow.lower_of) lower *= read_.at(flow.lower_of);
            if (flow.upper_of) upper *= read_.at(flow.upper_of);
            // A level is what is left of the one before it.
            if (store) sum.size += std::abs(before({i}, *store, t));
            if (store && store->start_kwh && (sum.value < lower || sum.value > upper)) {
                // The row has the share of the size among its terms.
                if (sum.value < lower ? flow.lower_of : flow.upper_of)
                    sum.size += std::abs(sum.value < lower ? lower : upper);
                lower = std::min(lower, idle(*store, t));
                upper = std::max(upper, idle(*store, t));
            }
            if (store && store->end_at_least_kwh && t + 1 == steps()) lower = std::max(lower, *store->end_at_least_kwh);
            const bool low = sum.value < lower;
            row(low ? RowKind::lower_limit : RowKind::upper_limit, i, flow.origin, t, sum, lower, upper);
        }
    }

    void balances(int i, const Balance& balance) {
        for (int t = 0; t < steps(); ++t) {
            Sum total = sum(balance.terms, t);
            for (const CapacityTerm& term : balance.capacities)
                total.add(network_.at(term.coefficient, t) * read_.at(term.capacity));
            total.add(-network_.at(balance.value, t));
            row(RowKind::balance, i, balance.origin, t, total, balance.sense);
        }
    }

    void segments(int i, const Segment& segment) {
        const double fixed = segment.capacity ? read_.at(segment.capacity) : segment.fixed_capacity;
        const Sense sense = segment.pieces.size() == 1 ? Sense::equal : Sense::at_least;
        const auto hold = [&](const Piece& piece, double size, int t, Sense as) {
            Sum sum;
            sum.add(read_.at(segment.input, t));
            sum.add(-network_.at(piece.slope, t) * read_.at(segment.output, t));
            sum.add(-network_.at(piece.intercept, t) * size);
            row(RowKind::segment, i, segment.origin, t, sum, as);
        };
        for (int t = 0; t < steps(); ++t) {
            const double size = segment.on ? read_.online(network_, segment.on, t) : fixed;
            for (const Piece& piece : segment.pieces) hold(piece, size, t, sense);
            if (segment.chord) hold(*segment.chord, size, t, Sense::at_most);
        }
    }

    void stores(int i, const Store& store) {
        const FlowId level = network_.level({i});
        for (int t = 0; t < steps(); ++t) {
            const double hours = network_.horizon().hours(t);
            Sum sum;
            sum.add(read_.at(level, t));
            sum.add(-std::pow(store.retention_per_hour, hours) * before(level, store, t));
            // The first step closes the year, over which what steps leave adds up.
            if (t == 0 && !store.start_kwh) sum.size += largest(level);
            for (const Term& term : store.flows)
                sum.add(-hours * network_.at(term.coefficient, t) * read_.at(term.flow, t));
            row(RowKind::store, i, store.origin, t, sum, Sense::equal);
        }
    }

    void ramps(int i, const Ramp& ramp) {
        for (int t = 0; t < steps(); ++t) {
            if (t == 0 && !ramp.previous_kw) continue;
            const double room = network_.horizon().hours(t) * (ramp.of ? read_.at(ramp.of) : 1);
            Sum sum;
            sum.add(read_.at(ramp.flow, t));
            sum.add(-(t > 0 ? read_.at(ramp.flow, t - 1) : *ramp.previous_kw));
            const RowKind kind = sum.value > 0 ? RowKind::ramp_up : RowKind::ramp_down;
            const auto most = [&](const network::Value& rate) {
                const double an_hour = network_.at(rate, t);
                return std::isfinite(an_hour) ? an_hour * room : an_hour;  // also where the machine has no size
            };
            row(kind, i, ramp.origin, t, sum, -most(ramp.down), most(ramp.up));
        }
    }

    void peaks(int i, const Peak& peak) {
        const auto settlement = network_.horizon().settlement();
        double energy = peak.period_kwh_so_far, hours = peak.period_hours_so_far;
        for (int t = 0; t < steps(); ++t) {
            const auto at = static_cast<std::size_t>(t);
            if (t > 0 && settlement[at] != settlement[at - 1]) energy = hours = 0;
            Sum power = sum(peak.terms, t);
            energy += power.value * network_.horizon().hours(t);
            hours += network_.horizon().hours(t);
            if (peak.set_of_step[at] < 0) continue;
            const bool ends = at + 1 == settlement.size() || settlement[at + 1] != settlement[at];
            if (peak.by_settlement_period && !ends) continue;
            if (peak.by_settlement_period) power.value = energy / hours;
            const CapacityId capacity = peak.of_set[static_cast<std::size_t>(peak.set_of_step[at])];
            row(RowKind::peak, i, peak.origin, t, power, -unlimited, read_.at(capacity));
        }
    }

    void capacities(int i, const Capacity& capacity) {
        Sum sum;
        sum.add(read_.at(CapacityId{i}));
        Violation violation;
        if (within(sum, capacity.lower, capacity.upper, violation)) return;
        violation.what = Violation::What::column;
        violation.column = {ColumnKind::capacity, &capacity.origin, i, {}};
        keep(violation);
    }

    void ties(int i, const Tie& tie) {
        Sum sum;
        for (const Tie::Part& part : tie.parts) sum.add(part.coefficient * read_.at(part.capacity));
        row(RowKind::tie, i, tie.origin, -1, sum, tie.lower, tie.upper);
    }

    void totals(int i, const Total& total) {
        if (total.price) return;
        Sum sum;
        sum.add(read_.total(network_, total));
        row(RowKind::total, i, total.origin, -1, sum, total.lower, total.upper);
    }

    void windows(int i, const Window& window) {
        if (window.price) return;
        Sum sum;
        for (const Window::Level& level : window.levels)
            sum.add(level.coefficient * read_.before(network_, level.store, window.first));
        for (const Tie::Part& part : window.capacities) sum.add(part.coefficient * read_.at(part.capacity));
        row(RowKind::window, i, window.origin, window.first, sum, window.at_least, unlimited);
    }

    void switches(int i, const Switch& item) {
        const FlowId on = network_.on({i});
        for (int t = 0; t < steps(); ++t) {
            const double online = read_.online(network_, {i}, t);
            Sum output;
            output.add(read_.at(item.flow, t));
            const double lower = network_.at(item.lower, t) * online, upper = network_.at(item.upper, t) * online;
            row(output.value < lower ? RowKind::lower_limit : RowKind::upper_limit, item.flow.index, item.origin, t,
                output, lower, upper);
            if (item.unit != 0) continue;
            Sum size;
            size.add(online);
            const double whole = read_.at(on, t) * read_.at(item.capacity);
            row(RowKind::online, i, item.origin, t, size, whole, whole);
        }
        minimum_times(i, item);
    }

    /// Counts back from every step: what was started within the minimum time is on, what was stopped is off.
    void minimum_times(int i, const Switch& item) {
        const FlowId on = network_.on({i});
        const double count = item.count_of ? read_.at(item.count_of) : item.count;
        for (int t = 0; t < steps(); ++t) {
            Sum up, down;
            double passed = 0;
            for (int lag = 0; lag < steps() + 10000; ++lag) {
                if (!item.start && lag >= steps()) break;
                if (passed >= std::max(item.minimum_up_h, item.minimum_down_h) - 1e-9) break;
                if (passed < item.minimum_up_h - 1e-9) up.add(changed(i, item, t - lag, 1));
                if (passed < item.minimum_down_h - 1e-9) down.add(changed(i, item, t - lag, -1));
                const int before = t - lag - 1;
                passed += network_.horizon().hours(before >= 0 ? before : item.start ? 0 : before + steps());
            }
            row(RowKind::minimum_up, i, item.origin, t, up, -unlimited, read_.at(on, t));
            row(RowKind::minimum_down, i, item.origin, t, down, -unlimited, count - read_.at(on, t));
        }
    }

    /// Units started (sign 1) or stopped (-1) in a step, also in one before the first.
    [[nodiscard]] double changed(int i, const Switch& item, int step, double sign) const {
        const FlowId on = network_.on({i});
        if (step < 0 && item.start) {
            const auto& known = sign > 0 ? item.start->started : item.start->stopped;
            const auto ago = static_cast<std::size_t>(-step - 1);
            return ago < known.size() ? known[ago] : 0;
        }
        if (step < 0) step += steps();
        const double before = step > 0     ? read_.at(on, step - 1)
                              : item.start ? item.start->on
                                           : read_.at(on, steps() - 1);
        return std::max(0.0, sign * (read_.at(on, step) - before));
    }

    void whole_numbers() {
        for (std::size_t j = 0; j < problem_.integer().size(); ++j) {
            const double nearest = std::round(x_[j]);
            if (problem_.integer()[j] == 0 || std::abs(x_[j] - nearest) <= result_.tolerance) continue;
            Violation found;
            found.what = Violation::What::column;
            found.column = problem_.column_place(static_cast<std::int32_t>(j));
            found.value = x_[j];
            found.limit = nearest;
            found.excess = std::abs(x_[j] - nearest);
            keep(found);
        }
    }

    const Network& network_;
    const LinearProblem& problem_;
    const std::vector<double>& x_;
    Readout read_;
    Check result_;
};

}  // namespace

Check check(const Network& network, const LinearProblem& problem, const std::vector<double>& x, double objective,
            double tolerance) {
    return Checker(network, problem, x, tolerance).run(objective);
}

}  // namespace gaiku::solve
