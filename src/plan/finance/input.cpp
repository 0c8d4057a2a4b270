#include "plan/finance/input.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/constants.h"
#include "plan/finance/terms.h"

namespace gaiku {
namespace {

const Record& record_of(const District& district, const std::string& id) {
    const auto& assets = district.assets();
    return *std::find_if(assets.begin(), assets.end(), [&](const auto& asset) { return asset.first == id; })->second;
}

/// What the file says of an asset, whatever its size.
FinanceAsset asset_of(const District& district, const Record& record) {
    const Record& finance = *district.root->at("finance").record;
    const int period = static_cast<int>(std::lround(district.economics().number("period")));
    FinanceAsset asset;
    asset.id = record.id();
    asset.name = record.name();
    asset.third_party = record.text("owner") == "third_party";
    asset.subsidised = record.yes("subsidised");
    asset.life_years = record.number_or("life", 0);
    asset.tax_life_years = static_cast<int>(std::lround(record.number_or("tax_life", 0)));
    asset.degradation = record.number_or("degradation", finance.number("degradation"));
    if (const Value* years = record.find("replaced_in_years")) {
        for (const double year : years->numbers) asset.replaced_in_years.push_back(static_cast<int>(year));
        std::sort(asset.replaced_in_years.begin(), asset.replaced_in_years.end());
    } else if (asset.life_years > 0 && !record.yes("existing")) {
        asset.replaced_in_years = replacements(asset.life_years, period);
        asset.replaced_by_life = true;
    }
    if (record.has("fit_price") && record.has("fit_period")) {
        asset.support = record.text_or("support", "fit") == "fip" ? Support::fip : Support::fit;
        asset.support_yen_per_kwh = record.number("fit_price");
        asset.support_years = static_cast<int>(std::lround(record.number("fit_period")));
    }
    return asset;
}

void set_cost(FinanceAsset& asset, const Record& record, const AssetCost& cost) {
    asset.capital_yen = record.yes("existing") ? 0 : cost.capital_yen;
    asset.replacement_yen = cost.capital_yen * record.number("replacement_cost");
    asset.upkeep_yen_per_year = cost.upkeep_yen_per_year;
}

void add_microgrid(const District& district, const ScenarioPlan& scenario, const Technologies& technologies,
                   FinanceInput& input) {
    input.terms.demand_kwh_per_year = scenario.sizing.daily_demand_kwh * days_a_year;
    for (const auto& planned : scenario.assets) {
        const Record& record = record_of(district, planned.id);
        FinanceAsset asset = asset_of(district, record);
        asset.generation_kwh_per_year = planned.kwh_per_day.value_or(0) * days_a_year;
        if (planned.role == AssetRole::equipment) {
            asset.lent_kwh = planned.kwh.value_or(0);
        } else {
            set_cost(asset, record, technologies.of(record).cost(record, planned.kw.value_or(planned.kwh.value_or(0))));
        }
        input.assets.push_back(std::move(asset));
    }
}

/// What a network's plants without fuel generate. It does not grow with demand: it spares purchases, or is sold.
class OwnSources {
public:
    struct Source {
        std::string id;
        Text name;
        double kwh = 0;   ///< a year, of its carrier
        double left = 0;  ///< of it, after what is sold
    };

    OwnSources(const District& district, const NetworkPlan& plan, double per_year) : plan_(plan), per_year_(per_year) {
        for (const auto& money : plan.money) buys_[money.id] |= money.kind == PlannedMoney::Kind::purchase;
        for (const auto& [id, record] : district.assets()) add(*record);
    }

    [[nodiscard]] std::vector<Source>& of(const std::string& carrier) { return by_carrier_[carrier]; }

    [[nodiscard]] const Source* find(const std::string& asset) const {
        for (const auto& [carrier, sources] : by_carrier_) {
            for (const auto& source : sources) {
                if (source.id == asset) return &source;
            }
        }
        return nullptr;
    }

    [[nodiscard]] double left(const std::string& carrier) {
        double kwh = 0;
        for (const auto& source : of(carrier)) kwh += source.left;
        return kwh;
    }

private:
    static bool is_outside(const std::string& place) { return place.starts_with("outside:"); }

    void add(const Record& record) {
        const std::string& id = record.id();
        if (buys_[id] || record.has("demand_charge_on")) return;
        std::map<std::string, double> given;
        double taken = 0;
        double sold = 0;
        for (const auto& flow : plan_.flows) {
            if (flow.from == id) (is_outside(flow.to) ? sold : given[flow.carrier]) += flow.kwh / per_year_;
            if (flow.to == id) taken += flow.kwh / per_year_;
        }
        // What it takes back to sell it beside itself is no fuel.
        if (given.size() != 1 || taken > sold * (1 + 1e-6)) return;
        const auto& [carrier, kwh] = *given.begin();
        by_carrier_[carrier].push_back({id, record.name(), kwh, std::max(0.0, kwh - sold)});
    }

