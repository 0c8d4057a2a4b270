#include "plan/microgrid/fit_class.h"

#include <charconv>
#include <limits>
#include <string>
#include <vector>

namespace gaiku {
namespace {

std::vector<std::string_view> words_of(std::string_view name) {
    std::vector<std::string_view> words;
    while (!name.empty()) {
        const auto end = std::min(name.find('_'), name.size());
        words.push_back(name.substr(0, end));
        name.remove_prefix(std::min(end + 1, name.size()));
    }
    return words;
}

/// "250kw" or "50": the number, and kW in one of its unit (0 where it has none).
bool read_size(std::string_view word, double& number, double& unit_kw) {
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error != std::errc{}) return false;
    const std::string_view unit = word.substr(static_cast<std::size_t>(end - word.data()));
    unit_kw = unit == "kw" ? 1 : unit == "mw" ? 1000 : 0;
    return unit.empty() || unit_kw > 0;
}

}  // namespace

std::optional<FitClass> fit_class(std::string_view row) {
    const auto words = words_of(row.substr(0, row.find('/')));
    for (std::size_t i = 0; i < words.size(); ++i) {
        double number = 0;
        double unit_kw = 0;
        if (!read_size(words[i], number, unit_kw)) continue;
        if (unit_kw == 0) {  // "50_250kw"
            double to = 0;
            if (i + 1 == words.size() || !read_size(words[i + 1], to, unit_kw) || unit_kw == 0) continue;
            return FitClass{number * unit_kw, to * unit_kw};
        }
        if (i > 0 && words[i - 1] == "under") return FitClass{0, number * unit_kw};
        if (i + 1 < words.size() && words[i + 1] == "up")
            return FitClass{number * unit_kw, std::numeric_limits<double>::infinity()};
    }
    return std::nullopt;
}

}  // namespace gaiku
