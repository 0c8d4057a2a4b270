#include "plan/network/model.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "base/constants.h"
#include "plan/baseline/baseline.h"
#include "plan/building/buildings.h"
#include "plan/network/sensitivity.h"
#include "plan/stages/stages.h"
#include "tariff/contract.h"
#include "technology/tariff_costs.h"

#include "plan/network/outage.h"
#include "plan/network/rules.h"

namespace gaiku {
namespace {

/// Settlement periods: the interval over which a tariff measures demand, where it is longer than a step.
double settlement_hours(const District& district) {
    const double step = district.plan().number("step");
    double hours = step;
    for (const Contract& contract : contracts(district)) {
        for (const Charge& charge : contract.tariff->charges) {
            if (charge.kind == ChargeKind::demand && charge.demand.hours > step * (1 + 1e-9))
                hours = charge.demand.hours;
        }
    }
    return hours;
}

network::Horizon horizon_of(const District& district) {
    const double step = district.plan().number("step");
    std::vector<std::int32_t> settlement;
    const double steps_in_period = settlement_hours(district) / step;
    for (std::size_t t = 0; t < district.steps(); ++t)
        settlement.push_back(static_cast<std::int32_t>(std::floor((static_cast<double>(t) + 1e-9) / steps_in_period)));
    const auto years = network::Horizon::uniform(static_cast<int>(district.steps()), step).years();
    network::Horizon horizon(std::vector<double>(district.steps(), step), std::move(settlement), years);
    if (!district.plan().has("year_share")) return horizon;
    return horizon.with_years(district.plan().number("year_share"));
}

/// Writes demands, assets and limits of a district into a network.
class ModelBuilder {
public:
    ModelBuilder(const District& district, const Technologies& technologies)
        : district_(district), technologies_(technologies), builder_(district, horizon_of(district)) {}

    NetworkModel build() {
        add_demands();
        for (const auto& [id, asset] : district_.assets()) add_asset(*asset);
        add_tariff_costs(builder_);
        add_limits();
        return {std::move(builder_.network()),
                std::move(assets_),
                std::move(demands_),
                builder_.balances(),
                builder_.co2(),
                builder_.primary_energy(),
                builder_.capital(),
                builder_.co2_known(),
                builder_.primary_energy_known(),
                builder_.stand_alone(),
                builder_.bookings(),
                std::move(limits_),
                peak_,
                builder_.meters(),
                builder_.outage_limits()};
    }

private:
    network::Network& network() { return builder_.network(); }

    void add_demands() {
        const std::size_t steps = district_.steps();
        std::vector<double> electricity(steps, 0.0);
        for (auto& demand : given_demands(district_)) {
            const auto balance = builder_.balance(demand.place, demand.carrier);
            sums_.resize(std::max(sums_.size(), balance.at() + 1), Profile(0.0));
            sums_[balance.at()] = sum(sums_[balance.at()], demand.kw);
            if (demand.carrier == "electricity") {
                for (std::size_t t = 0; t < steps; ++t) electricity[t] += demand.kw.at(t);
            }
            demands_.push_back({demand, balance, add_unserved(demand, balance)});
        }
        for (std::size_t i = 0; i < sums_.size(); ++i)
            network().set_value(network::BalanceId{static_cast<std::int32_t>(i)}, builder_.value(sums_[i]));
        peak_ = *std::max_element(electricity.begin(), electricity.end());
    }

    network::FlowId add_unserved(const GivenDemand& demand, network::BalanceId balance) {
        if (!demand.unserved_price) return {};
        network::Flow flow;
        flow.origin = {demand.id, "unserved", ""};
        if (demand.record->has("unserved_price"))
            flow.origin.source = demand.record->at("unserved_price").position.str();
        flow.upper = builder_.value(demand.kw);
        flow.cost = *demand.unserved_price;
        const auto id = network().add(std::move(flow));
        network().connect(balance, id, 1.0);
        builder_.book(CostKind::unserved, demand.id, id, *demand.unserved_price);
        return id;
    }

    void add_asset(const Record& asset) {
        const Technology& technology = technologies_.of(asset);
        AssetModel& model = assets_.emplace_back();
        model.asset = &asset;
        model.technology = &technology;
        const AssetInput input(asset, district_);
        AssetNetwork in_network(builder_, input, model);
        technology.add_to(in_network);
    }

    network::Origin origin(const char* key) const { return {"plan", key, district_.plan().at(key).position.str()}; }

    void add_total(const char* key, network::TallyId tally, double factor, std::string unit, double per_unit) {
        if (!district_.plan().has(key)) return;
        network::Total total;
        total.origin = origin(key);
        total.tallies = {tally};
        total.upper = district_.plan().number(key) * factor;
        limits_.push_back({key, network().add(std::move(total)), {}, std::move(unit), per_unit});
    }

