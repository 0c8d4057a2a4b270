#include "assess/resilience/failure_run.h"

#include <bit>
#include <cmath>
#include <limits>

namespace gaiku::resilience {
namespace {

/// Less probable than this is rounding.
constexpr double negligible = 1e-15;
/// What is left of a probability when all of it has ended.
constexpr double none_left = 1e-12;
/// Levels that differ by less than this part of a store are the same: rounding of what was charged and given.
constexpr double same_level = 1e-11;

double binomial(int n, int m, double p) {
    double ways = 1;
    for (int i = 0; i < m; ++i) ways = ways * (n - i) / (i + 1);
    return ways * std::pow(p, m) * std::pow(1 - p, n - m);
}

}  // namespace

FailureRun::FailureRun(const Island& island, const std::vector<std::uint8_t>& months,
                       const std::vector<double>& told_hours, const FailureLimits& limits)
    : island_(island),
      months_(months),
      limits_(limits),
      states_(island.generators()),
      steps_(island.steps()),
      stores_(island.stores()),
      horizon_(static_cast<std::size_t>(island.terms().horizon_steps)),
      told_(told_hours.size()),
      least_mass_(negligible) {
    for (std::size_t age = 0, i = 0; age <= horizon_; ++age) {
        while (i < told_ && std::llround(told_hours[i] / island.step_hours()) <= static_cast<long long>(age)) ++i;
        next_told_.push_back(i);
    }
    for (std::size_t s = 0; s < stores_; ++s) {
        same_kwh_.push_back(same_level * island.highest_kwh(s));
        if (std::isfinite(island.plenty_kwh(s)) && stocks_.size() < most_loose) stocks_.push_back(s);
    }
    ended_.assign(steps_ * told_, 0.0);
    open_.assign(steps_ * told_, 0.0);
    result_.hours.assign(steps_, 0.0);
    result_.more_hours.assign(steps_, 0.0);
}

Failures FailureRun::run() {
    for (std::size_t t = 0; t + 1 < steps_ + horizon_; ++t) {
        if (t < steps_) begin(t);
        next_.clear();
        for (std::size_t i = 0; i < now_.nodes.size(); ++i) step(i, t);  // which may add more of them
        merge();
        if (t + 1 >= horizon_) expire(t + 1 - horizon_);
        keep_within(t);
        std::swap(now_, next_);
    }
    return told();
}

void FailureRun::begin(std::size_t t) {
    std::vector<double> levels;
    for (std::size_t s = 0; s < stores_; ++s) levels.push_back(island_.start_kwh(s, t));
    for (std::size_t m = 0; m < states_.count(); ++m) {
        double probability = 1;
        for (std::size_t g = 0; g < island_.generators().size(); ++g) {
            const Reliability& is = island_.generators()[g];
            probability *= binomial(is.units, states_.of(m, g), is.starts());
        }
        if (probability <= negligible) continue;
        Node node;
        node.units = m;
        node.shares.push_back({static_cast<std::uint32_t>(t), probability, {}});
        for (std::size_t f = 0; f < island_.floods().size(); ++f)
            node.floods |= island_.floods()[f].in(months_[t]) ? 1U << f : 0U;
        for (std::size_t k = 0; k < stocks_.size(); ++k) {
            const double level = levels[stocks_[k]];
            if (level > 0 && level >= island_.plenty_kwh(stocks_[k])) node.loose |= 1U << k;
        }
        now_.add(std::move(node), levels);
    }
}

void FailureRun::step(std::size_t i, std::size_t t) {
    split(i);
    Node& node = now_.nodes[i];
    if (node.size() == 0) return;
    if (node.floods != 0) {
        const std::size_t age = t - node.live().front().start;
        for (std::size_t f = 0; f < island_.floods().size(); ++f) {
            if (age >= static_cast<std::size_t>(island_.floods()[f].steps)) node.floods &= ~(1U << f);
        }
    }
    leaves_.clear();
    leaf_levels_.clear();
    branch(node.floods, std::span(now_.levels).subspan(i * stores_, stores_), t, {node.units, 0, 1});
    for (std::size_t l = 0; l < leaves_.size(); ++l) {
        const Leaf& leaf = leaves_[l];
        if (leaf.served.full <= island_.terms().last()) {
            end(node, leaf, t);
            continue;
        }
        const auto levels = std::span(leaf_levels_).subspan(l * stores_, stores_);
        if (l + 1 == leaves_.size()) {
            go_on(std::move(node), leaf, levels, t);
            return;
        }
        go_on(node, leaf, levels, t);
    }
}

/// The step with units of a state: what comes of it stands in leaves_.
void FailureRun::branch(std::uint32_t floods, std::span<const double> before, std::size_t t, const Branch& is) {
    std::vector<double>& all = leaf_levels_;
    const std::size_t at = all.size(), leaf = leaves_.size();
    all.insert(all.end(), before.begin(), before.end());
    const Served served = island_.run(t % steps_, {floods, is.units}, std::span(all).subspan(at, stores_));
    ++runs_;
    leaves_.push_back({is.units, served, is.probability});
    const auto& generators = island_.generators();
    std::uint32_t drawn = is.drawn;
    double none_fails = is.probability;
    for (std::size_t next = 0; next < generators.size(); ++next) {
        const std::uint32_t bit = 1U << next;
        if ((served.ran & bit) == 0 || (drawn & bit) != 0 || generators[next].fails_in_hour <= 0) continue;
        // Its units that fail in this step give nothing in it: the step is run again without them.
        drawn |= bit;
        const double lasts = std::pow(1 - generators[next].fails_in_hour, island_.step_hours());
        const int running = states_.of(is.units, next);
        for (int left = 0; left < running; ++left) {
            const double p = none_fails * binomial(running, left, lasts);
            if (p > negligible) branch(floods, before, t, {without(is.units, next, running - left), drawn, p});
        }
        none_fails *= binomial(running, running, lasts);
    }
    leaves_[leaf].probability = none_fails;
}

std::size_t FailureRun::without(std::size_t units, std::size_t generator, int fewer) const {
    std::size_t weight = 1;
    for (std::size_t g = 0; g < generator; ++g) weight *= static_cast<std::size_t>(island_.generators()[g].units) + 1;
    return units + weight * static_cast<std::size_t>(fewer);
}

void FailureRun::end(const Node& node, const Leaf& leaf, std::size_t t) {
    double load = 0, met = 0;
    for (std::size_t k = 0; k <= island_.terms().last(); ++k) {
        load += island_.load_kw(k, t % steps_);
        met += leaf.served.share(k) * island_.load_kw(k, t % steps_);
    }
    const double part = load > 0 ? met / load : 0;
    for (const Share& share : node.live()) {
        const double mass = share.mass * node.factor * leaf.probability;
        const std::size_t age = t - share.start;
        result_.hours[share.start] += mass * (static_cast<double>(age) + part) * island_.step_hours();
        lose(ended_, share.start, age, mass);
    }
}

void FailureRun::go_on(Node node, const Leaf& leaf, std::span<const double> levels, std::size_t t) {
    node.units = leaf.units;
    node.factor *= leaf.probability;
    for (std::size_t k = 0; k < stocks_.size(); ++k) {
        if (node.is_loose(k) && levels[stocks_[k]] <= 0) forget(node, k);  // nothing can burn it any more
    }
    if (leaf.probability < 1) {
        std::size_t kept = 0;
        for (const Share& share : node.live()) {
            if (share.mass * node.factor > least_mass_) {
                node.shares[kept++] = share;
            } else {
                leave_out(share.start, share.mass * node.factor, t);
            }
        }
        node.shares.resize(kept);
        node.first = 0;
    }
    if (node.size() > 0) next_.add(std::move(node), levels);
}

/// The outage that has reached the horizon.
void FailureRun::expire(std::size_t start) {
    const double hours = static_cast<double>(horizon_) * island_.step_hours();
    next_.filter(stores_, [&](Node& node, std::span<double> levels, std::size_t) {
        const std::size_t before = node.first;
        while (node.size() > 0 && node.live().front().start == start)
            result_.hours[start] += node.shares[node.first++].mass * node.factor * hours;
        if (node.first != before) lowest(node, levels);
        return node.size() == 0;
    });
}

/// Where states or shares are too many, the least probable are left out, and how probable they were is told.
void FailureRun::keep_within(std::size_t t) {
    while (next_.shares() > limits_.most_shares) {
        least_mass_ *= 10;
        leave_out_shares(t);
    }
    const double runs_a_state = static_cast<double>(runs_) / static_cast<double>(std::max<std::size_t>(1, seen_));
    seen_ += next_.nodes.size();
    // A step may take what those before it have left of their shares; and, as seasons differ in how many histories
    // there are, twice its share of all that is left.
    const double budget = static_cast<double>(limits_.most_runs), run = static_cast<double>(runs_);
    const double saved = budget * static_cast<double>(t + 2) / static_cast<double>(steps_ + horizon_) - run;
    const double share = 2 * (budget - run) / static_cast<double>(steps_ + horizon_ - t - 1);
    const double left = std::max({0.0, saved, share}) / std::max(1.0, runs_a_state);
    const auto most = std::max(limits_.least_states, static_cast<std::size_t>(left));
    if (next_.nodes.size() > most) leave_out_states(most, t);
}

void FailureRun::leave_out_shares(std::size_t t) {
    next_.filter(stores_, [&](Node& node, std::span<double> levels, std::size_t) {
        node.plain();
        std::erase_if(node.shares, [&](const Share& share) {
            if (share.mass > least_mass_) return false;
            leave_out(share.start, share.mass, t);
            return true;
        });
        lowest(node, levels);
        return node.size() == 0;
    });
}

void FailureRun::leave_out_states(std::size_t most, std::size_t t) {
    std::vector<double> masses;
    for (const Node& node : next_.nodes) masses.push_back(node.mass());
    const auto at = masses.end() - static_cast<std::ptrdiff_t>(most);
    std::nth_element(masses.begin(), at, masses.end());
    const double least = *at;
    next_.filter(stores_, [&](Node& node, std::span<double>, std::size_t) {
        if (node.mass() >= least) return false;
        for (const Share& share : node.live()) leave_out(share.start, share.mass * node.factor, t);
        return true;
    });
}

/// What is not followed further counts as ended now; that it may last to the horizon is told beside.
void FailureRun::leave_out(std::size_t start, double mass, std::size_t t) {
    const std::size_t age = t + 1 - start;
    result_.hours[start] += mass * static_cast<double>(age) * island_.step_hours();
    result_.more_hours[start] += mass * static_cast<double>(horizon_ - age) * island_.step_hours();
    lose(open_, start, age, mass);
}

void FailureRun::lose(std::vector<double>& of, std::size_t start, std::size_t age, double mass) {
    const std::size_t told = next_told_[age];
    if (told < told_) of[start * told_ + told] += mass;
}

Failures FailureRun::told() {
    result_.probability.resize(steps_ * told_);
    result_.more.resize(steps_ * told_);
    for (std::size_t start = 0; start < steps_; ++start) {
        double ended = 0, open = 0;
        for (std::size_t i = start * told_; i < (start + 1) * told_; ++i) {
            ended += ended_[i];
            open += open_[i];
            const double lasts = 1 - ended - open;
            result_.probability[i] = lasts < none_left ? 0 : lasts;
            result_.more[i] = open;
        }
        result_.lasted += result_.probability[(start + 1) * told_ - 1] / static_cast<double>(steps_);
    }
    result_.steps_run = runs_;
    return std::move(result_);
}

}  // namespace gaiku::resilience
