#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "telemetry/reading.h"

namespace gaiku::telemetry {

/// Samples as bytes, lossless: times and values each as packed integers; values as whole numbers of a power of ten
/// where all of them are (10^0 to 10^-9, the channel's resolution), else as their 64 bits. A checksum stands behind
/// them. An hour of one-minute counters takes some 60 bytes.
[[nodiscard]] std::string encode_samples(std::span<const Sample> samples);

/// The samples of such bytes. False where the checksum does not fit or the bytes do not hold what they say.
[[nodiscard]] bool decode_samples(std::string_view bytes, std::vector<Sample>& samples);

/// The same of bytes without a checksum; for any bytes at all.
[[nodiscard]] bool decode_unchecked(std::string_view bytes, std::vector<Sample>& samples);

/// More are never in one block: a day of readings 80 ms apart.
inline constexpr std::size_t most_samples = std::size_t{1} << 20;

}  // namespace gaiku::telemetry
