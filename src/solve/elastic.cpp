#include "solve/elastic.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "solve/check.h"

namespace gaiku::solve {
namespace {

using namespace network;

std::size_t index(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

/// Physics is worth this many balances: it gives only when they cannot.
constexpr double physics_weight = 1000;
/// kW or kWh that count as nothing, and the price below which a limit is not at fault.
constexpr double least_amount = 1e-5;
constexpr double least_price = 1e-6;

/// The problem with two more columns for every row, which take up what is missing and what is too much.
struct Elastic {
    std::vector<std::int32_t> starts, indices, row_of;
    std::vector<double> values, cost, lower, upper;
    Problem problem;

    Elastic(const Problem& p, const std::vector<double>& weights)
        : starts(p.starts.begin(), p.starts.end()),
          indices(p.row_indices.begin(), p.row_indices.end()),
          values(p.values.begin(), p.values.end()),
          cost(p.cost.size(), 0.0),
          lower(p.lower.begin(), p.lower.end()),
          upper(p.upper.begin(), p.upper.end()) {
        for (std::size_t j = 0; j < lower.size(); ++j) lower[j] = std::min(lower[j], upper[j]);
        for (std::size_t i = 0; i < weights.size(); ++i) {
            if (std::isfinite(p.row_lower[i])) add(i, 1, weights[i]);
            if (std::isfinite(p.row_upper[i])) add(i, -1, weights[i]);
        }
        problem = {starts, indices, values, cost, lower, upper, p.row_lower, p.row_upper, {}, nullptr};
    }

    void add(std::size_t row, double sign, double weight) {
        row_of.push_back(static_cast<std::int32_t>(row));
        indices.push_back(static_cast<std::int32_t>(row));
        values.push_back(sign);
        starts.push_back(static_cast<std::int32_t>(indices.size()));
        cost.push_back(weight);
        lower.push_back(0);
        upper.push_back(unlimited);
    }
};

class Explainer {
public:
    Explainer(const Network& network, const LinearProblem& problem) : network_(network), problem_(problem) {}

    Infeasibility run(Solver& solver, const Options& options) {
        find_contradictions();
        const Problem whole = view(problem_);
        Elastic elastic(whole, weights());
        Options fast = options;
        // Who is to blame needs no eight digits.
        fast.tolerance = std::max(options.tolerance, 1e-7);
        Result found = solver.solve(elastic.problem, fast);
        result_.status = found.status;
        result_.method = found.method;
        if (found.status != Status::optimal) return std::move(result_);
        result_.missing = found.objective;
        collect_shortages(elastic, found);
        collect_limits(found);
        if (result_.shortages.empty() && !whole.integer.empty()) {
            // Only that machines are on or off stands in the way.
            std::vector<std::uint8_t> integer(whole.integer.begin(), whole.integer.end());
            integer.resize(elastic.cost.size(), 0);
            elastic.problem.integer = integer;
            found = solver.solve(elastic.problem, fast);
            if (found.x.empty()) return std::move(result_);
            result_.missing = found.objective;
            collect_shortages(elastic, found);
        }
        return std::move(result_);
    }

private:
    void find_contradictions() {
        for (std::int32_t j = 0; j < problem_.columns(); ++j) {
            const double lower = problem_.lower()[index(j)], upper = problem_.upper()[index(j)];
            if (lower <= upper) continue;
            const ColumnPlace place = problem_.column_place(j);
            result_.contradictions.push_back(
                {place.kind, *place.origin, place.element, place.moment.step, lower, upper});
        }
    }

    [[nodiscard]] std::vector<double> weights() const {
        std::vector<double> largest(index(problem_.rows()), 0.0);
        for (std::size_t k = 0; k < problem_.nonzeros(); ++k) {
            double& most = largest[index(problem_.row_indices()[k])];
            most = std::max(most, std::abs(problem_.values()[k]));
        }
        std::vector<double> result(index(problem_.rows()));
        for (std::int32_t i = 0; i < problem_.rows(); ++i) {
            const RowPlace place = problem_.row_place(i);
            double& weight = result[index(i)];
            weight = place.moment.step < 0 ? 1 : network_.horizon().hours(place.moment.step);
            if (place.kind == RowKind::total) weight = largest[index(i)] > 0 ? 1 / largest[index(i)] : 1;
            if (place.kind != RowKind::total && place.kind != RowKind::balance) weight *= physics_weight;
        }
        return result;
    }

    void collect_shortages(const Elastic& elastic, const Result& found) {
        std::map<std::pair<RowKind, int>, Shortage> all;
        const std::size_t first = index(problem_.columns());
        for (std::size_t e = 0; e < elastic.row_of.size(); ++e) {
            const double amount = found.x[first + e];
            if (amount <= least_amount) continue;
            const RowPlace place = problem_.row_place(elastic.row_of[e]);
            const int step = place.moment.step;
            Shortage& shortage = all[{place.kind, place.element}];
            shortage.kind = place.kind;
            shortage.origin = *place.origin;
            shortage.element = place.element;
            ++shortage.steps;
            const bool added = elastic.values[elastic.values.size() - elastic.row_of.size() + e] > 0;
            // A store's row has its inflows on the left with a minus.
            const bool missing = added != (place.kind == RowKind::store);
            const double energy = amount * (step < 0 ? 1 : network_.horizon().hours(step));
            (missing ? shortage.missing : shortage.too_much) += energy;
            if (amount > std::abs(shortage.worst)) {
                shortage.worst = missing ? amount : -amount;
                shortage.worst_step = step;
            }
        }
        for (const auto& [key, shortage] : all) result_.shortages.push_back(shortage);
        std::sort(result_.shortages.begin(), result_.shortages.end(),
                  [](const Shortage& a, const Shortage& b) { return a.missing + a.too_much > b.missing + b.too_much; });
    }

    /// Limits are at fault where the least violation has a price on them: rows that are limits, and columns at theirs.
    void collect_limits(const Result& found) {
        for (std::int32_t i = 0; i < problem_.rows(); ++i) {
            const double price = found.row_dual[index(i)];
            const RowPlace place = problem_.row_place(i);
            const bool is_limit = place.kind != RowKind::balance && place.kind != RowKind::store &&
                                  place.kind != RowKind::segment && place.kind != RowKind::period;
            if (!is_limit || std::abs(price) <= least_price) continue;
            note(LimitAtFault{false, place.kind, {}, *place.origin, place.element, 0, -1, price < 0, 0},
                 place.moment.step, price);
        }
        for (std::int32_t j = 0; j < problem_.columns(); ++j) {
            const double price = found.reduced_cost[index(j)];
            const double limit = price < 0 ? problem_.upper()[index(j)] : problem_.lower()[index(j)];
            // That a flow does not run backwards is no one's limit.
            if (std::abs(price) <= least_price || (price > 0 && limit == 0)) continue;
            const ColumnPlace place = problem_.column_place(j);
            note(LimitAtFault{true, {}, place.kind, *place.origin, place.element, 0, -1, price < 0, 0},
                 place.moment.step, price);
        }
        for (const auto& [key, limit] : limits_) result_.limits.push_back(limit);
        std::sort(result_.limits.begin(), result_.limits.end(),
                  [](const LimitAtFault& a, const LimitAtFault& b) { return a.relief > b.relief; });
    }

    void note(const LimitAtFault& limit, int step, double price) {
        LimitAtFault& sum =
            limits_.try_emplace({limit.is_column, limit.row, limit.column, limit.element}, limit).first->second;
        if (sum.steps++ == 0) sum.first_step = step;
        sum.relief += std::abs(price);
    }

    const Network& network_;
    const LinearProblem& problem_;
    Infeasibility result_;
    std::map<std::tuple<bool, RowKind, ColumnKind, int>, LimitAtFault> limits_;
};

}  // namespace

Infeasibility explain_infeasible(const Network& network, const LinearProblem& problem, Solver& solver,
                                 const Options& options) {
    return Explainer(network, problem).run(solver, options);
}

}  // namespace gaiku::solve
