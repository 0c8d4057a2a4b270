#include "simulate/program.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>

namespace gaiku::simulate {
namespace {

using Kind = Activity::Kind;

/// What options are sorted by: first come, cheapest, and at the same price the target demand's parts in their order.
struct Rank {
    int group = 0;
    std::int32_t priority = 0;
    double cost = 0;
    int part = 0;

    bool operator<(const Rank& other) const {
        return std::tie(group, priority, cost, part) < std::tie(other.group, other.priority, other.cost, other.part);
    }
};

/// An option with what its rank is made of.
struct Candidate {
    Option option;
    const Activity* activity = nullptr;
    const Path* path = nullptr;
    int group = 0;
    int part = 0;
    bool useful = false;  ///< as far as the other outputs can be used
    double cost = 0;      ///< of an unserved kWh
};

constexpr std::int32_t no_priority = 1'000'000;

enum SupplyGroup { from_surplus, by_merit, raised, unmet, drawn_less };
enum AbsorbGroup { running_for_nothing, stored, by_gain, given_less };

class Builder {
public:
    Builder(const Inputs& inputs, const Equipment& equipment, const Activities& activities, const Zones& zones)
        : inputs_(inputs), activities_(activities), zones_(zones), prices_(equipment, activities, zones) {}

    Program run() {
        program_.stores = activities_.stores;
        program_.deliveries = activities_.deliveries;
        for (const Activity& a : activities_.all) {
            if (a.kind == Kind::available) program_.available.push_back(a.control);
            if (is_late(a)) program_.late.push_back(a.control);
        }
        for (std::size_t z = 0; z < zones_.all.size(); ++z) {
            supply_.emplace_back();
            absorb_.emplace_back();
            auto& served = program_.zones.emplace_back();
            served.balances = zones_.all[z].balances;
            served.in_rounds = zones_.in_rounds[z] != 0;
            add_zone(z);
            night_stores(z, served);
        }
        for (const auto& candidates : supply_) note_phases(candidates);
        nights();
        orders();
        return std::move(program_);
    }

private:
    [[nodiscard]] std::size_t zone(std::int32_t balance) const {
        return static_cast<std::size_t>(zones_.of[static_cast<std::size_t>(balance)]);
    }

    [[nodiscard]] bool is_late(const Activity& a) const {
        return zones_.late[static_cast<std::size_t>(&a - activities_.all.data())] != 0;
    }

    /// Each path of a zone with what can stand at its ends.
    void add_zone(std::size_t z) {
        for (const Path& path : zones_.paths) {
            if (zone(path.from) != z) continue;
            if (!path.links.empty()) {
                Candidate& c = add(supply_[z], Option::Kind::transfer, nullptr, path, from_surplus);
                c.option.for_charging = true;
            }
            for (const Activity& a : activities_.all) {
                add_source(a, path, z);
                add_absorber(a, path, z);
            }
            if (path.links.empty()) add_unserved(path, z);
        }
    }

    Candidate& add(std::vector<Candidate>& list, Option::Kind kind, const Activity* activity, const Path& path,
                   int group) {
        Candidate& c = list.emplace_back();
        c.activity = activity;
        c.path = &path;
        c.group = group;
        c.option.kind = kind;
        c.option.from = path.from;
        c.option.to = path.to;
        for (const std::size_t i : path.links) {
            const Activity& link = activities_.all[i];
            c.option.links.push_back({link.control, amount(link, link.to)});
        }
        if (activity != nullptr) c.option.control = activity->control;
        return c;
    }

    /// kW at a balance, whichever way they go.
    static Numbers amount(const Activity& activity, std::int32_t balance) {
        const Effect& e = *activity.on(balance);
        return {e.sign * e.per_kw.factor, e.per_kw.series};
    }
    static int sign(const Activity& activity, std::int32_t balance) {
        const Effect* e = activity.on(balance);
        return e == nullptr ? 0 : e->sign;
    }

