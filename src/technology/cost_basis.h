#pragma once

#include <map>
#include <string>

#include "technology/asset_input.h"

namespace gaiku {

/// Present worth of 1 a year over `years`, rising by `escalation` a year and discounted at `discount`: with
/// x = (1 + escalation)/(1 + discount), x + x^2 + ... + x^years.
[[nodiscard]] double present_worth_factor(double escalation, double discount, double years);

/// Share of a capital that a year bears so that it is recovered with interest: i (1 + i)^n / ((1 + i)^n - 1); 1/n
/// without.
[[nodiscard]] double capital_recovery_factor(double interest, double years);

/// How capital and running costs count in what is made least (economics.cost_basis).
///
/// yearly: capital x annuity, running costs x (1 - tax), all for a year.
/// life_cycle: capital and its replacements at present worth, running costs x present worth of their escalation x
/// (1 - tax), all once for the period.
class CostBasis {
public:
    explicit CostBasis(const District& district);

    [[nodiscard]] bool life_cycle() const { return life_cycle_; }
    [[nodiscard]] const std::string& currency() const { return currency_; }
    /// What a unit of an asset's capital counts for a year (of the network's horizon).
    [[nodiscard]] double capital_weight(const AssetInput& asset) const;
    /// What a unit of yearly cost counts; `what` is a carrier or "upkeep".
    [[nodiscard]] double running_weight(const std::string& what) const;

    /// Whether an asset's capital can be counted: an annuity or a life is given.
    [[nodiscard]] bool knows_capital(const AssetInput& asset) const;
    /// Whether the escalation of running costs is given where it is needed.
    [[nodiscard]] bool knows_running(const std::string& what) const;

private:
    bool life_cycle_ = false;
    std::string currency_;
    double annuity_ = -1;  ///< of all assets; negative: none
    double discount_ = 0;
    double years_ = 0;
    double tax_ = 0;
    int decimals_ = -1;  ///< of present-worth factors; negative: all
    std::map<std::string, double> escalation_;
};

}  // namespace gaiku
