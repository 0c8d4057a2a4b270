#include "plan/network/islanding.h"

#include <fmt/format.h>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <stdexcept>

#include "base/clock.h"
#include "plan/network/outage_rules.h"
#include "solve/highs/highs.h"

namespace gaiku {
namespace {

/// In the first plan, which has seen no outage, every fourth start that rules do not get through is solved on its own;
/// the others follow its prices.
constexpr std::size_t stride = 4;
/// A condition that is kept by more than this share of itself is left out of the next plan.
constexpr double slack = 0.1;

const Record& section(const District& district) {
    return *district.plan().at("islanding").record;
}

int limit_steps(const District& district, const NetworkModel& model) {
    return steps_of(model, section(district).number_or("hours", 0));
}

}  // namespace

Islanding::Islanding(const District& district, const NetworkModel& model)
    : district_(district),
      model_(model),
      outage_(outage_model(district, model)),
      steps_(limit_steps(district, model)),
      longest_(std::min(std::max(steps_of(model, section(district).number("longest")), steps_),
                        model.network.horizon().steps())),
      span_(outage_.network, outage_.demands, std::max(steps_, 1)),
      solver_(solve::make_highs(solve::HighsMethod::simplex)) {}

double Islanding::hours() const {
    return steps_ * model_.network.horizon().hours(0);
}

/// Levels of an interior solution may lie outside their limits by its tolerance.
Islanding::Plan Islanding::read(const network::Readout& readout) const {
    const network::Network& network = outage_.network;
    Plan plan;
    for (std::size_t c = 0; c < network.capacities().size(); ++c)
        plan.sizes.push_back(readout.at(network::CapacityId{static_cast<std::int32_t>(c)}));
    const int steps = network.horizon().steps();
    for (int t = 0; t < steps; ++t) {
        auto& levels = plan.levels.emplace_back();
        for (std::size_t s = 0; s < network.stores().size(); ++s) {
            const network::StoreId id{static_cast<std::int32_t>(s)};
            const network::Flow& level = network.flows()[network.level(id).at()];
            const auto limit = [&](const network::Value& value, network::CapacityId of) {
                return network.at(value, t) * (of ? plan.sizes[of.at()] : 1);
            };
            const double lower = limit(level.lower, level.lower_of);
            const double kwh = readout.before(model_.network, id, t);
            levels.push_back(std::clamp(kwh, lower, std::max(lower, limit(level.upper, level.upper_of))));
        }
    }
    return plan;
}

double Islanding::critical_kw(std::size_t demand, int step) const {
    const auto& balance = outage_.network.balances()[outage_.demands[demand].balance.at()];
    return outage_.network.at(balance.value, step % outage_.network.horizon().steps());
}

/// Of the steps from `first` on.
double Islanding::critical_kwh(int first, int steps) const {
    double kwh = 0;
    for (int k = 0; k < steps; ++k) {
        for (std::size_t d = 0; d < outage_.demands.size(); ++d)
            kwh += outage_.network.horizon().hours(0) * critical_kw(d, first + k);
    }
    return kwh;
}

bool Islanding::is_broken(const network::Readout& readout, const solve::Options& options) {
    const auto begin = std::chrono::steady_clock::now();
    const Plan plan = read(readout);
    OutageRules rules(district_, model_, outage_, plan.sizes);
    std::vector<int> open;
    for (int s = 0; s < outage_.network.horizon().steps(); ++s) {
        if (rules.steps_served(s, plan.levels[static_cast<std::size_t>(s)], steps_) < steps_) open.push_back(s);
    }
    const std::size_t known = conditions_.size();
    figures_.by_foresight = static_cast<int>(open.size());
    const auto some = [&](std::size_t i) { return known > 0 || i % stride == 0; };
    look_at(open, some, plan, options);
    if (known == 0 && conditions_.empty()) look_at(open, std::not_fn(some), plan, options);
    bool broken = conditions_.size() > known;
    if (broken) drop_slack(plan);
    not_reached_.clear();
    if (!broken && span_.has_on_off()) broken = is_broken_on_off(open, plan, options);
    ++figures_.rounds;
    figures_.conditions = conditions_.size();
    figures_.seconds += seconds_since(begin);
    return broken;
}

void Islanding::put_into(network::Network& network) const {
    network.clear_windows();
    for (const Condition& condition : conditions_) network.add(condition.window);
}

void Islanding::drop_slack(const Plan& plan) {
    std::erase_if(conditions_, [&](const Condition& condition) {
        if (condition.held) return false;
        const auto& levels = plan.levels[static_cast<std::size_t>(condition.window.first)];
        const double by = solve::SpanProblem::broken(condition.window, levels, plan.sizes);
        return by < -slack * std::abs(condition.window.at_least);
    });
}

/// Adds conditions that the plan breaks: of `starts` those that `solved` names are solved on their own, the others
/// follow the prices of the one before them.
template <class Solved>
void Islanding::look_at(const std::vector<int>& starts, Solved&& solved, const Plan& plan,
                        const solve::Options& options) {
    solve::SpanPrices prices;
    for (std::size_t i = 0; i < starts.size() && !options.cancel.stop_requested(); ++i) {
        span_.begin(starts[i]);
        if (!solved(i)) {
            add_broken(prices, plan);
            continue;
        }
        auto outcome = solve(plan, options);
        if (options.cancel.stop_requested()) return;
        const double most = served * critical_kwh(span_.first(), steps_);
        if (outcome.status == solve::Status::optimal && outcome.missing <= most) continue;
        prices = std::move(outcome.prices);
        const bool told = add_broken(prices, plan) || outcome.missing <= 2 * most;
        if (outcome.status != solve::Status::optimal || !told)
            throw std::runtime_error(fmt::format("the outage that begins in step {} could not be solved ({})",
                                                 starts[i], solve::name_of(outcome.status)));
    }
}

/// The condition that prices put on the outage that the span has turned to, where the plan breaks it.
bool Islanding::add_broken(const solve::SpanPrices& prices, const Plan& plan, bool held) {
    if (prices.empty()) return false;
    auto window = span_.condition(prices);
    const int first = span_.first();
    if (!window || solve::SpanProblem::broken(*window, plan.levels[static_cast<std::size_t>(first)], plan.sizes) <=
                       served * critical_kwh(first, steps_))
        return false;
    window->origin = {"plan", "islanding", district_.plan().at("islanding").position.str()};
    Condition condition{std::move(*window), {}, held};
    for (int k = 0; k < steps_; ++k) {
        double worth = 0;
        for (std::size_t d = 0; d < outage_.demands.size(); ++d)
            worth += span_.price(prices, d, k) * critical_kw(d, first + k);
        condition.worth.push_back(worth);
    }
    conditions_.push_back(std::move(condition));
    return true;
}

/// The outage that the span has turned to.
solve::SpanProblem::Outcome Islanding::solve(const Plan& plan, const solve::Options& options) {
    solve::Options own;
    own.cancel = options.cancel;
    const auto& levels = plan.levels[static_cast<std::size_t>(span_.first())];
    ++figures_.programmes;
    auto outcome = span_.solve(levels, plan.sizes, *solver_, own);
    if (outcome.status == solve::Status::optimal || options.cancel.stop_requested()) return outcome;
    solver_ = solve::make_highs(solve::HighsMethod::simplex);  // without the basis that it got lost from
    return span_.solve(levels, plan.sizes, *solver_, own);
}

PlannedIslanding Islanding::result(const network::LinearProblem& problem, const solve::Result& solved) {
    PlannedIslanding result = figures_;
    const auto& horizon = outage_.network.horizon();
    const double step_hours = horizon.hours(0);
    if (is_limit()) result.hours = hours();
    result.longest = longest_ * step_hours;
    for (std::size_t a = 0; a < model_.assets.size(); ++a)
        if (outage_.failed[a]) result.failed.push_back(model_.assets[a].asset->id());
    result.critical_kwh = critical_kwh(0, horizon.steps());
    const Plan plan = read(network::Readout(problem, solved.x));
    OutageRules rules(district_, model_, outage_, plan.sizes);
    for (int s = 0; s < horizon.steps(); ++s) {
        const int steps = rules.steps_served(s, plan.levels[static_cast<std::size_t>(s)], longest_);
        const bool reached = !std::binary_search(not_reached_.begin(), not_reached_.end(), s);
        result.by_start.push_back((reached ? std::max(steps, steps_) : steps) * step_hours);
    }
    result.not_reached = not_reached_.size();
    result.by_foresight -= static_cast<int>(not_reached_.size());
    result.held = static_cast<std::size_t>(
        std::count_if(conditions_.begin(), conditions_.end(), [](const Condition& c) { return c.held; }));
    if (is_limit() && !solved.row_dual.empty()) read_prices(problem, solved, result);
    return result;
}

void Islanding::read_prices(const network::LinearProblem& problem, const solve::Result& solved,
                            PlannedIslanding& result) {
    const auto& horizon = outage_.network.horizon();
    std::vector<PlannedIslanding::Binding> all(static_cast<std::size_t>(horizon.steps()));
    for (std::int32_t row = problem.structure().row_begin.back(); row < problem.rows(); ++row) {
        const auto place = problem.row_place(row);
        const double price = solved.row_dual[static_cast<std::size_t>(row)];
        if (place.kind != network::RowKind::window || price <= 0) continue;
        const auto& condition = conditions_[static_cast<std::size_t>(place.element)];
        const int first = condition.window.first;
        auto& binding = all[static_cast<std::size_t>(first)];
        binding.by_hour.resize(static_cast<std::size_t>(steps_));
        for (std::size_t k = 0; k < condition.worth.size(); ++k) {
            const double worth = price * condition.worth[k];
            const double kwh = critical_kwh(first + static_cast<int>(k), 1);
            binding.price += worth / 100;
            if (kwh > 0) binding.by_hour[k] += worth / kwh;
        }
    }
    constexpr double least = 1e-6;  // of what all starts cost; below it, it is the rounding of an interior solution
    for (const auto& binding : all) result.one_percent += binding.price;
    for (std::size_t s = 0; s < all.size(); ++s) {
        if (all[s].price <= least * result.one_percent) continue;
        all[s].step = static_cast<int>(s);
        result.binding.push_back(std::move(all[s]));
    }
    result.binding_starts = result.binding.size();
    std::stable_sort(result.binding.begin(), result.binding.end(),
                     [](const auto& a, const auto& b) { return a.price > b.price; });
    constexpr std::size_t kept = 50;
    if (result.binding.size() > kept) result.binding.resize(kept);
}

std::optional<Islanding::Shortage> Islanding::shortage(int first, const network::Readout& readout,
                                                       const solve::Options& options) {
    span_.begin(first);
    const auto outcome = solve(read(readout), options);
    if (outcome.status != solve::Status::optimal) return std::nullopt;
    const auto& horizon = outage_.network.horizon();
    Shortage worst;
    for (std::size_t d = 0; d < outage_.demands.size(); ++d) {
        Shortage one;
        one.demand = d;
        for (int k = 0; k < steps_; ++k) {
            const int t = (first + k) % horizon.steps();
            const double kw = span_.missing_kw(outcome, d, k), of = critical_kw(d, t);
            one.missing_kwh += kw * horizon.hours(t);
            one.critical_kwh += of * horizon.hours(t);
            if (kw <= one.worst_kw) continue;
            one.worst_kw = kw;
            one.worst_of_kw = of;
            one.worst_step = t;
        }
        if (one.missing_kwh > worst.missing_kwh) worst = one;
    }
    if (worst.worst_step < 0) return std::nullopt;
    return worst;
}

}  // namespace gaiku
