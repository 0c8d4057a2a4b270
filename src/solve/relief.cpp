#include "solve/relief.h"

#include <algorithm>
#include <cmath>

namespace gaiku::solve {
namespace {

using namespace network;

/// Of those that are not short themselves. Each costs a solution, and that of a large problem seconds.
constexpr std::size_t most_asked = 6, most_of_large = 1;
constexpr std::int32_t large = 50'000;  // columns

/// The columns of a capacity and of those that the same number in the file sizes.
std::vector<std::int32_t> columns_of_number(const Network& network, const LinearProblem& problem, int capacity) {
    std::vector<std::int32_t> columns;
    const auto& all = network.capacities();
    const Capacity& asked = all[static_cast<std::size_t>(capacity)];
    for (std::size_t c = 0; c < all.size(); ++c) {
        const bool same = all[c].origin.asset == asked.origin.asset && all[c].origin.source == asked.origin.source &&
                          all[c].lower == asked.lower && all[c].upper == asked.upper && !asked.origin.source.empty();
        if (same || c == static_cast<std::size_t>(capacity))
            columns.push_back(problem.column(CapacityId{static_cast<std::int32_t>(c)}));
    }
    return columns;
}

/// The rows of all steps that an element of a kind has.
std::vector<std::int32_t> rows_of(const LinearProblem& problem, RowKind kind, int element) {
    std::vector<std::int32_t> rows;
    for (std::int32_t i = problem.structure().row_begin.back(); i < problem.rows(); ++i) {
        const RowPlace place = problem.row_place(i);
        if (place.kind == kind && place.element == element) rows.push_back(i);
    }
    return rows;
}

std::vector<std::int32_t> rows_of_steps(const Network& network, const LinearProblem& problem, RowKind kind,
                                        int element) {
    std::vector<std::int32_t> rows;
    const auto& all = problem.layout().rows;
    for (std::size_t r = 0; r < all.size(); ++r) {
        if (all[r].kind != kind || all[r].element != element) continue;
        for (int t = 0; t < network.horizon().steps(); ++t) {
            const std::int32_t row = problem.row(static_cast<std::int32_t>(r), t);
            if (row >= 0) rows.push_back(row);
        }
    }
    return rows;
}

}  // namespace

Limit limit_of(const Network& network, const LinearProblem& problem, const LimitAtFault& fault) {
    Limit limit;
    limit.upper = fault.upper;
    if (!fault.is_column) {
        if (fault.row == RowKind::total || fault.row == RowKind::tie)
            limit.rows = rows_of(problem, fault.row, fault.element);
        if (fault.row == RowKind::lower_limit) {
            limit.rows = rows_of_steps(network, problem, fault.row, fault.element);
            limit.is_drop = true;
        }
    } else if (fault.column == ColumnKind::capacity) {
        limit.columns = columns_of_number(network, problem, fault.element);
    } else if (fault.column == ColumnKind::flow) {
        const Flow& flow = network.flows()[static_cast<std::size_t>(fault.element)];
        const Value& value = fault.upper ? flow.upper : flow.lower;
        if (!value.is_constant() || !std::isfinite(value.factor)) return limit;
        for (int t = 0; t < network.horizon().steps(); ++t)
            limit.columns.push_back(problem.column(FlowId{fault.element}, t));
    }
    return limit;
}

namespace {

/// A limit at fault that can be asked.
struct Asked {
    LimitAtFault* fault = nullptr;
    Limit limit;
    const Shortage* shortage = nullptr;  ///< where it is short itself

    /// By how much.
    [[nodiscard]] double lacks() const { return std::max(shortage->missing, shortage->too_much); }
};

bool is_of(const LimitAtFault& fault, const Shortage& shortage) {
    return !fault.is_column && fault.row == shortage.kind && fault.element == shortage.element;
}

/// Those that are short first, then by what they relieve.
std::vector<Asked> askable(const Network& network, const LinearProblem& problem, const std::vector<Shortage>& shortages,
                           std::vector<LimitAtFault>& limits) {
    std::vector<Asked> all;
    for (LimitAtFault& fault : limits) {
        Limit limit = limit_of(network, problem, fault);
        const bool seen = std::any_of(all.begin(), all.end(), [&](const Asked& other) {
            return !limit.columns.empty() && other.limit.columns == limit.columns;
        });
        if (seen || (limit.columns.empty() && limit.rows.empty())) continue;
        const auto itself = std::find_if(shortages.begin(), shortages.end(),
                                         [&](const Shortage& shortage) { return is_of(fault, shortage); });
        all.push_back({&fault, std::move(limit), itself == shortages.end() ? nullptr : &*itself});
    }
    const auto is_short = [](const Asked& asked) { return asked.shortage != nullptr; };
    std::stable_partition(all.begin(), all.end(), is_short);
    const auto short_ones = std::count_if(all.begin(), all.end(), is_short);
    const std::size_t others = problem.columns() > large ? most_of_large : most_asked;
    all.resize(std::min(all.size(), static_cast<std::size_t>(short_ones) + others));
    return all;
}

/// A problem in which a limit gives a number.
class Given {
public:
    Given(const Problem& p, const Limit& limit, double by)
        : problem_(p),
          limit_(limit),
          lower_(p.lower.begin(), p.lower.end()),
          upper_(p.upper.begin(), p.upper.end()),
          row_lower_(p.row_lower.begin(), p.row_lower.end()),
          row_upper_(p.row_upper.begin(), p.row_upper.end()) {
        const auto give = [&](std::vector<double>& lower, std::vector<double>& upper, std::int32_t at) {
            double& value = (limit.upper ? upper : lower)[static_cast<std::size_t>(at)];
            size_ = std::max(size_, std::abs(value));
            value += limit.upper ? by : -by;
        };
        for (const auto column : limit.columns) give(lower_, upper_, column);
        for (const auto row : limit.rows) give(row_lower_, row_upper_, row);
    }
    [[nodiscard]] Problem problem() const {
        Problem with = problem_;
        with.lower = lower_;
        with.upper = upper_;
        with.row_lower = row_lower_;
        with.row_upper = row_upper_;
        return with;
    }
    /// Of the limit as it was, at least 1.
    [[nodiscard]] double size() const { return size_; }
    /// By how much the objective falls for one unit more that the limit gives.
    [[nodiscard]] double price(const Result& result) const {
        double sum = 0;
        for (const auto column : limit_.columns) sum += result.reduced_cost[static_cast<std::size_t>(column)];
        for (const auto row : limit_.rows) sum += result.row_dual[static_cast<std::size_t>(row)];
        return limit_.upper ? -sum : sum;
    }

private:
    const Problem& problem_;
    const Limit& limit_;
    std::vector<double> lower_, upper_, row_lower_, row_upper_;
    double size_ = 1;
};

class Relief {
public:
    Relief(const LinearProblem& problem, Solver& solver, const Options& options)
        : problem_(view(problem)), solver_(solver), options_(options) {}

