#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "telemetry/reading.h"

namespace gaiku::telemetry {

/// What validation says of a half-hour; bits.
enum Mark : std::uint16_t {
    estimated = 1,       ///< spread over a gap, or made up otherwise
    partial = 2,         ///< readings cover a part of it only
    reset = 4,           ///< the counter began anew
    rollover = 8,        ///< the counter went over its end
    spike = 16,          ///< a reading that cannot be was passed over
    stuck = 32,          ///< the value does not move
    negative = 64,       ///< the counter went backwards, or a negative energy
    corrected = 128,     ///< a person or a program corrected a reading
    contradicted = 256,  ///< another value came for the time of a reading, and was set aside
};
/// Marks that a reading bears itself, and every half-hour that is made of it.
inline constexpr std::uint16_t marks_of_readings = corrected | contradicted;
using Marks = std::uint16_t;

/// "estimated reset"; empty for none.
[[nodiscard]] std::string print_marks(Marks marks);

/// A half-hour of a channel or of a group of channels. Energies in mWh, states a million times their unit, whole
/// numbers so that sums are exact however often they are corrected.
struct Slot {
    std::int64_t micro = 0;
    std::uint32_t channels = 0;  ///< that have anything to say; 0: nothing is known, which is not zero
    std::uint32_t marks = 0;     ///< Mark bits; of a group how many of its channels have any
    bool operator==(const Slot&) const = default;
};
inline constexpr double micro_a_unit = 1e6;

/// A half-hour and when it begins.
struct SlotAt {
    TimeMs begin = 0;
    Slot slot;
};

/// The half-hours of a UTC day.
using DaySlots = std::array<Slot, slots_a_day>;

[[nodiscard]] std::string encode_slots(const DaySlots& slots);
[[nodiscard]] bool decode_slots(std::string_view bytes, DaySlots& slots);
/// Without the checksum, for any bytes.
[[nodiscard]] bool decode_slots_unchecked(std::string_view bytes, DaySlots& slots);

}  // namespace gaiku::telemetry
