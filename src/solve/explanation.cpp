#include "solve/explanation.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "solve/index.h"

namespace gaiku::solve {
namespace {

using namespace network;

/// Of the largest cost in a step; below it a price is the rounding of an interior solution.
constexpr double least_price = 1e-6;
/// kW from which a flow runs.
constexpr double least_flow = 1e-4;

class Explainer {
public:
    Explainer(const Network& network, const LinearProblem& problem, const Result& result)
        : network_(network), problem_(problem), result_(result), limit_rows_(network.flows().size()) {
        nothing_ = least_price * (1 + largest_of_steps());
        for (std::size_t c = 0; c < network.capacities().size(); ++c)
            largest_capacity_ =
                std::max(largest_capacity_, result.x[index(problem.column(CapacityId{static_cast<std::int32_t>(c)}))]);
        const auto& rows = problem.layout().rows;
        for (std::size_t r = 0; r < rows.size(); ++r) {
            const bool limit = rows[r].kind == RowKind::upper_limit || rows[r].kind == RowKind::lower_limit;
            if (limit) limit_rows_[index(rows[r].element)].push_back(static_cast<std::int32_t>(r));
        }
    }

    Explanation run() {
        Explanation all;
        for (std::size_t c = 0; c < network_.capacities().size(); ++c) all.capacities.push_back(reason(c));
        all.binding = binding();
        for (std::size_t b = 0; b < network_.balances().size(); ++b) {
            if (network_.balances()[b].sense == Sense::equal)
                all.prices.push_back(price({static_cast<std::int32_t>(b)}));
        }
        return all;
    }

private:
    [[nodiscard]] double largest_of_steps() const {
        double largest = 0;
        const auto steps = index(problem_.structure().steps) * index(problem_.structure().columns_per_step);
        for (std::size_t j = 0; j < steps; ++j) largest = std::max(largest, std::abs(problem_.cost()[j]));
        return largest;
    }

    [[nodiscard]] CapacityReason reason(std::size_t c) const {
        const Capacity& capacity = network_.capacities()[c];
        const auto column = index(problem_.column(CapacityId{static_cast<std::int32_t>(c)}));
        CapacityReason reason;
        reason.capacity = {static_cast<std::int32_t>(c)};
        reason.origin = capacity.origin;
        reason.value = result_.x[column];
        reason.cost = problem_.cost()[column];
        reason.reduced_cost = result_.reduced_cost[column];
        using Binding = CapacityReason::Binding;
        const double near = check_tolerance * (1 + std::abs(reason.value) + small_beside * largest_capacity_);
        reason.binding = Binding::none;
        if (capacity.lower == capacity.upper) {
            reason.binding = Binding::fixed;
        } else if (reason.value <= capacity.lower + near) {
            reason.binding = capacity.lower == 0 ? Binding::unused : Binding::lower;
            if (reason.binding == Binding::unused) reason.reduced_cost = unused_cost(column);
        } else if (reason.value >= capacity.upper - near) {
            reason.binding = Binding::upper;
        }
        return reason;
    }

    /// The reduced cost of a capacity that is not built. Where it is 0, its flows' limits may carry any price between
    /// what the flow is worth and what the capacity costs; the least of them says how far the capacity at least is from
    /// paying.
    [[nodiscard]] double unused_cost(std::size_t capacity) const {
        double cost = problem_.cost()[capacity];
        double weight = cost;  // what its price counts, also in the budget where that binds
        for (auto k = problem_.starts()[capacity]; k < problem_.starts()[capacity + 1]; ++k) {
            const std::int32_t row = problem_.row_indices()[index(k)];
            const RowPlace place = problem_.row_place(row);
            double price = result_.row_dual[index(row)];
            if (place.kind == RowKind::upper_limit) {
                const auto flow = index(problem_.column(FlowId{place.element}, place.moment.step));
                price = std::min(0.0, result_.reduced_cost[flow] + price);
            }
            cost -= problem_.values()[index(k)] * price;
            const bool of_budget = place.kind == RowKind::total && place.origin->quantity == "budget";
            if (of_budget) weight -= problem_.values()[index(k)] * price;
        }
        return weight > 0 ? cost * problem_.cost()[capacity] / weight : cost;
    }

