#include "report/sheets.h"

#include <fmt/format.h>
#include <cmath>
#include <map>

#include "report/bill_sheets.h"
#include "report/network_sheets.h"
#include "report/resilience_sheets.h"
#include "report/words.h"

namespace gaiku {
namespace {

using Format = Sheet::Format;

class SheetMaker {
public:
    SheetMaker(const Plan& plan, Language language) : plan_(plan), language_(language) {}

    std::vector<Sheet> all() {
        std::vector<Sheet> sheets{summary(), sizing(),      assets(),
                                  cost(),    cash_flow(),   economics(),
                                  hours(),   environment(), assumption_sheet(plan_.file, language_)};
        Sheet findings = finding_sheet(plan_, language_);
        if (!findings.rows.empty()) sheets.push_back(std::move(findings));
        return sheets;
    }

private:
    [[nodiscard]] std::string say(const char* en, const char* ja) const { return language_ == Language::ja ? ja : en; }
    [[nodiscard]] std::string say(const Text& text) const { return text.in(language_); }

    [[nodiscard]] Sheet::Column scenario_column() const { return {say("Scenario", "計画"), Format::text, 14}; }

    template <class F>
    void each(F&& use) const {
        for (const auto& scenario : plan_.scenarios) {
            if (scenario.planned) use(scenario);
        }
    }

    template <class T>
    static Sheet::Cell cell(const std::optional<T>& value) {
        return value ? Sheet::Cell(static_cast<double>(*value)) : Sheet::Cell();
    }

    /// A share in %, without the rounding error of the factor.
    static double percent(double share) { return std::round(share * 1e15) / 1e13; }

    [[nodiscard]] Sheet summary() const {
        Sheet sheet{
            say("Summary", "総括"),
            {scenario_column(),
             {say("Era", "時点"), Format::text, 12},
             {say("State", "状態"), Format::text, 10},
             {say("Supply rate (%)", "供給率 (%)"), Format::one_decimal},
             {say("New PV (kW)", "新設太陽光 (kW)"), Format::whole},
             {say("Main source (kW)", "主電源 (kW)"), Format::whole},
             {say("Battery (kWh)", "蓄電池 (kWh)"), Format::whole},
             {say("Capital (yen)", "整備費 (円)"), Format::whole, 18},
             {say("Upkeep (yen/year)", "維持管理費 (円/年)"), Format::whole, 16},
             {say("Balance at the end, no subsidy (yen)", "最終年累積収支 補助なし (円)"), Format::whole, 20},
             {say("Balance at the end, subsidy (yen)", "最終年累積収支 補助あり (円)"), Format::whole, 20},
             {say("Balance at the end, FIT and subsidy (yen)", "最終年累積収支 FIT+補助 (円)"), Format::whole, 20},
             {say("CO2 avoided (t/year)", "CO2削減量 (t/年)"), Format::one_decimal}},
            {}};
        for (const auto& s : plan_.scenarios) {
            std::vector<Sheet::Cell> row{s.id, say(s.era_name),
                                         s.planned ? say("planned", "計画済") : say("failed", "計画不可")};
            if (s.planned) {
                for (const double value :
                     {percent(s.sizing.supply_rate), s.sizing.new_pv_kw, s.sizing.main_source_kw,
                      s.sizing.battery_total_kwh(), s.capital_yen, s.upkeep_yen_per_year,
                      s.no_subsidy.cumulative_yen.back(), s.subsidy.cumulative_yen.back(),
                      s.fit_and_subsidy.cumulative_yen.back(), s.environment.co2_avoided_t_per_year}) {
                    row.emplace_back(value);
                }
            }
            row.resize(sheet.columns.size());
            sheet.rows.push_back(std::move(row));
        }
        return sheet;
    }

