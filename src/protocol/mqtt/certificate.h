#pragma once

#include <filesystem>
#include <string>

#include "protocol/mqtt/broker_files.h"

namespace gaiku::mqtt {

/// An authority of a district's own and a broker's certificate by it (P-256, ten years, for localhost, 127.0.0.1 and
/// `host`), as ca.pem, broker.pem and broker.key in the folder; those that are there already are kept. Devices are
/// given ca.pem. Throws std::runtime_error.
[[nodiscard]] BrokerSettings::Certificate own_certificate(const std::filesystem::path& folder, const std::string& host);

}  // namespace gaiku::mqtt
