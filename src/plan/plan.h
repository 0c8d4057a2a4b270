#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "assess/environment/environment.h"
#include "assess/finance/cash_flow.h"
#include "assess/resilience/survival.h"
#include "plan/baseline/baseline.h"
#include "plan/building/buildings.h"
#include "plan/finance/result.h"
#include "plan/microgrid/sizing.h"
#include "plan/network/planner.h"
#include "plan/network/studies.h"
#include "plan/stages/stages.h"
#include "technology/registry.h"

namespace gaiku {

/// What part an asset plays in a microgrid.
enum class AssetRole { existing, main, added, storage, equipment, system };

struct PlannedAsset {
    std::string id;
    Text name;
    std::string technology;
    AssetRole role = AssetRole::system;
    bool third_party = false;
    std::optional<double> kw;
    std::optional<double> kwh;
    std::optional<double> kwh_per_day;
};

struct SupplyCurve {
    std::string id;
    Text name;
    std::string technology;
    AssetRole role = AssetRole::main;
    Day kw{};
};

struct CostItem {
    std::string id;
    Text name;
    double capital_yen = 0;
    double upkeep_yen_per_year = 0;
};

/// One scenario, planned or failed with its findings; the failure of one never stops the others.
struct ScenarioPlan {
    std::string id;  ///< era and resulting rate in %: now-70; method network: the scenario's own
    std::string era;
    Text era_name;
    std::optional<double> requested_rate;  ///< nothing: what the own sources give
    bool planned = false;
    std::vector<Finding> findings;  ///< method network: the warnings of its district first

    Sizing sizing;
    Equipment equipment;
    std::vector<PlannedAsset> assets;
    Day demand_kw{};  ///< scaled by the supply rate
    std::vector<SupplyCurve> supply;
    std::vector<CostItem> costs;
    double capital_yen = 0;
    double upkeep_yen_per_year = 0;
    CashFlow no_subsidy;
    CashFlow subsidy;
    CashFlow fit_and_subsidy;
    Environment environment;

    std::vector<DemandSummary> demand;             ///< of method network, also where it failed for want of a plan
    std::optional<NetworkPlan> network;            ///< of method network; all above from `sizing` on is then empty
    std::optional<FinancePlan> finance;            ///< where the file has a section finance
    std::optional<resilience::Survival> survival;  ///< where the file has a section resilience
    std::optional<Front> front;
    std::optional<Sensitivity> sensitivity;
    std::optional<Stage> stage;                       ///< where the scenario has a year
    std::vector<PlannedBuilding> buildings;           ///< of which there is something to say
    std::optional<AgainstBaseline> against_baseline;  ///< where plan.baseline names another scenario
};

struct Plan {
    DistrictFile file;
    std::vector<ScenarioPlan> scenarios;
};

/// Told after every scenario: how many are done, of how many.
using Progress = std::function<void(std::size_t done, std::size_t all)>;

/// What a plan is made with.
struct PlanTools {
    const Technologies& technologies;
    const Tables& tables;
    Solvers solvers;  ///< for method network
    Progress progress = [](std::size_t, std::size_t) {};
    Progress study_progress = [](std::size_t, std::size_t) {};  ///< within a front or a sensitivity
    solve::Options solve{};  ///< for method network: time limit of a scenario, progress, cancel
};

/// The scenarios of one era of method microgrid; `one_more` is called after each rate. Rates that end at the same
/// supply are one scenario, which says so in a warning.
[[nodiscard]] std::vector<ScenarioPlan> plan_microgrids(
    const Era& era, const Technologies& technologies, const Tables& tables,
    const std::function<void()>& one_more = [] {});

/// Plans every scenario of a validated district file; none further once solve.cancel is requested.
[[nodiscard]] Plan plan_district(DistrictFile file, const PlanTools& tools);

}  // namespace gaiku
