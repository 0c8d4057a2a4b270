#include "plan/network/money.h"

#include <map>

namespace gaiku {
namespace {

/// Adds up what flows and capacities of an asset cost. The network holds costs already weighted by the district's basis
/// (CostBasis): the weights are taken out again.
class MoneyReader {
public:
    MoneyReader(const District& district, const NetworkModel& model, const network::Readout& read)
        : district_(district), model_(model), read_(read), basis_(district) {
        for (const auto& asset : model.assets) assets_[asset.asset->id()] = &asset;
    }

    std::vector<PlannedMoney> run() {
        for (std::size_t i = 0; i < network().flows().size(); ++i)
            add_flow(network::FlowId{static_cast<std::int32_t>(i)});
        for (std::size_t i = 0; i < network().capacities().size(); ++i)
            add_capacity(network::CapacityId{static_cast<std::int32_t>(i)});
        std::vector<PlannedMoney> all;
        for (const auto& asset : model_.assets) {
            for (auto& [key, money] : sums_) {
                if (key.first == asset.asset->id()) all.push_back(money);
            }
        }
        return all;
    }

private:
    using Kind = PlannedMoney::Kind;
    [[nodiscard]] const network::Network& network() const { return model_.network; }

    static bool is_connection(const Record& asset) { return asset.has("demand_charge_on"); }
    static bool is_off_site(const Record& asset) { return asset.text("technology") == "renewable_purchase"; }

    void add(const AssetModel& asset, Kind kind, const std::string& carrier, double yen, double kwh = 0) {
        if (yen == 0 && kwh == 0) return;
        const Record& record = *asset.asset;
        auto& money =
            sums_.try_emplace({record.id(), kind}, PlannedMoney{record.id(), record.name(), kind, carrier, 0, 0})
                .first->second;
        money.yen += yen;
        money.kwh += kwh;
    }

    void add_flow(network::FlowId id) {
        const network::Flow& flow = network().flows()[id.at()];
        const auto found = assets_.find(flow.origin.asset);
        if (found == assets_.end()) return;  // unserved demand: a price, but nobody pays it
        const auto& horizon = network().horizon();
        double cost = 0;
        double kwh = 0;
        for (int t = 0; t < horizon.steps(); ++t) {
            const double energy = read_.at(id, t) * horizon.hours(t);
            cost += energy * network().at(flow.cost, t);
            kwh += energy;
        }
        const AssetModel& asset = *found->second;
        if (is_connection(*asset.asset)) {
            const std::string carrier = asset.asset->text("carrier");
            const double yen = yearly(cost, carrier);
            const bool sale = flow.origin.quantity == "sale";
            add(asset, sale ? Kind::sale : Kind::purchase, carrier, sale ? -yen : yen, kwh / horizon.years());
        } else if (is_off_site(*asset.asset)) {
            add(asset, Kind::purchase, "electricity", yearly(cost, "electricity"), kwh / horizon.years());
        } else if (flow.origin.quantity == "sale") {
            add(asset, Kind::sale, "electricity", -yearly(cost, "electricity"), kwh / horizon.years());
        } else {
            add(asset, Kind::upkeep, "", yearly(cost, "upkeep"));
        }
    }

    /// Money a year of a cost over the horizon, its weight taken out.
    [[nodiscard]] double yearly(double cost, const std::string& what) const {
        return cost == 0 ? 0 : cost / basis_.running_weight(what) / network().horizon().years();
    }

    void add_capacity(network::CapacityId id) {
        const network::Capacity& capacity = network().capacities()[id.at()];
        const auto found = assets_.find(capacity.origin.asset);
        if (found == assets_.end()) return;
        const AssetModel& asset = *found->second;
        const double size = read_.at(id);
        double capital = 0;
        for (const auto& tally : capacity.tallies) {
            if (tally.tally == model_.capital) capital += tally.per_unit;
        }
        add(asset, Kind::capital, "", capital * size);
        const AssetInput input(*asset.asset, district_);
        const double weighted = capital == 0 ? 0 : capital * basis_.capital_weight(input);
        const double rest = (capacity.yearly_cost - weighted) * size;  // a year
        const double once = capacity.cost * size;                      // over the horizon: monthly peaks
        if (is_connection(*asset.asset)) {
            const std::string carrier = asset.asset->text("carrier");
            // What a tariff asks for whatever is taken is a capacity of one.
            const bool standing = capacity.lower == 1 && capacity.upper == 1 && capacity.yearly_cost == 0;
            add(asset, standing ? Kind::standing_charge : Kind::demand_charge, carrier,
                yearly(rest * network().horizon().years() + once, carrier));
        } else if (is_off_site(*asset.asset)) {  // paid for whether taken or not
            add(asset, Kind::purchase, "electricity", yearly(once, "electricity"));
            add(asset, Kind::upkeep, "", yearly(rest * network().horizon().years(), "upkeep"));
        } else {
            add(asset, Kind::upkeep, "", yearly(rest * network().horizon().years() + once, "upkeep"));
        }
    }

    const District& district_;
    const NetworkModel& model_;
    const network::Readout& read_;
    CostBasis basis_;
    std::map<std::string, const AssetModel*> assets_;
    std::map<std::pair<std::string, Kind>, PlannedMoney> sums_;
};

}  // namespace

std::vector<PlannedMoney> planned_money(const District& district, const NetworkModel& model,
                                        const network::Readout& read) {
    return MoneyReader(district, model, read).run();
}

}  // namespace gaiku
