#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "telemetry/codec/bytes.h"

namespace gaiku::telemetry {

/// Whole numbers in few bits: either themselves or their differences, each as its distance from the least, all with as
/// many bits as the greatest needs. A regular time axis and a frozen counter take no bits at all. Numbers lie within
/// +-2^62, so that no difference overflows.
inline constexpr std::int64_t largest_packed = std::int64_t{1} << 62;

void pack_integers(std::span<const std::int64_t> numbers, ByteWriter& to);

/// Reads `count` numbers; false where the bytes do not hold them.
[[nodiscard]] bool unpack_integers(ByteReader& from, std::size_t count, std::vector<std::int64_t>& numbers);

}  // namespace gaiku::telemetry
