#include "annual_district.h"

#include "table.h"

namespace gaiku::peers {
namespace {

using namespace network;

constexpr double capital_charge = 0.08;

CapacityId capacity(Network& net, const char* asset, double capital_yen, double upper = unlimited) {
    return net.add(
        Capacity{.origin = {asset, "capacity", ""}, .upper = upper, .yearly_cost = capital_yen * capital_charge});
}

FlowId flow(Network& net, const char* asset, const char* quantity, Value cost = 0.0) {
    return net.add(Flow{.origin = {asset, quantity, ""}, .cost = cost});
}

FlowId sized(Network& net, const char* asset, const char* quantity, CapacityId of, Value share = 1.0,
             Value cost = 0.0) {
    return net.add(Flow{.origin = {asset, quantity, ""}, .upper = share, .upper_of = of, .cost = cost});
}

}  // namespace

AnnualDistrict annual_district(int hours) {
    Table t = read_table("annual_district/series.csv", static_cast<std::size_t>(hours));
    AnnualDistrict d{Network(Horizon::uniform(hours, 1)), {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}};
    Network& net = d.network;
    d.price = net.add_series(t.at("price_yen_per_kwh"));
    const SeriesId sun = net.add_series(t.at("pv_kw_per_kw"));

    d.pv = capacity(net, "pv", 200000, 3500);
    d.battery_power = capacity(net, "battery", 30000);
    d.battery_energy = capacity(net, "battery", 60000);
    d.cogeneration = capacity(net, "cogeneration", 250000);
    d.heat_pump = capacity(net, "heat_pump", 80000);
    d.chiller = capacity(net, "chiller", 90000);
    d.absorption = capacity(net, "absorption", 70000);
    d.boiler = capacity(net, "boiler", 15000);
    d.cold_store = capacity(net, "cold_store", 3000);
    d.connection = net.add(Capacity{.origin = {"grid", "connection", ""}, .yearly_cost = 21600});

    d.purchase = sized(net, "grid", "purchase", d.connection, 1.0, d.price);
    const FlowId sale = flow(net, "grid", "sale", -8.0), gas = flow(net, "gas", "purchase", 8.5),
                 dump = flow(net, "heat_rejection", "heat"), pv = sized(net, "pv", "output", d.pv, sun),
                 charge = sized(net, "battery", "charge", d.battery_power),
                 discharge = sized(net, "battery", "discharge", d.battery_power),
                 engine = sized(net, "cogeneration", "electricity", d.cogeneration, 1.0, 3.0),
                 heat_pump = sized(net, "heat_pump", "heat", d.heat_pump),
                 chiller = sized(net, "chiller", "cold", d.chiller),
                 absorption = sized(net, "absorption", "cold", d.absorption),
                 boiler = sized(net, "boiler", "heat", d.boiler), cold_in = flow(net, "cold_store", "charge"),
                 cold_out = flow(net, "cold_store", "discharge");

    d.electricity = net.add(Balance{.origin = {"district", "electricity", ""},
                                    .terms = {{d.purchase, 1},
                                              {sale, -1},
                                              {pv, 1},
                                              {discharge, 1},
                                              {charge, -1},
                                              {engine, 1},
                                              {heat_pump, -1 / 4.0},
                                              {chiller, -1 / 5.0}},
                                    .value = net.add_series(t.at("electricity_kw"))});
    d.heat = net.add(Balance{.origin = {"district", "heat", ""},
                             .terms = {{heat_pump, 1}, {boiler, 1}, {engine, 0.85}, {absorption, -1 / 1.2}, {dump, -1}},
                             .value = net.add_series(t.at("heat_kw"))});
    d.cooling = net.add(Balance{.origin = {"district", "cooling", ""},
                                .terms = {{chiller, 1}, {absorption, 1}, {cold_out, 1}, {cold_in, -1}},
                                .value = net.add_series(t.at("cooling_kw"))});
    net.add(Balance{.origin = {"district", "gas", ""}, .terms = {{gas, 1}, {engine, -1 / 0.42}, {boiler, -1 / 0.9}}});
    net.add(Store{.origin = {"battery", "level", ""},
                  .retention_per_hour = 0.9998,
                  .flows = {{charge, 0.95}, {discharge, -1 / 0.95}},
                  .upper = 1.0,
                  .upper_of = d.battery_energy});
    net.add(Store{.origin = {"cold_store", "level", ""},
                  .retention_per_hour = 0.995,
                  .flows = {{cold_in, 1}, {cold_out, -1}},
                  .upper = 1.0,
                  .upper_of = d.cold_store});
    return d;
}

}  // namespace gaiku::peers
