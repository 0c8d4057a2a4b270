#include "report/network_sheets.h"

#include <fmt/format.h>
#include <algorithm>

#include "report/comparison_sheets.h"
#include "report/network_names.h"
#include "report/network_view.h"

namespace gaiku {
namespace {

using As = Sheet::Format;

class NetworkSheets {
public:
    NetworkSheets(const Plan& plan, Language language)
        : plan_(plan), language_(language), money_(" (" + currency_of(plan, language) + ")") {}

    std::vector<Sheet> all() {
        std::vector<Sheet> sheets{summary(),
                                  demand_sheet(plan_, language_),
                                  capacities(),
                                  costs(),
                                  flows(),
                                  monthly_sheet(plan_, language_),
                                  day_sheet(plan_, language_),
                                  reason_sheet(plan_, language_),
                                  price_sheet(plan_, language_),
                                  marginal_sheet(plan_, language_),
                                  limit_sheet(plan_, language_),
                                  front_sheet(plan_, language_),
                                  front_size_sheet(plan_, language_),
                                  sensitivity_sheet(plan_, language_),
                                  islanding_sheet(plan_, language_),
                                  finding_sheet(plan_, language_),
                                  assumption_sheet(plan_.file, language_)};
        std::erase_if(sheets, [](const Sheet& sheet) { return sheet.rows.empty(); });
        add_comparison(sheets);
        return sheets;
    }

private:
    /// Behind the summary, where there is a baseline; sizes have a sheet of their own here.
    void add_comparison(std::vector<Sheet>& sheets) const {
        const auto& scenarios = plan_.scenarios;
        if (std::none_of(scenarios.begin(), scenarios.end(), [](const auto& s) { return s.against_baseline; })) return;
        auto compared = comparison_sheets(comparison({&plan_, 1}), language_);
        compared.resize(std::min<std::size_t>(compared.size(), 2));
        sheets.insert(sheets.begin() + 1, compared.begin(), compared.end());
    }

    [[nodiscard]] std::string say(const char* en, const char* ja) const { return language_ == Language::ja ? ja : en; }
    [[nodiscard]] std::string say(const Text& text) const { return text.in(language_); }
    [[nodiscard]] Sheet::Column scenario_column() const { return {say("Scenario", "シナリオ"), As::text, 16}; }

    static Sheet::Cell cell(const std::optional<double>& value) { return value ? Sheet::Cell(*value) : Sheet::Cell(); }

    [[nodiscard]] Sheet summary() const {
        Sheet sheet{say("Summary", "総括"),
                    {scenario_column(),
                     {say("Name", "名称"), As::text, 28},
                     {say("State", "状態"), As::text, 10},
                     {say("Cost basis", "費用の範囲"), As::text, 26},
                     {say("Hours planned (h)", "計画時間 (h)"), As::whole},
                     {say("Cost", "費用") + money_, As::whole, 18},
                     {say("Capital", "整備費") + money_, As::whole, 18},
                     {say("CO2 (t)", "CO2排出量 (t)"), As::one_decimal},
                     {say("Primary energy (GJ)", "一次エネルギー (GJ)"), As::one_decimal, 18},
                     {say("Self-supply ratio (%)", "電力自給率 (%)"), As::percent},
                     {say("Not supplied (kWh)", "供給不足 (kWh)"), As::one_decimal},
                     {say("Solver", "求解法"), As::text, 26}},
                    {}};
        for (const auto& s : plan_.scenarios) {
            std::vector<Sheet::Cell> row{s.id, say(s.era_name),
                                         s.planned ? say("planned", "計画済") : say("failed", "計画不可")};
            if (s.network) {
                const NetworkPlan& p = *s.network;
                row.emplace_back(basis(p));
                for (const double value : {p.hours, p.cost, p.capital}) row.emplace_back(value);
                for (const auto& value : {p.co2_t, p.primary_energy_gj, p.self_supply_ratio})
                    row.push_back(cell(value));
                row.emplace_back(p.unserved_kwh);
                row.emplace_back(p.solve.method);
            }
            row.resize(sheet.columns.size());
            sheet.rows.push_back(std::move(row));
        }
        return sheet;
    }

    [[nodiscard]] std::string basis(const NetworkPlan& plan) const {
        if (!plan.life_cycle) return say("hours planned", "計画時間の費用");
        return fmt::format(fmt::runtime(say("life cycle of {} years", "{}年間のライフサイクル")), plan.period_years);
    }

