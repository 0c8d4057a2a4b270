#include "simulate/zones.h"

#include <algorithm>
#include <numeric>

namespace gaiku::simulate {
namespace {

/// Ways between two places that are looked at: the best ones; a district's lines form trees with a few meshes.
constexpr std::size_t most_paths = 8;

using Matrix = std::vector<std::vector<bool>>;

class ZoneBuilder {
public:
    ZoneBuilder(const Inputs& inputs, const Activities& activities)
        : inputs_(inputs), activities_(activities.all), set_(inputs.network.balances().size()) {
        std::iota(set_.begin(), set_.end(), 0);
    }

    Zones run() {
        for (const Activity& a : activities_) {
            if (a.kind == Activity::Kind::link) set_[root(a.place)] = set_[root(a.to)];
        }
        group();
        order();
        for (const Zone& zone : zones_.all) {
            for (const auto from : zone.balances) {
                for (const auto to : zone.balances) add_paths(from, to);
            }
        }
        zones_.in_rounds.resize(zones_.all.size());
        for (const Activity& a : activities_) {
            zones_.late.push_back(is_late(a) ? 1 : 0);
            if (is_late(a)) zones_.in_rounds[at(zone(a.place))] = 1;
        }
        return std::move(zones_);
    }

private:
    static std::size_t at(std::int32_t index) { return static_cast<std::size_t>(index); }

    [[nodiscard]] std::int32_t zone(std::int32_t balance) const { return zones_.of[at(balance)]; }

    /// It changes a zone that was served before its own, or gives what such a zone's machines could have drawn on.
    [[nodiscard]] bool is_late(const Activity& activity) const {
        if (activity.kind != Activity::Kind::conversion) return false;
        return std::any_of(activity.effects.begin(), activity.effects.end(), [&](const Effect& e) {
            if (zone(e.balance) < zone(activity.place)) return true;
            return e.sign > 0 && e.balance != activity.place && drawn_on_before(e.balance, zone(activity.place));
        });
    }

    [[nodiscard]] bool drawn_on_before(std::int32_t balance, std::int32_t before) const {
        return std::any_of(activities_.begin(), activities_.end(), [&](const Activity& a) {
            const Effect* e = a.on(balance);
            return a.kind == Activity::Kind::conversion && e != nullptr && e->sign < 0 && zone(a.place) < before;
        });
    }

    std::size_t root(std::int32_t balance) {
        std::size_t b = at(balance);
        while (set_[b] != b) b = set_[b] = set_[set_[b]];
        return b;
    }

    void group() {
        zones_.of.assign(set_.size(), -1);
        std::vector<std::int32_t> zone_of_root(set_.size(), -1);
        for (const auto& balance : inputs_.balances) {
            std::int32_t& zone = zone_of_root[root(balance.id.index)];
            if (zone < 0) {
                zone = static_cast<std::int32_t>(zones_.all.size());
                zones_.all.emplace_back();
            }
            zones_.all[at(zone)].balances.push_back(balance.id.index);
            zones_.of[balance.id.at()] = zone;
        }
    }

    /// Which zone draws on which, directly or through others.
    [[nodiscard]] Matrix draws() const {
        const std::size_t n = zones_.all.size();
        Matrix reach(n, std::vector<bool>(n, false));
        for (const Activity& a : activities_) {
            for (const Effect& e : a.effects) reach[at(zones_.of[at(a.place)])][at(zones_.of[at(e.balance)])] = true;
        }
        for (std::size_t k = 0; k < n; ++k) {
            for (std::size_t i = 0; i < n; ++i) {
                for (std::size_t j = 0; j < n; ++j) reach[i][j] = reach[i][j] || (reach[i][k] && reach[k][j]);
            }
        }
        return reach;
    }

    /// Among zones that draw on each other, electricity comes last.
    [[nodiscard]] bool electric(std::size_t zone) const {
        return inputs_.network.balances()[at(zones_.all[zone].balances.front())].origin.quantity == "electricity";
    }

    void order() {
        const Matrix draws = this->draws();
        const std::size_t n = zones_.all.size();
        std::vector<bool> placed(n, false);
        std::vector<Zone> sorted;
        std::vector<std::int32_t> place_of(n);
        while (sorted.size() < n) {
            std::size_t best = n;
            for (std::size_t z = 0; z < n; ++z) {
                if (placed[z] || !is_first(draws, placed, z)) continue;
                if (best == n || (electric(best) && !electric(z))) best = z;
            }
            place_of[best] = static_cast<std::int32_t>(sorted.size());
            sorted.push_back(std::move(zones_.all[best]));
            zones_.all[best] = sorted.back();
            placed[best] = true;
        }
        zones_.all = std::move(sorted);
        for (auto& zone : zones_.of) zone = zone < 0 ? -1 : place_of[at(zone)];
    }

    /// No other open zone draws on it, but one that it draws on itself.
    static bool is_first(const Matrix& draws, const std::vector<bool>& placed, std::size_t zone) {
        for (std::size_t y = 0; y < draws.size(); ++y) {
            if (!placed[y] && y != zone && draws[y][zone] && !draws[zone][y]) return false;
        }
        return true;
    }

    void add_paths(std::int32_t from, std::int32_t to) {
        if (from == to) {
            zones_.paths.push_back({from, to, {}});
            return;
        }
        found_.clear();
        std::vector<std::size_t> links;
        std::vector<std::int32_t> seen{from};
        walk(from, to, links, seen);
        std::stable_sort(found_.begin(), found_.end(),
                         [&](const auto& a, const auto& b) { return efficiency(a) > efficiency(b); });
        if (found_.size() > most_paths) found_.resize(most_paths);
        for (auto& path : found_) zones_.paths.push_back({from, to, std::move(path)});
    }

    void walk(std::int32_t here, std::int32_t to, std::vector<std::size_t>& links, std::vector<std::int32_t>& seen) {
        constexpr std::size_t most_found = 1000;  // a dense mesh has more ways than anyone would use
        if (here == to) found_.push_back(links);
        if (here == to || found_.size() >= most_found) return;
        for (std::size_t i = 0; i < activities_.size(); ++i) {
            const Activity& a = activities_[i];
            if (a.kind != Activity::Kind::link || a.place != here) continue;
            if (std::find(seen.begin(), seen.end(), a.to) != seen.end()) continue;
            links.push_back(i);
            seen.push_back(a.to);
            walk(a.to, to, links, seen);
            links.pop_back();
            seen.pop_back();
        }
    }

    [[nodiscard]] double efficiency(const std::vector<std::size_t>& links) const {
        double product = 1;
        for (const std::size_t link : links) product *= activities_[link].effect(activities_[link].to, 0);
        return product;
    }

    const Inputs& inputs_;
    const std::vector<Activity>& activities_;
    std::vector<std::size_t> set_;
    Zones zones_;
    std::vector<std::vector<std::size_t>> found_;
};

}  // namespace

Zones zones(const Inputs& inputs, const Activities& activities) {
    return ZoneBuilder(inputs, activities).run();
}

}  // namespace gaiku::simulate
