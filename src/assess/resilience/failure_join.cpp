#include <bit>
#include <cmath>
#include <limits>

#include "assess/resilience/failure_run.h"

/// Which histories go on as one, and which part again.
namespace gaiku::resilience {
namespace {

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
    hash ^= value + 0x9e3779b97f4a7c15ULL + (hash << 6U) + (hash >> 2U);
    hash *= 0xff51afd7ed558ccdULL;
    return hash ^ hash >> 32U;
}

}  // namespace

/// Outages that have no longer plenty of a stock go their own ways; those that have the same of it go together.
void FailureRun::split(std::size_t i) {
    for (std::size_t k = 0; k < stocks_.size(); ++k) {
        const std::size_t store = stocks_[k];
        const double plenty = island_.plenty_kwh(store), level = now_.levels[i * stores_ + store];
        if (!now_.nodes[i].is_loose(k) || level >= plenty) continue;
        Node& node = now_.nodes[i];
        node.plain();
        const auto low = std::stable_partition(node.shares.begin(), node.shares.end(),
                                               [&](const Share& share) { return level + share.more[k] >= plenty; });
        std::vector<Share> scarce(low, node.shares.end());
        node.shares.erase(low, node.shares.end());
        std::stable_sort(scarce.begin(), scarce.end(),
                         [k](const Share& a, const Share& b) { return a.more[k] < b.more[k]; });
        Node pattern;
        pattern.units = node.units;
        pattern.floods = node.floods;
        pattern.loose = node.loose & ~(1U << k);
        for (std::size_t from = 0; from < scarce.size();) {
            std::size_t to = from;
            const double more = scarce[from].more[k];
            while (to < scarce.size() && scarce[to].more[k] - more <= same_kwh_[store]) ++to;
            Node alike = pattern;
            alike.shares.assign(scarce.begin() + static_cast<std::ptrdiff_t>(from),
                                scarce.begin() + static_cast<std::ptrdiff_t>(to));
            for (Share& share : alike.shares) share.more[k] = 0;
            std::sort(alike.shares.begin(), alike.shares.end());
            add_equal(alike.shares);
            const auto of = now_.levels.begin() + static_cast<std::ptrdiff_t>(i * stores_);
            std::vector<double> levels(of, of + static_cast<std::ptrdiff_t>(stores_));
            levels[store] += more;
            lowest(alike, levels);
            now_.add(std::move(alike), levels);
            from = to;
        }
        lowest(now_.nodes[i], std::span(now_.levels).subspan(i * stores_, stores_));
    }
}

/// The levels of loose stocks are those of the outage that has least.
void FailureRun::lowest(Node& node, std::span<double> levels) const {
    for (std::size_t k = 0; k < stocks_.size(); ++k) {
        if (!node.is_loose(k) || node.size() == 0) continue;
        double least = std::numeric_limits<double>::infinity();
        for (const Share& share : node.live()) least = std::min(least, share.more[k]);
        if (least == 0) continue;
        levels[stocks_[k]] += least;
        for (Share& share : node.live()) share.more[k] -= least;
    }
}

void FailureRun::forget(Node& node, std::size_t k) const {
    node.loose &= ~(1U << k);
    for (Share& share : node.live()) share.more[k] = 0;
    node.plain();
    if (!std::is_sorted(node.shares.begin(), node.shares.end())) std::sort(node.shares.begin(), node.shares.end());
    add_equal(node.shares);
}

/// Neighbours of one start with the same stocks are one.
void FailureRun::add_equal(std::vector<Share>& shares) const {
    std::size_t kept = 0;
    for (const Share& share : shares) {
        bool same = kept > 0 && shares[kept - 1].start == share.start;
        for (std::size_t k = 0; same && k < stocks_.size(); ++k)
            same = std::abs(share.more[k] - shares[kept - 1].more[k]) <= same_kwh_[stocks_[k]];
        if (same) {
            shares[kept - 1].mass += share.mass;
        } else {
            shares[kept++] = share;
        }
    }
    shares.resize(kept);
}

/// Whether the level of a store is a part of what tells states apart.
bool FailureRun::tells_apart(const Node& node, std::size_t store) const {
    for (std::size_t k = 0; k < stocks_.size(); ++k) {
        if (stocks_[k] == store) return !node.is_loose(k);
    }
    return true;
}

/// A number that states have in common which are the same. Levels at a limit are put exactly there.
std::uint64_t FailureRun::place(const Node& node, std::span<double> levels) const {
    std::uint64_t hash = mix(node.units, node.floods);
    if (node.floods != 0) hash = mix(hash, node.live().front().start);
    hash = mix(hash, node.loose);
    for (std::size_t s = 0; s < stores_; ++s) {
        if (!tells_apart(node, s)) continue;
        const double high = island_.highest_kwh(s), low = island_.lowest_kwh(s);
        if (std::abs(levels[s] - high) <= at_limit * high) levels[s] = high;
        if (std::abs(levels[s] - low) <= at_limit * high) levels[s] = low;
        // A cell is wider than what is the same; the few that lie across its border are not joined.
        constexpr double cells = 16;
        const double cell = same_kwh_[s] > 0 ? std::floor(levels[s] / (cells * same_kwh_[s]) + 0.5) : 0;
        hash = mix(hash, std::bit_cast<std::uint64_t>(cell));
    }
    return hash;
}

bool FailureRun::is_same(const Node& a, std::span<const double> of_a, const Node& b,
                         std::span<const double> of_b) const {
    if (a.units != b.units || a.floods != b.floods || a.loose != b.loose) return false;
    if (a.floods != 0 && a.live().front().start != b.live().front().start) return false;
    for (std::size_t s = 0; s < stores_; ++s) {
        if (tells_apart(a, s) && std::abs(of_a[s] - of_b[s]) > same_kwh_[s]) return false;
    }
    return true;
}

void FailureRun::merge() {
    known_.clear();
    next_.filter(stores_, [&](Node& node, std::span<double> levels, std::size_t at) {
        const auto [known, is_new] = known_.try_emplace(place(node, levels), at);
        if (is_new) return false;
        const std::size_t other = known->second;
        const auto of_other = std::span(next_.levels).subspan(other * stores_, stores_);
        if (!is_same(next_.nodes[other], of_other, node, levels)) return false;
        join(other, node, levels);
        return true;
    });
}

void FailureRun::join(std::size_t at, Node& node, std::span<const double> levels) {
    Node& into = next_.nodes[at];
    into.plain();
    node.plain();
    for (std::size_t k = 0; k < stocks_.size(); ++k) {
        if (!into.is_loose(k)) continue;
        double& level = next_.levels[at * stores_ + stocks_[k]];
        const double low = std::min(level, levels[stocks_[k]]);
        for (Share& share : into.shares) share.more[k] += level - low;
        for (Share& share : node.shares) share.more[k] += levels[stocks_[k]] - low;
        level = low;
    }
    joined_.clear();
    std::merge(into.shares.begin(), into.shares.end(), node.shares.begin(), node.shares.end(),
               std::back_inserter(joined_));
    std::swap(into.shares, joined_);
    add_equal(into.shares);
}

}  // namespace gaiku::resilience
