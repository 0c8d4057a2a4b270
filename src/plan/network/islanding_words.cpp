#include "plan/network/islanding_words.h"

#include <fmt/format.h>
#include <algorithm>

#include "plan/network/limit_words.h"
#include "plan/network/names.h"
#include "plan/network/outage_rules.h"
#include "solve/solution.h"

namespace gaiku {
namespace {

void free_of_costs(network::Network& network) {
    for (std::size_t f = 0; f < network.flows().size(); ++f)
        network.set_cost(network::FlowId{static_cast<std::int32_t>(f)}, 0.0);
    for (std::size_t c = 0; c < network.capacities().size(); ++c)
        network.set_cost(network::CapacityId{static_cast<std::int32_t>(c)}, 0, 0);
}

/// The plan that breaks the conditions on outages by the least, whatever it costs.
class LeastBroken {
public:
    LeastBroken(const NetworkModel& model, solve::Solver& solver, const solve::Options& options)
        : network_(model.network) {
        free_of_costs(network_);
        network_.clear_windows();
        for (network::Window window : model.network.windows()) {
            window.price = 1;
            network_.add(std::move(window));
        }
        problem_ = std::make_unique<network::LinearProblem>(network_);
        solve::Problem view = solve::view(*problem_);
        view.integer = {};  // what whole numbers add is told of neither
        result_ = solver.solve(view, options);
    }

    [[nodiscard]] bool is_found() const { return result_.status == solve::Status::optimal && result_.objective > 0; }
    [[nodiscard]] network::Readout read() const { return {*problem_, result_.x}; }

    /// The start whose condition is broken most.
    [[nodiscard]] int worst() const {
        int first = -1;
        double most = 0;
        for (const auto& window : network_.windows()) {
            const double by = window.at_least - read().window(network_, window);
            if (by <= most) continue;
            most = by;
            first = window.first;
        }
        return first;
    }

