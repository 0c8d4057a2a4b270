#include "calliope_urban.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "table.h"

namespace gaiku::peers {
namespace {

using namespace network;

constexpr int hours_a_run = 24;
constexpr double unserved_cost = 1e6;

/// 10 % interest over 25 years.
double capital_recovery() {
    const double growth = std::pow(1.1, 25);
    return 0.1 * growth / (growth - 1);
}

struct Builder {
    CalliopeUrban model{Network(Horizon::uniform(hours_a_run, 1)), {}, {}, {}, {}, {}, {}, {}};
    Network& net = model.network;
    Table table = read_table("calliope_urban/series.csv", hours_a_run);
    std::array<BalanceId, 3> electricity, heat, gas;
    BalanceId junction;

    CapacityId capacity(const std::string& asset, double capital, double upper, double yearly = 0) {
        return net.add(Capacity{
            .origin = {asset, "capacity", ""}, .upper = upper, .yearly_cost = capital * capital_recovery() + yearly});
    }
    FlowId sized(const std::string& asset, const std::string& quantity, CapacityId of, Value share, Value cost) {
        return net.add(Flow{.origin = {asset, quantity, ""}, .upper = share, .upper_of = of, .cost = cost});
    }
    FlowId flow(const std::string& asset, const std::string& quantity, Value cost) {
        return net.add(Flow{.origin = {asset, quantity, ""}, .cost = cost});
    }

    void places() {
        const std::array<std::string, 3> names{"X1", "X2", "X3"};
        for (std::size_t i = 0; i < 3; ++i) {
            electricity[i] = demand(names[i], "electricity");
            heat[i] = demand(names[i], "heat");
            gas[i] = net.add(Balance{.origin = {names[i], "gas", ""}});
            const CapacityId supply = capacity("gas_" + names[i], 1, 2000);
            net.connect(gas[i], sized("gas_" + names[i], "purchase", supply, 1.0, 0.025), 1);
        }
        junction = net.add(Balance{.origin = {"N1", "heat", ""}});
    }
    BalanceId demand(const std::string& place, const std::string& carrier) {
        const FlowId unserved = flow(place, "unserved " + carrier, unserved_cost);
        return net.add(Balance{.origin = {place, carrier, ""},
                               .terms = {{unserved, 1}},
                               .value = net.add_series(table.at("demand_" + carrier + "_" + place + "_kw"))});
    }

    void plants() {
        const CapacityId connection = capacity("grid", 100, 2000);
        net.connect(electricity[0], sized("grid", "purchase", connection, 1.0, 0.1), 1);
        model.chp = capacity("chp", 750, 1500);
        const FlowId chp = sized("chp", "electricity", model.chp, 1.0, 0.004);
        model.chp_export = flow("chp", "export", net.add_series(table.at("chp_export_cost_per_kwh")));
        net.connect(electricity[0], chp, 1);
        net.connect(electricity[0], model.chp_export, -1);
        net.connect(heat[0], chp, 0.8);
        net.connect(gas[0], chp, -1 / 0.405);
        export_of(model.chp_export, chp, "chp");
        boiler("boiler_X2", 43.1, 1);
        model.x3_boiler = boiler("boiler_X3", 78, 2);
    }
    FlowId boiler(const std::string& name, double capital, std::size_t place) {
        const FlowId output = sized(name, "heat", capacity(name, capital, 600), 1.0, 0.004 / 0.85);
        net.connect(heat[place], output, 1);
        net.connect(gas[place], output, -1 / 0.85);
        return output;
    }
    void export_of(FlowId exported, FlowId made, const std::string& asset) {
        net.add(
            Balance{.origin = {asset, "export", ""}, .terms = {{exported, 1}, {made, -1}}, .sense = Sense::at_most});
    }

    void panels() {
        const std::array<double, 3> most_kw{250, 250, 50}, most_m2{500, 1300, 900};
        std::vector<double> output = table.at("pv_resource_per_m2");
        for (double& kw : output) kw = std::min(kw * 7 * 0.85, 0.85);
        const SeriesId sun = net.add_series(output);
        for (std::size_t i = 0; i < 3; ++i) {
            const std::string name = "pv_X" + std::to_string(i + 1);
            model.pv[i] = capacity(name, 1350, std::min(most_kw[i], most_m2[i] / 7), i == 2 ? -80.5 : 0);
            const FlowId made = sized(name, "electricity", model.pv[i], sun, i == 1 ? -0.0203 : 0);
            net.connect(electricity[i], made, 1);
            if (i != 1) continue;
            const FlowId exported = model.pv_export = flow(name, "export", -0.0491);
            net.connect(electricity[i], exported, -1);
            export_of(exported, made, name);
        }
    }

    struct Ends {
        CapacityId a, b;
    };
    /// Each end has its capacity, at least what enters and what leaves there, and pays half.
    Ends link(const std::string& name, BalanceId a, BalanceId b, double efficiency, double capital) {
        const Ends ends{capacity(name + " a", capital / 2, 2000), capacity(name + " b", capital / 2, 2000)};
        one_way(name + " a to b", a, b, efficiency, ends.a, ends.b);
        one_way(name + " b to a", b, a, efficiency, ends.b, ends.a);
        return ends;
    }
    void one_way(const std::string& name, BalanceId from, BalanceId to, double efficiency, CapacityId in,
                 CapacityId out) {
        const FlowId sent = sized(name, "sent", in, 1.0, 0.0);
        net.connect(from, sent, -1);
        net.connect(to, sent, efficiency);
        net.add(Balance{.origin = {name, "received", ""},
                        .terms = {{sent, efficiency}},
                        .sense = Sense::at_most,
                        .capacities = {{out, -1}}});
    }
    void links() {
        link("line X1-X2", electricity[0], electricity[1], 0.98, 0.01 * 10);
        link("line X1-X3", electricity[0], electricity[2], 0.98, 0.01 * 5);
        link("pipe X1-N1", heat[0], junction, std::pow(0.975, 3), 0.3 * 3);
        const Ends x2 = link("pipe N1-X2", junction, heat[1], std::pow(0.975, 3), 0.3 * 3);
        link("pipe N1-X3", junction, heat[2], std::pow(0.975, 4), 0.3 * 4);
        model.pipe_n1_end = x2.a;
        model.pipe_x2_end = x2.b;
    }
};

}  // namespace

CalliopeUrban calliope_urban() {
    Builder builder;
    builder.places();
    builder.plants();
    builder.panels();
    builder.links();
    return std::move(builder.model);
}

}  // namespace gaiku::peers
