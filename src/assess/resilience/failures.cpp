#include "assess/resilience/failures.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <optional>

namespace gaiku::resilience {
namespace {

constexpr double negligible = 1e-15;
constexpr double at_limit = 1e-12;  // of a store: rounding of what was charged

/// Where all histories are too many. From every 25th step on: all hours of the day and all seasons, as 25 shares no
/// divisor with 24 or 48.
FailureDetail less_closely(const Island& island, double apart) {
    constexpr std::size_t every = 25, few_steps = 400;
    return {apart, island.steps() > few_steps ? every : 1};
}

double binomial(int n, int m, double p) {
    double ways = 1;
    for (int i = 0; i < m; ++i) ways = ways * (n - i) / (i + 1);
    return ways * std::pow(p, m) * std::pow(1 - p, n - m);
}

/// A part of an outage's probability.
struct Share {
    std::size_t start = 0;
    double mass = 0;
};

/// A state that outages are in: while a flood lasts those of one start only.
struct Node {
    std::size_t units = 0;
    std::uint32_t floods = 0;
    std::vector<double> levels;
    std::vector<Share> shares;  ///< by start
};

class FailureRun {
public:
    FailureRun(const Island& island, const std::vector<std::uint8_t>& months, const std::vector<double>& told_hours,
               const FailureDetail& detail, std::size_t most_steps)
        : island_(island),
          months_(months),
          detail_(detail),
          most_steps_(most_steps),
          states_(island.generators()),
          steps_(island.steps()),
          horizon_(static_cast<std::size_t>(island.terms().horizon_steps)),
          told_(told_hours.size()) {
        told_at_.assign(horizon_ + 1, -1);
        for (std::size_t i = 0; i < told_; ++i)
            told_at_[static_cast<std::size_t>(std::llround(told_hours[i] / island.step_hours()))] =
                static_cast<std::int32_t>(i);
        alive_.resize(steps_);
        result_.hours.assign(steps_, 0.0);
        result_.probability.assign(steps_ * told_, 0.0);
    }

    /// Nothing where it takes more steps than it may.
    std::optional<Failures> run() {
        for (std::size_t t = 0; t + 1 < steps_ + horizon_; ++t) {
            if (t < steps_ && t % detail_.every == 0) begin(t);
            next_.clear();
            for (Node& node : now_) {
                step(node, t);
                if (result_.steps_run > most_steps_) return {};
            }
            merge();
            tell(t);
            std::swap(now_, next_);
        }
        const std::size_t starts = (steps_ + detail_.every - 1) / detail_.every;
        result_.lasted /= static_cast<double>(starts);
        result_.detail = detail_;
        return std::move(result_);
    }

private:
    void begin(std::size_t t) {
        for (std::size_t m = 0; m < states_.count(); ++m) {
            double probability = 1;
            for (std::size_t g = 0; g < island_.generators().size(); ++g) {
                const Reliability& is = island_.generators()[g];
                probability *= binomial(is.units, states_.of(m, g), is.starts());
            }
            if (probability <= negligible) continue;
            Node node{m, 0, {}, {{t, probability}}};
            for (std::size_t f = 0; f < island_.floods().size(); ++f)
                node.floods |= island_.floods()[f].in(months_[t]) ? 1U << f : 0U;
            for (std::size_t s = 0; s < island_.stores(); ++s) node.levels.push_back(island_.start_kwh(s, t));
            now_.push_back(std::move(node));
        }
    }

    void step(Node& node, std::size_t t) {
        const std::size_t age = t - node.shares.front().start;
        for (std::size_t f = 0; f < island_.floods().size(); ++f) {
            if (age >= static_cast<std::size_t>(island_.floods()[f].steps)) node.floods &= ~(1U << f);
        }
        branch(node, t, node.units, 0, 1);
    }

    /// The step with units of a state; those of generators in `drawn` are known to last it.
    void branch(const Node& node, std::size_t t, std::size_t units, std::uint32_t drawn, double probability) {
        std::vector<double> levels = node.levels;
        const Served served = island_.run(t % steps_, {node.floods, units}, levels);
        ++result_.steps_run;
        const auto& generators = island_.generators();
        std::size_t next = 0;
        while (next < generators.size() &&
               ((served.ran >> next & 1U) == 0 || (drawn >> next & 1U) != 0 || generators[next].fails_in_hour <= 0))
            ++next;
        if (next == generators.size()) {
            leaf(node, t, units, served, std::move(levels), probability);
            return;
        }
        // Its units that fail in this step give nothing in it: the step is run again without them.
        const double lasts = std::pow(1 - generators[next].fails_in_hour, island_.step_hours());
        const int running = states_.of(units, next);
        for (int left = running; left >= 0; --left) {
            const double p = probability * binomial(running, left, lasts);
            if (p <= negligible) continue;
            branch(node, t, without(units, next, running - left), drawn | 1U << next, p);
        }
    }