    void add_limits() {
        const double years = network().horizon().years();
        constexpr double thousand = 1000;  // kg in a tonne, MJ in a GJ
        add_total("co2_limit", builder_.co2(), years, "t/year", thousand * years);
        add_total("primary_energy_limit", builder_.primary_energy(), mj_per_kwh * years, "GJ/year", thousand * years);
        add_total("budget", builder_.capital(), 1, builder_.costs().currency(), 1);
        if (district_.plan().has("self_supply_ratio")) add_self_supply(district_.plan().number("self_supply_ratio"));
    }

    /// PV counts as far as storage has power: a capacity that is at most either.
    void add_self_supply(double ratio) {
        const auto where = origin("self_supply_ratio");
        const auto counted = network().add(network::Capacity{.origin = {"plan", "PV with storage", where.source}});
        network::Tie all{where, {{counted, 1}}, ratio * peak_, network::unlimited};
        network::Tie pv{where, {{counted, -1}}, 0, network::unlimited};
        network::Tie storage = pv;
        for (const auto& [capacity, kind] : builder_.stand_alone()) {
            network::Tie& tie = kind == StandAlone::firm ? all : kind == StandAlone::with_storage ? pv : storage;
            tie.parts.push_back({capacity, 1});
        }
        limits_.push_back({"self_supply_ratio", {}, network().add(std::move(all)), "%", peak_ / 100});
        network().add(std::move(pv));
        network().add(std::move(storage));
    }

    const District& district_;
    const Technologies& technologies_;
    NetworkBuilder builder_;
    std::vector<AssetModel> assets_;
    std::vector<NetworkModel::Demand> demands_;
    std::vector<Profile> sums_;  ///< of the demands, by balance
    std::vector<NetworkModel::Limit> limits_;
    double peak_ = 0;
};

bool has_factor(const District& district, const Record& asset, const char* key) {
    if (asset.has(key)) return true;
    const bool from_grid = asset.text("technology") == "grid_connection";
    return from_grid && district.has_environment() && district.environment().has(key);
}

}  // namespace

void check_factors(const District& district, const char* limit, const char* factor, Findings& findings) {
    if (!district.plan().has(limit)) return;
    for (const auto& [id, asset] : district.assets()) {
        const bool buys = asset->has("demand_charge_on") || asset->has("fuel_price");
        if (!buys || has_factor(district, *asset, factor)) continue;
        findings.add(asset->finding(
            "missing-key", factor,
            {std::string("the factor that plan.") + limit + " needs", std::string("plan.") + limit + " に必要な係数"},
            {std::string("add \"") + factor + ":\"", std::string("「") + factor + ":」を加えてください"}));
    }
}

namespace {

/// Days are counted in years of 365 days, and holidays are known by date.
void check_year(const District& district, Findings& findings) {
    const Value* named = district.plan().find("year");
    if (named == nullptr) return;
    if (std::chrono::year{static_cast<int>(named->number)}.is_leap()) {
        findings.add(district.plan().finding("out-of-range", "year", {"a year of 365 days", "365日の年"},
                                             {"name the year before or after it", "前後の年を書いてください"}));
    } else if (district.plan().number("hours") > hours_a_year) {
        findings.add(district.plan().finding(
            "contradiction", "year", {"at most 8,760 hours with a year", "year を書くときは8,760時間以下"},
            {"remove year, or lower hours", "year を消すか hours を減らしてください"}));
    }
}

}  // namespace

NetworkModel network_model(const District& district, const Technologies& technologies) {
    return ModelBuilder(district, technologies).build();
}

std::vector<DemandSummary> demand_summary(const District& district, const NetworkModel& model) {
    std::vector<GivenDemand> given;
    given.reserve(model.demands.size());
    for (const auto& demand : model.demands) given.push_back(demand.given);
    return demand_summary(district, given);
}

void check_network(const District& district, Findings& findings) {
    check_demands(district, findings);
    check_tariffs(district, findings);
    check_year(district, findings);
    check_rules(district, findings);
    check_factors(district, "co2_limit", "co2_factor", findings);
    check_factors(district, "primary_energy_limit", "primary_energy_factor", findings);
    check_front(district, findings);
    check_sensitivity(district, findings);
    check_islanding(district, findings);
    check_baseline(district, findings);
    check_buildings(district, findings);
    check_stages(district, findings);
    for (const auto& [name, entry] : district.economics().records("escalation")) {
        const auto& known = built_in_carriers();
        const auto& own = district.root->records("carriers");
        const bool carrier = std::find(known.begin(), known.end(), name) != known.end() ||
                             std::any_of(own.begin(), own.end(), [&id = name](const auto& c) { return c.first == id; });
        if (carrier || name == "upkeep") continue;
        findings.add(entry->finding("unknown-reference", "", {"a carrier, or upkeep", "エネルギー種別か upkeep"},
                                    {"correct the name", "名前を直してください"}));
    }
}

}  // namespace gaiku
