#pragma once

#include <nlohmann/json_fwd.hpp>

#include <vector>

namespace gaiku {

/// Numbers as the pages read them: {scale, data}, in base64. With a scale they are 16-bit integers times it, good to a
/// 64,000th of the largest; with none, 32-bit floats, for series whose rare peaks dwarf the rest. Little-endian.
[[nodiscard]] nlohmann::ordered_json packed(const std::vector<double>& values);
[[nodiscard]] nlohmann::ordered_json packed_floats(const std::vector<double>& values);

}  // namespace gaiku