    [[nodiscard]] std::size_t without(std::size_t units, std::size_t generator, int fewer) const {
        std::size_t weight = 1;
        for (std::size_t g = 0; g < generator; ++g)
            weight *= static_cast<std::size_t>(island_.generators()[g].units) + 1;
        return units + weight * static_cast<std::size_t>(fewer);
    }

    void leaf(const Node& node, std::size_t t, std::size_t units, const Served& served, std::vector<double> levels,
              double probability) {
        if (served.full <= island_.terms().last()) {
            double load = 0, met = 0;
            for (std::size_t k = 0; k <= island_.terms().last(); ++k) {
                load += island_.load_kw(k, t % steps_);
                met += served.share(k) * island_.load_kw(k, t % steps_);
            }
            const double hours = (load > 0 ? met / load : 0) * island_.step_hours();
            for (const Share& share : node.shares) result_.hours[share.start] += share.mass * probability * hours;
            return;
        }
        Node next{units, node.floods, std::move(levels), {}};
        for (const Share& share : node.shares) {
            const double mass = share.mass * probability;
            if (mass > negligible) next.shares.push_back({share.start, mass});
        }
        if (!next.shares.empty()) next_.push_back(std::move(next));
    }

    /// What tells a state apart: for each level the corner at which it lies, or its hundredth of the store where that
    /// is enough; nothing where it is like no other.
    [[nodiscard]] std::optional<std::vector<std::int32_t>> place(std::vector<double>& levels) const {
        std::vector<std::int32_t> places;
        for (std::size_t s = 0; s < levels.size(); ++s) {
            const double high = island_.highest_kwh(s), low = island_.lowest_kwh(s);
            if (std::abs(levels[s] - high) <= at_limit * high) {
                levels[s] = high;
                places.push_back(-1);
            } else if (std::abs(levels[s] - low) <= at_limit * high) {
                levels[s] = low;
                places.push_back(-2);
            } else if (detail_.levels_apart > 0) {
                places.push_back(static_cast<std::int32_t>(levels[s] / (high * detail_.levels_apart)));
            } else {
                return {};
            }
        }
        return places;
    }

    static double mass(const Node& node) {
        return std::accumulate(node.shares.begin(), node.shares.end(), 0.0,
                               [](double sum, const Share& share) { return sum + share.mass; });
    }

    void merge() {
        known_.clear();
        std::size_t kept = 0;
        for (std::size_t i = 0; i < next_.size(); ++i) {
            auto at = next_[i].floods != 0 ? std::nullopt : place(next_[i].levels);
            if (at) {
                const auto [known, is_new] = known_.try_emplace({next_[i].units, std::move(*at)}, kept);
                if (!is_new) {
                    join(next_[known->second], next_[i]);
                    continue;
                }
            }
            if (kept != i) std::swap(next_[kept], next_[i]);
            ++kept;
        }
        next_.resize(kept);
    }

    /// Their levels are the mean, which at a limit is the same.
    void join(Node& into, const Node& more) {
        if (detail_.levels_apart > 0) {
            const double a = mass(into), b = mass(more);
            for (std::size_t s = 0; s < into.levels.size(); ++s) {
                if (into.levels[s] != more.levels[s])
                    into.levels[s] = (a * into.levels[s] + b * more.levels[s]) / (a + b);
            }
        }
        join(into.shares, more.shares);
    }

    void join(std::vector<Share>& into, const std::vector<Share>& more) {
        joined_.clear();
        auto a = into.begin();
        for (const Share& b : more) {
            while (a != into.end() && a->start < b.start) joined_.push_back(*a++);
            if (a != into.end() && a->start == b.start) {
                joined_.push_back({b.start, a->mass + b.mass});
                ++a;
            } else {
                joined_.push_back(b);
            }
        }
        joined_.insert(joined_.end(), a, into.end());
        std::swap(into, joined_);
    }

