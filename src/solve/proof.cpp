#include "solve/proof.h"

#include <cmath>

#include "solve/index.h"

namespace gaiku::solve {
namespace {

/// A sum counts as other than 0 beyond this part of its terms.
constexpr double certain = 1e-7;
/// What sums of products are off by in double precision, of their terms, at most.
constexpr double rounding = 1e-12;
constexpr double far = 1e4;

}  // namespace

bool proves_infeasible(const Problem& p, std::span<const double> y,
                       const std::function<Known(std::int32_t)>& of_column) {
    // size: of the sums that the margin is a difference of; doubt: what it may be without proving anything.
    double margin = 0, size = 0, doubt = 0;
    const auto limit_of = [&](std::size_t i) { return y[i] > 0 ? p.row_lower[i] : p.row_upper[i]; };
    const auto counts = [&](std::size_t i) { return y[i] != 0 && std::isfinite(limit_of(i)); };
    for (std::size_t i = 0; i < y.size(); ++i) {
        if (!counts(i)) continue;
        margin += y[i] * limit_of(i);
        size += std::abs(y[i] * limit_of(i));
    }
    for (std::int32_t j = 0; j < p.columns(); ++j) {
        double d = 0, terms = 0;
        for (auto k = p.starts[index(j)]; k < p.starts[index(j) + 1]; ++k) {
            const std::size_t i = index(p.row_indices[index(k)]);
            if (!counts(i)) continue;
            d += p.values[index(k)] * y[i];
            terms += std::abs(p.values[index(k)] * y[i]);
        }
        const Known column = of_column(j);
        const double limit = d > 0 ? column.upper : column.lower;
        if (std::isfinite(limit)) {
            margin -= d * limit;
            size += std::abs(d * limit);
            doubt += rounding * terms * std::abs(limit) + std::abs(d) * column.error;
        } else {
            doubt += std::abs(d) * far * column.size;
        }
    }
    return margin > certain * size + doubt;
}

}  // namespace gaiku::solve
