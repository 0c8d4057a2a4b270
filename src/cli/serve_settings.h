#pragma once

#include <optional>

#include "cli/serve_command.h"
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

/// What a device says whose model is not there could only be dropped: the server does not start without it.
void check_models(telemetry::Store& store, const telemetry::DeviceModels& models, Findings& findings);

}  // namespace gaiku