    void add_source(const Activity& a, const Path& path, std::size_t z) {
        if (a.place == path.from && (a.kind == Kind::conversion || a.kind == Kind::purchase)) {
            add_merit(a, path, z);
        } else if (a.place == path.from && a.kind == Kind::discharge) {
            Candidate& c = add(supply_[z], Option::Kind::supply, &a, path, by_merit);
            c.option.per_kw = amount(a, path.from);
            c.option.store = a.store;
            c.option.for_charging = false;
            c.part = 1;
        } else if (a.kind == Kind::conversion && zone(a.place) != z) {
            const int gives = sign(a, path.from);
            if (gives == 0) return;
            Candidate& c = gives > 0 ? add(supply_[z], Option::Kind::raise, &a, path, raised)
                                     : add(supply_[z], Option::Kind::shed, &a, path, drawn_less);
            c.option.per_kw = amount(a, path.from);
            c.option.for_charging = false;
            c.option.phase = Phase::give_way;
        }
    }

    /// A source as it is, and as far as something that it draws on is left over.
    void add_merit(const Activity& a, const Path& path, std::size_t z) {
        for (const Effect& e : a.effects) {
            if (e.sign > 0 || !may_be_left_over(e.balance)) continue;
            Candidate& c = add(supply_[z], Option::Kind::supply, &a, path, by_merit);
            c.option.per_kw = amount(a, path.from);
            c.option.surplus_of = e.balance;
            c.option.surplus_per_kw = amount(a, e.balance);
        }
        const bool targeted = std::isfinite(a.target_kw);
        if (targeted) add_part(a, path, z, 0).limit_kw = {a.target_kw, nullptr};
        if (prices_.gives_more(a)) {
            add_part(a, path, z, 2).limit_kw = {1, useful(a).data()};
            supply_[z].back().useful = true;
        }
        add_part(a, path, z, 2).for_charging = !targeted;
    }

    Option& add_part(const Activity& a, const Path& path, std::size_t z, int part) {
        Candidate& c = add(supply_[z], Option::Kind::supply, &a, path, by_merit);
        c.option.per_kw = amount(a, path.from);
        c.part = part;
        return c.option;
    }

    /// kW of a machine, step by step, up to which its other outputs can be used.
    const std::vector<double>& useful(const Activity& a) {
        const auto [known, is_new] = useful_.try_emplace(&a, program_.limits.size());
        if (!is_new) return program_.limits[known->second];
        auto& limits = program_.limits.emplace_back();
        const auto steps = static_cast<std::size_t>(inputs_.network.horizon().steps());
        for (std::size_t t = 0; t < steps; ++t) limits.push_back(prices_.useful_kw(a, t));
        return limits;
    }

    /// Something gives there that is not asked for by it: sun, an engine led by heat, waste heat.
    [[nodiscard]] bool may_be_left_over(std::int32_t balance) const {
        return std::any_of(activities_.all.begin(), activities_.all.end(), [&](const Activity& a) {
            if (a.kind != Kind::available && a.kind != Kind::conversion) return false;
            const bool asked = a.kind == Kind::conversion && a.place == balance && !is_late(a);
            return !asked && sign(a, balance) > 0;
        });
    }

    void add_unserved(const Path& path, std::size_t z) {
        for (std::size_t u = 0; u < inputs_.unserved.size(); ++u) {
            if (inputs_.unserved[u].balance.index != path.from) continue;
            Candidate& c = add(supply_[z], Option::Kind::unserved, nullptr, path, unmet);
            c.option.control = u;
            c.option.per_kw = {1, nullptr};
            c.option.for_charging = false;
            c.option.phase = Phase::unserved;
            c.cost = inputs_.network.flows()[inputs_.unserved[u].flow.at()].cost.factor;
        }
    }

