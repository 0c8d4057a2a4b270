#include "plan/network/circulation.h"

#include <gtest/gtest.h>

#include <cmath>

// What someone who reads a schedule would see: a charge of -1e-9 kW, left of what an interior solution sends in a
// circle.
namespace gaiku {
namespace {

/// A store that charges and discharges with so much of its power, and what it did.
struct Circled {
    network::Network network{network::Horizon::uniform(3, 1)};
    AssetModel model;
    AssetSchedule schedule;

    Circled(double efficiency, std::vector<double> in, std::vector<double> out) {
        const network::FlowId charge = network.add(network::Flow{.origin = {"battery", "charge", ""}});
        const network::FlowId discharge = network.add(network::Flow{.origin = {"battery", "discharge", ""}});
        model.store = network.add(network::Store{.origin = {"battery", "level", ""},
                                                 .flows = {{charge, efficiency}, {discharge, -1 / efficiency}}});
        model.controls = {charge, discharge};
        model.ports = {{"charge", charge, -1.0, "site", "electricity"},
                       {"discharge", discharge, 1.0, "site", "electricity"}};
        std::vector<double> taken;
        for (const double kw : in) taken.push_back(-kw);
        schedule.ports = {{"charge", "site", "electricity", taken}, {"discharge", "site", "electricity", out}};
        schedule.controls = {std::move(in), std::move(out)};
        remove_circulation(model, network, schedule);
    }
};

TEST(Circulation, LeavesNoRoundingBehind) {
    const double circle = 4972247.625, next = std::nextafter(circle, 1e9);
    const Circled battery(1, {circle, circle + 3, 0}, {next, circle, 5});
    EXPECT_EQ(battery.schedule.controls[0], (std::vector<double>{0, 3, 0}));
    EXPECT_EQ(battery.schedule.controls[1], (std::vector<double>{0, 0, 5}));
    EXPECT_EQ(battery.schedule.ports[0].kw, (std::vector<double>{0, -3, 0}));
    EXPECT_EQ(battery.schedule.ports[1].kw, (std::vector<double>{0, 0, 5}));
}

TEST(Circulation, WhatLosesSomethingStays) {
    const Circled battery(0.95, {10, 10, 0}, {10, 5, 5});
    EXPECT_EQ(battery.schedule.controls[0], (std::vector<double>{10, 10, 0}));
    EXPECT_EQ(battery.schedule.ports[1].kw, (std::vector<double>{10, 5, 5}));
}

}  // namespace
}  // namespace gaiku