    const NetworkPlan& plan_;
    double per_year_;
    std::map<std::string, bool> buys_;
    std::map<std::string, std::vector<Source>> by_carrier_;
};

class NetworkInput {
public:
    NetworkInput(const District& district, const NetworkPlan& plan, const Technologies& technologies,
                 FinanceInput& input)
        : district_(district),
          plan_(plan),
          technologies_(technologies),
          input_(input),
          own_(district, plan, plan_years()) {}

    void add() {
        for (const auto& [id, record] : district_.assets()) add_asset(*record);
        // First what is sold, then what is left spares purchases.
        for (const auto& money : plan_.money) {
            if (money.kind == Kind::sale) add_sale(money);
            if (money.kind == Kind::purchase) bought_[money.carrier] += money.kwh;
        }
        for (const auto& money : plan_.money) {
            if (money.kind == Kind::purchase) add_purchase(money);
            if (money.kind == Kind::demand_charge || money.kind == Kind::standing_charge) {
                FinanceStream& stream = add_stream(money, -money.yen);
                stream.kind = FinanceStream::Kind::charges;
                stream.follows_demand = money.kind == Kind::demand_charge;
            }
        }
        add_users();
    }

private:
    using Kind = PlannedMoney::Kind;
    using Source = OwnSources::Source;

    [[nodiscard]] double plan_years() const {
        return district_.plan().number_or("year_share", plan_.hours / hours_a_year);
    }
    [[nodiscard]] double yearly(double kwh) const { return kwh / plan_years(); }

    void add_asset(const Record& record) {
        FinanceAsset asset = asset_of(district_, record);
        asset.support = Support::none;  // what it sells stands in the streams
        if (const Source* source = own_.find(record.id())) asset.generation_kwh_per_year = source->kwh;
        if (asset.third_party) add_third_party(record, asset);
        for (const auto& money : plan_.money) {
            if (money.id != record.id()) continue;
            if (money.kind == Kind::capital) {
                asset.capital_yen = money.yen;
                asset.replacement_yen = money.yen * record.number("replacement_cost");
            } else if (money.kind == Kind::upkeep) {
                asset.upkeep_yen_per_year = money.yen;
            }
        }
        if (asset.capital_yen != 0 || asset.upkeep_yen_per_year != 0 || asset.third_party ||
            asset.generation_kwh_per_year > 0)
            input_.assets.push_back(std::move(asset));
    }

    FinanceStream& add_stream(const PlannedMoney& money, double yen) {
        FinanceStream stream;
        stream.id = money.id;
        stream.name = money.name;
        stream.carrier = money.carrier;
        stream.escalation = escalation_of(district_, money.carrier);
        stream.kind = money.kind == Kind::sale ? FinanceStream::Kind::sales : FinanceStream::Kind::purchases;
        stream.yen_per_year = yen;
        input_.streams.push_back(std::move(stream));
        return input_.streams.back();
    }

    /// Demand grows with what it takes; what the district generates itself stays and has not to be bought.
    void add_purchase(const PlannedMoney& money) {
        const double bought = bought_[money.carrier];
        const double own = own_.left(money.carrier);
        const double share = bought > 0 ? money.kwh / bought : 0;
        const double price = money.kwh > 0 ? money.yen / money.kwh : 0;
        add_stream(money, -(money.yen + price * own * share)).follows_demand = true;
        if (price * share == 0) return;
        for (const Source& source : own_.of(money.carrier)) {
            if (source.left <= 0) continue;
            FinanceStream& spared = add_stream(money, price * source.left * share);
            spared.name = {money.name.en + ", spared by " + source.name.en,
                           money.name.in(Language::ja) + "（" + source.name.in(Language::ja) + "による節減）"};
            spared.generator = source.id;
            spared.generated_kwh_per_year = source.kwh;
        }
    }

