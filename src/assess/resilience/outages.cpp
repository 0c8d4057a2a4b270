#include "assess/resilience/outages.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gaiku::resilience {
namespace {

/// Corners of the levels are looked up in a table of 3^stores; outages of districts with more stores are not merged.
constexpr std::size_t most_merged_stores = 8;

/// What counts as less of a stock than the lane has: below 0 whenever it is not the same.
double apart(double more) {
    return more == 0 ? 0 : std::min(more, -std::numeric_limits<double>::min());
}

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
    least_.resize(lanes * stores_);
    more_.resize(steps_ * stores_);
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
    std::fill(more_.begin(), more_.end(), 0.0);
    for (std::size_t t = 0; t + 1 < steps_ + horizon_; ++t) {
        if (t < steps_) begin(t);
        const std::size_t before = live_;
        for (std::size_t i = 0; i < before; ++i) {
            if (lanes_[i].first >= 0 && !has_plenty(i)) release(i, t);
        }
        put_in_order(before);
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
    lane.first = lane.last = -1;
    const auto& floods = island_.floods();
    for (std::size_t f = 0; f < floods.size(); ++f) lane.floods |= floods[f].in(months_[t]) ? 1U << f : 0U;
    for (std::size_t s = 0; s < stores_; ++s) levels(live_)[s] = island_.start_kwh(s, t);
    std::fill(least(live_).begin(), least(live_).end(), 0.0);
    gone_[live_] = 0;
    ++live_;
}

/// Whether all outages that a lane tells beside itself still go its way.
bool OutageRun::has_plenty(std::size_t lane) const {
    const double* kwh = levels_.data() + lane * stores_;
    const double* less = least_.data() + lane * stores_;
    for (std::size_t s = 0; s < stores_; ++s) {
        if (less[s] < 0 && kwh[s] + less[s] < plenty_[s]) return false;
    }
    return true;
}

/// Those that have no longer plenty of a stock go their own way.
void OutageRun::release(std::size_t lane, std::size_t t) {
    Lane& leader = lanes_[lane];
    const std::span<double> kwh = levels(lane), less = least(lane);
    std::fill(less.begin(), less.end(), 0.0);
    // Each has to know the lane itself before one of them is no longer told by it.
    Tally beside;
    for (std::int32_t start = leader.first; start >= 0; start = node(start).next) root(start, beside);
    std::int32_t start = leader.first;
    leader.first = leader.last = -1;
    while (start >= 0) {
        const std::int32_t next = node(start).next;
        if (t - static_cast<std::size_t>(start) < horizon_) {
            bool plenty = true;
            for (std::size_t s = 0; s < stores_; ++s)
                plenty = plenty && (more(start)[s] == 0 || kwh[s] + std::min(0.0, more(start)[s]) >= plenty_[s]);
            if (plenty) {
                (leader.last < 0 ? leader.first : node(leader.last).next) = start;
                leader.last = start;
                node(start).next = -1;
                for (std::size_t s = 0; s < stores_; ++s) less[s] = std::min(less[s], apart(more(start)[s]));
            } else {
                own_way(lane, start);
            }
        }
        start = next;
    }
}

/// An outage that a lane has told so far becomes a lane, the last one.
void OutageRun::own_way(std::size_t lane, std::int32_t start) {
    Node& is = node(start);
    const Node& leader = node(lanes_[lane].start);
    for (std::size_t k = 0; k < load_classes; ++k) {
        is.tally.missed_steps[k] += leader.tally.missed_steps[k];
        is.tally.unserved_kwh[k] += leader.tally.unserved_kwh[k];
    }
    is.parent = is.next = -1;
    lanes_[live_] = {.start = start};
    gone_[live_] = 0;
    for (std::size_t s = 0; s < stores_; ++s) {
        levels(live_)[s] = levels(lane)[s] + more(start)[s];
        least(live_)[s] = more(start)[s] = 0;
    }
    ++live_;
}

/// Lanes from `from` on are new: the oldest outage comes first again.
void OutageRun::put_in_order(std::size_t from) {
    for (std::size_t i = from; i < live_; ++i) {
        for (std::size_t at = i; at > 0 && lanes_[at - 1].start > lanes_[at].start; --at) {
            std::swap(lanes_[at - 1], lanes_[at]);
            std::swap(gone_[at - 1], gone_[at]);
            std::swap_ranges(levels(at).begin(), levels(at).end(), levels(at - 1).begin());
            std::swap_ranges(least(at).begin(), least(at).end(), least(at - 1).begin());
        }
    }
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
std::int32_t OutageRun::root(std::int32_t start, Tally& beside) {
    beside = {};
    std::int32_t at = start;
    while (node(at).parent >= 0) {
        const Node& is = node(at);
        for (std::size_t k = 0; k < load_classes; ++k) {
            beside.missed_steps[k] += is.tally.missed_steps[k];
            beside.unserved_kwh[k] += is.tally.unserved_kwh[k];
        }
        if (at != start) {
            for (std::size_t s = 0; s < stores_; ++s) more(start)[s] += more(at)[s];
        }
        at = is.parent;
    }
    if (at != start) {  // the next one who asks need not go the whole way
        node(start).parent = at;
        node(start).tally = beside;
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

/// Which corner the levels lie at, each full or empty, put exactly there, or with plenty of a stock; -1 where one is
/// none of it.
std::int32_t OutageRun::corner(std::span<double> levels) const {
    std::int32_t code = 0;
    for (std::size_t s = 0; s < stores_; ++s) {
        const double near = at_limit * highest_[s];
        code *= 3;
        if (levels[s] >= plenty_[s]) continue;
        if (std::abs(levels[s] - highest_[s]) <= near) {
            levels[s] = highest_[s];
            code += 2;
        } else if (std::abs(levels[s] - lowest_[s]) <= near) {
            levels[s] = lowest_[s];
            code += 1;
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
            first = static_cast<std::int32_t>(i);
        } else {
            tell_by(i, static_cast<std::size_t>(first));
        }
    }
}

/// The outages of a lane are told by another, of a younger outage.
void OutageRun::tell_by(std::size_t lane, std::size_t other) {
    Lane& older = lanes_[lane];
    Lane& younger = lanes_[other];
    Node& is = node(older.start);
    const Node& by = node(younger.start);
    for (std::size_t k = 0; k < load_classes; ++k) {
        is.tally.missed_steps[k] -= by.tally.missed_steps[k];
        is.tally.unserved_kwh[k] -= by.tally.unserved_kwh[k];
    }
    for (std::size_t s = 0; s < stores_; ++s) {
        const double beyond = levels(lane)[s] - levels(other)[s];
        more(older.start)[s] = beyond;
        least(other)[s] = std::min({least(other)[s], apart(beyond + least(lane)[s]), apart(beyond)});
        if (least(lane)[s] != 0) least(other)[s] = std::min(least(other)[s], apart(1));
    }
    is.parent = younger.start;
    is.next = older.first;
    const std::int32_t last = older.last < 0 ? older.start : older.last;
    (younger.last < 0 ? younger.first : node(younger.last).next) = older.start;
    younger.last = last;
    gone_[lane] = 1;
}

void OutageRun::compact() {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < live_; ++i) {
        if (gone_[i] != 0) continue;
        if (kept != i) {
            lanes_[kept] = lanes_[i];
            std::copy_n(levels(i).begin(), stores_, levels(kept).begin());
            std::copy_n(least(i).begin(), stores_, least(kept).begin());
            gone_[kept] = 0;
        }
        ++kept;
    }
    live_ = kept;
}

}  // namespace gaiku::resilience
