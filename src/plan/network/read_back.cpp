#include "plan/network/read_back.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <map>

#include "network/readout.h"
#include "plan/network/bills.h"
#include "plan/network/circulation.h"
#include "plan/network/costs.h"
#include "plan/network/money.h"
#include "plan/network/roles.h"
#include "solve/explanation.h"
#include "technology/on_off.h"

namespace gaiku {
namespace {

/// The solution as technologies read it.
class Solved final : public SolvedNetwork {
public:
    Solved(const network::Network& network, const network::LinearProblem& problem, const std::vector<double>& x)
        : network_(network), read_(problem, x) {}
    [[nodiscard]] const network::Network& network() const override { return network_; }
    [[nodiscard]] double at(network::FlowId flow, int step) const override { return read_.at(flow, step); }
    [[nodiscard]] double at(network::CapacityId capacity) const override { return read_.at(capacity); }
    [[nodiscard]] const network::Readout& read() const { return read_; }

private:
    const network::Network& network_;
    network::Readout read_;
};

/// A size below a milliwatt (or its energy in an hour) is what a solver leaves of none.
double without_dust(double size) {
    constexpr double dust = 1e-6;
    return std::abs(size) < dust ? 0 : size;
}

class ReadBack {
public:
    ReadBack(const District& district, const NetworkModel& model, const network::LinearProblem& problem,
             const solve::Solution& solution)
        : district_(district),
          model_(model),
          problem_(problem),
          solution_(solution),
          solved_(model.network, problem, solution.result.x),
          why_(has_prices() ? solve::explain(model.network, problem, solution.result) : solve::Explanation{}) {}

    NetworkPlan run() {
        const CostBasis basis(district_);
        plan_.currency = basis.currency();
        plan_.life_cycle = basis.life_cycle();
        plan_.step_hours = district_.plan().number("step");
        plan_.hours = district_.plan().number("hours");
        plan_.cost = solution_.check.cost;
        plan_.period_years = district_.economics().number("period");
        plan_.costs = planned_costs(model_, solved_.read());
        plan_.capital = solved_.read().tally(model_.network, model_.capital);
        if (model_.co2_known) plan_.co2_t = solved_.read().tally(model_.network, model_.co2) / 1000;
        if (model_.primary_energy_known)
            plan_.primary_energy_gj = solved_.read().tally(model_.network, model_.primary_energy) / 1000;
        plan_.self_supply_ratio = self_supply_ratio();
        for (const auto& asset : model_.assets) read_asset(asset);
        for (const auto& demand : model_.demands) read_demand(demand);
        plan_.money = planned_money(district_, model_, solved_.read());
        read_prices();
        read_limits();
        for (const auto& limit : model_.limits) plan_.totals.push_back(planned_total(limit));
        read_solve();
        plan_.bills = bills(district_, model_, solved_.read());
        return std::move(plan_);
    }

private:
    /// What is run by rules has none.
    [[nodiscard]] bool has_prices() const { return !solution_.result.row_dual.empty(); }

    [[nodiscard]] static std::string node(const std::string& place, const std::string& carrier) {
        return place.empty() ? "outside:" + carrier : place + "/" + carrier;
    }

    void read_asset(const AssetModel& asset) {
        const std::string& id = asset.asset->id();
        PlannedAssetSchedule planned{id, asset.technology->read_back(asset, solved_)};
        remove_circulation(asset, model_.network, planned.schedule);
        plan_.assets.push_back({port_roles(asset, model_.network), capital_of(id, model_, solved_.read())});
        const std::size_t before = plan_.sizes.size();
        std::string units;
        bool of_units = false;
        for (const auto& size : asset.sizes) {
            if (!size.count) {
                plan_.sizes.push_back(planned_size(asset, size));
                continue;
            }
            of_units = true;
            const double count = std::round(solved_.at(size.capacity));
            plan_.units.push_back({asset.asset->id(), size.name, count});
            if (count > 0)
                units += fmt::format("{}{} x {}", units.empty() ? "" : ", ", count, size.name.substr(units_of.size()));
        }
        if (of_units && has_prices()) told_in_units(before, units);
        if (!plan_.sizes.empty() && plan_.sizes.back().id == asset.asset->id()) {
            const auto first = std::find_if(plan_.sizes.begin(), plan_.sizes.end(),
                                            [&](const PlannedSize& size) { return size.id == asset.asset->id(); });
            first->part_load = asset.technology->curve_fits(AssetInput(*asset.asset, district_));
        }
        const auto& hours = model_.network.horizon();
        for (const auto& port : planned.schedule.ports) {
            double kwh = 0;
            for (std::size_t t = 0; t < port.kw.size(); ++t) kwh += port.kw[t] * hours.hours(static_cast<int>(t));
            add_flow(id, port, kwh);
        }
        plan_.schedules.push_back(std::move(planned));
    }

