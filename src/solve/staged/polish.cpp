#include "solve/staged/polish.h"

#include <algorithm>

#include "solve/residuals.h"
#include "solve/staged/by_rows.h"

namespace gaiku::solve::staged {

void lower_to_need(const Problem& p, std::vector<double>& x) {
    std::vector<double> rows = row_values(p, x);
    for (std::size_t j = 0; j < x.size(); ++j) {
        if (p.cost[j] <= 0 || p.starts[j + 1] - p.starts[j] != 1 || x[j] >= p.upper[j]) continue;
        const std::size_t i = at(p.row_indices[at(p.starts[j])]);
        const double a = p.values[at(p.starts[j])];
        const double room = a > 0 ? (rows[i] - p.row_lower[i]) / a : (rows[i] - p.row_upper[i]) / a;
        const double less = std::min(room, x[j] - p.lower[j]);
        if (!(less > 0) || less > x[j] - p.lower[j]) continue;
        x[j] -= less;
        rows[i] -= a * less;
    }
}

}  // namespace gaiku::solve::staged
