#include "base/suggest.h"

#include <algorithm>

namespace gaiku {

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    std::vector<std::size_t> next(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        next[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = row[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            next[j] = std::min({row[j] + 1, next[j - 1] + 1, change});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                next[j] = std::min(next[j], before[j - 2] + 1);
            }
        }
        before.swap(row);
        row.swap(next);
    }
    return row[b.size()];
}

namespace {

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

}  // namespace

std::string suggest(std::string_view unknown, const std::vector<std::string>& known) {
    constexpr std::size_t longest = 64;  // a longer name is no typing error, and the search stays cheap
    if (unknown.size() > longest) return {};
    for (const auto& name : known) {
        if (lower(name) == lower(unknown)) return name;
    }
    std::string best;
    std::size_t best_distance = std::max<std::size_t>(1, unknown.size() / 3) + 1;
    for (const auto& name : known) {
        if (name.size() > longest) continue;
        const std::size_t distance = edit_distance(unknown, name);
        if (distance < best_distance && distance < std::max(unknown.size(), name.size())) {
            best_distance = distance;
            best = name;
        }
    }
    if (!best.empty()) return best;
    // Of names with parts, "class/year", somebody may know the first part only; the last one is the newest.
    for (const auto& name : known) {
        if (!unknown.empty() && name.starts_with(unknown) && name[unknown.size()] == '/') best = name;
    }
    return best;
}

}  // namespace gaiku