    /// What one more unit of a capacity, or of a total, would mend.
    [[nodiscard]] double worth(network::CapacityId capacity) const {
        return -result_.reduced_cost[static_cast<std::size_t>(problem_->column(capacity))];
    }
    [[nodiscard]] double worth(network::RowKind kind, int element) const {
        for (auto row = problem_->structure().row_begin.back(); row < problem_->rows(); ++row) {
            const auto place = problem_->row_place(row);
            if (place.kind == kind && place.element == element)
                return std::abs(result_.row_dual[static_cast<std::size_t>(row)]);
        }
        return 0;
    }

private:
    network::Network network_;
    std::unique_ptr<network::LinearProblem> problem_;
    solve::Result result_;
};

Text what_is_missing(const District& district, const Islanding& islanding, int first,
                     const Islanding::Shortage& shortage) {
    const auto& outage = islanding.outage();
    const auto& balance = outage.network.balances()[outage.demands[shortage.demand].balance.at()];
    const double step = outage.network.horizon().hours(0);
    const Text what = carrier_name(district, balance.origin.quantity), at = in_place(district, balance.origin.asset);
    const Text begins = time_of(first * step), worst = time_span(shortage.worst_step * step, step);
    const std::string hours = said(islanding.hours());
    return {
        fmt::format("No plan gets through every outage of {} h. The one that begins on {} lacks {} kWh of the {} kWh "
                    "of critical {}{} at least; at worst, on {}, {} of {} kW.",
                    hours, begins.en, said(shortage.missing_kwh), said(shortage.critical_kwh), what.en, at.en, worst.en,
                    said(shortage.worst_kw), said(shortage.worst_of_kw)),
        fmt::format("{}時間の停電のすべてには耐えられません。{}に始まる停電では、{}重要負荷の{} {} kWh に対して"
                    "少なくとも {} kWh 不足します。最大は{}で、{} kW に対して {} kW 不足します。",
                    hours, begins.ja, at.ja, what.ja, said(shortage.critical_kwh), said(shortage.missing_kwh), worst.ja,
                    said(shortage.worst_of_kw), said(shortage.worst_kw))};
}

/// A size or limit of the plan whose next unit would mend something.
struct Way {
    double worth = 0;
    Text what, now;
    std::string source;
    network::CapacityId capacity{};  ///< or none: a limit of the plan
    std::string unit{};
    Position position{};
    std::string path{};
};

Text size_name(const Record& asset, const AssetSize& size, bool sized) {
    const bool power = size.name == "power", tank = size.name == "tank";
    const Text part = tank ? Text{"tank", "タンク容量"} : power ? Text{"power", "出力"} : Text{"capacity", "容量"};
    const Text id = asset.name().en.empty() ? Text{asset.id(), asset.id()} : asset.name();
    if (sized)
        return {"the largest " + part.en + " allowed of " + id.en, id.in(Language::ja) + "の" + part.ja + "の上限"};
    return {"the " + part.en + " of " + id.en, id.in(Language::ja) + "の" + part.ja};
}

std::optional<Way> size_in_the_way(const NetworkModel& model, const LeastBroken& plan, const Record& asset,
                                   const AssetSize& size) {
    constexpr double nothing = 1e-6;
    if (!size.capacity || size.count) return std::nullopt;
    const auto& capacity = model.network.capacities()[size.capacity.at()];
    const double worth = plan.worth(size.capacity) * std::max(capacity.upper, 1.0);
    if (!std::isfinite(capacity.upper) || worth <= nothing) return std::nullopt;
    const std::string most = "max_" + size.name;
    const bool sized = asset.says(size.name, "sized");
    Way way{worth, size_name(asset, size, sized), {}, capacity.origin.source, size.capacity};
    way.unit = size.energy ? "kWh" : "kW";
    const std::string now = said(capacity.upper) + " " + way.unit;
    way.now = {now, now};
    const std::string key = sized && asset.has(most) ? most : size.name;
    const Value* value = asset.find(key);
    way.position = value == nullptr ? asset.position() : value->position;
    way.path = asset.path() + (value == nullptr ? "" : "." + key);
    return way;
}

/// The best first.
std::vector<Way> in_the_way(const District& district, const NetworkModel& model, const LeastBroken& plan) {
    constexpr double nothing = 1e-6;
    std::vector<Way> ways;
    for (const auto& asset : model.assets) {
        for (const auto& size : asset.sizes) {
            if (auto way = size_in_the_way(model, plan, *asset.asset, size)) ways.push_back(std::move(*way));
        }
    }
    for (const auto& limit : model.limits) {
        const bool tie = static_cast<bool>(limit.tie);
        const double bound =
            tie ? model.network.ties()[limit.tie.at()].lower : model.network.totals()[limit.total.at()].upper;
        const double worth = plan.worth(tie ? network::RowKind::tie : network::RowKind::total,
                                        tie ? limit.tie.index : limit.total.index) *
                             std::max(std::abs(bound), 1.0);
        if (worth <= nothing) continue;
        const PlanLimit named = plan_limit(district, model, limit.key, bound);
        ways.push_back({worth, named.what, named.now, district.plan().at(limit.key).position.str()});
    }
    std::stable_sort(ways.begin(), ways.end(), [](const Way& a, const Way& b) { return a.worth > b.worth; });
    return ways;
}

/// How large a size must be at least, so that some plan gets through every outage while everything else holds; nothing
/// where no size is enough.
std::optional<double> enough(const NetworkModel& model, Islanding& islanding, network::CapacityId capacity,
                             solve::Solver& solver, const solve::Options& options) {
    network::Network network = model.network;
    free_of_costs(network);
    network.set_cost(capacity, 0, 1);
    network.set_limits(capacity, network.capacities()[capacity.at()].lower, network::unlimited);
    constexpr int most_rounds = 30;
    for (int round = 0; round < most_rounds; ++round) {
        const network::LinearProblem problem(network);
        solve::Problem view = solve::view(problem);
        view.integer = {};
        const auto result = solver.solve(view, options);
        if (result.status != solve::Status::optimal) return std::nullopt;
        const network::Readout plan(problem, result.x);
        if (!islanding.is_broken(plan, options)) return plan.at(capacity);
        islanding.put_into(network);
    }
    return std::nullopt;
}

Text remedy(const NetworkModel& model, Islanding& islanding, const std::vector<Way>& ways, solve::Solver& solver,
            const solve::Options& options) {
    constexpr std::size_t most_asked = 3;
    Text text;
    std::size_t asked = 0;
    for (const Way& way : ways) {
        if (!way.capacity || ++asked > most_asked) continue;
        const auto least = enough(model, islanding, way.capacity, solver, options);
        if (!least) continue;
        const std::string then = said_enough(*least * (1 + 10 * served), true) + " " + way.unit;
        text.en += fmt::format("raise {} from {} to {}; or ", way.what.en, way.now.en, then);
        text.ja += fmt::format("{}を {}から {}に上げる。または、", way.what.ja, way.now.ja, then);
    }
    return text + Text{
                      "offer a source or store that works without the grid (emergency_generator, cogeneration, "
                      "battery), or lower the hours or the critical load",
                      "系統なしで動く電源・蓄電池（emergency_generator、cogeneration、battery）を加える、"
                      "または時間数か重要負荷を減らす"};
}

}  // namespace

std::vector<Finding> islanding_findings(const District& district, const NetworkModel& model, Islanding& islanding,
                                        solve::Solver& solver, const solve::Options& options) {
    const LeastBroken plan(model, solver, options);
    if (!plan.is_found()) return {};
    const int first = plan.worst();
    if (first < 0) return {};
    const auto shortage = islanding.shortage(first, plan.read(), options);
    if (!shortage) return {};
    Finding finding;
    finding.code = "infeasible";
    finding.position = district.plan().at("islanding").position;
    finding.path = district.plan().path() + ".islanding";
    finding.message = what_is_missing(district, islanding, first, *shortage);
    const auto ways = in_the_way(district, model, plan);
    std::vector<Text> told;
    for (const Way& way : ways) {
        told.push_back({fmt::format("{}, {} ({})", way.what.en, way.now.en, way.source),
                        fmt::format("{} {}（{}）", way.what.ja, way.now.ja, way.source)});
    }
    if (!ways.empty()) {
        const Text list = list_of(told);
        finding.message.en += " In the way: " + list.en + ".";
        finding.message.ja += "制約となっているのは、" + list.ja + "です。";
        if (!ways.front().path.empty()) {
            finding.position = ways.front().position;
            finding.path = ways.front().path;
        }
    }
    finding.fix = remedy(model, islanding, ways, solver, options);
    return {finding};
}

Finding not_reached_finding(const District& district, const PlannedIslanding& islanding) {
    const auto worst = std::min_element(islanding.by_start.begin(), islanding.by_start.end());
    const double step = district.plan().number("step");
    const Text begins = time_of(static_cast<double>(worst - islanding.by_start.begin()) * step);
    const auto all = islanding.by_start.size();
    Finding finding =
        district.plan()
            .at("islanding")
            .record->finding(
                "islanding-not-reached", "hours",
                {"hours that every outage is got through", "すべての停電に耐えられる時間"},
                {"add a battery that takes what a machine gives at its minimum load, or a smaller machine (units:, "
                 "emergency_generator), or lower the hours",
                 "最低負荷での余剰を受ける蓄電池か、小さい設備（units:、emergency_"
                 "generator）を加える、または時間数を減らす"});
    finding.severity = Severity::warning;
    finding.message = {
        fmt::format("With machines on or off and their minimum load kept, no dispatch was found that gets through {} "
                    "of {} outages of {} h. The one that begins on {} is served for {} h.",
                    islanding.not_reached, all, said(*islanding.hours), begins.en, said(*worst)),
        fmt::format("最低負荷を守って起動・停止すると、{}時間の停電{}件のうち{}件は、耐えられる運転が見つかりません。"
                    "{}に始まる停電では{}時間です。",
                    said(*islanding.hours), all, islanding.not_reached, begins.ja, said(*worst))};
    return finding;
}

}  // namespace gaiku
