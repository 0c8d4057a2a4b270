#include "solve/staged/scaling.h"

#include <algorithm>
#include <cmath>

namespace gaiku::solve::staged {
namespace {

constexpr int passes = 5;
/// Entries below this part of the largest one do not count in a geometric mean.
constexpr double smallest_share = 1e-3;

/// Smallest and largest entry of every row id or column id.
struct Range {
    std::vector<double> least, most;
    explicit Range(std::int32_t count)
        : least(at(count), std::numeric_limits<double>::infinity()), most(at(count), 0) {}
    void add(std::size_t id, double value) {
        least[id] = std::min(least[id], value);
        most[id] = std::max(most[id], value);
    }
    /// What brings the entries of an id to 1 in the middle, or at most to 1.
    [[nodiscard]] double factor(std::size_t id, bool to_largest) const {
        if (most[id] == 0) return 1;
        return to_largest ? 1 / most[id] : 1 / std::sqrt(most[id] * std::max(least[id], smallest_share * most[id]));
    }
};

/// Smallest and largest entry of every pair of a row id and a column id that meet, so that the passes need not read
/// every entry of every step.
class Pairs {
public:
    struct Pair {
        std::int32_t column = 0;
        double least = 0, most = 0;
    };
    explicit Pairs(std::int32_t rows) : of_row_(at(rows)), next_(at(rows), 0) {}

    void add(std::int32_t row, std::int32_t column, double value) {
        Pair& pair = find(row, column, value);
        pair.least = std::min(pair.least, value);
        pair.most = std::max(pair.most, value);
    }
    template <class Use>
    void each(Use use) const {
        for (std::size_t r = 0; r < of_row_.size(); ++r) {
            for (const Pair& pair : of_row_[r]) use(r, pair);
        }
    }

private:
    /// Rows of a role meet the same columns in the same order: mostly the one after the last one found.
    Pair& find(std::int32_t row, std::int32_t column, double value) {
        auto& pairs = of_row_[at(row)];
        std::size_t& next = next_[at(row)];
        for (std::size_t looked = 0; looked < pairs.size(); ++looked) {
            const std::size_t here = next < pairs.size() ? next : 0;
            next = here + 1;
            if (pairs[here].column == column) return pairs[here];
        }
        pairs.push_back({column, value, value});
        next = pairs.size();
        return pairs.back();
    }

    std::vector<std::vector<Pair>> of_row_;
    std::vector<std::size_t> next_;
};

/// Roles first, then the rows or columns of all steps, one by one.
std::vector<std::int32_t> ids(const std::vector<std::int32_t>& roles, const std::vector<std::int32_t>& globals,
                              std::int32_t& count) {
    std::vector<std::int32_t> result = roles;
    for (const std::int32_t i : globals) result[at(i)] = count++;
    return result;
}

double median(std::vector<double>& values) {
    if (values.empty()) return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

}  // namespace

Scaling::Scaling(const Problem& p, const ByRows& rows, const Limits& limits, const Places& places)
    : row(p.row_lower.size(), 0), column(p.cost.size(), 0) {
    std::int32_t row_count = places.row_roles, column_count = places.column_roles;
    const auto row_id = ids(places.row_role, places.global_rows, row_count);
    const auto column_id = ids(places.column_role, places.global_columns, column_count);
    std::vector<double> by_row(at(row_count), 1), by_column(at(column_count), 1);
    Pairs pairs(row_count);
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (row_id[i] < 0) continue;
        for (auto k = rows.starts[i]; k < rows.starts[i + 1]; ++k) {
            const std::int32_t id = column_id[at(rows.columns[at(k)])];
            if (id >= 0) pairs.add(row_id[i], id, std::abs(rows.values[at(k)]));
        }
    }
    for (int pass = 0; pass < passes; ++pass) {
        Range of_rows(row_count), of_columns(column_count);
        pairs.each([&](std::size_t r, const Pairs::Pair& a) {
            of_rows.add(r, a.least * by_column[at(a.column)]);
            of_rows.add(r, a.most * by_column[at(a.column)]);
        });
        for (std::size_t r = 0; r < by_row.size(); ++r) by_row[r] = of_rows.factor(r, false);
        pairs.each([&](std::size_t r, const Pairs::Pair& a) {
            of_columns.add(at(a.column), a.least * by_row[r]);
            of_columns.add(at(a.column), a.most * by_row[r]);
        });
        for (std::size_t c = 0; c < by_column.size(); ++c) by_column[c] = of_columns.factor(c, pass == passes - 1);
    }
    for (std::vector<double>* factors : {&by_row, &by_column}) {
        for (double& factor : *factors) factor = std::exp2(std::round(std::log2(factor)));
    }
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (row_id[i] >= 0) row[i] = (std::isfinite(p.row_upper[i]) ? 1 : -1) * by_row[at(row_id[i])];
    }
    for (std::size_t j = 0; j < column.size(); ++j) {
        const bool down = !std::isfinite(limits.lower[j]) && std::isfinite(limits.upper[j]);
        if (column_id[j] >= 0) column[j] = (down ? -1 : 1) * by_column[at(column_id[j])];
    }
    set_right(p, rows, limits);
    find_units(p, limits, places);
    for (double& value : right) value /= unit;
}

void Scaling::set_right(const Problem& p, const ByRows& rows, const Limits& limits) {
    shift.resize(column.size());
    for (std::size_t j = 0; j < shift.size(); ++j) {
        const bool low = std::isfinite(limits.lower[j]), high = std::isfinite(limits.upper[j]);
        shift[j] = low ? limits.lower[j] : high ? limits.upper[j] : 0;
    }
    right.assign(row.size(), 0);
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (row[i] == 0) continue;
        double value = row[i] > 0 ? p.row_upper[i] : p.row_lower[i];
        for (auto k = rows.starts[i]; k < rows.starts[i + 1]; ++k)
            value -= rows.values[at(k)] * shift[at(rows.columns[at(k)])];
        right[i] = value * row[i] / unit;
    }
}

/// Medians of what is not 0 and belongs to steps, so that neither a large total nor a small price sets the unit.
void Scaling::find_units(const Problem& p, const Limits& limits, const Places& places) {
    std::vector<double> rights, costs;
    double largest_right = 0, largest_cost = 0, largest_range = 0;
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (row[i] == 0 || right[i] == 0) continue;
        largest_right = std::max(largest_right, std::abs(right[i]));
        if (places.row_step[i] >= 0) rights.push_back(std::abs(right[i]));
    }
    for (std::size_t j = 0; j < column.size(); ++j) {
        if (column[j] == 0) continue;
        const double cost = std::abs(p.cost[j] * column[j]);
        const double range = (limits.upper[j] - limits.lower[j]) / std::abs(column[j]);
        if (std::isfinite(range)) largest_range = std::max(largest_range, range);
        largest_cost = std::max(largest_cost, cost);
        if (cost > 0 && places.column_step[j] >= 0) costs.push_back(cost);
    }
    const auto first_of = [](double a, double b, double c) { return a > 0 ? a : b > 0 ? b : c > 0 ? c : 1; };
    unit = first_of(median(rights), largest_right, largest_range);
    cost_unit = first_of(median(costs), largest_cost, 1);
}

}  // namespace gaiku::solve::staged
