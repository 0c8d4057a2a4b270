#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "telemetry/validate/slots.h"

namespace gaiku::telemetry {

/// What half-hours add up to. Whole numbers, so that it does not matter in which order they are added.
struct Tally {
    std::int64_t micro = 0;        ///< mWh, or a million times a state's unit
    std::uint32_t half_hours = 0;  ///< of which something is known
    std::uint32_t marked = 0;      ///< half-hours with any mark
    std::uint32_t channels = 0;    ///< most of any half-hour

    void add(const Slot& slot);
    void add(const Tally& other);
    bool operator==(const Tally&) const = default;
};

/// A month of a series: the whole and its days, by the clock of a time zone.
class MonthTallies {
public:
    static constexpr int most_days = 31;

    [[nodiscard]] const Tally& day(int index) const { return days_[static_cast<std::size_t>(index)]; }
    [[nodiscard]] const Tally& whole() const { return whole_; }
    [[nodiscard]] bool empty() const { return days_ == std::array<Tally, most_days>{}; }
    void add(int day, const Slot& slot);
    /// Puts another figure in a day's place, and the whole anew from the days.
    void set(int day, const Tally& tally);

    /// With a checksum behind it.
    [[nodiscard]] std::string encode() const;
    [[nodiscard]] bool decode(std::string_view bytes);

private:
    std::array<Tally, most_days> days_{};
    Tally whole_;
};

}  // namespace gaiku::telemetry
