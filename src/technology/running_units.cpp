#include "technology/running_units.h"

#include <algorithm>
#include <cmath>

namespace gaiku {
namespace {

/// Tries every number of units of each kind.
void try_all(std::span<const OnOff::Unit> there, double minimum_load, double most, double wanted, double online,
             RunningUnits::Running& best) {
    if (there.empty()) {
        const double output = std::min(wanted, online * most);
        // More output first, then less capacity that is on.
        const bool better = output > best.output || (output == best.output && online < best.online);
        if (output >= online * minimum_load && better) best = {output, 0, online};
        return;
    }
    for (int on = 0; on <= static_cast<int>(there[0].count); ++on) {
        const double more = online + on * there[0].kw;
        try_all(there.subspan(1), minimum_load, most, wanted, more, best);
        // Enough for what is wanted: further units only make it less likely that all reach their minimum load.
        if (more * most >= wanted) break;
    }
}

}  // namespace

RunningUnits::RunningUnits(const OnOff& on_off, double capacity_kw, std::span<const double> counts)
    : minimum_load_(on_off.minimum_load), there_(on_off.units) {
    if (there_.empty()) there_.push_back({capacity_kw, 1, -1});
    for (std::size_t i = 0; i < std::min(counts.size(), there_.size()); ++i) there_[i].count = std::round(counts[i]);
}

double RunningUnits::smallest_kw() const {
    const auto less = [](const OnOff::Unit& a, const OnOff::Unit& b) { return a.kw < b.kw; };
    return std::min_element(there_.begin(), there_.end(), less)->kw;
}

RunningUnits::Running RunningUnits::told(std::size_t step, std::span<const double> numbers, Full full,
                                         const PartLoad& part_load) const {
    Running all;
    std::size_t next = 0;
    for (const auto& kind : there_) {
        const double online = std::clamp(std::round(numbers[next++]), 0.0, kind.count) * kind.kw;
        const double least_load = std::min(minimum_load_ * full.per_kw, full.most);
        const double of_kind = std::clamp(numbers[next++], online * least_load, online * full.most);
        double input = part_load.input(step, of_kind, online);
        if (part_load.has_chord()) {
            const double most = part_load.most_input(step, of_kind, online, least_load, full.most);
            input = std::max(input, std::min(numbers[next++], most));
        }
        all.output += of_kind;
        all.input += input;
        all.online += online;
    }
    return all;
}

RunningUnits::Running RunningUnits::nearest(std::size_t step, double wanted, Full full,
                                            const PartLoad& part_load) const {
    Running best;
    if (wanted > 0) try_all(there_, minimum_load_ * full.per_kw, full.most, wanted, 0, best);
    best.input = part_load.input(step, best.output, best.online);
    return best;
}

}  // namespace gaiku
