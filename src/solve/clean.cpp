#include "solve/clean.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "solve/index.h"
#include "solve/solution.h"

namespace gaiku::solve {
namespace {

double nearest_limit(double value, double lower, double upper, double nearness, double beside) {
    const auto near = [&](double limit) {
        return std::isfinite(limit) && std::abs(value - limit) <= nearness * (1 + beside + std::abs(limit));
    };
    return near(lower) ? lower : near(upper) ? upper : value;
}

/// Rows of a problem by column, their values kept while columns move, and which of them hold less well than they may.
class Rows {
public:
    Rows(const Problem& p, const std::vector<double>& x, double nearness)
        : p_(p),
          nearness_(nearness),
          value_(p.row_lower.size(), 0.0),
          size_(p.row_lower.size(), 0.0),
          broken_(p.row_lower.size(), 0) {
        for (std::size_t j = 0; j < x.size(); ++j) add(j, 0, x[j]);
        for (std::size_t i = 0; i < broken_.size(); ++i) look(i);
    }

    void move(std::size_t j, double from, double to) {
        add(j, from, to);
        for (auto k = p_.starts[j]; k < p_.starts[j + 1]; ++k) look(index(p_.row_indices[index(k)]));
    }

    [[nodiscard]] bool is_any_broken(std::size_t j) const {
        const auto first = p_.row_indices.begin() + p_.starts[j], last = p_.row_indices.begin() + p_.starts[j + 1];
        return std::any_of(first, last, [&](std::int32_t row) { return broken_[index(row)] != 0; });
    }

private:
    void add(std::size_t j, double from, double to) {
        if (from == to) return;
        for (auto k = p_.starts[j]; k < p_.starts[j + 1]; ++k) {
            const std::size_t i = index(p_.row_indices[index(k)]);
            value_[i] += p_.values[index(k)] * (to - from);
            size_[i] += std::abs(p_.values[index(k)]) * (std::abs(to) - std::abs(from));
        }
    }
    void look(std::size_t i) {
        const double excess = std::max(p_.row_lower[i] - value_[i], value_[i] - p_.row_upper[i]);
        broken_[i] = excess > nearness_ * (1 + size_[i]) ? 1 : 0;
    }

    const Problem& p_;
    double nearness_;
    std::vector<double> value_, size_;
    std::vector<std::uint8_t> broken_;
};

}  // namespace

std::vector<std::int32_t> put_on_limits(const Problem& p, std::vector<double>& x, double nearness) {
    double largest = 0;
    for (const double value : x) largest = std::max(largest, std::abs(value));
    const auto limit_of = [&](std::size_t j) {
        return nearest_limit(x[j], p.lower[j], p.upper[j], nearness, small_beside * largest);
    };
    std::size_t count = 0;
    for (std::size_t j = 0; j < x.size(); ++j) count += limit_of(j) != x[j] ? 1 : 0;
    std::vector<std::int32_t> moved;
    moved.reserve(count);
    for (std::size_t j = 0; j < x.size(); ++j) {
        const double limit = limit_of(j);
        if (limit != x[j]) moved.push_back(static_cast<std::int32_t>(j));
        x[j] = limit;
    }
    return moved;
}

std::size_t clean(const Problem& p, std::vector<double>& x, double nearness) {
    const std::vector<double> original = x;
    std::vector<std::int32_t> moved = put_on_limits(p, x, nearness);
    Rows rows(p, x, nearness);
    // Taking a column back can break a row that another one had mended: until none is left, and none is taken twice.
    for (std::size_t before = moved.size() + 1; moved.size() < before;) {
        before = moved.size();
        const auto take_back = [&](std::int32_t column) {
            const std::size_t j = index(column);
            if (!rows.is_any_broken(j)) return false;
            rows.move(j, x[j], original[j]);
            x[j] = original[j];
            return true;
        };
        moved.erase(std::remove_if(moved.begin(), moved.end(), take_back), moved.end());
    }
    return moved.size();
}

}  // namespace gaiku::solve
