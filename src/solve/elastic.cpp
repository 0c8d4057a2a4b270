#include "solve/elastic.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "solve/index.h"
#include "solve/relief.h"

namespace gaiku::solve {
namespace {

using namespace network;

/// Physics is worth this many balances: it gives only when they cannot.
constexpr double physics_weight = 1000;
/// Of kW, of kWh or of a limit's size that counts as nothing, and the price below which a limit is not at fault.
constexpr double least_amount = 1e-5;
constexpr double least_blame = 1e-6;
/// kW from which a flow runs.
constexpr double least_running_kw = 1e-3;

/// What a row is to a run: it holds, it is left out, or it may be broken at a weight. An amount below `nothing` is
/// none.
struct Give {
    double weight = 0;  ///< 0: it holds
    double nothing = least_amount;
    bool out = false;
};

/// The problem with two more columns for every row that may give: what is missing and what is too much.
struct Elastic {
    std::vector<std::int32_t> starts, indices, row_of;
    std::vector<double> values, cost, lower, upper, row_lower, row_upper;
    std::vector<int> sign_of;
    Problem problem;

    Elastic(const Problem& p, const std::vector<Give>& give)
        : starts(p.starts.begin(), p.starts.end()),
          indices(p.row_indices.begin(), p.row_indices.end()),
          values(p.values.begin(), p.values.end()),
          cost(p.cost.size(), 0.0),
          lower(p.lower.begin(), p.lower.end()),
          upper(p.upper.begin(), p.upper.end()),
          row_lower(p.row_lower.begin(), p.row_lower.end()),
          row_upper(p.row_upper.begin(), p.row_upper.end()) {
        for (std::size_t j = 0; j < lower.size(); ++j) lower[j] = std::min(lower[j], upper[j]);
        for (std::size_t i = 0; i < give.size(); ++i) {
            if (give[i].out) {
                row_lower[i] = -unlimited;
                row_upper[i] = unlimited;
            }
            if (give[i].weight == 0) continue;
            if (std::isfinite(row_lower[i])) add(i, 1, give[i].weight);
            if (std::isfinite(row_upper[i])) add(i, -1, give[i].weight);
        }
        problem = {starts, indices, values, cost, lower, upper, row_lower, row_upper, {}, nullptr};
    }

    void add(std::size_t row, int sign, double weight) {
        row_of.push_back(static_cast<std::int32_t>(row));
        sign_of.push_back(sign);
        indices.push_back(static_cast<std::int32_t>(row));
        values.push_back(sign);
        starts.push_back(static_cast<std::int32_t>(indices.size()));
        cost.push_back(weight);
        lower.push_back(0);
        upper.push_back(unlimited);
    }
};

class InfeasibilityExplainer {
public:
    InfeasibilityExplainer(const Network& network, const LinearProblem& problem)
        : network_(network),
          problem_(problem),
          lower_(problem.lower().begin(), problem.lower().end()),
          upper_(problem.upper().begin(), problem.upper().end()),
          row_lower_(problem.row_lower().begin(), problem.row_lower().end()),
          row_upper_(problem.row_upper().begin(), problem.row_upper().end()) {}

    Infeasibility run(Solver& solver, const Options& options) {
        find_contradictions();
        // Who is to blame needs no eight digits.
        Options fast = options;
        fast.tolerance = std::max(options.tolerance, 1e-7);
        bool limits_of_district = false;
        for (std::int32_t i = 0; i < problem_.rows(); ++i) limits_of_district = limits_of_district || is_of_district(i);
        bool district = false;
        bool found = run(district, solver, fast);
        if (found && result_.shortages.empty() && limits_of_district) found = run(district = true, solver, fast);
        if (found && result_.shortages.empty() && !view(problem_).integer.empty()) run_on_and_off(solver, fast);
        if (!found || result_.shortages.empty() || only_on_and_off_) return std::move(result_);
        constexpr int most_rounds = 4;
        for (int round = 0; round < most_rounds; ++round) {
            if (find_relief(network_, problem_, result_.shortages, result_.limits, solver, fast)) break;
            const std::size_t known = result_.limits.size();
            put_away(known);
            const auto finds_more = [&] { return run(district, solver, fast) && result_.limits.size() > known; };
            if (finds_more()) continue;
            // With all that out of the way the balances hold; then it is the limits of the district.
            if (district || !limits_of_district) break;
            district = true;
            if (!finds_more()) break;
        }
        return std::move(result_);
    }

private:
    /// One run, in which either the limits of the district give or everything else. The first of each with a shortage
    /// tells what is short; later ones only add limits.
    bool run(bool district, Solver& solver, const Options& options) {
        const std::vector<Give> give = gives(district);
        Problem problem = view(problem_);
        problem.lower = lower_;
        problem.upper = upper_;
        problem.row_lower = row_lower_;
        problem.row_upper = row_upper_;
        const Elastic elastic(problem, give);
        Options rough = options;
        // Where all balances hold there is nothing to minimise, and an interior point method stops short of more
        // digits.
        rough.tolerance = std::max(options.tolerance, 1e-6);
        const bool is_first = !district && result_.shortages.empty();
        Result found = solver.solve(elastic.problem, is_first ? rough : options);
        if (is_first && (found.status != Status::optimal || gives_way(elastic, give, found)))
            found = solver.solve(elastic.problem, options);
        if (result_.shortages.empty()) {
            result_.status = found.status;
            result_.method = found.method;
        }
        if (found.status != Status::optimal) return false;
        bool& is_told = district ? told_district_ : told_balances_;
        if (!is_told) is_told = collect_shortages(elastic, give, found);
        if (!result_.shortages.empty()) collect_limits(found, district ? largest_size() : 1);
        return true;
    }

