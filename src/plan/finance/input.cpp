#include "plan/finance/input.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "plan/finance/terms.h"

namespace gaiku {
namespace {

constexpr double days_a_year = 365;

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

class NetworkInput {
public:
    NetworkInput(const District& district, const NetworkPlan& plan, const Technologies& technologies,
                 FinanceInput& input)
        : district_(district), plan_(plan), technologies_(technologies), input_(input) {}

    void add() {
        for (const auto& [id, record] : district_.assets()) add_asset(*record);
        add_users();
    }

private:
    using Kind = PlannedMoney::Kind;

    [[nodiscard]] double yearly(double kwh) const {
        const auto& plan = district_.plan();
        const double hours_a_year = 8760;
        return kwh / plan.number_or("year_share", plan_.hours / hours_a_year);
    }

    void add_asset(const Record& record) {
        FinanceAsset asset = asset_of(district_, record);
        const auto fit_years = asset.support_years;
        asset.support = Support::none;  // what it sells is in the plan's own sales
        if (asset.third_party) add_third_party(record, asset);
        for (const auto& money : plan_.money) {
            if (money.id == record.id()) add_money(money, record, fit_years, asset);
        }
        if (asset.capital_yen != 0 || asset.upkeep_yen_per_year != 0 || asset.third_party)
            input_.assets.push_back(std::move(asset));
    }

    void add_money(const PlannedMoney& money, const Record& record, int fit_years, FinanceAsset& asset) {
        if (money.kind == Kind::capital) {
            asset.capital_yen = money.yen;
            asset.replacement_yen = money.yen * record.number("replacement_cost");
        } else if (money.kind == Kind::upkeep) {
            asset.upkeep_yen_per_year = money.yen;
        } else {
            add_stream(money, fit_years);
        }
    }

    void add_stream(const PlannedMoney& money, int fit_years) {
        FinanceStream stream;
        stream.id = money.id;
        stream.name = money.name;
        stream.carrier = money.carrier;
        stream.escalation = escalation_of(district_, money.carrier);
        const bool sale = money.kind == Kind::sale;
        stream.kind = sale ? FinanceStream::Kind::sales : FinanceStream::Kind::purchases;
        stream.yen_per_year = sale ? money.yen : -money.yen;
        stream.follows_demand = !sale;
        if (sale) input_.exported_kwh_per_year += money.kwh;
        if (sale && fit_years > 0) {
            stream.years = fit_years;
            stream.yen_per_year_afterwards = money.kwh * input_.terms.fip.capture_yen_per_kwh;
            stream.escalation = 0;  // a feed-in price stays
        }
        input_.streams.push_back(std::move(stream));
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
        if (!generators.contains(record.text("technology"))) return;
        for (const auto& flow : plan_.flows) {
            if (flow.from == record.id() && flow.carrier == "electricity")
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
