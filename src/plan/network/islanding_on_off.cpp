#include <algorithm>
#include <chrono>

#include "base/clock.h"
#include "plan/network/islanding.h"
#include "plan/network/outage_rules.h"
#include "solve/highs/highs.h"

// Outages with every machine on or off.
namespace gaiku {
namespace {

/// Plans until conditions that hold what is on are given up: each changes what another outage finds in the stores.
constexpr int most_held_rounds = 12;
/// An outage whose search takes longer counts as not got through, as does every one whose rounded dispatch fails once
/// all searches of a plan's outages have taken so long.
constexpr double longest_search_s = 5, longest_searches_s = 60;

}  // namespace

bool Islanding::holds_on_off() const {
    return std::any_of(conditions_.begin(), conditions_.end(), [](const Condition& c) { return c.held; });
}

void Islanding::let_go() {
    let_go_ = true;
    std::erase_if(conditions_, [](const Condition& condition) { return condition.held; });
}

/// Of `starts`, which rules do not serve: notes those that are not got through with machines on or off, and adds a
/// condition for each that can be mended so.
bool Islanding::is_broken_on_off(const std::vector<int>& starts, const Plan& plan, const solve::Options& options) {
    bool broken = false;
    const bool mends = !let_go_ && ++held_rounds_ <= most_held_rounds;
    for (const int start : starts) {
        if (options.cancel.stop_requested()) return false;
        span_.begin(start);
        std::vector<double> on;
        if (is_got_through(plan, options, on)) continue;
        not_reached_.push_back(start);
        if (!mends || on.empty()) continue;
        std::erase_if(conditions_, [&](const Condition& c) { return c.held && c.window.first == start; });
        broken = hold(on, plan, options) || broken;
    }
    return broken;
}

/// The outage that the span has turned to. `on`: the dispatch that lacks least, where it is not got through.
bool Islanding::is_got_through(const Plan& plan, const solve::Options& options, std::vector<double>& on) {
    const double most = served * critical_kwh(span_.first(), steps_);
    const auto in_part = solve(plan, options);
    if (in_part.status != solve::Status::optimal) return false;
    // Often what is on for part of a step may as well be on for all of it.
    span_.hold(in_part.x);
    const auto held = solve(plan, options);
    if (held.status == solve::Status::optimal && held.missing <= most) return true;
    if (search_s_ > longest_searches_s) return false;
    span_.begin(span_.first());
    solve::Options own;
    own.cancel = options.cancel;
    own.time_limit_s = longest_search_s;
    const auto search = solve::make_highs(solve::HighsMethod::simplex);
    ++figures_.programmes;
    const auto begin = std::chrono::steady_clock::now();
    auto found =
        span_.solve_on_off(plan.levels[static_cast<std::size_t>(span_.first())], plan.sizes, most, *search, own);
    search_s_ += seconds_since(begin);
    if (found.status != solve::Status::optimal) return false;
    if (found.missing <= most) return true;
    on = std::move(found.x);
    return false;
}

bool Islanding::hold(const std::vector<double>& on, const Plan& plan, const solve::Options& options) {
    span_.hold(on);
    const auto outcome = solve(plan, options);
    return outcome.status == solve::Status::optimal && add_broken(outcome.prices, plan, true);
}

}  // namespace gaiku
