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

/// Roles first, then the rows or columns of all steps, one by one; -1: gone.
std::int32_t id_of(Place place, std::int32_t roles) {
    return place.is_of_all() ? roles + place.role : place.role;
}

double median(std::vector<double>& values) {
    if (values.empty()) return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

}  // namespace

Scaling::Scaling(const Problem& p, const ByRows& rows, const Limits& limits, const Places& places)
    : p_(p),
      limits_(limits),
      places_(places),
      by_row_(at(places.row_roles) + places.global_rows.size(), 1),
      by_column_(at(places.column_roles) + places.global_columns.size(), 1) {
    const std::int32_t row_count = static_cast<std::int32_t>(by_row_.size()),
                       column_count = static_cast<std::int32_t>(by_column_.size());
    Pairs pairs(row_count);
    for (std::int32_t i = 0; i < p.rows(); ++i) {
        const std::int32_t of_row = id_of(places.rows[i], places.row_roles);
        if (of_row < 0) continue;
        for (auto k = rows.starts[at(i)]; k < rows.starts[at(i) + 1]; ++k) {
            const std::int32_t of_column = id_of(places.columns[rows.columns[at(k)]], places.column_roles);
            if (of_column >= 0) pairs.add(of_row, of_column, std::abs(rows.values[at(k)]));
        }
    }
    for (int pass = 0; pass < passes; ++pass) {
        Range of_rows(row_count), of_columns(column_count);
        pairs.each([&](std::size_t r, const Pairs::Pair& a) {
            of_rows.add(r, a.least * by_column_[at(a.column)]);
            of_rows.add(r, a.most * by_column_[at(a.column)]);
        });
        for (std::size_t r = 0; r < by_row_.size(); ++r) by_row_[r] = of_rows.factor(r, false);
        pairs.each([&](std::size_t r, const Pairs::Pair& a) {
            of_columns.add(at(a.column), a.least * by_row_[r]);
            of_columns.add(at(a.column), a.most * by_row_[r]);
        });
        for (std::size_t c = 0; c < by_column_.size(); ++c) by_column_[c] = of_columns.factor(c, pass == passes - 1);
    }
    for (std::vector<double>* factors : {&by_row_, &by_column_}) {
        for (double& factor : *factors) factor = std::exp2(std::round(std::log2(factor)));
    }
    find_units();
}

double Scaling::row(std::int32_t i) const {
    const std::int32_t id = id_of(places_.rows[i], places_.row_roles);
    return id < 0 ? 0 : std::isfinite(p_.row_upper[at(i)]) ? by_row_[at(id)] : -by_row_[at(id)];
}

double Scaling::column(std::int32_t j) const {
    const std::int32_t id = id_of(places_.columns[j], places_.column_roles);
    if (id < 0) return 0;
    const bool down = !std::isfinite(limits_.lower(j)) && std::isfinite(limits_.upper(j));
    return down ? -by_column_[at(id)] : by_column_[at(id)];
}

double Scaling::shift(std::int32_t j) const {
    const double low = limits_.lower(j), high = limits_.upper(j);
    return std::isfinite(low) ? low : std::isfinite(high) ? high : 0;
}

std::vector<double> Scaling::right() const {
    std::vector<double> result(p_.row_lower.size(), 0);
    for (std::int32_t j = 0; j < p_.columns(); ++j) {
        const double from = shift(j);
        for (auto k = p_.starts[at(j)]; from != 0 && k < p_.starts[at(j) + 1]; ++k)
            result[at(p_.row_indices[at(k)])] -= p_.values[at(k)] * from;
    }
    for (std::int32_t i = 0; i < p_.rows(); ++i) {
        const double factor = row(i);
        const double limit = factor > 0 ? p_.row_upper[at(i)] : p_.row_lower[at(i)];
        result[at(i)] = factor == 0 ? 0 : (limit + result[at(i)]) * factor / unit;
    }
    return result;
}

/// Medians of what is not 0 and belongs to steps, so that neither a large total nor a small price sets the unit.
void Scaling::find_units() {
    std::vector<double> rights, costs;
    double largest_right = 0, largest_cost = 0, largest_range = 0;
    const std::vector<double> in_ones = right();
    for (std::int32_t i = 0; i < p_.rows(); ++i) {
        const double size = std::abs(in_ones[at(i)]);
        largest_right = std::max(largest_right, size);
        if (size != 0 && places_.rows[i].is_of_step()) rights.push_back(size);
    }
    for (std::int32_t j = 0; j < p_.columns(); ++j) {
        const double factor = column(j);
        if (factor == 0) continue;
        const double cost = std::abs(p_.cost[at(j)] * factor);
        const double range = (limits_.upper(j) - limits_.lower(j)) / std::abs(factor);
        if (std::isfinite(range)) largest_range = std::max(largest_range, range);
        largest_cost = std::max(largest_cost, cost);
        if (cost > 0 && places_.columns[j].is_of_step()) costs.push_back(cost);
    }
    const auto first_of = [](double a, double b, double c) { return a > 0 ? a : b > 0 ? b : c > 0 ? c : 1; };
    unit = first_of(median(rights), largest_right, largest_range);
    cost_unit = first_of(median(costs), largest_cost, 1);
}

}  // namespace gaiku::solve::staged
