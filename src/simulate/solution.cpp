#include "simulate/solution.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace gaiku::simulate {
namespace {

using namespace network;

class Writer {
public:
    Writer(const Inputs& inputs, const LinearProblem& problem, const Schedule& schedule, const Sizes& sizes)
        : network_(inputs.network),
          problem_(problem),
          schedule_(schedule),
          x_(static_cast<std::size_t>(problem.columns()), 0.0) {
        flows();
        for (std::size_t c = 0; c < network_.capacities().size(); ++c)
            capacity({static_cast<std::int32_t>(c)}) = network_.capacities()[c].lower;
        for (std::size_t a = 0; a < inputs.assets.size(); ++a) {
            const auto& own = inputs.assets[a].sizes;
            for (std::size_t i = 0; i < own.size(); ++i) {
                if (!own[i].capacity) continue;
                capacity(own[i].capacity) = sizes[a][i];
                given_.push_back(own[i].capacity);
            }
        }
        for (const Peak& peak : network_.peaks()) {
            reach(peak);
            given_.insert(given_.end(), peak.of_set.begin(), peak.of_set.end());
        }
        for (const Tie& tie : network_.ties()) note_holding(tie);
        for (const Tie& tie : network_.ties()) count(tie);
        for (const Tie& tie : network_.ties()) raise(tie);
        for (const Tie& tie : network_.ties()) reach(tie);
        for (const Total& total : network_.totals()) raise(total);
        for (std::size_t s = 0; s < network_.switches().size(); ++s) online({static_cast<std::int32_t>(s)});
        derived();
    }

    std::vector<double> run() { return std::move(x_); }

private:
    double& capacity(CapacityId id) { return x_[static_cast<std::size_t>(problem_.column(id))]; }
    [[nodiscard]] int steps() const { return network_.horizon().steps(); }

    void flows() {
        for (int t = 0; t < steps(); ++t) {
            for (std::size_t f = 0; f < schedule_.flows; ++f) {
                const FlowId flow{static_cast<std::int32_t>(f)};
                x_[static_cast<std::size_t>(problem_.column(flow, t))] =
                    schedule_.at(flow, static_cast<std::size_t>(t));
            }
        }
    }

    [[nodiscard]] double sum(const std::vector<Term>& terms, int step) const {
        double kw = 0;
        for (const Term& term : terms)
            kw += network_.at(term.coefficient, step) * schedule_.at(term.flow, static_cast<std::size_t>(step));
        return kw;
    }

    /// Raises the capacities of a peak to what the schedule reaches; calls `at_step` with a period's energy so far.
    template <class AtStep>
    void walk(const Peak& peak, AtStep at_step) const {
        const auto settlement = network_.horizon().settlement();
        double energy = peak.period_kwh_so_far, hours = peak.period_hours_so_far;
        for (int t = 0; t < steps(); ++t) {
            const auto at = static_cast<std::size_t>(t);
            if (!peak.by_settlement_period || (t > 0 && settlement[at] != settlement[at - 1])) energy = hours = 0;
            energy += sum(peak.terms, t) * network_.horizon().hours(t);
            hours += network_.horizon().hours(t);
            const bool ends =
                !peak.by_settlement_period || at + 1 == settlement.size() || settlement[at + 1] != settlement[at];
            at_step(t, energy, ends ? energy / hours : 0);
        }
    }

    void reach(const Peak& peak) {
        walk(peak, [&](int t, double, double kw) {
            const std::int32_t set = peak.set_of_step[static_cast<std::size_t>(t)];
            if (set < 0) return;
            double& reached = capacity(peak.of_set[static_cast<std::size_t>(set)]);
            reached = std::max(reached, kw);
        });
    }

