#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plan/network/result.h"

/// What is found by planning a district many times over. Money as in NetworkPlan::cost.
namespace gaiku {

/// How sure it is that a plan of a study is the best there is; of a search over whole numbers.
struct StudyQuality {
    double gap = 0;                   ///< relative, between the plan and the bound
    std::optional<double> bound;      ///< with integers: no plan costs less
    bool time_limit_reached = false;  ///< the best plan found until then
};

[[nodiscard]] inline StudyQuality quality_of(const NetworkPlan& plan) {
    return {plan.solve.gap, plan.solve.bound, plan.solve.time_limit_reached};
}

/// One plan on the front.
struct FrontPoint {
    bool planned = false;
    StudyQuality quality;
    std::optional<double> limit;  ///< t or GJ over the hours planned; nothing at the least cost
    /// Money that the last t or GJ below the limit costs: what a limit one wider would save; nothing at the least cost.
    std::optional<double> marginal_cost;
    double cost = 0, capital = 0;
    std::optional<double> co2_t, primary_energy_gj;
    std::vector<PlannedSize> sizes;
    std::string method, started_from;
    double solve_s = 0;
};

struct Front {
    std::string against;             ///< "co2" or "primary_energy"
    std::vector<FrontPoint> points;  ///< from the least cost on
    std::vector<Finding> findings;   ///< why the other end could not be found
};

/// The answer at one end of a variation.
struct SensitivityEnd {
    bool planned = false;
    StudyQuality quality;
    double cost = 0;
    std::optional<double> co2_t;
    std::vector<PlannedSize> sizes;
};

/// Where the answer turns: what is built at one relative change, and at another a little further from the base.
struct SensitivityTurn {
    /// Another number of units of an asset that is built at both.
    struct Units {
        std::string id, part;  ///< "units of 400 kW"
        int before = 0, after = 0;
    };
    double from = 0, to = 0;  ///< -0.05: 5 % below the base; `to` is further from it
    std::vector<std::string> enters, leaves;
    std::vector<Units> units;
};

struct SensitivityItem {
    std::string path;
    Text name;      ///< of a charge of a tariff, "High voltage: Base charge"; else empty: the path says it
    double by = 0;  ///< relative change of low and high
    SensitivityEnd low, high;
    std::vector<SensitivityTurn> turns;  ///< downwards, then upwards, each from the base outwards
};

struct Sensitivity {
    double cost = 0;                     ///< of the base
    std::vector<SensitivityItem> items;  ///< the widest first
};

}  // namespace gaiku