    void add_sale(const PlannedMoney& money) {
        const Record& record = record_of(district_, money.id);
        if (const Source* source = own_.find(money.id)) {
            support(record, sell(money, *source, 1));
            return;
        }
        // What passes through a connection is of all plants, as far as they have it.
        const double own = record.has("demand_charge_on") ? own_.left(money.carrier) : 0;
        const double of_own = money.kwh > 0 ? std::min(1.0, own / money.kwh) : 0;
        for (Source& source : own_.of(money.carrier)) {
            const double share = own > 0 ? of_own * source.left / own : 0;
            if (share <= 0) continue;
            sell(money, source, share);
            source.left -= share * money.kwh;
        }
        if (of_own >= 1) return;
        add_stream(money, money.yen * (1 - of_own));
        support(record, input_.streams.back());
        input_.exported_kwh_per_year += money.kwh * (1 - of_own);
    }

    FinanceStream& sell(const PlannedMoney& money, const Source& source, double share) {
        FinanceStream& stream = add_stream(money, money.yen * share);
        stream.generator = source.id;
        stream.generated_kwh_per_year = source.kwh;
        stream.kwh_per_year = money.kwh * share;
        return stream;
    }

    /// For the years of its vintage at its price or premium, then on the market, whose price moves as the value of own
    /// generation does.
    void support(const Record& record, FinanceStream& stream) {
        if (!record.has("fit_price") || !record.has("fit_period")) return;
        const FinanceAsset asset = asset_of(district_, record);
        const double sold = stream.kwh_per_year > 0 ? stream.kwh_per_year : kwh_sold(record.id());
        const FipTerms& fip = input_.terms.fip;
        const bool premium = asset.support == Support::fip;
        stream.years = asset.support_years;
        stream.support = asset.support;
        stream.support_yen_per_kwh = asset.support_yen_per_kwh;
        stream.kwh_per_year = sold;
        stream.yen_per_year_afterwards = sold * (fip.capture_yen_per_kwh - (premium ? fip.balancing_yen_per_kwh : 0));
        stream.escalation = input_.terms.escalation_value;
    }

    [[nodiscard]] double kwh_sold(const std::string& id) const {
        for (const auto& money : plan_.money) {
            if (money.id == id && money.kind == Kind::sale) return money.kwh;
        }
        return 0;
    }

    /// The plan takes what a third party's plant gives and counts no cost of it: both are between the two.
    void add_third_party(const Record& record, FinanceAsset& asset) {
        double size = 0;
        for (const auto& planned : plan_.sizes) {
            if (planned.id == record.id() && planned.part == "capacity") size = planned.value.value_or(0);
        }
        set_cost(asset, record, technologies_.of(record).cost(record, size));
        static const std::set<std::string> stores{"battery", "nas_battery", "thermal_store"};
        if (stores.contains(record.text("technology"))) asset.lent_kwh = size;
        static const std::set<std::string> generators{"pv", "hydro_power", "biomass_power", "cogeneration"};
        asset.generation_kwh_per_year = 0;
        if (!generators.contains(record.text("technology"))) return;
        for (const auto& flow : plan_.flows) {
            if (flow.from == record.id() && flow.carrier == "electricity" && !flow.to.starts_with("outside:"))
                asset.generation_kwh_per_year += yearly(flow.kwh);
        }
    }

    void add_users() {
        std::map<std::string, double> kwh;
        for (const auto& demand : given_demands(district_)) {
            for (const auto& flow : plan_.flows) {
                if (flow.to == "demand:" + demand.id) kwh[demand.carrier] += yearly(flow.kwh);
            }
        }
        for (const auto& flow : plan_.flows) {
            if (flow.from == "unserved:" + flow.carrier) kwh[flow.carrier] -= yearly(flow.kwh);
        }
        for (const auto& [carrier, energy] : kwh) input_.served_kwh_per_year += energy;
        for (const auto& [carrier, sale] : district_.root->at("finance").record->records("sales")) {
            FinanceStream stream;
            stream.id = "users";
            stream.name = {"users", "需要家"};
            stream.carrier = carrier;
            stream.kind = FinanceStream::Kind::sales;
            stream.yen_per_year = sale->number("price") * kwh[carrier];
            stream.escalation = escalation_of(district_, carrier);
            stream.follows_demand = true;
            input_.streams.push_back(std::move(stream));
        }
    }

    const District& district_;
    const NetworkPlan& plan_;
    const Technologies& technologies_;
    FinanceInput& input_;
    OwnSources own_;
    std::map<std::string, double> bought_;
};

}  // namespace

FinanceInput finance_input(const District& district, const ScenarioPlan& scenario, const Technologies& technologies) {
    FinanceInput input;
    input.terms = finance_terms(district);
    if (scenario.network) {
        NetworkInput(district, *scenario.network, technologies, input).add();
    } else {
        add_microgrid(district, scenario, technologies, input);
    }
    return input;
}

}  // namespace gaiku