    /// What is alive at the end of a step, by start; outages at the horizon are dropped.
    void tell(std::size_t t) {
        const std::size_t first = t + 1 >= horizon_ ? t + 1 - horizon_ : 0;
        const std::size_t last = std::min(t, steps_ - 1);
        std::fill(alive_.begin() + static_cast<std::ptrdiff_t>(first),
                  alive_.begin() + static_cast<std::ptrdiff_t>(last) + 1, 0.0);
        for (const Node& node : next_) {
            for (const Share& share : node.shares) alive_[share.start] += share.mass;
        }
        for (std::size_t s = first; s <= last; ++s) {
            result_.hours[s] += alive_[s] * island_.step_hours();
            const std::int32_t told = told_at_[t + 1 - s];
            if (told >= 0) result_.probability[s * told_ + static_cast<std::size_t>(told)] = alive_[s];
        }
        if (t + 1 < horizon_) return;
        result_.lasted += alive_[first];
        for (Node& node : next_) {
            if (node.shares.front().start == first) node.shares.erase(node.shares.begin());
        }
        std::erase_if(next_, [](const Node& node) { return node.shares.empty(); });
    }

    const Island& island_;
    const std::vector<std::uint8_t>& months_;
    FailureDetail detail_;
    std::size_t most_steps_;
    UnitStates states_;
    std::size_t steps_, horizon_, told_;
    std::vector<std::int32_t> told_at_;  ///< index of the told hour at each age, or -1
    std::vector<double> alive_;
    std::vector<Node> now_, next_;
    std::vector<Share> joined_;
    std::map<std::pair<std::size_t, std::vector<std::int32_t>>, std::size_t> known_;
    Failures result_;
};

/// Sums up curves of starts.
class Sum {
public:
    void add(const Failures& failures, std::size_t start, std::size_t told) {
        curve_.probability.resize(told);
        curve_.starts += 1;
        curve_.mean_hours += failures.hours[start];
        for (std::size_t i = 0; i < told; ++i) curve_.probability[i] += failures.probability[start * told + i];
    }
    Curve mean(std::size_t told) {
        curve_.probability.resize(told);
        if (curve_.starts > 0) {
            curve_.mean_hours /= curve_.starts;
            for (double& p : curve_.probability) p /= curve_.starts;
        }
        return std::move(curve_);
    }

private:
    Curve curve_;
};

}  // namespace

bool may_fail(const Island& island) {
    return std::any_of(island.generators().begin(), island.generators().end(),
                       [](const Reliability& is) { return !is.is_certain(); });
}

Failures run_failures(const Island& island, const std::vector<std::uint8_t>& months,
                      const std::vector<double>& told_hours, const std::optional<FailureDetail>& detail) {
    const auto run = [&](const FailureDetail& with, std::size_t most) {
        return FailureRun(island, months, told_hours, with, most).run();
    };
    constexpr auto any = std::numeric_limits<std::size_t>::max();
    if (detail) return std::move(*run(*detail, any));
    const std::size_t most = island.most_exact_steps();
    if (auto exact = run({}, most)) return std::move(*exact);
    for (const double apart : {0.0001, 0.001}) {
        if (auto close = run(less_closely(island, apart), 2 * most)) return std::move(*close);
    }
    return std::move(*run(less_closely(island, 0.01), any));
}

void add_failures(const Island& island, const Failures& failures, const std::vector<std::uint8_t>& months,
                  Survival& survival) {
    const std::size_t told = survival.hours.size();
    constexpr std::size_t hours_a_day = 24;
    Sum all;
    std::array<Sum, 4> seasons;
    std::vector<Sum> start_hours(hours_a_day);
    for (std::size_t s = 0; s < island.steps(); s += failures.detail.every) {
        all.add(failures, s, told);
        seasons[static_cast<std::size_t>(season_of(months[s]))].add(failures, s, told);
        start_hours[start_hour(s, island.step_hours())].add(failures, s, told);
    }
    survival.without_failures = std::move(survival.all);
    survival.all = all.mean(told);
    survival.lasted = failures.lasted;
    survival.failures = failures.detail;
    for (std::size_t i = 0; i < seasons.size(); ++i) survival.seasons[i] = seasons[i].mean(told);
    for (std::size_t i = 0; i < hours_a_day; ++i) survival.start_hours[i] = start_hours[i].mean(told);
}

}  // namespace gaiku::resilience
