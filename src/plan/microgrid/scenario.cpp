#include <fmt/format.h>
#include <cmath>

#include "base/constants.h"
#include "base/unit.h"
#include "plan/microgrid/fit_class.h"
#include "plan/microgrid/model.h"

namespace gaiku {
namespace {

class ScenarioBuilder {
public:
    ScenarioBuilder(const District& district, const MicrogridModel& model, const Technologies& technologies)
        : district_(district), model_(model), technologies_(technologies) {}

    ScenarioPlan build(std::optional<double> rate) {
        plan_.requested_rate = rate;
        plan_.sizing = size_microgrid(model_.sizing, rate.value_or(0));
        plan_.equipment = model_.sizing.equipment;
        if (!plan_.sizing.reachable) {
            fail({"a plant to be sized: \"capacity: sized\"", "容量を決める設備（capacity: sized）"},
                 {fmt::format("add a plant with \"capacity: sized\"; those of given size give {} of {} kWh a day",
                              print_number(own_kwh(), 0), print_number(plan_.sizing.emergency_demand_kwh, 0)),
                  fmt::format(
                      "「capacity: sized」の設備を加えてください（容量の決まった設備では1日 {} kWh、必要 {} kWh）",
                      print_number(own_kwh(), 0), print_number(plan_.sizing.emergency_demand_kwh, 0))});
            return std::move(plan_);
        }
        if (plan_.sizing.supply_rate <= 0) {
            fail({"a local source", "地域の電源"},
                 {"own_sources asks for what plants of given size supply: add such a plant, or ask for a rate",
                  "own_sources は容量の決まった電源の供給率です。電源を加えるか、供給率を書いてください"});
            return std::move(plan_);
        }
        add_curves();
        add_generators();
        if (!add_batteries()) return std::move(plan_);
        for (const Record* asset : model_.equipment) add_equipment(*asset);
        for (const Record* asset : model_.others) {
            add_asset(*asset, AssetRole::system, {}, {}, {});
            add_cost(*asset, 0, 0);
        }
        add_money();
        add_environment();
        warn_of_surplus();
        warn_of_fit_classes();
        plan_.planned = true;
        return std::move(plan_);
    }

private:
    [[nodiscard]] double own_kwh() const {
        return plan_.sizing.existing_pv_kwh + plan_.sizing.main_source_kwh + plan_.sizing.new_pv_kwh;
    }

    void fail(Text expected, Text fix) {
        Finding finding = district_.root->finding("source-missing", "assets", std::move(expected), std::move(fix));
        plan_.findings.push_back(std::move(finding));
    }

    void add_curves() {
        for (std::size_t h = 0; h < plan_.demand_kw.size(); ++h) {
            plan_.demand_kw[h] = model_.sizing.demand_kw[h] * plan_.sizing.supply_rate;
        }
    }

    void add_asset(const Record& asset, AssetRole role, std::optional<double> kw, std::optional<double> kwh,
                   std::optional<double> kwh_per_day) {
        plan_.assets.push_back({asset.id(), asset.name(), asset.text("technology"), role,
                                asset.text("owner") == "third_party", kw, kwh, kwh_per_day});
    }

    void add_generators() {
        const std::size_t fixed = model_.sizing.fixed.size();
        for (std::size_t i = 0; i < model_.generators.size(); ++i) {
            const auto& generator = model_.generators[i];
            const bool sized = i >= fixed;
            const double kw = sized ? plan_.sizing.sized_kw[i - fixed] : generator.day.kw;
            const double kwh = sized ? kw * generator.day.kwh_per_kw_day : generator.day.kwh_per_day;
            SupplyCurve curve{generator.asset->id(),
                              generator.asset->name(),
                              generator.asset->text("technology"),
                              generator.role,
                              {}};
            for (std::size_t h = 0; h < curve.kw.size(); ++h) curve.kw[h] = kwh * generator.day.hours[h];
            plan_.supply.push_back(std::move(curve));
            add_asset(*generator.asset, generator.role, kw, {}, kwh);
            add_cost(*generator.asset, kw, kwh * days_a_year);
            plan_.environment.local_supply_kwh_per_year += kwh * days_a_year;
        }
    }

    bool add_batteries() {
        bool sized = false;
        for (const Record* asset : model_.batteries) {
            double kwh = 0;
            if (asset->says("capacity", "sized")) {
                sized = true;
                kwh = plan_.sizing.battery_install_kwh;
            } else {
                kwh = asset->number("capacity");
            }
            add_asset(*asset, asset->yes("existing") ? AssetRole::existing : AssetRole::storage, {}, kwh, {});
            add_cost(*asset, kwh, 0);
        }
        if (sized || plan_.sizing.battery_install_kwh <= 0) return true;
        fail({"a battery to be sized", "容量を決める蓄電池"},
             {fmt::format("add a battery with \"capacity: sized\"; {} kWh are needed",
                          print_number(plan_.sizing.battery_install_kwh, 0)),
              fmt::format("「capacity: sized」の蓄電池を加えてください（{} kWh 必要）",
                          print_number(plan_.sizing.battery_install_kwh, 0))});
        return false;
    }

    void add_equipment(const Record& asset) {
        add_asset(asset, AssetRole::equipment, {}, technologies_.of(asset).shiftable_kwh(asset), {});
        add_cost(asset, asset.number("units"), 0);
    }

