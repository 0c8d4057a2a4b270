#include "assess/resilience/failures.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <span>

#include "assess/resilience/failure_states.h"

namespace gaiku::resilience {
namespace {

constexpr double negligible = 1e-15;

/// Where all histories are too many, one after the other. First levels that hardly differ are taken together, which
/// changes little; only where that is not enough outages begin at every 25th step: all hours of the day and all
/// seasons, as 25 shares no divisor with 24 or 48.
std::vector<FailureDetail> less_closely(const Island& island) {
    constexpr std::size_t every = 25, few_steps = 400;
    std::vector<FailureDetail> all{{0.0001, 1}, {0.01, 1}};
    if (island.steps() > few_steps) {
        for (const double apart : {0.0001, 0.001, 0.01}) all.push_back({apart, every});
    }
    return all;
}

double binomial(int n, int m, double p) {
    double ways = 1;
    for (int i = 0; i < m; ++i) ways = ways * (n - i) / (i + 1);
    return ways * std::pow(p, m) * std::pow(1 - p, n - m);
}

class FailureRun {
public:
    FailureRun(const Island& island, const std::vector<std::uint8_t>& months, const std::vector<double>& told_hours,
               const FailureDetail& detail, std::size_t most)
        : island_(island),
          months_(months),
          detail_(detail),
          most_(most),
          states_(island.generators()),
          steps_(island.steps()),
          stores_(island.stores()),
          horizon_(static_cast<std::size_t>(island.terms().horizon_steps)),
          told_(told_hours.size()) {
        told_at_.assign(horizon_ + 1, -1);
        for (std::size_t i = 0; i < told_; ++i)
            told_at_[static_cast<std::size_t>(std::llround(told_hours[i] / island.step_hours()))] =
                static_cast<std::int32_t>(i);
        levels_.resize((island.generators().size() + 1) * stores_);
        alive_.resize(steps_);
        result_.hours.assign(steps_, 0.0);
        result_.probability.assign(steps_ * told_, 0.0);
    }

