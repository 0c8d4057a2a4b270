#include "plan/network/turns.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace gaiku {
namespace {

/// A size below this share of the largest one (kW and kWh apart) is not built: what an interior solution leaves over.
constexpr double built_share = 1e-4;
/// Nor is a smaller one, in kW or kWh: where nothing is worth building, what is left over is itself the largest.
constexpr double least_built = 0.01;
/// Halvings of the way to an end until a turn is told.
constexpr int halvings = 7;
/// Halvings where both ends build the same.
constexpr int looks = 2;

struct Point {
    double change = 0;
    Built built;
};

bool same(const Built& a, const Built& b) {
    return a.assets == b.assets && a.units == b.units;
}

/// Solvers leave a millionth of a size open.
bool same_sizes(const Built& a, const Built& b) {
    constexpr double tolerance = 1e-6;
    return std::equal(a.sizes.begin(), a.sizes.end(), b.sizes.begin(), b.sizes.end(), [](double x, double y) {
        return std::abs(x - y) <= tolerance * std::max({1.0, std::abs(x), std::abs(y)});
    });
}

std::vector<std::string> only_in(const std::set<std::string>& a, const std::set<std::string>& b) {
    std::vector<std::string> names;
    std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(names));
    return names;
}

int count_of(const Built& built, const std::pair<std::string, std::string>& unit) {
    const auto found = built.units.find(unit);
    return found == built.units.end() ? 0 : found->second;
}

SensitivityTurn turn(const Point& near, const Point& far) {
    SensitivityTurn turn{near.change,
                         far.change,
                         only_in(far.built.assets, near.built.assets),
                         only_in(near.built.assets, far.built.assets),
                         {}};
    auto units = near.built.units;
    units.insert(far.built.units.begin(), far.built.units.end());
    for (const auto& [unit, count] : units) {
        // What comes in or leaves as a whole is told once.
        if (near.built.assets.contains(unit.first) != far.built.assets.contains(unit.first)) continue;
        const int before = count_of(near.built, unit);
        const int after = count_of(far.built, unit);
        if (before != after) turn.units.push_back({unit.first, unit.second, before, after});
    }
    return turn;
}

class Search {
public:
    explicit Search(const BuiltAt& built_at) : built_at_(built_at) {}

    void between(const Point& near, const Point& far, int depth) {
        const bool alike = same(near.built, far.built);
        if (alike && (depth >= looks || same_sizes(near.built, far.built))) return;
        std::optional<Built> middle;
        const double change = (near.change + far.change) / 2;
        if (depth < halvings) middle = built_at_(change);
        if (middle) {
            const Point point{change, *middle};
            between(near, point, depth + 1);
            between(point, far, depth + 1);
        } else if (!alike) {
            found.push_back(turn(near, far));
        }
    }

    std::vector<SensitivityTurn> found;

private:
    const BuiltAt& built_at_;
};

}  // namespace

Built built(const NetworkPlan& plan) {
    double largest[2] = {0, 0};
    for (const auto& size : plan.sizes) largest[size.energy] = std::max(largest[size.energy], size.value.value_or(0));
    Built built;
    for (const auto& size : plan.sizes) {
        const double value = size.value.value_or(0);
        built.sizes.push_back(value);
        if (value <= std::max(built_share * largest[size.energy], least_built)) continue;
        built.assets.insert(size.part == "capacity" ? size.id : size.id + "." + size.part);
    }
    for (const auto& unit : plan.units) built.units[{unit.id, unit.name}] = static_cast<int>(std::lround(unit.count));
    return built;
}

std::vector<SensitivityTurn> turns_between(const Built& base, double end, const Built& at_end,
                                           const BuiltAt& built_at) {
    Search search(built_at);
    search.between({0, base}, {end, at_end}, 0);
    return std::move(search.found);
}

}  // namespace gaiku
