#pragma once

#include <string>
#include <vector>

#include "telemetry/store/database.h"
#include "telemetry/store/device.h"

namespace gaiku::telemetry {

/// A change of the registry that is asked for: of a device, or a new token of who reads all.
struct Request {
    DeviceChange change;
    std::string who;
    bool of_operator = false;  ///< `change` is then the operator's name and token
};

/// Rows of the table of requests: what other processes ask the one that writes for, in the order they came.
struct Asked {
    std::int64_t id = 0;
    Request request;
};
[[nodiscard]] std::int64_t put_request(Database& database, const Request& request);
[[nodiscard]] std::vector<Asked> open_requests(Database& database);
[[nodiscard]] bool is_open(Database& database, std::int64_t id);
/// False where it was gone already.
bool drop_request(Database& database, std::int64_t id);

}  // namespace gaiku::telemetry