    /// Third parties' equipment stays out of the operator's books; existing equipment is kept up and replaced but
    /// not bought.
    void add_cost(const Record& asset, double size, double generation_kwh) {
        if (asset.text("owner") == "third_party") return;
        AssetCost cost = technologies_.of(asset).cost(asset, size);
        const double replacement_yen = cost.capital_yen * asset.number("replacement_cost");
        if (asset.yes("existing")) cost.capital_yen = 0;
        plan_.costs.push_back({asset.id(), asset.name(), cost.capital_yen, cost.upkeep_yen_per_year});
        plan_.capital_yen += cost.capital_yen;
        plan_.upkeep_yen_per_year += cost.upkeep_yen_per_year;
        plan_.environment.own_generation_kwh_per_year += generation_kwh;

        CashFlowItem item;
        item.capital_yen = cost.capital_yen;
        item.upkeep_yen_per_year = cost.upkeep_yen_per_year;
        item.subsidised = asset.yes("subsidised");
        item.replacement_yen = replacement_yen;
        item.generation_kwh_per_year = generation_kwh;
        if (const Value* years = asset.find("replaced_in_years")) {
            for (const double year : years->numbers) item.replaced_in_years.push_back(static_cast<int>(year));
        }
        if (asset.has("fit_price") && asset.has("fit_period")) {
            item.fit_yen_per_kwh = asset.number("fit_price");
            item.fit_years = static_cast<int>(asset.number("fit_period"));
        }
        items_.push_back(std::move(item));
    }

    void add_money() {
        const Record& economics = district_.economics();
        CashFlowTerms terms;
        terms.period_years = static_cast<int>(economics.number("period"));
        terms.demand_kwh_per_year = plan_.sizing.daily_demand_kwh * days_a_year;
        terms.margin_yen_per_kwh = economics.number("margin_on_demand");
        terms.value_of_own_generation_yen_per_kwh = economics.number("value_of_own_generation");
        terms.subsidy_rate = economics.number("subsidy");
        terms.subsidy_covers_replacement = economics.yes("subsidy_covers_replacement");
        terms.discount_rate = economics.number("discount_rate");
        plan_.no_subsidy = cash_flow(items_, terms, FundingMode::no_subsidy);
        plan_.subsidy = cash_flow(items_, terms, FundingMode::subsidy);
        plan_.fit_and_subsidy = cash_flow(items_, terms, FundingMode::fit_and_subsidy);
    }

    void add_environment() {
        plan_.environment =
            environment(plan_.environment.local_supply_kwh_per_year, plan_.environment.own_generation_kwh_per_year,
                        district_.environment().number("co2_factor"),
                        // the unit MJ/kWh divides out; in base units it is kWh of primary energy a kWh
                        std::round(district_.environment().number("primary_energy_factor") * 3.6e9) / 1e9);
    }

    void warn_of_surplus() {
        if (plan_.sizing.surplus_kwh <= 0 || plan_.sizing.supply_rate < 1) return;
        Finding finding = district_.root->finding(
            "surplus", "assets", {"plants that give no more than the day's demand", "一日の需要以下の発電"},
            {fmt::format("lower a capacity, or accept that {} kWh a day cannot be used in a disaster",
                         print_number(plan_.sizing.surplus_kwh, 0)),
             fmt::format("容量を減らすか、災害時に1日 {} kWh が使い切れないものとしてください",
                         print_number(plan_.sizing.surplus_kwh, 0))});
        finding.severity = Severity::warning;
        plan_.findings.push_back(std::move(finding));
    }

    /// A feed-in price holds for plants of its class. Roofs are many plants, each of a size that is not known.
    void warn_of_fit_classes() {
        for (std::size_t i = 0; i < model_.generators.size(); ++i) {
            const Record& asset = *model_.generators[i].asset;
            const double kw = plan_.assets[i].kw.value_or(0);  // generators come first
            if (!asset.has("fit") || plan_.assets[i].third_party || kw <= 0) continue;
            if (asset.text_or("mounting", "") == "rooftop_pv" || asset.at("fit_price").origin == Origin::given)
                continue;
            const auto sizes = fit_class(asset.text("fit"));
            constexpr double slack = 1e-9;  // 200.0000001 kW is 200 kW
            if (!sizes || (kw >= sizes->from_kw * (1 - slack) && kw <= sizes->to_kw * (1 + slack))) continue;
            const std::string range = std::isinf(sizes->to_kw) ? print_number(sizes->from_kw, 0) + " kW –"
                                                               : print_number(sizes->from_kw, 0) + "–" +
                                                                     print_number(sizes->to_kw, 0) + " kW";
            Finding finding = asset.finding("fit-class", "fit", {"a plant of " + range, range + " の設備"},
                                            {"name the class of the plant's size, or give its price by \"fit_price:\"",
                                             "容量に合う区分を書くか、「fit_price:」で価格を書いてください"});
            finding.severity = Severity::warning;
            plan_.findings.push_back(std::move(finding));
        }
    }

    const District& district_;
    const MicrogridModel& model_;
    const Technologies& technologies_;
    ScenarioPlan plan_;
    std::vector<CashFlowItem> items_;
};

}  // namespace

ScenarioPlan plan_microgrid(const District& district, const MicrogridModel& model, const Technologies& technologies,
                            std::optional<double> supply_rate) {
    return ScenarioBuilder(district, model, technologies).build(supply_rate);
}

}  // namespace gaiku
