#include "report/baseline_json.h"

#include <nlohmann/json.hpp>

#include "report/json_parts.h"
#include "report/purchase_peaks_json.h"

namespace gaiku {
namespace {

using Json = nlohmann::ordered_json;

Json cost_json(const AnnualCost& cost) {
    return {{"energy", cost.energy},     {"upkeep", cost.upkeep},         {"other", cost.other},
            {"unserved", cost.unserved}, {"operating", cost.operating()}, {"fixed", cost.fixed},
            {"measures", cost.measures}, {"total", cost.total()}};
}

Json embodied_json(const AgainstBaseline& against) {
    if (!against.embodied || !against.baseline_embodied) return nullptr;
    return {{"baseline_t", against.baseline_embodied->t},
            {"t", against.embodied->t},
            {"unknown", against.embodied->unknown}};
}

Json finance_json(const std::optional<Returns>& of) {
    if (!of) return nullptr;
    return {{"npv_yen", of->npv_yen},
            {"irr", of->irr},
            {"payback_years", or_null(of->payback_years)},
            {"discounted_payback_years", or_null(of->discounted_payback_years)}};
}

Json outage_json(const std::optional<OutageComparison>& of) {
    if (!of) return nullptr;
    return {{"horizon_hours", of->horizon_hours},
            {"baseline",
             {{"mean_hours", of->baseline_mean_hours},
              {"least_hours", of->baseline_least_hours},
              {"lasted", of->baseline_lasted},
              {"unserved_kwh", of->baseline_unserved_kwh}}},
            {"scenario",
             {{"mean_hours", of->mean_hours},
              {"least_hours", of->least_hours},
              {"lasted", of->lasted},
              {"unserved_kwh", of->unserved_kwh}}}};
}

}  // namespace

Json baseline_json(const AgainstBaseline& against) {
    return {
        {"scenario", against.scenario},
        {"primary_energy_gj", reduction_json(against.primary_energy_gj)},
        {"co2_t", reduction_json(against.co2_t)},
        {"life_cycle_co2_t", reduction_json(against.life_cycle_co2_t())},
        {"embodied_co2", embodied_json(against)},
        {"cost",
         {{"baseline", cost_json(against.baseline_cost)},
          {"scenario", cost_json(against.cost)},
          {"difference", against.cost.total() - against.baseline_cost.total()}}},
        {"self_supply_ratio",
         {{"baseline", or_null(against.baseline_self_supply_ratio)}, {"scenario", or_null(against.self_supply_ratio)}}},
        {"peak_cut", peak_cut_json(against.peak_cut)},
        {"finance", finance_json(against.finance)},
        {"outage", outage_json(against.outage)}};
}

}  // namespace gaiku
