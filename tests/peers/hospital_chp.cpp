#include "hospital_chp.h"

#include <array>
#include <cmath>

#include "table.h"

namespace gaiku::peers {
namespace {

using namespace network;

constexpr int hours = 8760;
constexpr double kwh_per_mmbtu = 293.07107;
constexpr double boiler_efficiency = 0.8;

/// Present worth of a cost that rises by `escalation` a year, over 25 years at 8.3 %, after tax at 26 %.
double present_worth(double escalation) {
    const double x = (1 + escalation) / 1.083;
    return std::round(x * (1 - std::pow(x, 25)) / (1 - x) * 1e5) / 1e5 * 0.74;
}

std::vector<std::int32_t> months() {
    constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    std::vector<std::int32_t> month_of;
    for (std::size_t month = 0; month < days.size(); ++month)
        month_of.insert(month_of.end(), static_cast<std::size_t>(days[month] * 24), static_cast<std::int32_t>(month));
    return month_of;
}

}  // namespace

HospitalChp hospital_chp(bool with_chp) {
    Table table = read_table("hospital_chp/loads.csv", hours);
    HospitalChp model{Network(Horizon::uniform(hours, 1)), {}};
    Network& net = model.network;
    const double electricity_worth = present_worth(0.023), gas_worth = present_worth(0.034),
                 upkeep_worth = present_worth(0.025);
    std::vector<double> heat_kw = table.at("heat_fuel_mmbtu_per_h");
    for (double& heat : heat_kw) heat *= kwh_per_mmbtu * boiler_efficiency;

    model.chp = net.add(Capacity{.origin = {"chp", "capacity", ""},
                                 .lower = with_chp ? 100.0 : 0,
                                 .upper = with_chp ? 800.0 : 0,
                                 .yearly_cost = 2416.7 + 149.8 * upkeep_worth});
    const FlowId purchase = net.add(Flow{.origin = {"grid", "purchase", ""}, .cost = 0.12 * electricity_worth});
    const FlowId gas = net.add(Flow{.origin = {"gas", "purchase", ""}, .cost = 10 / kwh_per_mmbtu * gas_worth});
    const FlowId engine = net.add(Flow{.origin = {"chp", "electricity", ""}, .upper = 1.0, .upper_of = model.chp});
    const FlowId boiler = net.add(Flow{.origin = {"boiler", "heat", ""}});
    const FlowId dump = net.add(Flow{.origin = {"chp", "dumped heat", ""}});
    net.add(Balance{.origin = {"hospital", "electricity", ""},
                    .terms = {{purchase, 1}, {engine, 1}},
                    .value = net.add_series(table.at("electricity_kw"))});
    net.add(Balance{.origin = {"hospital", "heat", ""},
                    .terms = {{boiler, 1}, {engine, 0.45 / 0.34}, {dump, -1}},
                    .value = net.add_series(heat_kw)});
    net.add(Balance{.origin = {"hospital", "gas", ""},
                    .terms = {{gas, 1}, {engine, -1 / 0.34}, {boiler, -1 / boiler_efficiency}}});
    Peak peak{.origin = {"grid", "monthly peak", ""}, .terms = {{purchase, 1}}, .set_of_step = months()};
    for (int month = 0; month < 12; ++month)
        peak.of_set.push_back(
            net.add(Capacity{.origin = {"grid", "monthly peak", ""}, .cost = 10 * electricity_worth}));
    net.add(std::move(peak));
    return model;
}

}  // namespace gaiku::peers