    /// A capacity that only counts others (PV as far as there is storage) is as large as it may be.
    void count(const Tie& tie) {
        if (tie.lower == -unlimited || yes_or_no(tie.parts) != nullptr) return;
        for (const Tie::Part& counted : tie.parts) {
            const Capacity& is = network_.capacities()[counted.capacity.at()];
            if (counted.coefficient >= 0 || is.lower == is.upper || is_given(counted.capacity)) continue;
            double room = -tie.lower;
            for (const Tie::Part& part : tie.parts) {
                if (part.capacity != counted.capacity) room += part.coefficient * capacity(part.capacity);
            }
            room = std::min(room / -counted.coefficient, is.upper);
            const auto known = std::find(counted_.begin(), counted_.end(), counted.capacity);
            double& value = capacity(counted.capacity);
            value = known == counted_.end() ? room : std::min(value, room);
            counted_.push_back(counted.capacity);
        }
    }

    [[nodiscard]] bool is_given(CapacityId id) const {
        return std::find(given_.begin(), given_.end(), id) != given_.end();
    }

    /// Raises what a tariff bills by to what the row asks for: a capacity that is no size, peak or count.
    void raise(const std::vector<Tie::Part>& parts, double missing, double over) {
        for (const Tie::Part& part : parts) {
            const bool is_counted = std::find(counted_.begin(), counted_.end(), part.capacity) != counted_.end();
            // A block as dear as the one below it counts in no row of money.
            if (is_given(part.capacity) || is_counted || part.coefficient == 0) continue;
            const double by = part.coefficient > 0 ? missing / part.coefficient : over / -part.coefficient;
            if (by <= 0) continue;
            capacity(part.capacity) += by;
            return;
        }
    }
    void raise(const Tie& tie) {
        double value = 0;
        for (const Tie::Part& part : tie.parts) value += part.coefficient * capacity(part.capacity);
        raise(tie.parts, tie.lower - value, value - tie.upper);
    }
    void raise(const Total& total) {
        if (total.price || total.capacities.empty()) return;
        const double value = Readout(problem_, x_).total(network_, total);
        if (yes_or_no(total.capacities) != nullptr) return reach(total.capacities, value - total.lower);
        raise(total.capacities, total.lower - value, value - total.upper);
    }

    /// What is above a block's beginning <= most x reached.
    void note_holding(const Tie& tie) {
        if (tie.parts.size() != 2 || tie.lower != -unlimited || tie.upper != 0) return;
        const Tie::Part& part = tie.parts.back();
        if (part.coefficient < 0 && network_.capacities()[part.capacity.at()].integer)
            holding_.push_back(part.capacity);
    }
    /// Whether a block of a tariff that falls in price is reached, among the parts of a row; or nothing.
    [[nodiscard]] const Tie::Part* yes_or_no(const std::vector<Tie::Part>& parts) const {
        const auto found = std::find_if(parts.begin(), parts.end(), [&](const Tie::Part& part) {
            return std::find(holding_.begin(), holding_.end(), part.capacity) != holding_.end();
        });
        return found == parts.end() ? nullptr : &*found;
    }
    /// The row says that what counts above the block's beginning is not more than there is: `quantity` - beginning.
    void reach(const std::vector<Tie::Part>& parts, double quantity) {
        const Tie::Part& reached = *yes_or_no(parts);
        const double above = quantity + reached.coefficient;
        if (above <= 0) return;
        for (const Tie::Part& part : parts) {
            if (part.coefficient == -1 && part.capacity != reached.capacity) capacity(part.capacity) = above;
        }
        capacity(reached.capacity) = 1;
    }
    void reach(const Tie& tie) {
        if (tie.lower == -unlimited || yes_or_no(tie.parts) == nullptr) return;
        double quantity = -tie.lower;
        for (const Tie::Part& part : tie.parts) {
            if (part.coefficient > 0) quantity += part.coefficient * capacity(part.capacity);
        }
        reach(tie.parts, quantity);
    }

