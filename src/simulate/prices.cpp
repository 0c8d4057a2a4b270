#include "simulate/prices.h"

#include <algorithm>
#include <cmath>

namespace gaiku::simulate {
namespace {

using Kind = Activity::Kind;

bool supplies(const Activity& activity) {
    return activity.kind == Kind::conversion || activity.kind == Kind::purchase;
}
bool absorbs(const Activity& activity) {
    return activity.kind == Kind::sale || activity.kind == Kind::dump;
}

}  // namespace

Prices::Prices(const Equipment& equipment, const Activities& activities, const Zones& zones)
    : equipment_(equipment), activities_(activities.all), zones_(zones) {
    const std::size_t count = zones.all.size();
    suppliers_.resize(count);
    absorbers_.resize(count);
    price_.resize(count);
    spare_.resize(count);
    for (std::size_t i = 0; i < activities_.size(); ++i) {
        const Activity& a = activities_[i];
        if (supplies(a)) suppliers_[zone(a.place)].push_back(i);
        if (absorbs(a)) absorbers_[zone(a.place)].push_back(i);
    }
}

void Prices::look_at(std::size_t step) {
    step_ = step;
    std::fill(price_.begin(), price_.end(), network::unlimited);
    std::fill(spare_.begin(), spare_.end(), 0.0);
    constexpr int sweeps = 3;  // where zones draw on each other in a circle, the last price is one round old
    for (int sweep = 0; sweep < sweeps; ++sweep) {
        for (std::size_t z = price_.size(); z-- > 0;) {
            price_[z] = cheapest(z);
            spare_[z] = best_use_of_surplus(z);
        }
    }
}

bool Prices::gives_more(const Activity& a) const {
    return a.kind == Kind::conversion && std::any_of(a.effects.begin(), a.effects.end(), [&](const Effect& e) {
               return e.sign > 0 && zone(e.balance) != zone(a.place);
           });
}

double Prices::demand(std::size_t zone, std::size_t step) const {
    double sum = 0;
    for (const auto balance : zones_.all[zone].balances)
        sum += equipment_.demand()[static_cast<std::size_t>(balance)].at(step);
    return sum;
}

double Prices::useful_kw(const Activity& activity, std::size_t step) const {
    double kw = activity.most_kw;
    for (const Effect& e : activity.effects) {
        const double k = e.per_kw.at(step);
        if (k > 0 && zone(e.balance) != zone(activity.place)) kw = std::min(kw, usable(zone(e.balance), step) / k);
    }
    return kw;
}

double Prices::usable(std::size_t of, std::size_t step) const {
    double kw = demand(of, step);
    for (const Activity& a : activities_) {
        if (a.kind != Kind::conversion || zone(a.place) == of) continue;
        for (const Effect& e : a.effects) {
            if (e.sign > 0 || zone(e.balance) != of) continue;
            const double output = a.effect(a.place, step);
            if (output > 0) kw -= std::min(a.most_kw, demand(zone(a.place), step) / output) * e.per_kw.at(step);
        }
    }
    return kw;
}

double Prices::cheapest(std::size_t of) const {
    double alone = network::unlimited, several = network::unlimited;
    for (const std::size_t i : suppliers_[of]) {
        const Activity& a = activities_[i];
        double& best = gives_more(a) ? several : alone;
        best = std::min(best, supply(a, a.place, {}));
    }
    return std::isfinite(alone) ? alone : several;
}

double Prices::best_use_of_surplus(std::size_t of) const {
    double best = -network::unlimited;
    for (const std::size_t i : absorbers_[of]) best = std::max(best, -absorption(activities_[i]));
    return std::isfinite(best) ? best : 0;
}

double Prices::credit(std::int32_t balance, bool useful) const {
    const std::size_t z = zone(balance);
    return useful && std::isfinite(price_[z]) ? price_[z] : spare_[z];
}

double Prices::supply(const Activity& a, std::int32_t at, const Terms& terms) const {
    double sum = a.cost(step_);
    double given = 0;
    for (const Effect& e : a.effects) {
        const double k = e.per_kw.at(step_);
        if (e.balance == at) {
            given += k;
        } else if (k < 0) {
            sum -= e.balance == terms.free ? 0 : k * price_[zone(e.balance)];
        } else if (k > 0) {
            sum -= k * credit(e.balance, terms.useful);
        }
    }
    return given > 0 ? sum / given : network::unlimited;
}

double Prices::absorption(const Activity& a) const {
    double sum = a.cost(step_);
    double taken = 0;
    for (const Effect& e : a.effects) {
        const double k = e.per_kw.at(step_);
        if (e.balance == a.place) {
            taken -= k;
        } else if (k < 0) {
            sum -= k * price_[zone(e.balance)];
        }
    }
    return taken > 0 ? sum / taken : network::unlimited;
}

double Prices::delivered(double price, const Path& path) const {
    for (const std::size_t i : path.links) {
        const Activity& link = activities_[i];
        double sum = price + link.cost(step_);
        for (const Effect& e : link.effects) {
            if (e.balance != link.place && e.balance != link.to) sum -= e.per_kw.at(step_) * price_[zone(e.balance)];
        }
        price = sum / link.effect(link.to, step_);
    }
    return price;
}

double Prices::without(const Activity& activity, std::int32_t at) const {
    double other = network::unlimited;
    for (const std::size_t i : suppliers_[zone(activity.place)]) {
        const Activity& a = activities_[i];
        if (a.control != activity.control) other = std::min(other, supply(a, a.place, {}));
    }
    if (!std::isfinite(other)) return other;
    double spent = activity.cost(step_);
    double here = 0;
    for (const Effect& e : activity.effects) {
        const double k = e.per_kw.at(step_);
        if (e.balance == at) {
            here = std::abs(k);
        } else if (k < 0 && std::isfinite(price_[zone(e.balance)])) {
            spent -= k * price_[zone(e.balance)];
        } else if (k > 0 && e.balance != activity.place) {
            spent -= k * credit(e.balance, true);
        }
    }
    return here > 0 ? (other * activity.effect(activity.place, step_) - spent) / here : network::unlimited;
}

}  // namespace gaiku::simulate