    void add_absorber(const Activity& a, const Path& path, std::size_t z) {
        if (a.place == path.to && (a.kind == Kind::charge || a.kind == Kind::sale || a.kind == Kind::dump)) {
            Candidate& c = add(absorb_[z], Option::Kind::absorb, &a, path, a.kind == Kind::charge ? stored : by_gain);
            c.option.per_kw = amount(a, path.to);
            c.option.store = a.store;
        } else if (path.links.empty() && (a.kind == Kind::available || a.kind == Kind::conversion)) {
            const bool own = zone(a.place) == z;
            const bool late = is_late(a);
            if (sign(a, path.from) <= 0 || (a.kind == Kind::conversion && own && !late)) return;
            const int group = !own ? given_less : late ? running_for_nothing : by_gain;
            Candidate& c = add(absorb_[z], Option::Kind::reduce, &a, path, group);
            c.option.per_kw = amount(a, path.from);
            c.option.is_limit = !own;
            c.option.is_late = late;
        }
    }

    void night_stores(std::size_t z, Program::Served& served) const {
        for (const Activity& a : activities_.all) {
            if (a.kind != Kind::charge || zone(a.place) != z) continue;
            const auto store = static_cast<std::size_t>(a.store);
            if (activities_.stores[store].rule != StoreRule::self_consumption) served.charged_at_night.push_back(store);
        }
    }

    void note_phases(const std::vector<Candidate>& candidates) {
        for (const Candidate& c : candidates) {
            program_.gives_way = program_.gives_way || c.option.phase == Phase::give_way;
            program_.last_phase = std::max(program_.last_phase, c.option.phase);
        }
    }

    /// Hours that are left of the night, so that a store is filled evenly until morning.
    void nights() {
        const auto& horizon = inputs_.network.horizon();
        program_.night_hours.assign(program_.stores.size() * static_cast<std::size_t>(horizon.steps()), 0.0);
        constexpr double day = 24;
        double hour = 0;
        auto left = program_.night_hours.begin();
        for (int t = 0; t < horizon.steps(); ++t) {
            for (const StoreRules& store : program_.stores) {
                const double length = std::fmod(store.to_hour - store.from_hour + day, day);
                const double since = std::fmod(hour - store.from_hour + day, day);
                *left++ = since < length ? length - since : 0;
            }
            hour = std::fmod(hour + horizon.hours(t), day);
        }
    }

    [[nodiscard]] Rank supply_rank(const Candidate& c, const Rank& targeted) const {
        Rank rank{c.group, no_priority, c.cost, c.part};
        if (c.activity == nullptr) {
            if (c.option.kind == Option::Kind::transfer) rank.cost = -path_efficiency(*c.path);
            return rank;
        }
        const Activity& a = *c.activity;
        const bool given = a.priority >= 0;
        if (given) rank.priority = a.priority;
        if (c.option.kind == Option::Kind::shed) {
            rank.cost = prices_.without(a, c.path->from);
        } else if (c.option.store >= 0) {
            // Energy that is stored is spent already: it goes before what has to be paid.
            const bool peak_cut = activities_.stores[static_cast<std::size_t>(a.store)].rule == StoreRule::peak_cut;
            rank.cost = prices_.delivered(peak_cut ? targeted.cost : 0, *c.path);
            if (!given) rank.priority = peak_cut ? targeted.priority : 0;
        } else {
            const double price = prices_.supply(a, c.path->from, {c.option.surplus_of, c.useful});
            rank.cost = prices_.delivered(price, *c.path);
            if (c.option.surplus_of >= 0 && !given) rank.priority = 0;
        }
        return rank;
    }