    [[nodiscard]] Sheet sizing() const {
        Sheet sheet{say("Sizing", "規模算定"),
                    {scenario_column(),
                     {say("Supply rate (%)", "供給率 (%)"), Format::one_decimal},
                     {say("Daily demand (kWh/day)", "日需要 (kWh/日)"), Format::one_decimal},
                     {say("Emergency demand (kWh/day)", "災害時需要 (kWh/日)"), Format::one_decimal, 16},
                     {say("Existing PV (kWh/day)", "既設太陽光 (kWh/日)"), Format::one_decimal},
                     {say("Existing PV (kW)", "既設太陽光 (kW)"), Format::one_decimal},
                     {say("Main source (kWh/day)", "主電源 (kWh/日)"), Format::one_decimal},
                     {say("Main source (kW)", "主電源 (kW)"), Format::one_decimal},
                     {say("New PV (kWh/day)", "新設太陽光 (kWh/日)"), Format::one_decimal},
                     {say("New PV (kW)", "新設太陽光 (kW)"), Format::one_decimal},
                     {say("Battery need (kWh)", "蓄電池必要量 (kWh)"), Format::one_decimal},
                     {say("Water heaters (kWh)", "給湯機 (kWh)"), Format::one_decimal},
                     {say("Home batteries (kWh)", "家庭用蓄電池 (kWh)"), Format::one_decimal},
                     {say("Electric vehicles (kWh)", "電気自動車 (kWh)"), Format::one_decimal},
                     {say("Batteries given (kWh)", "既設・指定の蓄電池 (kWh)"), Format::one_decimal},
                     {say("Need less equipment and batteries given (kWh)", "差引 (kWh)"), Format::one_decimal, 18},
                     {say("Least battery (kWh)", "最小蓄電池 (kWh)"), Format::one_decimal},
                     {say("Battery to install (kWh)", "蓄電池整備量 (kWh)"), Format::one_decimal}},
                    {}};
        each([&](const ScenarioPlan& s) {
            const auto& z = s.sizing;
            sheet.rows.push_back({s.id, percent(z.supply_rate), z.daily_demand_kwh, z.emergency_demand_kwh,
                                  z.existing_pv_kwh, z.existing_pv_kw, z.main_source_kwh, z.main_source_kw,
                                  z.new_pv_kwh, z.new_pv_kw, z.battery_need_kwh, s.equipment.water_heater,
                                  s.equipment.home_battery, s.equipment.electric_vehicle, z.fixed_battery_kwh,
                                  z.battery_difference_kwh, z.battery_floor_kwh, z.battery_install_kwh});
        });
        return sheet;
    }

    [[nodiscard]] Sheet assets() const {
        Sheet sheet{say("Assets", "設備"),
                    {scenario_column(),
                     {say("Asset", "設備"), Format::text, 28},
                     {say("Technology", "種類"), Format::text, 18},
                     {say("Owner", "所有者"), Format::text, 12},
                     {say("Power (kW)", "容量 (kW)"), Format::one_decimal},
                     {say("Energy (kWh)", "容量 (kWh)"), Format::one_decimal},
                     {say("Generation (kWh/day)", "発電量 (kWh/日)"), Format::one_decimal}},
                    {}};
        each([&](const ScenarioPlan& s) {
            for (const auto& a : s.assets) {
                sheet.rows.push_back({s.id, say(a.name), say(technologies_.at(a.technology)->meaning),
                                      a.third_party ? say("third party", "第三者") : say("operator", "事業者"),
                                      cell(a.kw), cell(a.kwh), cell(a.kwh_per_day)});
            }
        });
        return sheet;
    }

    [[nodiscard]] Sheet cost() const {
        Sheet sheet{say("Cost", "費用"),
                    {scenario_column(),
                     {say("Item", "項目"), Format::text, 28},
                     {say("Capital (yen)", "整備費 (円)"), Format::whole, 18},
                     {say("Upkeep (yen/year)", "維持管理費 (円/年)"), Format::whole, 18}},
                    {}};
        each([&](const ScenarioPlan& s) {
            for (const auto& item : s.costs)
                sheet.rows.push_back({s.id, say(item.name), item.capital_yen, item.upkeep_yen_per_year});
            sheet.rows.push_back({s.id, say("Total", "合計"), s.capital_yen, s.upkeep_yen_per_year});
        });
        return sheet;
    }

    [[nodiscard]] Sheet cash_flow() const {
        Sheet sheet{say("Cash flow", "収支"),
                    {scenario_column(),
                     {say("Year", "年"), Format::whole, 8},
                     {say("No subsidy, year (yen)", "補助なし 単年 (円)"), Format::whole, 18},
                     {say("No subsidy, cumulated (yen)", "補助なし 累積 (円)"), Format::whole, 18},
                     {say("Subsidy, year (yen)", "補助あり 単年 (円)"), Format::whole, 18},
                     {say("Subsidy, cumulated (yen)", "補助あり 累積 (円)"), Format::whole, 18},
                     {say("FIT and subsidy, year (yen)", "FIT+補助 単年 (円)"), Format::whole, 18},
                     {say("FIT and subsidy, cumulated (yen)", "FIT+補助 累積 (円)"), Format::whole, 18}},
                    {}};
        each([&](const ScenarioPlan& s) {
            for (std::size_t year = 0; year < s.no_subsidy.yearly_yen.size(); ++year) {
                sheet.rows.push_back({s.id, static_cast<double>(year), s.no_subsidy.yearly_yen[year],
                                      s.no_subsidy.cumulative_yen[year], s.subsidy.yearly_yen[year],
                                      s.subsidy.cumulative_yen[year], s.fit_and_subsidy.yearly_yen[year],
                                      s.fit_and_subsidy.cumulative_yen[year]});
            }
        });
        return sheet;
    }

