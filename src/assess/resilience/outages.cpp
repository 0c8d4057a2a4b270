#include "assess/resilience/outages.h"

#include <algorithm>
#include <cmath>

namespace gaiku::resilience {
namespace {

/// Corners of the levels are looked up in a table of 3^stores; outages of districts with more stores are not merged.
constexpr std::size_t most_merged_stores = 8;

std::size_t corners(std::size_t stores) {
    std::size_t count = 1;
    for (std::size_t s = 0; s < stores; ++s) count *= 3;
    return count;
}

}  // namespace

OutageRun::OutageRun(const Island& island, std::vector<std::uint8_t> months)
    : island_(island),
      months_(std::move(months)),
      stores_(island.stores()),
      steps_(island.steps()),
      horizon_(static_cast<std::size_t>(island.terms().horizon_steps)) {
    for (std::size_t s = 0; s < stores_; ++s) {
        lowest_.push_back(island.lowest_kwh(s));
        highest_.push_back(island.highest_kwh(s));
        plenty_.push_back(island.plenty_kwh(s));
    }
    last_.before_kwh.resize(stores_);
    last_.after_kwh.resize(stores_);
    const std::size_t lanes = std::min(horizon_, steps_) + 1;
    lanes_.resize(lanes);
    gone_.resize(lanes);
    levels_.resize(lanes * stores_);
    at_corner_.resize(stores_ <= most_merged_stores ? corners(stores_) : 0);
    nodes_.resize(steps_);
    outages_.resize(steps_);
    asked_kwh_.assign((steps_ + horizon_ + 1) * load_classes, 0.0);
    for (std::size_t t = 0; t < steps_ + horizon_; ++t) {
        for (std::size_t k = 0; k < load_classes; ++k)
            asked_kwh_[(t + 1) * load_classes + k] =
                asked_kwh_[t * load_classes + k] + island.load_kw(k, t % steps_) * island.step_hours();
    }
}

void OutageRun::run() {
    live_ = 0;
    steps_run_ = 0;
    std::fill(nodes_.begin(), nodes_.end(), Node{});
    for (std::size_t t = 0; t + 1 < steps_ + horizon_; ++t) {
        if (t < steps_) begin(t);
        step(t);
        if (t + 1 >= horizon_) expire(t + 1);
        merge();
        compact();
    }
}

/// One more outage; the newest is always the last lane.
void OutageRun::begin(std::size_t t) {
    Lane& lane = lanes_[live_];
    lane.start = static_cast<std::int32_t>(t);
    lane.floods = 0;
    const auto& floods = island_.floods();
    for (std::size_t f = 0; f < floods.size(); ++f) lane.floods |= floods[f].in(months_[t]) ? 1U << f : 0U;
    for (std::size_t s = 0; s < stores_; ++s) levels(live_)[s] = island_.start_kwh(s, t);
    gone_[live_] = 0;
    ++live_;
}

void OutageRun::step(std::size_t t) {
    const std::size_t step = t % steps_;
    const auto& floods = island_.floods();
    last_.is_there = false;
    for (std::size_t i = 0; i < live_; ++i) {
        Lane& lane = lanes_[i];
        Situation situation;
        if (lane.floods != 0) {
            const int age = static_cast<int>(t) - lane.start;
            for (std::size_t f = 0; f < floods.size(); ++f) {
                if (age >= floods[f].steps) lane.floods &= ~(1U << f);
            }
            situation.floods = lane.floods;
        }
        const Served served = run_lane(i, step, situation);
        Node& node = nodes_[static_cast<std::size_t>(lane.start)];
        if (served.full >= load_classes) continue;
        if (served.full <= island_.terms().last()) {
            end(t, served, node);
            gone_[i] = 1;
        } else {
            count(served, step, node);
        }
    }
    steps_run_ += live_;
}

Served OutageRun::run_lane(std::size_t lane, std::size_t step, const Situation& situation) {
    if (goes_the_same_way(lane, situation)) return last_.served;
    const std::span<double> kwh = levels(lane);
    std::copy(kwh.begin(), kwh.end(), last_.before_kwh.begin());
    last_.served = island_.run(step, situation, kwh);
    std::copy(kwh.begin(), kwh.end(), last_.after_kwh.begin());
    last_.floods = situation.floods;
    last_.is_there = true;
    return last_.served;
}

/// Takes the step that the lane before took, if this one would take it too.
bool OutageRun::goes_the_same_way(std::size_t lane, const Situation& situation) {
    if (!last_.is_there || situation.floods != last_.floods) return false;
    const std::span<double> kwh = levels(lane);
    for (std::size_t s = 0; s < stores_; ++s) {
        if (kwh[s] != last_.before_kwh[s] && std::min(kwh[s], last_.before_kwh[s]) < plenty_[s]) return false;
    }
    for (std::size_t s = 0; s < stores_; ++s) {
        const double before = last_.before_kwh[s], after = last_.after_kwh[s];
        kwh[s] = kwh[s] == before ? after : kwh[s] + (after - before);
    }
    return true;
}

void OutageRun::count(const Served& served, std::size_t step, Node& node) const {
    for (std::size_t k = served.full; k < load_classes; ++k) {
        const double load = island_.load_kw(k, step);
        if (load <= 0) continue;
        node.tally.missed_steps[k] += 1;
        node.tally.unserved_kwh[k] += (1 - served.share(k)) * load * island_.step_hours();
    }
}

void OutageRun::end(std::size_t t, const Served& served, Node& node) const {
    double load = 0, met = 0;
    for (std::size_t k = 0; k <= island_.terms().last(); ++k) {
        load += island_.load_kw(k, t % steps_);
        met += served.share(k) * island_.load_kw(k, t % steps_);
    }
    node.ended = static_cast<std::int32_t>(t);
    node.part = load > 0 ? met / load : 0;
}

/// The outage that tells another one, and what that one's tally is more than its.
std::int32_t OutageRun::root(std::int32_t start, Tally& more) {
    more = {};
    std::int32_t at = start;
    while (nodes_[static_cast<std::size_t>(at)].parent >= 0) {
        const Node& node = nodes_[static_cast<std::size_t>(at)];
        for (std::size_t k = 0; k < load_classes; ++k) {
            more.missed_steps[k] += node.tally.missed_steps[k];
            more.unserved_kwh[k] += node.tally.unserved_kwh[k];
        }
        at = node.parent;
    }
    Node& first = nodes_[static_cast<std::size_t>(start)];
    if (at != start) {  // the next one who asks need not go the whole way
        first.parent = at;
        first.tally = more;
    }
    return at;
}

/// The outage that has reached the horizon at the end of step t - 1.
void OutageRun::expire(std::size_t t) {
    const std::size_t start = t - horizon_;
    Tally tally;
    const std::int32_t by = root(static_cast<std::int32_t>(start), tally);
    const Node& node = nodes_[static_cast<std::size_t>(by)];
    Outage& outage = outages_[start];
    outage.censored = node.ended < 0;
    outage.steps = outage.censored ? static_cast<int>(horizon_) : node.ended - static_cast<int>(start);
    outage.hours = (outage.steps + (outage.censored ? 0 : node.part)) * island_.step_hours();
    const std::size_t end = start + static_cast<std::size_t>(outage.steps);
    for (std::size_t k = 0; k < load_classes; ++k) {
        outage.missed_steps[k] = tally.missed_steps[k] + node.tally.missed_steps[k];
        outage.unserved_kwh[k] = tally.unserved_kwh[k] + node.tally.unserved_kwh[k];
        outage.asked_kwh[k] = asked_kwh_[end * load_classes + k] - asked_kwh_[start * load_classes + k];
    }
    if (live_ > 0 && lanes_[0].start == static_cast<std::int32_t>(start)) gone_[0] = 1;
}

/// Which corner the levels lie at, each full or empty, put exactly there; -1 where one is neither.
std::int32_t OutageRun::corner(std::span<double> levels) const {
    std::int32_t code = 0;
    for (std::size_t s = 0; s < stores_; ++s) {
        const double near = at_limit * highest_[s];
        if (std::abs(levels[s] - highest_[s]) <= near) {
            levels[s] = highest_[s];
            code = code * 3 + 2;
        } else if (std::abs(levels[s] - lowest_[s]) <= near) {
            levels[s] = lowest_[s];
            code = code * 3 + 1;
        } else {
            return -1;
        }
    }
    return code;
}

void OutageRun::merge() {
    if (at_corner_.empty()) return;
    std::fill(at_corner_.begin(), at_corner_.end(), -1);
    for (std::size_t i = live_; i-- > 0;) {
        if (gone_[i] != 0 || lanes_[i].floods != 0) continue;
        const std::int32_t code = corner(levels(i));
        if (code < 0) continue;
        std::int32_t& first = at_corner_[static_cast<std::size_t>(code)];
        if (first < 0) {
            first = lanes_[i].start;
            continue;
        }
        Node& older = nodes_[static_cast<std::size_t>(lanes_[i].start)];
        const Node& younger = nodes_[static_cast<std::size_t>(first)];
        for (std::size_t k = 0; k < load_classes; ++k) {
            older.tally.missed_steps[k] -= younger.tally.missed_steps[k];
            older.tally.unserved_kwh[k] -= younger.tally.unserved_kwh[k];
        }
        older.parent = first;
        gone_[i] = 1;
    }
}

void OutageRun::compact() {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < live_; ++i) {
        if (gone_[i] != 0) continue;
        if (kept != i) {
            lanes_[kept] = lanes_[i];
            std::copy_n(levels_.begin() + static_cast<std::ptrdiff_t>(i * stores_), stores_,
                        levels_.begin() + static_cast<std::ptrdiff_t>(kept * stores_));
            gone_[kept] = 0;
        }
        ++kept;
    }
    live_ = kept;
}

}  // namespace gaiku::resilience