    [[nodiscard]] std::vector<BindingRow> binding() const {
        std::map<std::pair<RowKind, int>, BindingRow> all;
        for (std::int32_t i = 0; i < problem_.rows(); ++i) {
            const double price = result_.row_dual[index(i)];
            if (std::abs(price) <= nothing_) continue;
            const RowPlace place = problem_.row_place(i);
            const bool equation = place.kind == RowKind::balance || place.kind == RowKind::store ||
                                  place.kind == RowKind::segment || place.kind == RowKind::period ||
                                  place.kind == RowKind::on_off || place.kind == RowKind::online;
            if (equation) continue;
            // Windows are one condition, that of every start.
            BindingRow& row = all[{place.kind, place.kind == RowKind::window ? 0 : place.element}];
            row.kind = place.kind;
            row.origin = *place.origin;
            row.element = place.element;
            ++row.steps;
            row.price_sum += price;
        }
        std::vector<BindingRow> sorted;
        for (const auto& [key, row] : all) sorted.push_back(row);
        std::sort(sorted.begin(), sorted.end(), [](const BindingRow& a, const BindingRow& b) {
            return std::abs(a.price_sum) > std::abs(b.price_sum);
        });
        return sorted;
    }

    /// The flow runs, and no limit of its own carries a price.
    [[nodiscard]] bool moves_freely(FlowId flow, int step) const {
        const auto column = index(problem_.column(flow, step));
        if (std::abs(result_.x[column]) <= least_flow || std::abs(result_.reduced_cost[column]) > nothing_)
            return false;
        return std::none_of(limit_rows_[flow.at()].begin(), limit_rows_[flow.at()].end(), [&](std::int32_t r) {
            const std::int32_t row = problem_.row(r, step);
            return row >= 0 && std::abs(result_.row_dual[index(row)]) > nothing_;
        });
    }

    /// Where nothing flows, a price may be anything between what a source would ask and a user would give.
    [[nodiscard]] bool is_used(const Balance& balance, int step) const {
        if (std::abs(network_.at(balance.value, step)) > least_flow) return true;
        return std::any_of(balance.terms.begin(), balance.terms.end(), [&](const Term& term) {
            return std::abs(network_.at(term.coefficient, step) * result_.x[index(problem_.column(term.flow, step))]) >
                   least_flow;
        });
    }

    [[nodiscard]] BalancePrice price(BalanceId id) const {
        const Balance& balance = network_.balances()[id.at()];
        BalancePrice price;
        price.balance = id;
        price.origin = balance.origin;
        const std::vector<double> values = prices(network_, problem_, id, result_);
        price.lowest = unlimited;
        price.highest = -unlimited;
        std::map<FlowId, double> hours;
        double all_hours = 0;
        for (int t = 0; t < network_.horizon().steps(); ++t) {
            if (!is_used(balance, t)) continue;
            const double length = network_.horizon().hours(t);
            price.mean += values[index(t)] * length;
            price.lowest = std::min(price.lowest, values[index(t)]);
            price.highest = std::max(price.highest, values[index(t)]);
            all_hours += length;
            std::vector<FlowId> free;
            for (const Term& term : balance.terms) {
                if (network_.at(term.coefficient, t) != 0 && moves_freely(term.flow, t)) free.push_back(term.flow);
            }
            if (free.empty()) free.push_back({});
            for (const FlowId flow : free) hours[flow] += length / static_cast<double>(free.size());
        }
        price.hours = all_hours;
        if (all_hours == 0) price.lowest = price.highest = 0;
        if (all_hours > 0) price.mean /= all_hours;
        for (const auto& [flow, count] : hours) price.sources.push_back({flow, count});
        std::sort(price.sources.begin(), price.sources.end(),
                  [](const MarginalSource& a, const MarginalSource& b) { return a.hours > b.hours; });
        return price;
    }

    const Network& network_;
    const LinearProblem& problem_;
    const Result& result_;
    std::vector<std::vector<std::int32_t>> limit_rows_;  ///< template rows that limit each flow
    double nothing_ = 0;
    double largest_capacity_ = 0;
};

}  // namespace

Explanation explain(const Network& network, const LinearProblem& problem, const Result& result) {
    return Explainer(network, problem, result).run();
}

std::vector<double> prices(const Network& network, const LinearProblem& problem, BalanceId balance,
                           const Result& result) {
    const auto& rows = problem.layout().rows;
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const StepRow& row) {
        return row.kind == RowKind::balance && row.element == balance.index;
    });
    const auto template_row = static_cast<std::int32_t>(found - rows.begin());
    std::vector<double> values;
    for (int t = 0; t < network.horizon().steps(); ++t) {
        const std::int32_t row = problem.row(template_row, t);
        values.push_back(result.row_dual[index(row)] / network.horizon().hours(t));
    }
    return values;
}

}  // namespace gaiku::solve