    /// By how much they have to give together; what is given up counts 0. `soon`: only where that is found soon.
    [[nodiscard]] std::optional<std::vector<double>> of(const std::vector<const Limit*>& limits, bool soon = false) {
        std::vector<double> lower(problem_.row_lower.begin(), problem_.row_lower.end());
        std::vector<Limit> numbers;
        for (const Limit* limit : limits) {
            if (!limit->is_drop) numbers.push_back(*limit);
            for (const auto row : limit->rows)
                if (limit->is_drop) lower[static_cast<std::size_t>(row)] = -unlimited;
        }
        Problem with = problem_;
        with.row_lower = lower;
        constexpr int soon_iterations = 60;
        Options some = options_;
        if (soon) some.most_iterations = soon_iterations;
        const auto relaxation = least_relaxation(with, numbers, solver_, some);
        if (!relaxation) return std::nullopt;
        std::vector<double> all;
        std::size_t number = 0;
        for (const Limit* limit : limits) all.push_back(limit->is_drop ? 0 : relaxation->given[number++]);
        return all;
    }

    /// How far `limit` would have to give for the one that is short to hold. What that one lacks falls as `limit`
    /// gives, ever more slowly; each run says how much and how fast, and the next one stands where it would be nothing.
    /// Unlike `of` each run has a solution at hand, which an interior point method finds soon in a large problem.
    [[nodiscard]] std::optional<double> step_by_step(const Limit& limit, const Asked& is_short) const {
        constexpr int most_steps = 12;
        constexpr double nothing = 1e-5;
        // Just where nothing is lacking any more the method crawls: a little beyond it is enough.
        constexpr double near = 0.05, beyond = 0.02;
        Options rough = options_;
        rough.tolerance = std::max(options_.tolerance, 1e-6);
        double given = 0;
        for (int i = 0; i < most_steps; ++i) {
            const Given wide(problem_, limit, given);
            const auto lacks = least_relaxation(wide.problem(), {&is_short.limit, 1}, solver_, rough);
            if (!lacks) return std::nullopt;
            const double still = lacks->given.front();
            if (still <= nothing * is_short.lacks()) return given;
            const double fall = wide.price(lacks->result);
            if (fall * most_sizes * wide.size() < still) return std::nullopt;
            given += still / fall;
            if (still < near * is_short.lacks()) given += beyond * (wide.size() + given);
        }
        return std::nullopt;
    }

private:
    Problem problem_;
    Solver& solver_;
    const Options& options_;
};

/// Gives them together; without what can only be given up where that is enough.
bool give_together(Relief& relief, const std::vector<Asked>& asked) {
    for (const bool drops : {false, true}) {
        std::vector<const Asked*> those;
        for (const Asked& one : asked) {
            if (drops || !one.limit.is_drop) those.push_back(&one);
        }
        if (those.size() < 2) continue;
        std::vector<const Limit*> limits;
        for (const Asked* one : those) limits.push_back(&one->limit);
        const auto given = relief.of(limits);
        for (std::size_t k = 0; given && k < those.size(); ++k) those[k]->fault->together = (*given)[k];
        if (given) return true;
    }
    return false;
}

}  // namespace

bool find_relief(const Network& network, const LinearProblem& problem, const std::vector<Shortage>& shortages,
                 std::vector<LimitAtFault>& limits, Solver& solver, const Options& options) {
    const std::vector<Asked> asked = askable(network, problem, shortages, limits);
    Relief relief(problem, solver, options);
    // Everything else holds where those that are short lack what they do; where nothing else is short, that is enough.
    const auto short_ones = std::count_if(asked.begin(), asked.end(), [](const Asked& one) { return one.shortage; });
    const bool all_known = static_cast<std::size_t>(short_ones) == shortages.size();
    const bool only_one = all_known && short_ones == 1;  // and stands in front
    bool enough = false;
    for (const Asked& one : asked) {
        if (one.shortage && only_one) {
            one.fault->alone = one.lacks();
        } else if (const auto given = relief.of({&one.limit}, only_one && problem.columns() > large)) {
            one.fault->alone = given->front();
        } else if (only_one && problem.columns() > large && !one.limit.is_drop) {
            one.fault->alone = relief.step_by_step(one.limit, asked.front());
        }
        enough = enough || one.fault->alone;
    }
    if (enough || !all_known) return enough || give_together(relief, asked);
    for (const Asked& one : asked)
        if (one.shortage) one.fault->together = one.lacks();
    return true;
}

}  // namespace gaiku::solve
