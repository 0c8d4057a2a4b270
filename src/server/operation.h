#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/clock.h"
#include "server/api.h"
#include "server/in_force.h"
#include "server/what_if_desk.h"
#include "telemetry/intake.h"

namespace gaiku::server {

/// A district in operation: its readings, the picture of now, alarms, people, and the Api that answers for all of it.
class Operation {
public:
    struct Options {
        std::string site{};  ///< folder of plans with their reports; empty: none
        std::string time_zone = "Asia/Tokyo";
        bool follow_readings = false;     ///< time is that of the newest reading (operate::Picture)
        WhatIfDesk::Tools planning = {};  ///< for questions to the plan; without technologies there are none
    };
    /// All must live as long; a district must be in force. Throws telemetry::StoreError, and std::runtime_error where
    /// there is no such site.
    Operation(DistrictInForce& in_force, telemetry::Store& store, const Clock& clock, const Options& options);
    ~Operation();
    Operation(const Operation&) = delete;
    Operation& operator=(const Operation&) = delete;

    [[nodiscard]] Api& api();
    [[nodiscard]] telemetry::Intake& intake();
    /// A token of the link that makes an administrator: where there is none yet, or `one_more`; else empty.
    [[nodiscard]] std::string first_run(bool one_more);
    /// Whether the MQTT broker serves us, asked every few seconds until stop().
    void set_broker(std::function<bool()> ready);
    void set_connections(std::function<std::size_t()> connections);
    /// Answers what takes long and takes no more of it; asks nobody any more that was given by a set_. Before they, and
    /// the network in front of the Api, go.
    void stop();

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace gaiku::server
