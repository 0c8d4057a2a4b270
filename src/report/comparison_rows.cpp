#include "report/comparison_rows.h"

#include <numeric>

#include "plan/network/purchase_peaks.h"

namespace gaiku {
namespace {

using Better = ComparedRow::Better;

std::optional<double> unless_zero(double value) {
    return value == 0 ? std::nullopt : std::optional(value);
}

/// Of all connections together.
std::optional<double> highest_purchase(const District& district, const NetworkPlan& plan) {
    const auto peaks = purchase_peaks(district, plan);
    return peaks.empty() ? std::nullopt : std::optional(peaks.back().kw);
}

}  // namespace

std::vector<ComparedRow> compared_rows(const std::string& currency) {
    return {
        {"cost", {"Annual cost", "年間費用"}, currency, Better::less},
        {"energy", {"energy, less sales", "エネルギー費（売却収入を差引）"}, currency, Better::less, true},
        {"upkeep", {"upkeep", "維持管理費"}, currency, Better::less, true},
        {"other", {"labour and overhead", "人件費・管理費"}, currency, Better::less, true},
        {"unserved", {"demand not supplied", "供給不足の評価額"}, currency, Better::less, true},
        {"fixed", {"equipment", "設備の固定費"}, currency, Better::less, true},
        {"measures", {"building measures", "建物の省エネ対策"}, currency, Better::less, true},
        {"capital", {"Capital in all", "整備費（総額）"}, currency, Better::less},
        {"primary_energy_gj", {"Primary energy", "一次エネルギー"}, "GJ", Better::less},
        {"co2_t", {"CO₂ of operation", "CO₂（運用）"}, "t", Better::less},
        {"embodied_co2_t", {"CO₂ of building it", "CO₂（製造・建設）"}, "t", Better::less},
        {"life_cycle_co2_t", {"Life-cycle CO₂ (both)", "ライフサイクルCO₂（合計）"}, "t", Better::less},
        {"purchase_peak_kw", {"Highest purchase of electricity", "最大買電電力"}, "kW", Better::less},
        {"self_supply_ratio", {"Self-supply ratio", "電力自給率"}, "%", Better::more},
        {"mean_outage_hours", {"Lasts in an outage, mean", "停電時の継続時間（平均）"}, "h", Better::more},
        {"least_outage_hours", {"Lasts in an outage, least", "停電時の継続時間（最短）"}, "h", Better::more},
        // A system that fails at once has not left much unserved when it ends: no figure to rank by.
        {"outage_unserved_kwh",
         {"Not served until an outage ends", "停電の終わりまでの供給不足"},
         "kWh",
         Better::neither},
        {"npv", {"Worth over the period against the baseline", "基準に対する正味現在価値"}, currency, Better::more},
        {"payback_years", {"Payback against the baseline", "基準に対する投資回収年数"}, "year", Better::neither},
    };
}

std::vector<std::optional<double>> compared_values(const ScenarioPlan& scenario, const District& district,
                                                   const std::optional<AgainstBaseline>& against) {
    const NetworkPlan& plan = *scenario.network;
    const AnnualCost cost = annual_cost(district, plan);
    std::optional<double> mean, least, unserved;
    if (scenario.survival) {
        mean = scenario.survival->all.mean_hours;
        least = scenario.survival->least_hours;
        const auto& classes = scenario.survival->classes;
        unserved = std::accumulate(classes.begin(), classes.end(), 0.0,
                                   [](double sum, const auto& of) { return sum + of.unserved_kwh; });
    }
    const auto life_cycle = against ? against->life_cycle_co2_t() : std::nullopt;
    const bool paid = against && against->finance;
    return {cost.total(),
            cost.energy,
            cost.upkeep,
            unless_zero(cost.other),
            unless_zero(cost.unserved),
            cost.fixed,
            unless_zero(cost.measures),
            plan.capital,
            plan.primary_energy_gj,
            plan.co2_t,
            against && against->embodied ? std::optional(against->embodied->t) : std::nullopt,
            life_cycle ? std::optional(life_cycle->judged) : std::nullopt,
            highest_purchase(district, plan),
            plan.self_supply_ratio,
            mean,
            least,
            unserved,
            paid ? std::optional(against->finance->npv_yen) : std::nullopt,
            paid ? against->finance->payback_years : std::nullopt};
}

}  // namespace gaiku