    /// The capacity that is on, where it is a variable.
    void online(SwitchId id) {
        const FlowId variable = network_.online(id);
        if (!variable) return;
        const FlowId on = network_.on(id);
        const double size = capacity(network_.switches()[id.at()].capacity);
        for (int t = 0; t < steps(); ++t)
            x_[static_cast<std::size_t>(problem_.column(variable, t))] =
                size * schedule_.at(on, static_cast<std::size_t>(t));
    }

    /// Units started (sign 1) or stopped (-1) in a step.
    [[nodiscard]] double changed(SwitchId id, int t, double sign) const {
        const FlowId on = network_.on(id);
        const auto at = [&](int step) { return schedule_.at(on, static_cast<std::size_t>(step)); };
        const auto& start = network_.switches()[id.at()].start;
        const double before = t > 0 ? at(t - 1) : start ? start->on : at(steps() - 1);
        return std::max(0.0, sign * (at(t) - before));
    }

    /// Columns that follow from others: a period's energy, by how much a wish or a total is broken.
    void derived() {
        const auto& columns = problem_.layout().columns;
        for (std::size_t c = schedule_.flows; c < columns.size(); ++c) {
            const auto element = static_cast<std::size_t>(columns[c].element);
            const auto at = [&](int t) -> double& { return x_[static_cast<std::size_t>(t) * columns.size() + c]; };
            const bool starts = columns[c].kind == ColumnKind::start;
            if (starts || columns[c].kind == ColumnKind::stop) {
                for (int t = 0; t < steps(); ++t) at(t) = changed({columns[c].element}, t, starts ? 1 : -1);
            } else if (columns[c].kind == ColumnKind::period_energy) {
                walk(network_.peaks()[element], [&](int t, double energy, double) { at(t) = energy; });
            } else {
                for (int t = 0; t < steps(); ++t) at(t) = shortfall(network_.wishes()[element], t);
            }
        }
        const auto& globals = problem_.layout().global_columns;
        for (std::size_t g = 0; g < globals.size(); ++g) {
            if (globals[g].kind != ColumnKind::excess) continue;
            const Total& total = network_.totals()[static_cast<std::size_t>(globals[g].element)];
            const double value = Readout(problem_, x_).total(network_, total);
            const bool above = is_above(globals, g, total);
            x_[static_cast<std::size_t>(steps()) * columns.size() + g] =
                std::max(0.0, above ? value - total.upper : total.lower - value);
        }
    }

    /// The first of a total's two columns is that above its upper limit, where it has one.
    static bool is_above(const std::vector<GlobalColumn>& globals, std::size_t g, const Total& total) {
        const bool second =
            g > 0 && globals[g - 1].kind == ColumnKind::excess && globals[g - 1].element == globals[g].element;
        return total.upper < unlimited && !second;
    }

    double shortfall(const Wish& wish, int t) {
        const double limit = network_.at(wish.limit, t) * (wish.limit_of ? capacity(wish.limit_of) : 1);
        const double value = sum(wish.terms, t);
        return std::max(0.0, wish.sense == Sense::at_least ? limit - value : value - limit);
    }

    const Network& network_;
    const LinearProblem& problem_;
    const Schedule& schedule_;
    std::vector<double> x_;
    std::vector<CapacityId> given_, counted_;
    std::vector<CapacityId> holding_;  ///< whether a block of a tariff that falls in price is reached
};

}  // namespace

solve::Solution solution_of(const Inputs& inputs, const LinearProblem& problem, const Schedule& schedule,
                            const Sizes& sizes, std::string method, double tolerance) {
    solve::Solution solution;
    solve::Result& result = solution.result;
    result.status = solve::Status::optimal;
    result.method = std::move(method);
    result.x = Writer(inputs, problem, schedule, sizes).run();
    const auto cost = problem.cost();
    result.objective = std::inner_product(result.x.begin(), result.x.end(), cost.begin(), 0.0);
    solution.check = solve::check(inputs.network, problem, result.x, result.objective, tolerance);
    return solution;
}

}  // namespace gaiku::simulate