    /// What is made of whole units has no price of a next kW.
    void told_in_units(std::size_t first, const std::string& units) {
        for (std::size_t i = first; i < plan_.sizes.size(); ++i) {
            plan_.sizes[i].binding = "units";
            plan_.sizes[i].reduced_cost = 0;
            plan_.sizes[i].units = units;
        }
    }

    void add_flow(const std::string& id, const AssetSchedule::Port& port, double kwh) {
        if (kwh == 0) return;
        const std::string other = node(port.place, port.carrier);
        // A connection's purchase comes from outside into the asset; every other port joins asset and balance.
        const bool out_of_asset = port.place.empty() ? kwh < 0 : kwh > 0;
        plan_.flows.push_back({out_of_asset ? id : other, out_of_asset ? other : id, port.carrier, std::abs(kwh)});
    }

    PlannedSize planned_size(const AssetModel& asset, const AssetSize& size) {
        PlannedSize planned{asset.asset->id(),
                            asset.asset->name(),
                            asset.asset->text("technology"),
                            size.name,
                            size.energy,
                            {},
                            "unlimited",
                            0,
                            0,
                            ""};
        if (!size.capacity) return planned;
        if (!has_prices()) {
            const network::Capacity& given = model_.network.capacities()[size.capacity.at()];
            planned.value = without_dust(solved_.at(size.capacity));
            planned.binding = "given";
            planned.cost = given.yearly_cost * model_.network.horizon().years() + given.cost;
            planned.source = given.origin.source;
            return planned;
        }
        const solve::CapacityReason& reason = why_.capacities[size.capacity.at()];
        using Binding = solve::CapacityReason::Binding;
        static const std::map<Binding, std::string> words{{Binding::none, "free"},
                                                          {Binding::unused, "unused"},
                                                          {Binding::lower, "lower"},
                                                          {Binding::upper, "upper"},
                                                          {Binding::fixed, "given"}};
        planned.value = without_dust(reason.value);
        planned.binding = words.at(reason.binding);
        planned.reduced_cost = reason.reduced_cost;
        planned.cost = reason.cost;
        planned.source = reason.origin.source;
        return planned;
    }

    void read_demand(const NetworkModel::Demand& demand) {
        const auto& hours = model_.network.horizon();
        const GivenDemand& given = demand.given;
        PlannedDemand planned{given.id, given.place, given.carrier, {}, {}};
        double kwh = 0;
        for (int t = 0; t < hours.steps(); ++t) {
            planned.kw.push_back(given.kw.at(static_cast<std::size_t>(t)));
            kwh += planned.kw.back() * hours.hours(t);
        }
        const std::string from = node(given.place, given.carrier);
        plan_.flows.push_back({from, "demand:" + given.id, given.carrier, kwh});
        if (demand.unserved) {
            planned.unserved_kw = solved_.read().series(demand.unserved);
            const double unserved = solved_.read().energy(model_.network, demand.unserved);
            plan_.unserved_kwh += unserved;
            if (unserved != 0) plan_.flows.push_back({"unserved:" + given.carrier, from, given.carrier, unserved});
        }
        plan_.demands.push_back(std::move(planned));
    }