    [[nodiscard]] Sheet capacities() const {
        Sheet sheet{say("Capacities", "設備容量"),
                    {scenario_column(),
                     {say("Asset", "設備"), As::text, 28},
                     {say("Technology", "種類"), As::text, 20},
                     {say("Place", "場所"), As::text, 18},
                     {say("Power (kW)", "容量 (kW)"), As::one_decimal},
                     {say("Energy (kWh)", "容量 (kWh)"), As::one_decimal},
                     {say("Decided by", "決まり方"), As::text, 16},
                     {say("Limit", "制限"), As::text, 22},
                     {say("Largest power (kW)", "最大出力 (kW)"), As::one_decimal},
                     {say("Energy given (kWh)", "供給量 (kWh)"), As::whole, 16},
                     {say("Full-load hours (h)", "全負荷相当時間 (h)"), As::whole, 16},
                     {say("Capital", "整備費") + money_, As::whole, 18},
                     {say("Capital of the period and upkeep", "設備費（年価）と維持管理費") + money_, As::whole, 20}},
                    {}};
        each_network(plan_, [&](const ScenarioPlan& s, const District& district) {
            for (const auto& c : shown_capacities(district, *s.network)) {
                const bool counts = c.kw && *c.kw > 0 && !c.kwh;
                sheet.rows.push_back({s.id, say(c.name), c.technology,
                                      c.place.empty() ? Sheet::Cell() : say(place_label(district, c.place)), cell(c.kw),
                                      cell(c.kwh), decided(c), say(c.limit), c.peak_kw, c.given_kwh,
                                      counts ? Sheet::Cell(c.given_kwh / *c.kw) : Sheet::Cell(), c.capital, c.yearly});
            }
        });
        return sheet;
    }

    [[nodiscard]] std::string decided(const ShownCapacity& capacity) const {
        const std::string how = capacity.decided;
        if (how == "plan") return say("the plan", "最適化");
        if (how == "limit") return say("its limit", "上下限");
        if (how == "use") return say("use (unlimited)", "使用量（制限なし）");
        return say("given", "所与");
    }

    [[nodiscard]] Sheet costs() const {
        Sheet sheet{say("Costs", "費用"),
                    {scenario_column(),
                     {say("Kind", "種別"), As::text, 22},
                     {say("Item", "項目"), As::text, 28},
                     {say("Cost", "費用") + money_, As::two_decimals, 20}},
                    {}};
        each_network(plan_, [&](const ScenarioPlan& s, const District& district) {
            for (const auto& cost : s.network->costs)
                sheet.rows.push_back({s.id, kind(cost.kind), say(owner_name(district, *s.network, cost)), cost.amount});
        });
        return sheet;
    }

    [[nodiscard]] std::string kind(CostKind kind) const {
        switch (kind) {
            case CostKind::capital:
                return say("capital", "設備費（年価）");
            case CostKind::upkeep:
                return say("upkeep", "維持管理費");
            case CostKind::demand_charge:
                return say("demand charge", "基本料金");
            case CostKind::energy:
                return say("energy bought", "エネルギー購入費");
            case CostKind::revenue:
                return say("revenue", "売却収入");
            case CostKind::unserved:
                return say("demand not supplied", "供給不足の評価額");
        }
        return {};
    }

    [[nodiscard]] Sheet flows() const {
        Sheet sheet{say("Flows", "エネルギーの流れ"),
                    {scenario_column(),
                     {say("From", "から"), As::text, 28},
                     {say("To", "へ"), As::text, 28},
                     {say("Carrier", "エネルギー種別"), As::text, 18},
                     {say("Energy (kWh)", "エネルギー量 (kWh)"), As::one_decimal, 18}},
                    {}};
        each_network(plan_, [&](const ScenarioPlan& s, const District& district) {
            const ShownGraph graph = shown_graph(district, *s.network, shown_series(district, *s.network));
            const auto named = [&](const std::string& id) {
                const auto node =
                    std::find_if(graph.nodes.begin(), graph.nodes.end(), [&](const auto& n) { return n.id == id; });
                const std::string name = say(node->name);
                return node->place.empty() ? name : say(place_label(district, node->place)) + " / " + name;
            };
            for (const auto& flow : graph.flows)
                sheet.rows.push_back(
                    {s.id, named(flow.from), named(flow.to), say(carrier_label(district, flow.carrier)), flow.kwh});
        });
        return sheet;
    }

    const Plan& plan_;
    Language language_;
    std::string money_;
};

}  // namespace

std::string currency_of(const Plan& plan, Language language) {
    std::string found;
    for (const auto& scenario : plan.scenarios) {
        if (!scenario.network) continue;
        const std::string& own = scenario.network->currency;
        if (!found.empty() && found != own) return language == Language::ja ? "各通貨" : "own currency";
        found = own;
    }
    return found == "yen" && language == Language::ja ? "円" : found;
}

std::vector<Sheet> network_sheets(const Plan& plan, Language language) {
    return NetworkSheets(plan, language).all();
}

}  // namespace gaiku
