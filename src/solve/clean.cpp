#include "solve/clean.h"

#include <algorithm>
#include <cmath>

#include "solve/solution.h"

namespace gaiku::solve {
namespace {

std::size_t index(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

double nearest_limit(double value, double lower, double upper, double nearness, double beside) {
    const auto near = [&](double limit) {
        return std::isfinite(limit) && std::abs(value - limit) <= nearness * (1 + beside + std::abs(limit));
    };
    return near(lower) ? lower : near(upper) ? upper : value;
}

/// Rows that hold less well than they may.
std::vector<bool> broken_rows(const Problem& p, const std::vector<double>& x, double nearness) {
    std::vector<double> value(p.row_lower.size(), 0.0), size(p.row_lower.size(), 0.0);
    for (std::size_t j = 0; j < x.size(); ++j) {
        for (auto k = p.starts[j]; k < p.starts[j + 1]; ++k) {
            const double term = p.values[index(k)] * x[j];
            value[index(p.row_indices[index(k)])] += term;
            size[index(p.row_indices[index(k)])] += std::abs(term);
        }
    }
    std::vector<bool> broken(value.size());
    for (std::size_t i = 0; i < value.size(); ++i) {
        const double excess = std::max({p.row_lower[i] - value[i], value[i] - p.row_upper[i], 0.0});
        broken[i] = excess > nearness * (1 + size[i]);
    }
    return broken;
}

}  // namespace

std::size_t clean(const Problem& p, std::vector<double>& x, double nearness) {
    const std::vector<double> original = x;
    double largest = 0;
    for (const double value : x) largest = std::max(largest, std::abs(value));
    for (std::size_t j = 0; j < x.size(); ++j)
        x[j] = nearest_limit(x[j], p.lower[j], p.upper[j], nearness, small_beside * largest);
    // Taking a column back can break a row that another one had mended; a few rounds settle nearly everything.
    constexpr int rounds = 4;
    for (int round = 0; round < rounds; ++round) {
        const std::vector<bool> broken = broken_rows(p, x, nearness);
        bool changed = false;
        for (std::size_t j = 0; j < x.size(); ++j) {
            if (x[j] == original[j]) continue;
            const auto first = p.row_indices.begin() + p.starts[j], last = p.row_indices.begin() + p.starts[j + 1];
            if (std::none_of(first, last, [&](std::int32_t row) { return broken[index(row)]; })) continue;
            x[j] = original[j];
            changed = true;
        }
        if (!changed) break;
        if (round + 1 == rounds) x = original;
    }
    std::size_t moved = 0;
    for (std::size_t j = 0; j < x.size(); ++j) moved += x[j] != original[j] ? 1 : 0;
    return moved;
}

}  // namespace gaiku::solve