    /// Document 003: power that can stand alone over the peak of electricity; PV only with storage.
    [[nodiscard]] std::optional<double> self_supply_ratio() const {
        if (model_.peak_electricity_kw <= 0) return std::nullopt;
        double firm = 0;
        double with_storage = 0;
        double storage = 0;
        for (const auto& [capacity, kind] : model_.stand_alone) {
            double& sum = kind == StandAlone::firm ? firm : kind == StandAlone::with_storage ? with_storage : storage;
            sum += solved_.at(capacity);
        }
        // A size of nothing may come out as a rounding below it.
        return std::max(0.0, firm + std::min(with_storage, storage)) / model_.peak_electricity_kw;
    }

    /// Of carriers at their places; what a machine balances within itself has no price for people.
    void read_prices() {
        const auto is_of_carrier = [&](network::BalanceId id) {
            return std::any_of(model_.balances.begin(), model_.balances.end(),
                               [&](const auto& balance) { return balance.id.index == id.index; });
        };
        for (const auto& price : why_.prices) {
            if (price.hours == 0 || !is_of_carrier(price.balance)) continue;
            PlannedPrice planned{price.origin.asset,
                                 price.origin.quantity,
                                 price.mean,
                                 price.lowest,
                                 price.highest,
                                 {},
                                 solve::prices(model_.network, problem_, price.balance, solution_.result)};
            for (const auto& source : price.sources) {
                if (!source.flow) {
                    planned.sources.push_back({"", "", source.hours});
                    continue;
                }
                const auto& origin = model_.network.flows()[source.flow.at()].origin;
                planned.sources.push_back({origin.asset, origin.quantity, source.hours});
            }
            plan_.prices.push_back(std::move(planned));
        }
    }

    void read_limits() {
        for (const auto& row : why_.binding) {
            plan_.limits.push_back({row.origin.asset, row.origin.quantity, network::name_of(row.kind),
                                    row.origin.source, row.steps, row.price_sum});
        }
    }

    /// A total's row limits from above, the tie of the self-supply ratio from below.
    [[nodiscard]] PlannedTotal planned_total(const NetworkModel::Limit& limit) const {
        PlannedTotal total{limit.key, limit.unit, 0, 0, 0};
        const bool tie = static_cast<bool>(limit.tie);
        if (tie) {
            total.value = self_supply_ratio().value_or(0) * 100;
            total.bound = district_.plan().number(limit.key) * 100;
        } else {
            const auto& row = model_.network.totals()[limit.total.at()];
            total.value = solved_.read().total(model_.network, row) / limit.per_unit;
            total.bound = row.upper / limit.per_unit;
        }
        const auto kind = tie ? network::RowKind::tie : network::RowKind::total;
        const int element = tie ? limit.tie.index : limit.total.index;
        for (const auto& row : why_.binding) {
            if (row.kind == kind && row.element == element)
                total.shadow_price = (tie ? 1 : -1) * row.price_sum * limit.per_unit;
        }
        return total;
    }

    void read_solve() {
        SolveFigures& figures = plan_.solve;
        figures.rows = problem_.rows();
        figures.columns = problem_.columns();
        figures.nonzeros = problem_.nonzeros();
        figures.method = solution_.result.method;
        figures.iterations = solution_.result.iterations;
        const auto integers = problem_.integer();
        figures.integers = std::count(integers.begin(), integers.end(), 1);
        if (figures.integers > 0) {
            // Rules know none.
            if (!std::isnan(solution_.result.bound)) figures.bound = solution_.result.bound;
            figures.time_limit_reached = solution_.result.status == solve::Status::time_limit;
            figures.windows = solution_.windows;
        }
        figures.gap = solution_.result.gap;
        figures.primal_infeasibility = solution_.result.primal_infeasibility;
        figures.dual_infeasibility = solution_.result.dual_infeasibility;
        figures.cleaned = solution_.cleaned;
        figures.largest_excess = solution_.check.largest_excess;
    }

    const District& district_;
    const NetworkModel& model_;
    const network::LinearProblem& problem_;
    const solve::Solution& solution_;
    Solved solved_;
    solve::Explanation why_;
    NetworkPlan plan_;
};

}  // namespace

NetworkPlan read_back(const District& district, const NetworkModel& model, const network::LinearProblem& problem,
                      const solve::Solution& solution) {
    return ReadBack(district, model, problem, solution).run();
}

}  // namespace gaiku
