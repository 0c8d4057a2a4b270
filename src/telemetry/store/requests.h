#pragma once

#include <string>
#include <vector>

#include "telemetry/store/correction.h"
#include "telemetry/store/database.h"
#include "telemetry/store/device.h"

namespace gaiku::telemetry {

/// What is asked of the one that writes: a change of a device, a new token of who reads all, a correction, or to drop
/// raw readings.
struct Request {
    DeviceChange change;
    std::string who;
    bool of_operator = false;                     ///< `change` is then the operator's name and token
    std::optional<CorrectionOrder> correction{};  ///< `change` is then of no concern
    std::optional<Day> retire_before{};           ///< likewise
    std::optional<TimeMs> since{};                ///< of `change`: as in Writer::put_device
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
