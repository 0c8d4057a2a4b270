#include "solve/staged/by_rows.h"

#include <numeric>

namespace gaiku::solve::staged {

ByRows::ByRows(const Problem& p, std::span<const std::uint8_t> only) : starts(p.row_lower.size() + 1, 0) {
    const auto is_asked = [only](std::size_t row) { return only.empty() || only[row] != 0; };
    for (const std::int32_t row : p.row_indices) starts[at(row) + 1] += is_asked(at(row)) ? 1 : 0;
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    columns.resize(at(starts.back()));
    values.resize(at(starts.back()));
    std::vector<std::int32_t> next(starts.begin(), starts.end() - 1);
    for (std::int32_t j = 0; j < p.columns(); ++j) {
        for (auto k = p.starts[at(j)]; k < p.starts[at(j) + 1]; ++k) {
            const std::size_t row = at(p.row_indices[at(k)]);
            if (!is_asked(row)) continue;
            const std::int32_t place = next[row]++;
            columns[at(place)] = j;
            values[at(place)] = p.values[at(k)];
        }
    }
}

}  // namespace gaiku::solve::staged
