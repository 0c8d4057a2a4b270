#pragma once

#include <cstdint>
#include <string>

namespace gaiku::test {

/// The text of a district file of method microgrid without a fault: buildings, plants, batteries, equipment, money and
/// scenarios by chance. The same seed gives the same text on every machine.
[[nodiscard]] std::string random_district(std::uint64_t seed);

}  // namespace gaiku::test
