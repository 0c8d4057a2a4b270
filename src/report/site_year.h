#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/network_view.h"

namespace gaiku {

/// Energy of a carrier in a block, kWh of the hours planned.
struct PlaceEnergy {
    std::string carrier;
    double demand_kwh = 0, peak_kw = 0;  ///< what is asked for; its highest step
    double unserved_kwh = 0;
    double made_kwh = 0;  ///< by what stands there, lines and stores apart
    double bought_kwh = 0, sold_kwh = 0;
};

/// What a block needs, makes and trades.
struct PlaceYear {
    std::string id;
    Text name;
    std::vector<PlaceEnergy> energy;
    double pv_kw = 0, battery_kwh = 0;
};

/// What arrives over an asset between two blocks, a carrier of it.
struct LineYear {
    std::string id;
    Text name;
    std::string technology, carrier, from, to;
    double forth_kwh = 0, back_kwh = 0;  ///< at `to` and at `from`, after losses
    double peak_kw = 0;                  ///< the highest of both directions
    /// Of these on weekdays, not Saturday, Sunday or holiday; nothing where the plan has no calendar.
    std::optional<double> forth_weekday_kwh, back_weekday_kwh;
};

/// The district as its map shows it. Without blocks it has no places.
struct SiteYear {
    std::vector<PlaceYear> places;
    std::vector<LineYear> lines;
};
[[nodiscard]] SiteYear site_year(const District& district, const NetworkPlan& plan);

}  // namespace gaiku
