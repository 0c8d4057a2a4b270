#pragma once

#include <optional>
#include <span>
#include <vector>

#include "network/layout.h"
#include "solve/solver.h"

namespace gaiku::solve {

/// The demand at a balance in a span: the balance's own value must be met; up to `extra` more may be.
struct SpanDemand {
    network::BalanceId balance;
    network::Value extra = 0.0;  ///< kW
    bool first_to_lack = true;   ///< else what is missing there counts like what must run
};

/// What a kW or kWh of each row of a span is worth there, row by row of its steps; an optimum's duals. Times and sizes
/// play no part in it, so that a pattern found for one span says something about every other one.
using SpanPrices = std::vector<double>;

/// The programme of N steps that may come, on its own: a network as it then is, from given levels at given sizes, with
/// the whole span in view. It makes least what is missing, in kWh.
///
///   V(C, L) = min  sum h s_b + 10 sum h s_r    with  A x + B C + D L + s >= or = b,  s >= 0
///
/// s_b is missing at a balance of demand, s_r at any other and of what must run or must stay in a store (`lower` of
/// flows), which so gives way last. Costs, peaks, totals, wishes, minimum times and whole numbers play no part: a
/// machine that is on or off may run for part of a step, unless hold() says what is on. The span's condition is V = 0.
/// V is convex; at any prices y its bound by duality,
///
///   V(C, L) >= y b + sum_j min over x_j of (c - y A)_j x_j - (y B) C - (y D) L,
///
/// makes a Window of the levels and sizes: (y B) C + (y D) L >= y b + the minima. All Windows together say as much as
/// V = 0 (Benders 1962).
class SpanProblem {
public:
    /// `network`: as it is in such a span, over the horizon; looked at, not copied. 1 <= steps <= those of the horizon.
    SpanProblem(const network::Network& network, std::vector<SpanDemand> demands, int steps);

    [[nodiscard]] int steps() const { return steps_; }
    /// Turns to the span that begins with step `first`; it goes on into the horizon's first steps behind its last.
    void begin(int first);
    [[nodiscard]] int first() const { return first_; }

    struct Outcome {
        Status status = Status::failed;
        double missing = 0;  ///< kWh, weighted as above
        SpanPrices prices;
        std::vector<double> x;
    };
    /// From `levels` (kWh of each store) at `sizes` (of each capacity), as they are.
    [[nodiscard]] Outcome solve(std::span<const double> levels, std::span<const double> sizes, Solver& solver,
                                const Options& options);

    /// Something in it is on or off.
    [[nodiscard]] bool has_on_off() const { return has_on_off_; }
    /// The same with every machine on or off in each step: `x` and what is missing, without prices. It searches until
    /// `enough` kWh is all that may be missing, or it is shown that more is.
    [[nodiscard]] Outcome solve_on_off(std::span<const double> levels, std::span<const double> sizes, double enough,
                                       Solver& solver, const Options& options);
    /// What is on in each step is given from now on, until begin(): as in `x`, rounded up where it is between.
    void hold(const std::vector<double>& x);

    /// The condition that prices put on the span; none where they bound nothing here.
    [[nodiscard]] std::optional<network::Window> condition(const SpanPrices& prices) const;
    /// By how much a condition is not kept; below 0 where it is.
    [[nodiscard]] static double broken(const network::Window& window, std::span<const double> levels,
                                       std::span<const double> sizes);

    /// kW of a flow (kWh of a level) in step k of the span.
    [[nodiscard]] double at(const Outcome& outcome, network::FlowId flow, int k) const {
        return outcome.x[static_cast<std::size_t>(k) * (columns_per_step_ + 2 * demands_.size()) + flow.at()];
    }
    /// kW missing at the balance of demand `d` in step k.
    [[nodiscard]] double missing_kw(const Outcome& outcome, std::size_t d, int k) const;
    /// Money or kWh a kW of the same balance: the price that prices put on it.
    [[nodiscard]] double price(const SpanPrices& prices, std::size_t d, int k) const;

private:
    struct Entry {
        std::int32_t row = -1, of = -1;
        double value = 0;
    };
    [[nodiscard]] double value(const network::StepValue& value, int step) const;
    [[nodiscard]] bool keeps(const network::StepRow& row) const;
    void write_columns();
    void write_row(std::size_t kept, int k);
    void write_matrix();
    /// What a solver is given once levels and sizes are numbers.
    struct Sides {
        std::vector<double> upper, row_lower, row_upper;
    };
    [[nodiscard]] Sides sides(std::span<const double> levels, std::span<const double> sizes) const;
    void add_slack(std::int32_t row, double weight);

    const network::Network& network_;
    network::Layout layout_;
    std::vector<SpanDemand> demands_;
    int steps_, first_ = -1;
    std::size_t columns_per_step_;
    std::vector<std::size_t> rows_;             ///< of the template that are kept
    std::vector<std::int32_t> row_of_balance_;  ///< among these
    std::vector<Entry> entries_;                ///< by rows
    std::vector<Entry> by_capacity_, by_level_;
    std::vector<Entry> limits_;  ///< rows that say of one column that it is at most its share of a size
    std::vector<std::int32_t> starts_, indices_;
    std::vector<double> values_, cost_, lower_, upper_, row_lower_, row_upper_;
    std::vector<std::uint8_t> integer_;
    bool solved_ = false, has_on_off_ = false;
};

}  // namespace gaiku::solve
