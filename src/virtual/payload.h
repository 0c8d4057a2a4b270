#pragma once

#include <string>

#include "virtual/device.h"

namespace gaiku::field {

/// "123.456" of 123456: exact, without trailing zeros.
[[nodiscard]] std::string print_thousandths(std::int64_t thousandths);

/// What a device publishes on gaiku/DEVICE/readings:
/// {"id":"1784041200","time":"2026-07-14T15:00:00Z","values":{"energy_import":123.456,"power":0.5}}
[[nodiscard]] std::string payload(const Device& device, const Frame& frame);

}  // namespace gaiku::field
