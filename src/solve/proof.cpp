#include "solve/proof.h"

#include <cmath>

#include "solve/index.h"

namespace gaiku::solve {
namespace {

/// A sum counts as other than 0 beyond this part of its terms.
constexpr double certain = 1e-7;
/// What sums of products are off by in double precision, of their terms, at most.
constexpr double rounding = 1e-12;
/// So little of its terms is 0 where a column has no limit.
constexpr double little = 1e-11;
constexpr double far = 1e3;
constexpr int most_sweeps = 200;

/// Duals of rows and what they come to in each column.
class Duals {
public:
    Duals(const Problem& problem, std::span<const double> y, const std::function<Known(std::int32_t)>& of_column)
        : p_(problem), y_(y.begin(), y.end()), of_column_(of_column) {
        for (std::size_t i = 0; i < y_.size(); ++i) {
            if (!std::isfinite(limit_of(i, y_[i]))) y_[i] = 0;
        }
        first_ = y_;
    }

    /// Whether they prove it once none leans on a limit that is not there.
    bool prove() {
        const double size = sums().size;
        straighten();
        const Sums found = sums();
        // What is left of duals that had to be changed by more than a little is none: as of a level that only decays.
        return !found.leans && found.margin > certain * std::max(size, found.size) + found.doubt;
    }

private:
    struct Sum {
        double value = 0, terms = 0;
    };
    /// size: of the terms that the margin is a difference of; doubt: what it may be without proving anything.
    struct Sums {
        double margin = 0, size = 0, doubt = 0;
        bool leans = false;
    };

    [[nodiscard]] Sums sums() const {
        Sums sums;
        for (std::size_t i = 0; i < y_.size(); ++i) {
            if (y_[i] == 0) continue;
            sums.margin += y_[i] * limit_of(i, y_[i]);
            sums.size += std::abs(y_[i] * limit_of(i, y_[i]));
        }
        for (std::int32_t j = 0; j < p_.columns(); ++j) {
            const Sum d = sum_of(j);
            const Known column = of_column_(j);
            const double limit = d.value > 0 ? column.upper : column.lower;
            if (std::isfinite(limit)) {
                sums.margin -= d.value * limit;
                sums.size += std::abs(d.value * limit);
                sums.doubt += rounding * d.terms * std::abs(limit) + std::abs(d.value) * column.error;
            } else {
                sums.leans = sums.leans || std::abs(d.value) > little * d.terms;
                sums.doubt += std::abs(d.value) * far * column.size;
            }
        }
        return sums;
    }

    /// Changes duals a little, so that no column leans on a limit that it does not have.
    void straighten() {
        for (int sweep = 0; sweep < most_sweeps; ++sweep) {
            bool any = false;
            for (std::int32_t n = 0; n < p_.columns(); ++n) {
                // Forth and back in turn, as levels hand on what they lean on to the next step or to the last.
                const std::int32_t j = sweep % 2 == 0 ? n : p_.columns() - 1 - n;
                const Sum d = sum_of(j);
                const Known column = of_column_(j);
                if (std::abs(d.value) <= rounding * d.terms || std::isfinite(d.value > 0 ? column.upper : column.lower))
                    continue;
                take_away(j, d.value);
                any = true;
            }
            if (!any) return;
        }
    }

    [[nodiscard]] double limit_of(std::size_t i, double y) const {
        return y == 0 ? 0 : y > 0 ? p_.row_lower[i] : p_.row_upper[i];
    }

    [[nodiscard]] Sum sum_of(std::int32_t j) const {
        Sum sum;
        for (auto k = p_.starts[index(j)]; k < p_.starts[index(j) + 1]; ++k) {
            const double term = p_.values[index(k)] * y_[index(p_.row_indices[index(k)])];
            sum.value += term;
            sum.terms += std::abs(term);
        }
        return sum;
    }

    /// From the row that is changed by the least part, or, where that would lean on a limit it does not have, from
    /// several.
    void take_away(std::int32_t j, double d) {
        std::size_t row = 0;
        double coefficient = 0, largest = 0;
        for (auto k = p_.starts[index(j)]; k < p_.starts[index(j) + 1]; ++k) {
            const std::size_t i = index(p_.row_indices[index(k)]);
            const double term = p_.values[index(k)] * y_[i] * (d > 0 ? 1 : -1);
            if (term <= largest) continue;
            largest = term;
            row = i;
            coefficient = p_.values[index(k)];
        }
        const double to = y_[row] - d / coefficient;
        y_[row] = std::isfinite(limit_of(row, to)) && std::abs(to) > rounding * std::abs(first_[row]) ? to : 0;
    }

    const Problem& p_;
    std::vector<double> y_, first_;  ///< as they are, as they were
    const std::function<Known(std::int32_t)>& of_column_;
};

}  // namespace

bool proves_infeasible(const Problem& problem, std::span<const double> y,
                       const std::function<Known(std::int32_t)>& of_column) {
    return Duals(problem, y, of_column).prove();
}

bool proves_endless(const Problem& p, std::vector<double> direction) {
    std::vector<double> rows(p.row_lower.size(), 0), terms = rows, largest = rows;
    double cost = 0, cost_terms = 0, length = 0;
    for (std::size_t j = 0; j < direction.size(); ++j) {
        double& by = direction[j];
        if (std::isfinite(p.lower[j])) by = std::max(by, 0.0);
        if (std::isfinite(p.upper[j])) by = std::min(by, 0.0);
        length = std::max(length, std::abs(by));
        cost += p.cost[j] * by;
        cost_terms += std::abs(p.cost[j] * by);
        for (auto k = p.starts[j]; k < p.starts[j + 1]; ++k) {
            rows[index(p.row_indices[index(k)])] += p.values[index(k)] * by;
            terms[index(p.row_indices[index(k)])] += std::abs(p.values[index(k)] * by);
            double& coefficient = largest[index(p.row_indices[index(k)])];
            coefficient = std::max(coefficient, std::abs(p.values[index(k)]));
        }
    }
    constexpr double falls = 1e-3, of_length = 1e-6;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const double near = certain * terms[i] + of_length * length * largest[i];
        if ((std::isfinite(p.row_lower[i]) && rows[i] < -near) || (std::isfinite(p.row_upper[i]) && rows[i] > near))
            return false;
    }
    return cost < -falls * cost_terms;
}

}  // namespace gaiku::solve