    [[nodiscard]] Rank absorb_rank(const Candidate& c) const {
        const Activity& a = *c.activity;
        double cost = 0;
        if (c.option.kind == Option::Kind::reduce) {
            cost = a.kind == Kind::available ? -prices_.supply(a, c.path->from, {}) : prices_.without(a, c.path->from);
        } else if (c.group == by_gain) {
            // What a kWh left over here costs there, where only a part of it arrives.
            cost = prices_.absorption(a) * path_efficiency(*c.path) + prices_.delivered(0, *c.path);
        } else {
            cost = -path_efficiency(*c.path);
        }
        return {c.group, a.priority >= 0 ? a.priority : no_priority, cost, 0};
    }

    [[nodiscard]] double path_efficiency(const Path& path) const {
        double product = 1;
        for (const std::size_t i : path.links) product *= activities_.all[i].effect(activities_.all[i].to, 0);
        return product;
    }

    /// The dearest purchase of a zone that stores hold to a target.
    [[nodiscard]] Rank targeted(std::size_t z) const {
        Rank last{by_merit, -1, 0, 0};
        for (const Activity& a : activities_.all) {
            if (a.kind != Kind::purchase || std::isinf(a.target_kw) || zone(a.place) != z) continue;
            const Rank rank{by_merit, a.priority >= 0 ? a.priority : no_priority, prices_.supply(a, a.place, {}), 0};
            if (last < rank) last = rank;
        }
        return last;
    }

    void orders() {
        const auto steps = static_cast<std::size_t>(inputs_.network.horizon().steps());
        std::vector<Sorter> supply, absorb;
        for (std::size_t z = 0; z < supply_.size(); ++z) {
            supply.emplace_back(supply_[z], program_.zones[z].supply);
            absorb.emplace_back(absorb_[z], program_.zones[z].absorb);
        }
        for (std::size_t t = 0; t < steps; ++t) {
            prices_.look_at(t);
            for (std::size_t z = 0; z < supply_.size(); ++z) {
                const Rank last = targeted(z);
                supply[z].sort([&](const Candidate& c) { return supply_rank(c, last); });
                absorb[z].sort([&](const Candidate& c) { return absorb_rank(c); });
            }
        }
    }

    /// Sorts the candidates of a list step by step; few orders come of many steps.
    class Sorter {
    public:
        Sorter(const std::vector<Candidate>& candidates, Merit& merit)
            : candidates_(candidates), merit_(merit), ranks_(candidates.size()), order_(candidates.size()) {
            for (const Candidate& c : candidates) merit.options.push_back(c.option);
            std::iota(order_.begin(), order_.end(), std::uint16_t{0});
        }

        template <class RankOf>
        void sort(RankOf rank_of) {
            for (std::size_t i = 0; i < candidates_.size(); ++i) {
                ranks_[i] = rank_of(candidates_[i]);
                // Of a zone without a source, whose price is infinite.
                if (std::isnan(ranks_[i].cost)) ranks_[i].cost = network::unlimited;
            }
            std::sort(order_.begin(), order_.end(), [&](std::uint16_t a, std::uint16_t b) {
                if (ranks_[a] < ranks_[b]) return true;
                return !(ranks_[b] < ranks_[a]) && a < b;
            });
            const auto [known, is_new] = index_.try_emplace(order_, static_cast<std::uint32_t>(merit_.orders.size()));
            if (is_new) merit_.orders.push_back(order_);
            merit_.order_of_step.push_back(known->second);
        }

    private:
        const std::vector<Candidate>& candidates_;
        Merit& merit_;
        std::vector<Rank> ranks_;
        std::vector<std::uint16_t> order_;
        std::map<std::vector<std::uint16_t>, std::uint32_t> index_;
    };

    const Inputs& inputs_;
    const Activities& activities_;
    const Zones& zones_;
    Prices prices_;
    std::vector<std::vector<Candidate>> supply_, absorb_;
    std::map<const Activity*, std::size_t> useful_;
    Program program_;
};

}  // namespace

Program program(const Inputs& inputs, const Equipment& equipment, const Activities& activities, const Zones& zones) {
    return Builder(inputs, equipment, activities, zones).run();
}

}  // namespace gaiku::simulate
