#pragma once

#include <functional>
#include <memory>

#include "base/clock.h"
#include "protocol/mqtt/client.h"
#include "telemetry/intake.h"
#include "telemetry/model/device_models.h"

namespace gaiku::server {

/// Readings by MQTT: takes gaiku/DEVICE/..., acknowledges to the broker after the commit, and then publishes the
/// receipt on ack/DEVICE. What was not committed the broker gives again.
class MqttIntake {
public:
    /// What there is beside the store.
    struct Field {
        const telemetry::DeviceModels& models;
        const Clock& clock;
        std::string time_zone;  ///< IANA name, of devices that send their district's clock
    };
    /// What `field` refers to must live as long.
    MqttIntake(telemetry::Store& store, telemetry::Intake& intake, mqtt::Options options, const Field& field,
               std::function<void(const std::string&)> tell);
    ~MqttIntake();
    MqttIntake(const MqttIntake&) = delete;
    MqttIntake& operator=(const MqttIntake&) = delete;

    /// The broker has the subscription: from now on it keeps what devices publish, also while the server is away.
    [[nodiscard]] bool ready() const;

private:
    struct Parts;
    std::shared_ptr<Parts> parts_;
    std::unique_ptr<mqtt::Loop> loop_;
    std::unique_ptr<mqtt::Client> client_;
};

}  // namespace gaiku::server
