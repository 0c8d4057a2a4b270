#include "technology/grid_connection/grid_connection.h"

#include "base/constants.h"
#include "technology/fields.h"

namespace gaiku {

GridConnection::GridConnection()
    : ConnectionTechnology("grid_connection", {"connection to the public grid", "系統連系"}, "electricity",
                           {fields::price("export_price", {"price paid for a kWh sold; without it nothing is sold",
                                                           "売電単価（なければ売電しない）"}),
                            {.key = "export_limit",
                             .kind = Kind::quantity,
                             .unit = "kW",
                             .meaning = {"most power that can be sold", "売電電力の上限"},
                             .minimum = 0,
                             .maximum = 1e9}}) {}

Connection GridConnection::connection(const AssetInput& asset) const {
    Connection is = read_connection(asset);
    if (asset.has("export_price")) is.export_price = asset.profile("export_price");
    is.sells_by_tariff = asset.has("sale_tariff");
    if (is.sells_by_tariff) is.export_price = 0.0;
    is.export_limit_kw = asset.number_or("export_limit", network::unlimited);
    if (!asset.district().has_environment()) return is;
    const Record& environment = asset.district().environment();
    if (!is.co2_kg_per_kwh && environment.has("co2_factor")) is.co2_kg_per_kwh = environment.number("co2_factor");
    if (!is.primary_mj_per_kwh && environment.has("primary_energy_factor"))
        is.primary_mj_per_kwh = environment.number("primary_energy_factor") * mj_per_kwh;
    return is;
}

}  // namespace gaiku