    /// Nothing where it takes more steps than it may.
    std::optional<Failures> run() {
        for (std::size_t t = 0; t + 1 < steps_ + horizon_; ++t) {
            if (t < steps_ && t % detail_.every == 0) begin(t);
            next_.clear();
            for (std::size_t i = 0; i < now_.nodes.size(); ++i) {
                step(now_.nodes[i], std::span(now_.levels).subspan(i * stores_, stores_), t);
                if (work_ > most_) return {};
            }
            if (will_not_do(t)) return {};
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
    /// Whether more work than allowed is to be expected, so that nothing is gained by going on: what a step of the year
    /// takes grows until the first outages have reached the horizon, so that this is the least of it.
    [[nodiscard]] bool will_not_do(std::size_t t) const {
        constexpr double more = 1.2;  // seasons differ
        const auto a_week = static_cast<std::size_t>(7 * 24 / island_.step_hours());
        if (t < a_week) return false;
        const auto part = static_cast<double>(t + 1) / static_cast<double>(steps_ + horizon_);
        return static_cast<double>(work_) > more * static_cast<double>(most_) * part;
    }

    void begin(std::size_t t) {
        for (std::size_t m = 0; m < states_.count(); ++m) {
            double probability = 1;
            for (std::size_t g = 0; g < island_.generators().size(); ++g) {
                const Reliability& is = island_.generators()[g];
                probability *= binomial(is.units, states_.of(m, g), is.starts());
            }
            if (probability <= negligible) continue;
            Node node{m, 0, {t, probability}, {}};
            for (std::size_t f = 0; f < island_.floods().size(); ++f)
                node.floods |= island_.floods()[f].in(months_[t]) ? 1U << f : 0U;
            for (std::size_t s = 0; s < stores_; ++s) levels_[s] = island_.start_kwh(s, t);
            now_.add(std::move(node), std::span(levels_).first(stores_));
        }
    }

    void step(Node& node, std::span<const double> levels, std::size_t t) {
        const std::size_t age = t - node.first.start;
        for (std::size_t f = 0; f < island_.floods().size(); ++f) {
            if (age >= static_cast<std::size_t>(island_.floods()[f].steps)) node.floods &= ~(1U << f);
        }
        branch(node, levels, t, {node.units, 0, 0, 1});
    }

    struct Branch {
        std::size_t units = 0;
        std::uint32_t drawn = 0;  ///< generators whose units are known to last the step
        std::size_t depth = 0;    ///< how many these are
        double probability = 1;
    };

    /// The step with units of a state.
    void branch(const Node& node, std::span<const double> before, std::size_t t, const Branch& is) {
        const auto [units, drawn, depth, probability] = is;
        const auto levels = std::span(levels_).subspan(depth * stores_, stores_);
        std::copy(before.begin(), before.end(), levels.begin());
        const Served served = island_.run(t % steps_, {node.floods, units}, levels);
        ++result_.steps_run;
        ++work_;
        const auto& generators = island_.generators();
        std::size_t next = 0;
        while (next < generators.size() &&
               ((served.ran >> next & 1U) == 0 || (drawn >> next & 1U) != 0 || generators[next].fails_in_hour <= 0))
            ++next;
        if (next == generators.size()) {
            leaf(node, t, units, served, levels, probability);
            return;
        }
        // Its units that fail in this step give nothing in it: the step is run again without them.
        const double lasts = std::pow(1 - generators[next].fails_in_hour, island_.step_hours());
        const int running = states_.of(units, next);
        for (int left = running; left >= 0; --left) {
            const double p = probability * binomial(running, left, lasts);
            if (p <= negligible) continue;
            branch(node, before, t, {without(units, next, running - left), drawn | 1U << next, depth + 1, p});
        }
    }

    [[nodiscard]] std::size_t without(std::size_t units, std::size_t generator, int fewer) const {
        std::size_t weight = 1;
        for (std::size_t g = 0; g < generator; ++g)
            weight *= static_cast<std::size_t>(island_.generators()[g].units) + 1;
        return units + weight * static_cast<std::size_t>(fewer);
    }

    void leaf(const Node& node, std::size_t t, std::size_t units, const Served& served, std::span<const double> levels,
              double probability) {
        if (served.full <= island_.terms().last()) {
            double load = 0, met = 0;
            for (std::size_t k = 0; k <= island_.terms().last(); ++k) {
                load += island_.load_kw(k, t % steps_);
                met += served.share(k) * island_.load_kw(k, t % steps_);
            }
            const double hours = (load > 0 ? met / load : 0) * island_.step_hours();
            node.each([&](const Share& share) { result_.hours[share.start] += share.mass * probability * hours; });
            return;
        }
        Node next{units, node.floods, {}, {}};
        work_ += node.more.size();
        bool any = false;
        node.each([&](const Share& share) {
            const Share part{share.start, share.mass * probability};
            if (part.mass <= negligible) return;
            if (any) {
                next.more.push_back(part);
            } else {
                next.first = part;
            }
            any = true;
        });
        if (any) next_.add(std::move(next), levels);
    }

    /// What tells a state apart: for each level the corner at which it lies, or its hundredth of the store where that
    /// is enough; nothing where it is like no other.
    [[nodiscard]] std::optional<std::vector<std::int32_t>> place(std::span<double> levels) const {
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

    void merge() {
        known_.clear();
        next_.filter(stores_, [&](Node& node, std::span<double> levels, std::size_t at) {
            auto is = node.floods != 0 ? std::nullopt : place(levels);
            if (!is) return false;
            const auto [known, is_new] = known_.try_emplace({node.units, std::move(*is)}, at);
            if (is_new) return false;
            join(known->second, node, levels);
            return true;
        });
    }

    /// Their levels are the mean, which at a limit is the same.
    void join(std::size_t at, const Node& more, std::span<const double> levels) {
        Node& into = next_.nodes[at];
        if (detail_.levels_apart > 0) {
            const double a = into.mass(), b = more.mass();
            for (std::size_t s = 0; s < stores_; ++s) {
                double& level = next_.levels[at * stores_ + s];
                if (level != levels[s]) level = (a * level + b * levels[s]) / (a + b);
            }
        }
        joined_.clear();
        work_ += into.more.size() + more.more.size();
        into.each([&](const Share& share) { joined_.push_back(share); });
        const auto first = static_cast<std::ptrdiff_t>(joined_.size());
        more.each([&](const Share& share) { joined_.push_back(share); });
        std::inplace_merge(joined_.begin(), joined_.begin() + first, joined_.end(),
                           [](const Share& a, const Share& b) { return a.start < b.start; });
        into.more.clear();
        into.first = joined_.front();
        for (auto share = joined_.begin() + 1; share != joined_.end(); ++share) {
            Share& last = into.more.empty() ? into.first : into.more.back();
            if (last.start == share->start) {
                last.mass += share->mass;
            } else {
                into.more.push_back(*share);
            }
        }
    }

    /// What is alive at the end of a step, by start; outages at the horizon are dropped.
    void tell(std::size_t t) {
        const std::size_t first = t + 1 >= horizon_ ? t + 1 - horizon_ : 0;
        const std::size_t last = std::min(t, steps_ - 1);
        std::fill(alive_.begin() + static_cast<std::ptrdiff_t>(first),
                  alive_.begin() + static_cast<std::ptrdiff_t>(last) + 1, 0.0);
        for (const Node& node : next_.nodes) node.each([&](const Share& share) { alive_[share.start] += share.mass; });
        for (std::size_t s = first; s <= last; ++s) {
            result_.hours[s] += alive_[s] * island_.step_hours();
            const std::int32_t told = told_at_[t + 1 - s];
            if (told >= 0) result_.probability[s * told_ + static_cast<std::size_t>(told)] = alive_[s];
        }
        if (t + 1 < horizon_) return;
        result_.lasted += alive_[first];
        next_.filter(stores_, [&](Node& node, std::span<const double>, std::size_t) {
            if (node.first.start != first) return false;
            if (node.more.empty()) return true;
            node.first = node.more.front();
            node.more.erase(node.more.begin());
            return false;
        });
    }

    const Island& island_;
    const std::vector<std::uint8_t>& months_;
    FailureDetail detail_;
    std::size_t most_, work_ = 0;  ///< steps run, and shares of outages carried on
    UnitStates states_;
    std::size_t steps_, stores_, horizon_, told_;
    std::vector<std::int32_t> told_at_;  ///< index of the told hour at each age, or -1
    std::vector<double> alive_;
    Generation now_, next_;
    std::vector<double> levels_;  ///< of the branch that is run, one set for each generator drawn
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

std::optional<Failures> run_failures(const Island& island, const std::vector<std::uint8_t>& months,
                                     const std::vector<double>& told_hours,
                                     const std::optional<FailureDetail>& detail) {
    const auto run = [&](const FailureDetail& with, std::size_t most) {
        return FailureRun(island, months, told_hours, with, most).run();
    };
    if (detail) return run(*detail, std::numeric_limits<std::size_t>::max());
    const std::size_t most = island.most_exact_steps();
    auto failures = run({}, most);
    const auto details = less_closely(island);
    for (auto less = details.begin(); !failures && less + 1 != details.end(); ++less) failures = run(*less, most);
    constexpr std::size_t last_resort = 5;  // rather a longer wait than nothing
    return failures ? std::move(failures) : run(details.back(), last_resort * most);
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