    /// Only that machines are on or off, or come in whole units, stands in the way: what is short then. Such a run has
    /// no prices, so no limit is named.
    void run_on_and_off(Solver& solver, const Options& options) {
        const Problem problem = view(problem_);
        const std::vector<Give> give = gives(false);
        Elastic elastic(problem, give);
        std::vector<std::uint8_t> integer(problem.integer.begin(), problem.integer.end());
        integer.resize(elastic.cost.size(), 0);
        elastic.problem.integer = integer;
        const Result found = solver.solve(elastic.problem, options);
        if (found.x.empty()) return;
        only_on_and_off_ = true;
        collect_shortages(elastic, give, found);
    }

    /// The limits known so far no longer stand in the way.
    void put_away(std::size_t known) {
        for (std::size_t k = 0; k < known; ++k) {
            const Limit limit = limit_of(network_, problem_, result_.limits[k]);
            for (const auto column : limit.columns)
                (limit.upper ? upper_ : lower_)[index(column)] = limit.upper ? unlimited : 0;
            for (const auto row : limit.rows)
                (limit.upper ? row_upper_ : row_lower_)[index(row)] = limit.upper ? unlimited : -unlimited;
        }
    }

    void find_contradictions() {
        for (std::int32_t j = 0; j < problem_.columns(); ++j) {
            const double lower = problem_.lower()[index(j)], upper = problem_.upper()[index(j)];
            if (lower <= upper) continue;
            const ColumnPlace place = problem_.column_place(j);
            result_.contradictions.push_back(
                {place.kind, *place.origin, place.element, place.moment.step, lower, upper});
        }
    }

    /// A total, or a tie that asks for an amount. A tie around 0 says how capacities hang together.
    [[nodiscard]] bool is_of_district(std::int32_t row) const {
        const RowKind kind = problem_.row_place(row).kind;
        if (kind != RowKind::tie) return kind == RowKind::total || kind == RowKind::window;
        const double lower = problem_.row_lower()[index(row)], upper = problem_.row_upper()[index(row)];
        return (std::isfinite(lower) && lower != 0) || (std::isfinite(upper) && upper != 0);
    }

    [[nodiscard]] bool is_supply(const RowPlace& place) const {
        return place.kind == RowKind::balance && network_.balances()[index(place.element)].sense == Sense::equal;
    }

    [[nodiscard]] std::vector<Give> gives(bool district) const {
        std::vector<Give> result(index(problem_.rows()));
        const double largest = largest_size();
        for (std::int32_t i = 0; i < problem_.rows(); ++i) {
            Give& give = result[index(i)];
            if (is_of_district(i)) {
                give.out = !district;
                // A share of each counts the same, and the largest in its own unit: interior point methods need the
                // amounts to be like those of the rows, and stop short where a kg is a millionth.
                give.weight = district ? largest / size_of(i) : 0;
                give.nothing = least_amount * size_of(i);
            } else if (!district) {
                const RowPlace place = problem_.row_place(i);
                give.weight = place.moment.step < 0 ? 1 : network_.horizon().hours(place.moment.step);
                give.weight *= is_supply(place) ? preference(place) : physics_weight;
            }
        }
        return result;
    }

    /// Where it is all the same who goes short and when, it is the last place and the last hour: one answer, and not
    /// one that is spread over all.
    [[nodiscard]] double preference(const RowPlace& place) const {
        constexpr double least = 1e-3;
        const double places = static_cast<double>(network_.balances().size());
        const double steps = network_.horizon().steps();
        return 1 + least * (1 - place.element / places) + least / 10 * (1 - place.moment.step / steps);
    }

    [[nodiscard]] double size_of(std::int32_t row) const {
        double size = 1;
        for (const double limit : {problem_.row_lower()[index(row)], problem_.row_upper()[index(row)]})
            if (std::isfinite(limit)) size = std::max(size, std::abs(limit));
        return size;
    }

    /// Of the limits that span the district.
    [[nodiscard]] double largest_size() const {
        double largest = 1;
        for (std::int32_t i = 0; i < problem_.rows(); ++i) {
            if (is_of_district(i)) largest = std::max(largest, size_of(i));
        }
        return largest;
    }

    [[nodiscard]] bool gives_way(const Elastic& elastic, const std::vector<Give>& give, const Result& found) const {
        const std::size_t first = index(problem_.columns());
        for (std::size_t e = 0; e < elastic.row_of.size(); ++e) {
            if (found.x[first + e] > give[index(elastic.row_of[e])].nothing) return true;
        }
        return false;
    }

