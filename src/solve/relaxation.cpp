#include "solve/relaxation.h"

#include <algorithm>
#include <cmath>

#include "solve/index.h"

namespace gaiku::solve {
namespace {

/// The problem with a further column for each limit: by how much it gives. A limit of a column becomes a row, which
/// says x - given <= limit; a limit of a row gets the column as one more entry.
class Relaxed {
public:
    Relaxed(const Problem& p, std::span<const Limit> limits)
        : lower_(p.lower.begin(), p.lower.end()),
          upper_(p.upper.begin(), p.upper.end()),
          row_lower_(p.row_lower.begin(), p.row_lower.end()),
          row_upper_(p.row_upper.begin(), p.row_upper.end()),
          added_(index(p.columns()), -1) {
        std::vector<Entries> given;
        for (const Limit& limit : limits) given.push_back(entries_of(limit));
        copy(p);
        std::vector<double> sizes;
        for (const Limit& limit : limits) sizes.push_back(size_of(limit, p));
        const double largest = sizes.empty() ? 1 : *std::max_element(sizes.begin(), sizes.end());
        for (std::size_t k = 0; k < limits.size(); ++k) {
            const bool is_bounded = !limits[k].columns.empty() && sizes[k] > 1;
            add_column(given[k], largest / sizes[k], is_bounded ? most_sizes * sizes[k] : network::unlimited);
        }
        starts_.push_back(static_cast<std::int32_t>(indices_.size()));
    }

    [[nodiscard]] Problem problem() const {
        Problem problem;
        problem.starts = starts_;
        problem.row_indices = indices_;
        problem.values = values_;
        problem.cost = cost_;
        problem.lower = lower_;
        problem.upper = upper_;
        problem.row_lower = row_lower_;
        problem.row_upper = row_upper_;
        return problem;
    }

private:
    using Entries = std::vector<std::pair<std::int32_t, double>>;

    /// Moves the limits of columns into rows.
    Entries entries_of(const Limit& limit) {
        Entries entries;
        const double sign = limit.upper ? -1 : 1;
        for (const auto row : limit.rows) entries.emplace_back(row, sign);
        for (const auto column : limit.columns) {
            auto& free = limit.upper ? upper_ : lower_;
            const double was = free[index(column)];
            free[index(column)] = limit.upper ? network::unlimited : 0;
            added_[index(column)] = static_cast<std::int32_t>(row_lower_.size());
            entries.emplace_back(added_[index(column)], sign);
            row_lower_.push_back(limit.upper ? -network::unlimited : was);
            row_upper_.push_back(limit.upper ? was : network::unlimited);
        }
        std::sort(entries.begin(), entries.end());
        return entries;
    }

    void copy(const Problem& p) {
        for (std::size_t j = 0; j < added_.size(); ++j) {
            starts_.push_back(static_cast<std::int32_t>(indices_.size()));
            const auto begin = p.starts[j], end = p.starts[j + 1];
            indices_.insert(indices_.end(), p.row_indices.begin() + begin, p.row_indices.begin() + end);
            values_.insert(values_.end(), p.values.begin() + begin, p.values.begin() + end);
            if (added_[j] < 0) continue;
            indices_.push_back(added_[j]);  // behind all rows that were there
            values_.push_back(1);
        }
        cost_.assign(added_.size(), 0);
    }

    static double size_of(const Limit& limit, const Problem& p) {
        double size = 1;
        for (const auto column : limit.columns)
            size = std::max(size, std::abs((limit.upper ? p.upper : p.lower)[index(column)]));
        for (const auto row : limit.rows)
            size = std::max(size, std::abs((limit.upper ? p.row_upper : p.row_lower)[index(row)]));
        return size;
    }

    void add_column(const Entries& entries, double cost, double most) {
        starts_.push_back(static_cast<std::int32_t>(indices_.size()));
        for (const auto& [row, value] : entries) {
            indices_.push_back(row);
            values_.push_back(value);
        }
        cost_.push_back(cost);
        lower_.push_back(0);
        upper_.push_back(most);
    }

    std::vector<std::int32_t> starts_, indices_;
    std::vector<double> values_, cost_, lower_, upper_, row_lower_, row_upper_;
    std::vector<std::int32_t> added_;  ///< the row that a column's limit has become, or -1
};

}  // namespace

std::optional<Relaxation> least_relaxation(const Problem& problem, std::span<const Limit> limits, Solver& solver,
                                           const Options& options) {
    const Relaxed relaxed(problem, limits);
    Result found = solver.solve(relaxed.problem(), options);
    if (found.status != Status::optimal) return std::nullopt;
    std::vector<double> given(found.x.begin() + problem.columns(), found.x.end());
    return Relaxation{std::move(given), std::move(found)};
}

}  // namespace gaiku::solve
