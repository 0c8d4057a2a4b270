#include "plan/network/outage.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "district/load_classes.h"

namespace gaiku {
namespace {

double critical_share(const GivenDemand& demand) {
    return share_up_to(demand_load_shares(*demand.record), last_critical_class);
}

/// A public connection that is out, or what works only beside the grid (stand_alone: no).
bool fails(const Record& islanding, const Record& asset) {
    const std::string& technology = asset.text("technology");
    if (technology == "grid_connection" || technology == "renewable_purchase") return true;
    if (technology == "gas_connection") return islanding.text("gas") == "stops";
    const Value* alone = asset.find("stand_alone");
    return alone != nullptr && alone->field->kind == Kind::boolean && !alone->yes;
}

/// Adds a demand's loads to the sums of its balance.
struct Loads {
    std::vector<double> critical, rest;

    void add(const GivenDemand& demand, std::size_t steps) {
        critical.resize(steps, 0.0);
        rest.resize(steps, 0.0);
        const double share = critical_share(demand);
        for (std::size_t t = 0; t < steps; ++t) {
            const double kw = demand.kw.at(t);
            critical[t] += share * kw;
            rest[t] += (1 - share) * kw;
        }
    }
};

}  // namespace

OutageModel outage_model(const District& district, const NetworkModel& model) {
    OutageModel outage{model.network, {}, {}};
    network::Network& network = outage.network;
    network.clear_windows();
    const Record& islanding = *district.plan().at("islanding").record;
    for (const auto& limits : model.outage_limits) network.set_limits(limits.flow, limits.lower, limits.upper);
    for (const AssetModel& asset : model.assets) {
        outage.failed.push_back(fails(islanding, *asset.asset));
        if (!outage.failed.back()) continue;
        for (const auto flow : asset.controls) network.set_limits(flow, 0.0, 0.0);
    }
    std::vector<Loads> loads(network.balances().size());
    for (const auto& demand : model.demands) {
        loads[demand.balance.at()].add(demand.given, district.steps());
        if (demand.unserved) network.set_limits(demand.unserved, 0.0, 0.0);
    }
    for (const auto& [place, carrier, id] : model.balances) {
        Loads& load = loads[id.at()];
        if (load.critical.empty()) {  // what machines draw there by themselves may be missing too
            outage.demands.push_back({id, 0.0, false});
            continue;
        }
        network.set_value(id, network.add_series(std::move(load.critical)));
        outage.demands.push_back({id, network.add_series(std::move(load.rest)), true});
    }
    return outage;
}

int steps_of(const NetworkModel& model, double hours) {
    return static_cast<int>(std::ceil(hours / model.network.horizon().hours(0) - 1e-9));
}

simulate::Sizes asset_sizes(const NetworkModel& model, const std::vector<double>& of_capacity) {
    simulate::Sizes sizes;
    for (const AssetModel& asset : model.assets) {
        auto& own = sizes.emplace_back();
        for (const AssetSize& size : asset.sizes)
            own.push_back(size.capacity ? of_capacity[size.capacity.at()] : std::numeric_limits<double>::infinity());
    }
    return sizes;
}

void check_islanding(const District& district, Findings& findings) {
    if (!district.plan().has("islanding")) return;
    const Record& islanding = *district.plan().at("islanding").record;
    const double planned = district.plan().number("hours");
    for (const char* key : {"hours", "longest"}) {
        if (islanding.number_or(key, 0) <= planned) continue;
        if (std::string(key) == "longest" && !islanding.has("longest")) continue;
        findings.add(islanding.finding(
            "contradiction", key, {"no more hours than are planned", "計画時間数以下の時間"},
            {"lower it, or plan more hours (plan.hours)", "短くするか、計画時間（plan.hours）を延ばしてください"}));
    }
    const Value* longest = islanding.find("longest");
    const bool own_longest = longest != nullptr && longest->origin == Origin::given;  // the default gives way
    if (own_longest && islanding.number_or("hours", 0) > longest->number) {
        findings.add(islanding.finding(
            "contradiction", "longest",
            {"at least the hours that every outage must last", "どの停電でも供給すべき時間（hours）以上の値"},
            {"raise longest, leave it out, or lower hours",
             "longest を延ばすか除く、または hours を短くしてください"}));
    }
    if (district.plan().text_or("operation", "") == "rules" && islanding.has("hours")) {
        findings.add(islanding.finding(
            "contradiction", "hours",
            {"no limit where plan.operation is rules", "plan.operation: rules では指定しない時間"},
            {"remove it: the hours are a result then; or write \"operation: optimal\"",
             "除いてください（時間は結果として示します）。または「operation: optimal」としてください"}));
    }
    const auto demands = given_demands(district);
    if (std::any_of(demands.begin(), demands.end(), [](const auto& d) { return critical_share(d) > 0; })) return;
    findings.add(district.plan().finding("missing-key", "islanding",
                                         {"a demand with critical load: outage: { shelter: ..., class_1: ... }",
                                          "重要負荷のある需要（outage: { shelter: ..., class_1: ... }）"},
                                         {"add \"outage:\" to the demands that an outage must not stop",
                                          "停電時にも止められない需要に「outage:」を加えてください"}));
}

}  // namespace gaiku
