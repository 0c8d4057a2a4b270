#include "plan/scenario_ids.h"

#include <fmt/format.h>
#include <cmath>
#include <set>

namespace gaiku {
namespace {

constexpr int most_decimals = 12;

double rounded(double percent, int decimals) {
    const double scale = std::pow(10.0, decimals);
    return std::round(percent * scale) / scale;
}

std::string text(double rate, int decimals) {
    return fmt::format("{:.{}f}", rounded(rate * 100, decimals), decimals);
}

/// As people write a rate: with up to three decimals, no more than it needs; empty where that is not the rate.
std::string as_written(double rate) {
    for (int decimals = 0; decimals <= 3; ++decimals) {
        if (std::abs(rounded(rate * 100, decimals) - rate * 100) < 1e-9) return text(rate, decimals);
    }
    return {};
}

/// Nearly all is not all, and a little is not nothing.
bool misleads(double rate, int decimals) {
    const double shown = rounded(rate * 100, decimals);
    return (shown >= 100 && rate < 1 - 1e-12) || (shown <= 0 && rate > 1e-12);
}

}  // namespace

std::vector<std::string> scenario_ids(const std::string& era, const std::vector<ScenarioRate>& rates) {
    std::vector<std::string> names(rates.size());
    std::set<std::string> written;
    for (std::size_t i = 0; i < rates.size(); ++i) {
        if (rates[i].asked) names[i] = as_written(rates[i].rate);
        if (!names[i].empty()) written.insert(names[i]);
    }
    const std::vector<std::string> asked = names;
    for (std::size_t i = 0; i < rates.size(); ++i) {
        if (!asked[i].empty()) continue;
        const auto taken = [&](int decimals) {
            const std::string name = text(rates[i].rate, decimals);
            if (written.contains(name)) return true;
            for (std::size_t j = 0; j < rates.size(); ++j) {
                if (j != i && asked[j].empty() && text(rates[j].rate, decimals) == name) return true;
            }
            return false;
        };
        int decimals = 0;
        while (decimals < most_decimals && (taken(decimals) || misleads(rates[i].rate, decimals))) ++decimals;
        names[i] = text(rates[i].rate, decimals);
    }
    for (auto& name : names) name = fmt::format("{}-{}", era, name);
    return names;
}

}  // namespace gaiku
