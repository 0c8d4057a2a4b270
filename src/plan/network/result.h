#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/text.h"
#include "demand/summary.h"
#include "network/network.h"
#include "solve/solution.h"
#include "tariff/bill.h"
#include "technology/network_builder.h"
#include "technology/technology.h"

/// What method network finds for a scenario. All sums are of the hours planned: a year, unless plan.hours is shorter.
namespace gaiku {

/// Why a size is what it is.
struct PlannedSize {
    std::string id;
    Text name;
    std::string technology;
    std::string part;                   ///< "capacity", "power", "from_end"
    bool energy = false;                ///< kWh, else kW
    std::optional<double> value;        ///< nothing: unlimited
    std::string binding;                ///< free, unused, lower, upper, given, units or unlimited
    double reduced_cost = 0;            ///< money a unit: what one more would change
    double cost = 0;                    ///< money a unit, as it counts
    std::string source;                 ///< where the limit or number stands
    std::string units{};                ///< of binding units: "1 x 30 kW, 2 x 54 kW"; empty where there are none
    std::vector<CurveFit> part_load{};  ///< how far the asset's segments lie from its sourced curves
};

/// Energy from one node to another. A node is an asset by its id, a balance "X1/electricity" ("district/electricity"
/// without blocks), a demand "demand:ID", or a carrier beyond the border "outside:electricity" or not supplied
/// "unserved:electricity". What does not flow is left out.
struct PlannedFlow {
    std::string from, to, carrier;
    double kwh = 0;
};

struct PlannedPrice {
    std::string place, carrier;
    double mean = 0, lowest = 0, highest = 0;  ///< money a kWh: what one more kWh of demand would cost
    struct Source {
        std::string id, flow;
        double hours = 0;
    };
    std::vector<Source> sources;  ///< who sets the price, in how many hours
    std::vector<double> by_step;  ///< money a kWh
};

struct PlannedLimit {
    std::string id, quantity, kind, source;
    int steps = 0;
    double price_sum = 0;  ///< money: what one unit more in all steps would change
};

/// A limit of the plan section, whether it binds or not.
struct PlannedTotal {
    std::string key;  ///< "co2_limit"
    std::string unit;
    double value = 0, bound = 0;
    double shadow_price = 0;  ///< money that one unit of a looser bound would save
};

/// A part of the cost: what an asset or demand bears of one kind. Revenue is negative, everything else positive.
struct PlannedCost {
    std::string owner;
    CostKind kind{};
    double amount = 0;
};

struct SolveFigures {
    int rows = 0, columns = 0;
    std::size_t nonzeros = 0;
    std::string method;
    std::string started_from;  ///< "nothing", or "the last solution"
    std::int64_t iterations = 0;
    double build_s = 0, solve_s = 0, peak_memory_mb = 0;
    std::ptrdiff_t integers = 0;      ///< columns of whole numbers; with any, prices are those with them fixed
    std::optional<double> bound;      ///< with integers: no plan costs less
    bool time_limit_reached = false;  ///< the best plan found until then; gap says how far it may be from the best
    std::optional<solve::WindowFigures> windows{};  ///< the year was solved in windows
    double gap = 0, primal_infeasibility = 0, dual_infeasibility = 0;
    std::size_t cleaned = 0;    ///< values put onto a limit they lay next to
    double largest_excess = 0;  ///< of any row or limit, in its own unit
};

/// How many units of a size a sized asset is made of.
struct PlannedUnits {
    std::string id, name;  ///< "units of 400 kW"
    double count = 0;
};

/// What a port does in its balance, or that it is at the district's border instead.
enum class PortRole { supply, use, charge, discharge, purchase, sale, dump, border };

struct PlannedAssetSchedule {
    std::string id;
    AssetSchedule schedule;
};

/// The bills of a contract: of the connection that names a tariff, and of those billed with it.
struct PlannedBill {
    std::string id;
    Text name;
    std::string carrier;
    bool sale = false;  ///< money received
    std::string tariff;
    Text tariff_name;
    std::string unit = "kWh";  ///< that energy is billed in; m3 of `unit_kwh` each
    double unit_kwh = 1;
    std::vector<std::string> members;
    std::vector<MonthlyBill> months;
};

/// What an asset costs or earns, in money as it is paid.
struct PlannedMoney {
    /// A standing charge depends neither on energy nor on its peak.
    enum class Kind { capital, upkeep, purchase, demand_charge, standing_charge, sale };
    std::string id;
    Text name;
    Kind kind = Kind::capital;
    std::string carrier;  ///< of energy bought or sold
    double yen = 0;       ///< capital once, else a year; all above 0, sales too
    double kwh = 0;       ///< a year, of energy bought or sold
};

/// What else is known of an asset with a schedule.
struct PlannedAssetPart {
    std::vector<PortRole> roles;  ///< of the schedule's ports
    double capital = 0;           ///< of building it
};

struct PlannedDemand {
    std::string id, place, carrier;
    std::vector<double> kw;           ///< that is asked for, a number a step
    std::vector<double> unserved_kw;  ///< of it not supplied; empty where all must be
};

/// Islanded supply of the critical load (plan.islanding).
struct PlannedIslanding {
    std::optional<double> hours;      ///< that every outage must last, where that is a limit
    double longest = 0;               ///< hours up to which it was looked at
    std::vector<std::string> failed;  ///< connections that are out
    double critical_kwh = 0;          ///< over the hours planned
    /// Hours that are served from the beginning of each step on. By rules, which see no hour ahead, so that it may be
    /// more; where they fall short of `hours`, the dispatch with the whole outage in view has shown those.
    std::vector<double> by_start;
    int by_foresight = 0;  ///< starts of which the latter is so
    /// Starts of which neither has shown `hours` with machines on or off; by_start is what rules serve there.
    std::size_t not_reached = 0;
    // Of the limit.
    int rounds = 0;              ///< plans until no start broke it
    std::size_t conditions = 0;  ///< rows in the last one
    std::size_t held = 0;        ///< of these, for what is on as one dispatch has it
    std::size_t programmes = 0;  ///< outages solved on their own
    double seconds = 0;          ///< of finding what is broken
    struct Binding {
        int step = 0;
        double price = 0;             ///< money that 1 % of its critical load costs
        std::vector<double> by_hour;  ///< money a kWh of critical load, by step of the outage
    };
    std::vector<Binding> binding;  ///< the most expensive first, so many are kept
    std::size_t binding_starts = 0;
    double one_percent = 0;  ///< money that 1 % of the critical load costs, of all starts together
};

struct NetworkPlan {
    std::string currency;
    bool life_cycle = false;  ///< cost is of the whole period
    double period_years = 0;
    double step_hours = 1;
    double hours = 0;
    double cost = 0;
    std::optional<double> primary_energy_gj, co2_t;  ///< nothing where a supply has no factor
    std::optional<double> self_supply_ratio;         ///< nothing without electricity demand
    double capital = 0;
    double unserved_kwh = 0;
    std::vector<PlannedSize> sizes;
    std::vector<PlannedUnits> units;
    std::vector<PlannedFlow> flows;
    std::vector<PlannedMoney> money;
    std::vector<PlannedPrice> prices;
    std::vector<PlannedLimit> limits;
    std::vector<PlannedTotal> totals;
    std::vector<PlannedCost> costs;  ///< they add up to `cost`
    SolveFigures solve;
    std::vector<PlannedAssetSchedule> schedules;
    std::vector<PlannedAssetPart> assets;  ///< of each schedule, in its order
    std::vector<PlannedDemand> demands;
    std::vector<PlannedBill> bills;
    std::optional<PlannedIslanding> islanding;
};

}  // namespace gaiku