    /// Returns whether there are any.
    bool collect_shortages(const Elastic& elastic, const std::vector<Give>& give, const Result& found) {
        std::map<std::pair<RowKind, int>, Shortage> all;
        const std::size_t first = index(problem_.columns());
        for (std::size_t e = 0; e < elastic.row_of.size(); ++e) {
            const double amount = found.x[first + e];
            if (amount <= give[index(elastic.row_of[e])].nothing) continue;
            const RowPlace place = problem_.row_place(elastic.row_of[e]);
            const int step = place.moment.step;
            Shortage& shortage = all[{place.kind, place.element}];
            shortage.kind = place.kind;
            shortage.origin = *place.origin;
            shortage.element = place.element;
            ++shortage.steps;
            // A store's row has its inflows on the left with a minus.
            const bool missing = (elastic.sign_of[e] > 0) != (place.kind == RowKind::store);
            const double energy = amount * (step < 0 ? 1 : network_.horizon().hours(step));
            (missing ? shortage.missing : shortage.too_much) += energy;
            if (is_supply(place)) result_.missing += energy;
            if (amount > std::abs(shortage.worst)) {
                shortage.worst = missing ? amount : -amount;
                shortage.worst_step = step;
            }
        }
        const auto known = static_cast<std::ptrdiff_t>(result_.shortages.size());
        for (auto& [key, shortage] : all) {
            if (is_supply({shortage.kind, nullptr, shortage.element, {}})) {
                shortage.feeding = flows_of(shortage, found, 1);
                shortage.drawn_on = !flows_of(shortage, found, -1).empty();
            }
            result_.shortages.push_back(shortage);
        }
        std::sort(result_.shortages.begin() + known, result_.shortages.end(),
                  [](const Shortage& a, const Shortage& b) { return a.missing + a.too_much > b.missing + b.too_much; });
        return !all.empty();
    }

    /// The flows that put something into a balance (sign 1) or take from it (-1) where it is short most.
    [[nodiscard]] std::vector<FlowId> flows_of(const Shortage& shortage, const Result& found, double sign) const {
        std::vector<FlowId> flows;
        for (const Term& term : network_.balances()[index(shortage.element)].terms) {
            const double kw = found.x[index(problem_.column(term.flow, shortage.worst_step))];
            if (sign * network_.at(term.coefficient, shortage.worst_step) * kw > least_running_kw)
                flows.push_back(term.flow);
        }
        return flows;
    }

    /// Limits are at fault where the least violation has a price on them: rows that are limits, and columns at theirs.
    /// Prices are of amounts that count `share` for all of a limit.
    void collect_limits(const Result& found, double share) {
        for (std::int32_t i = 0; i < problem_.rows(); ++i) {
            const double price = found.row_dual[index(i)] / share;
            const RowPlace place = problem_.row_place(i);
            const bool is_limit = place.kind == RowKind::tie
                                      ? is_of_district(i)
                                      : place.kind != RowKind::balance && place.kind != RowKind::store &&
                                            place.kind != RowKind::segment && place.kind != RowKind::period;
            if (!is_limit || std::abs(price) * (is_of_district(i) ? size_of(i) : 1) <= least_blame) continue;
            const double limit = price < 0 ? row_upper_[index(i)] : row_lower_[index(i)];
            if (!std::isfinite(limit)) continue;  // the middle of an interior solution, no limit
            note({false, place.kind, {}, *place.origin, place.element, 0, -1, price < 0, 0, limit}, place.moment.step,
                 price);
        }
        for (std::int32_t j = 0; j < problem_.columns(); ++j) {
            const double price = found.reduced_cost[index(j)] / share;
            const double limit = price < 0 ? upper_[index(j)] : lower_[index(j)];
            // That a flow does not run backwards is no one's limit.
            if (std::abs(price) <= least_blame || (price > 0 && limit == 0) || !std::isfinite(limit)) continue;
            const ColumnPlace place = problem_.column_place(j);
            note({true, {}, place.kind, *place.origin, place.element, 0, -1, price < 0, 0, limit}, place.moment.step,
                 price);
        }
        const auto known = static_cast<std::ptrdiff_t>(result_.limits.size());
        for (const auto& [key, limit] : limits_) {
            if (told_.insert(key).second) result_.limits.push_back(limit);
        }
        std::stable_sort(result_.limits.begin() + known, result_.limits.end(),
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
    std::vector<double> lower_, upper_, row_lower_, row_upper_;  ///< with what was put away left out
    Infeasibility result_;
    using Key = std::tuple<bool, RowKind, ColumnKind, int>;
    std::map<Key, LimitAtFault> limits_;
    std::set<Key> told_;
    bool told_balances_ = false, told_district_ = false;
    bool only_on_and_off_ = false;
};

}  // namespace

Infeasibility explain_infeasible(const Network& network, const LinearProblem& problem, Solver& solver,
                                 const Options& options) {
    return InfeasibilityExplainer(network, problem).run(solver, options);
}

}  // namespace gaiku::solve
