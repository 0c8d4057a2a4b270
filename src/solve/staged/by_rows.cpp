#include "solve/staged/by_rows.h"

#include <numeric>

namespace gaiku::solve::staged {

ByRows::ByRows(const Problem& p)
    : starts(p.row_lower.size() + 1, 0), columns(p.values.size()), values(p.values.size()) {
    for (const std::int32_t row : p.row_indices) ++starts[at(row) + 1];
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    std::vector<std::int32_t> next(starts.begin(), starts.end() - 1);
    for (std::int32_t j = 0; j < p.columns(); ++j) {
        for (auto k = p.starts[at(j)]; k < p.starts[at(j) + 1]; ++k) {
            const std::int32_t place = next[at(p.row_indices[at(k)])]++;
            columns[at(place)] = j;
            values[at(place)] = p.values[at(k)];
        }
    }
}

}  // namespace gaiku::solve::staged
