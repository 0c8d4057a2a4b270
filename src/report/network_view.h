#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plan/network/result.h"

/// A network plan as people are shown it, in report.html and plan.xlsx alike: things with their names in both
/// languages, series with their part in a balance, edges between nodes. Values are those of the plan, unrounded.
namespace gaiku {

/// kW or kWh that are none: a watt, far below a meter's digit, above what an interior solution leaves.
inline constexpr double nothing = 1e-3;

/// The part of a series in the balance of its carrier and place. Supply, discharge, purchase and unserved feed it, the
/// others draw from it; a level is of a store, a price of the balance or of the connection that pays it.
enum class SeriesRole { supply, use, demand, charge, discharge, purchase, sale, dump, unserved, level, price };

/// "supply", "import" for a purchase, "export" for a sale: as report.json has it.
[[nodiscard]] const char* name_of(SeriesRole role);
[[nodiscard]] const char* name_of(CostKind kind);
[[nodiscard]] bool feeds(SeriesRole role);

struct ShownSeries {
    std::string id;     ///< "chp.heat", "demand:heat", "price:X1/electricity"
    Text name;          ///< of the asset or demand
    std::string asset;  ///< empty: none
    std::string technology;
    std::string carrier, place;
    SeriesRole role{};
    std::string unit;            ///< kW; kWh of a level; money a kWh of a price
    std::vector<double> values;  ///< a number a step; powers are positive whatever their direction
};

struct ShownNode {
    std::string id;
    Text name;
    const char* kind = "";  ///< source, asset, carrier, demand, loss or export
    std::string place, technology;
};

struct ShownFlow {
    std::string from, to, carrier;
    double kwh = 0;
    std::vector<std::string> series;  ///< their sum is this flow; none where it is what is left of its node
};

/// An asset as sized.
struct ShownCapacity {
    std::string id;
    Text name;
    std::string technology, place;
    std::optional<double> kw, kwh;  ///< nothing: it has none to size, or it is unlimited
    const char* decided = "";       ///< plan: free; limit: at a limit of its own; given; use: unlimited
    Text limit;                     ///< which limit that is; empty otherwise
    double peak_kw = 0;             ///< largest power of what it gives, or takes where it gives nothing
    double given_kwh = 0;           ///< energy of the same
    double capital = 0;             ///< of building it
    double yearly = 0;              ///< capital a year and upkeep, of the hours planned
};

/// Every asset's ports, levels, demands and prices; what never moves is left out, demands are not.
[[nodiscard]] std::vector<ShownSeries> shown_series(const District& district, const NetworkPlan& plan);

/// Edges between assets, balances, demands and the world outside; what an asset takes in and does not give is lost.
struct ShownGraph {
    std::vector<ShownNode> nodes;
    std::vector<ShownFlow> flows;
};
[[nodiscard]] ShownGraph shown_graph(const District& district, const NetworkPlan& plan,
                                     const std::vector<ShownSeries>& series);

[[nodiscard]] std::vector<ShownCapacity> shown_capacities(const District& district, const NetworkPlan& plan);

}  // namespace gaiku
