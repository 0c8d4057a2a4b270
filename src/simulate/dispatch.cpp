#include "simulate/dispatch.h"

#include <algorithm>
#include <cmath>

namespace gaiku::simulate {
namespace {

/// Rounds after which machines that are asked in rounds may only give less, so that rounds come to an end.
constexpr int settle = 30;
constexpr int enough = 60;

double left_over(const State& state, std::int32_t balance) {
    return state.residual[static_cast<std::size_t>(balance)];
}

}  // namespace

Dispatch::Dispatch(const Inputs& inputs, const Equipment& equipment, Program program)
    : equipment_(equipment), program_(std::move(program)), store_units_(equipment.stores()) {
    for (const auto& one : inputs.unserved) {
        unserved_most_.push_back(numbers(inputs.network, inputs.network.flows()[one.flow.at()].upper));
        unserved_at_.push_back(one.balance.index);
    }
    for (std::size_t u = 0; u < equipment.units().size(); ++u) {
        const std::int32_t store = equipment.units()[u].store;
        if (store >= 0) store_units_[static_cast<std::size_t>(store)] = u;
    }
}

Desk Dispatch::desk() const {
    Desk desk;
    desk.state = equipment_.state();
    desk.unserved_kw.resize(unserved_at_.size());
    desk.least_kw.resize(equipment_.controls());
    desk.most_kw.resize(equipment_.controls());
    desk.limit_kw.resize(equipment_.controls(), network::unlimited);
    desk.idle_kwh.resize(equipment_.stores());
    return desk;
}

bool Dispatch::run(Desk& desk, std::size_t step, double hours) const {
    equipment_.begin(desk.state, step, hours);
    return balance(desk);
}

bool Dispatch::run(Desk& desk, std::size_t step, double hours, std::span<const double> demand_kw) const {
    equipment_.begin(desk.state, step, hours, demand_kw);
    return balance(desk);
}

bool Dispatch::balance(Desk& desk) const {
    std::fill(desk.least_kw.begin(), desk.least_kw.end(), 0.0);
    std::copy(desk.limit_kw.begin(), desk.limit_kw.end(), desk.most_kw.begin());
    Phase phase = program_.gives_way ? Phase::normal : program_.last_phase;
    bool afresh = false;
    if (!program_.late.empty()) round(desk, Phase::normal, true);
    for (desk.rounds = 1; desk.rounds <= enough; ++desk.rounds) {
        round(desk, phase, false);
        if (is_balanced(desk)) return true;
        if (desk.rounds == settle) {
            for (const std::size_t control : program_.late) desk.most_kw[control] = desk.least_kw[control];
        }
        if (desk.changed) continue;
        if (phase != program_.last_phase) {
            phase = phase == Phase::normal ? Phase::give_way : Phase::unserved;
        } else if (phase == Phase::unserved && !afresh) {
            // What gave way in vain is asked again, now that demands may stay unserved.
            std::copy(desk.limit_kw.begin(), desk.limit_kw.end(), desk.most_kw.begin());
            afresh = true;
        } else {
            return false;
        }
    }
    return false;
}

void Dispatch::round(Desk& desk, Phase phase, bool only_in_rounds) const {
    begin_round(desk);
    for (const auto& zone : program_.zones) {
        if (zone.in_rounds || !only_in_rounds) serve(desk, zone, phase);
    }
    note_rounds(desk);
}

void Dispatch::begin_round(Desk& desk) const {
    desk.changed = false;
    equipment_.reset(desk.state);
    std::fill(desk.unserved_kw.begin(), desk.unserved_kw.end(), 0.0);
    for (const std::size_t control : program_.available) equipment_.ask(desk.state, control, desk.limit_kw[control]);
    for (const std::size_t control : program_.deliveries) equipment_.ask(desk.state, control, desk.limit_kw[control]);
    for (const std::size_t unit : equipment_.standing()) equipment_.run(desk.state, unit);
    for (std::size_t s = 0; s < store_units_.size(); ++s) rest(desk, s);
    for (std::size_t c = 0; c < desk.least_kw.size(); ++c) {
        if (desk.least_kw[c] > 0) equipment_.ask(desk.state, c, std::min(desk.least_kw[c], desk.most_kw[c]));
    }
}

/// A store that nothing is asked of; one that has lost too much takes what keeps it at its lowest level.
void Dispatch::rest(Desk& desk, std::size_t store) const {
    equipment_.run(desk.state, store_units_[store]);
    const StoreRules& rules = program_.stores[store];
    desk.idle_kwh[store] = desk.state.level_kwh[store];
    const double lacking = rules.lowest_kwh - desk.idle_kwh[store];
    if (lacking > 0 && rules.charge != StoreRules::none)
        equipment_.ask(desk.state, rules.charge, lacking / (rules.charge_efficiency * desk.state.hours));
}

void Dispatch::serve(Desk& desk, const Program::Served& zone, Phase phase) const {
    for (const std::uint16_t i : zone.supply.at(desk.state.step)) {
        const Option& option = zone.supply.options[i];
        if (option.phase <= phase) supply(desk, option);
    }
    for (const std::size_t store : zone.charged_at_night) charge_at_night(desk, zone, store);
    for (const std::uint16_t i : zone.absorb.at(desk.state.step)) {
        const Option& option = zone.absorb.options[i];
        if (left_over(desk.state, option.from) <= nothing_kw) continue;
        if (option.kind == Option::Kind::reduce) {
            reduce(desk, option);
        } else {
            absorb(desk, option);
        }
    }
}

void Dispatch::supply(Desk& desk, const Option& option) const {
    State& state = desk.state;
    const double missing = -left_over(state, option.to);
    if (missing <= nothing_kw) return;
    if (option.store >= 0 && !may_discharge(desk, static_cast<std::size_t>(option.store))) return;
    if (option.links.empty()) {
        give(desk, option, missing);
        return;
    }
    double share = 1;  // of what is missing, that the links can bring and the source can give
    double sent = missing;
    for (auto link = option.links.rbegin(); link != option.links.rend(); ++link) {
        sent /= link->efficiency.at(state.step);
        const double before = state.wanted[link->control];
        share = std::min(share, (equipment_.trial(state, link->control, before + sent) - before) / sent);
    }
    const double asked = sent * share;
    if (asked <= nothing_kw) return;
    share *= give(desk, option, asked) / asked;
    sent = missing * share;
    for (auto link = option.links.rbegin(); link != option.links.rend(); ++link) {
        sent /= link->efficiency.at(state.step);
        equipment_.ask(state, link->control, state.wanted[link->control] + sent);
    }
}

/// kW that come of it at option.from.
double Dispatch::give(Desk& desk, const Option& option, double kw) const {
    State& state = desk.state;
    switch (option.kind) {
        case Option::Kind::transfer:
            return std::clamp(left_over(state, option.from), 0.0, kw);
        case Option::Kind::shed:
            return shed(desk, option, kw);
        case Option::Kind::unserved: {
            double& unserved = desk.unserved_kw[option.control];
            const double more = std::min(kw, unserved_most_[option.control].at(state.step) - unserved);
            unserved += more;
            state.residual[static_cast<std::size_t>(option.from)] += more;
            return more;
        }
        default:
            return raise(desk, option, kw);
    }
}

double Dispatch::raise(Desk& desk, const Option& option, double kw) const {
    State& state = desk.state;
    const std::size_t control = option.control;
    const double before = state.wanted[control];
    const double given_before = left_over(state, option.from);
    double more = kw / option.per_kw.at(state.step);
    more = std::min({more, option.limit_kw.at(state.step) - before, desk.most_kw[control] - before});
    if (!(more > 0)) return 0;
    if (option.surplus_of < 0) {
        equipment_.ask(state, control, before + more);
    } else {
        raise_on_surplus(desk, option, more);
    }
    if (option.kind == Option::Kind::raise && state.wanted[control] > desk.least_kw[control] + nothing_kw) {
        desk.least_kw[control] = state.wanted[control];
        desk.changed = true;
    }
    return left_over(state, option.from) - given_before;
}

/// As much as what is left over is enough for: found from below along chords, because an input at part load rises ever
/// faster. As many chords as the curve has pieces are exact.
void Dispatch::raise_on_surplus(Desk& desk, const Option& option, double more) const {
    State& state = desk.state;
    const double free = left_over(state, option.surplus_of);
    if (free <= nothing_kw) return;
    const double before = state.wanted[option.control];
    const auto taken_at = [&](double raised) {
        equipment_.ask(state, option.control, before + raised);
        return free - left_over(state, option.surplus_of);
    };
    double high = more, taken_high = taken_at(more);
    double low = 0, taken_low = 0;
    constexpr int pieces = 8;
    for (int i = 0; i < pieces && taken_high > free && free - taken_low > nothing_kw / 100; ++i) {
        const double raised = low + (high - low) * (free - taken_low) / (taken_high - taken_low);
        const double taken = taken_at(raised);
        low = raised;
        taken_low = taken;
    }
}

double Dispatch::shed(Desk& desk, const Option& option, double kw) const {
    State& state = desk.state;
    const double before = state.wanted[option.control];
    const double left_before = left_over(state, option.from);
    if (before <= 0) return 0;
    equipment_.ask(state, option.control, std::max(0.0, before - kw / option.per_kw.at(state.step)));
    desk.most_kw[option.control] = state.wanted[option.control];
    desk.changed = true;
    return left_over(state, option.from) - left_before;
}

void Dispatch::absorb(Desk& desk, const Option& option) const {
    State& state = desk.state;
    const double much = left_over(state, option.from);
    if (option.store >= 0) {
        const StoreRules& rules = program_.stores[static_cast<std::size_t>(option.store)];
        if (state.wanted[rules.discharge] > 0) return;
    }
    double share = 1;
    double arrives = much;
    for (const Option::Link& link : option.links) {
        const double before = state.wanted[link.control];
        share = std::min(share, (equipment_.trial(state, link.control, before + arrives) - before) / arrives);
        arrives *= link.efficiency.at(state.step);
    }
    const double before = state.wanted[option.control];
    const double per_kw = option.per_kw.at(state.step);
    if (!(arrives * share > 0)) return;
    equipment_.ask(state, option.control, before + arrives * share / per_kw);
    if (option.links.empty()) return;
    double sent = much * (state.wanted[option.control] - before) * per_kw / arrives;
    for (const Option::Link& link : option.links) {
        equipment_.ask(state, link.control, state.wanted[link.control] + sent);
        sent *= link.efficiency.at(state.step);
    }
}

void Dispatch::reduce(Desk& desk, const Option& option) const {
    State& state = desk.state;
    const double before = state.wanted[option.control];
    double much = left_over(state, option.from);
    if (before <= 0) return;
    // Two engines that make room for each other would do so in ever the same small steps.
    const bool settled = option.is_late && desk.rounds > settle;
    if (settled) much *= std::exp2(desk.rounds - settle);
    equipment_.ask(state, option.control, std::max(0.0, before - much / option.per_kw.at(state.step)));
    if (!(option.is_limit || settled) || state.wanted[option.control] > before - nothing_kw) return;
    desk.most_kw[option.control] = state.wanted[option.control];
    desk.changed = true;
}

/// Fills a store evenly until morning with what sources can give beside the demand.
void Dispatch::charge_at_night(Desk& desk, const Program::Served& zone, std::size_t store) const {
    State& state = desk.state;
    const StoreRules& rules = program_.stores[store];
    const double left = night_hours(desk, store);
    if (left <= 0 || state.wanted[rules.discharge] > 0) return;
    const std::int32_t balance = equipment_.balance_of(equipment_.control(rules.charge).port);
    if (left_over(state, balance) < -nothing_kw) return;
    const double room = rules.highest_kwh - desk.idle_kwh[store];
    const double kw = room / (rules.charge_efficiency * std::max(left, state.hours));
    const double before = state.wanted[rules.charge];
    if (kw <= before + nothing_kw) return;
    equipment_.ask(state, rules.charge, kw);
    for (const std::uint16_t i : zone.supply.at(state.step)) {
        if (zone.supply.options[i].for_charging) supply(desk, zone.supply.options[i]);
    }
    const double lacking = -left_over(state, balance);
    if (lacking > 0) equipment_.ask(state, rules.charge, std::max(before, state.wanted[rules.charge] - lacking));
}

bool Dispatch::may_discharge(const Desk& desk, std::size_t store) const {
    const StoreRules& rules = program_.stores[store];
    if (rules.charge != StoreRules::none && desk.state.wanted[rules.charge] > 0) return false;
    return rules.rule != StoreRule::night_charge || night_hours(desk, store) <= 0;
}

double Dispatch::night_hours(const Desk& desk, std::size_t store) const {
    return program_.night_hours[desk.state.step * program_.stores.size() + store];
}

bool Dispatch::is_balanced(const Desk& desk) const {
    const auto& residual = desk.state.residual;
    return std::all_of(residual.begin(), residual.end() - 1, [](double kw) { return std::abs(kw) <= nothing_kw; });
}

/// Machines that are asked in rounds begin the next one where they are.
void Dispatch::note_rounds(Desk& desk) const {
    for (const std::size_t control : program_.late) {
        if (std::abs(desk.state.wanted[control] - desk.least_kw[control]) <= nothing_kw / 100) continue;
        desk.least_kw[control] = desk.state.wanted[control];
        desk.changed = true;
    }
}

}  // namespace gaiku::simulate
