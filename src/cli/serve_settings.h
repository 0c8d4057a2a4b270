#pragma once

#include <optional>

#include "cli/serve_command.h"
#include "district/district.h"
#include "protocol/mqtt/client.h"
#include "server/http.h"
#include "telemetry/model/device_models.h"
#include "telemetry/store/store.h"

namespace gaiku {

struct ServeSettings {
    server::Listen listen;
    std::optional<mqtt::Options> broker;
};

/// What the options of `gaiku serve` say, or findings.
[[nodiscard]] ServeSettings read_settings(const ServeArguments& arguments, const CliContext& context,
                                          Findings& findings);

/// What the district says of a device that appears: an asset by its id, a building's by what stands before the point.
[[nodiscard]] telemetry::Device describe_device(const District& district, const std::string& name);

/// What a device says whose model is not there could only be dropped: the server does not start without it.
void check_models(telemetry::Store& store, const telemetry::DeviceModels& models, Findings& findings);

}  // namespace gaiku
