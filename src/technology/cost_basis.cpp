#include "technology/cost_basis.h"

#include <cmath>

namespace gaiku {

double present_worth_factor(double escalation, double discount, double years) {
    const double x = (1 + escalation) / (1 + discount);
    if (x == 1) return years;
    return x * (1 - std::pow(x, years)) / (1 - x);
}

double capital_recovery_factor(double interest, double years) {
    if (interest == 0) return 1 / years;
    const double growth = std::pow(1 + interest, years);
    return interest * growth / (growth - 1);
}

CostBasis::CostBasis(const District& district) {
    const Record& economics = district.economics();
    life_cycle_ = economics.text("cost_basis") == "life_cycle";
    currency_ = economics.text("currency");
    annuity_ = economics.number_or("annuity", -1);
    discount_ = economics.number("discount_rate");
    years_ = economics.number("period");
    tax_ = economics.number("tax_rate");
    decimals_ = static_cast<int>(economics.number_or("present_worth_decimals", -1));
    for (const auto& [name, entry] : economics.records("escalation")) escalation_[name] = entry->number("rate");
}

double CostBasis::capital_weight(const AssetInput& asset) const {
    if (life_cycle_) {
        double weight = 1;
        if (const Value* again = asset.record().find("replaced_in_years")) {
            for (const double year : again->numbers)
                weight += asset.number("replacement_cost") / std::pow(1 + discount_, year);
        }
        return weight;
    }
    if (asset.has("annuity")) return asset.number("annuity");
    if (annuity_ >= 0) return annuity_;
    return capital_recovery_factor(discount_, asset.number("life"));
}

double CostBasis::running_weight(const std::string& what) const {
    if (!life_cycle_) return 1 - tax_;
    double factor = present_worth_factor(escalation_.at(what), discount_, years_);
    if (decimals_ >= 0) {
        const double scale = std::pow(10.0, decimals_);
        factor = std::round(factor * scale) / scale;
    }
    return factor * (1 - tax_);
}

bool CostBasis::knows_capital(const AssetInput& asset) const {
    return life_cycle_ || annuity_ >= 0 || asset.has("annuity") || asset.has("life");
}

bool CostBasis::knows_running(const std::string& what) const {
    return !life_cycle_ || escalation_.contains(what);
}

}  // namespace gaiku