    [[nodiscard]] Sheet economics() const {
        Sheet sheet{say("Profitability", "採算指標"),
                    {scenario_column(),
                     {say("Funding", "資金"), Format::text, 18},
                     {say("NPV (yen)", "正味現在価値 (円)"), Format::whole, 18},
                     {say("IRR (%)", "内部収益率 (%)"), Format::one_decimal},
                     {say("IRR, remark", "内部収益率 備考"), Format::text, 18},
                     {say("Payback (years)", "回収年数 (年)"), Format::one_decimal},
                     {say("Discounted payback (years)", "割引回収年数 (年)"), Format::one_decimal}},
                    {}};
        each([&](const ScenarioPlan& s) {
            const auto row = [&](const std::string& funding, const CashFlow& flow) {
                const std::string remark = flow.irr_note.empty()     ? ""
                                           : flow.irr_note == "none" ? say("no rate exists", "解なし")
                                                                     : say("several rates exist", "複数の解");
                sheet.rows.push_back({s.id, funding, flow.npv_yen,
                                      flow.irr ? Sheet::Cell(percent(*flow.irr)) : Sheet::Cell(), remark,
                                      cell(flow.payback_years), cell(flow.discounted_payback_years)});
            };
            row(say("no subsidy", "補助なし"), s.no_subsidy);
            row(say("subsidy", "補助あり"), s.subsidy);
            row(say("FIT and subsidy", "FIT+補助"), s.fit_and_subsidy);
        });
        return sheet;
    }

    [[nodiscard]] Sheet hours() const {
        Sheet sheet{say("Hours", "時刻別"),
                    {scenario_column(),
                     {say("Hour (begins)", "時（開始）"), Format::whole, 10},
                     {say("Item", "項目"), Format::text, 28},
                     {say("Power (kW)", "電力 (kW)"), Format::one_decimal},
                     {say("Battery level at the hour's end (kWh)", "時末の蓄電量 (kWh)"), Format::one_decimal, 18}},
                    {}};
        each([&](const ScenarioPlan& s) {
            for (std::size_t h = 0; h < s.demand_kw.size(); ++h) {
                const double hour = static_cast<double>(h);
                sheet.rows.push_back(
                    {s.id, hour, say("Demand", "需要"), s.demand_kw[h], s.sizing.battery_level_kwh[h + 1]});
                for (const auto& curve : s.supply) sheet.rows.push_back({s.id, hour, say(curve.name), curve.kw[h], {}});
            }
        });
        return sheet;
    }

    [[nodiscard]] Sheet environment() const {
        Sheet sheet{"CO2",
                    {scenario_column(),
                     {say("Local supply (kWh/year)", "地域電源の発電量 (kWh/年)"), Format::whole, 18},
                     {say("of the operator (kWh/year)", "うち事業者分 (kWh/年)"), Format::whole, 18},
                     {say("CO2 factor (kg/kWh)", "CO2排出係数 (kg/kWh)"), Format::any},
                     {say("CO2 avoided (t/year)", "CO2削減量 (t/年)"), Format::one_decimal},
                     {say("Primary energy factor (MJ/kWh)", "一次エネルギー換算 (MJ/kWh)"), Format::any, 18},
                     {say("Primary energy saved (GJ/year)", "一次エネルギー削減量 (GJ/年)"), Format::one_decimal, 18}},
                    {}};
        each([&](const ScenarioPlan& s) {
            const auto& e = s.environment;
            sheet.rows.push_back({s.id, e.local_supply_kwh_per_year, e.own_generation_kwh_per_year,
                                  e.co2_factor_kg_per_kwh, e.co2_avoided_t_per_year, e.primary_energy_factor_mj_per_kwh,
                                  e.primary_energy_saved_gj_per_year});
        });
        return sheet;
    }

    const Plan& plan_;
    Language language_;
    Technologies all_technologies_;
    std::map<std::string, const Section*> technologies_ = all_technologies_.sections();
};

}  // namespace

std::vector<Sheet> sheets(const Plan& plan, Language language) {
    std::vector<Sheet> all =
        plan.file.eras.at(0).district.is_network() ? network_sheets(plan, language) : SheetMaker(plan, language).all();
    for (auto& sheet : bill_sheets(plan, language)) all.push_back(std::move(sheet));
    for (auto& sheet : resilience_sheets(plan, language)) all.push_back(std::move(sheet));
    return all;
}

}  // namespace gaiku
