#pragma once

#include <optional>
#include <string>

#include "telemetry/reading.h"

namespace gaiku::telemetry {

struct ChannelName {
    std::string device;
    std::string channel;
    auto operator<=>(const ChannelName&) const = default;
};

/// A reading that somebody corrected; the raw one stays as it is.
struct Correction {
    std::int64_t id = 0;
    TimeMs time = 0;
    std::optional<double> value;  ///< nothing: the reading is passed over
    std::string reason;
    std::string made_by;
    TimeMs made_at = 0;
};

/// How the readings of a channel and a span are to stand from now on.
struct CorrectionOrder {
    enum class How {
        value,      ///< all have `value`; a span of one instant takes it also where there is no reading
        pass_over,  ///< they are left out: what is between their neighbours is estimated, and marked
        set_aside,  ///< those that came later and contradicted them (Conflict) stand in their place
    };
    ChannelName name{};
    TimeMs from = 0;
    TimeMs to = 0;  ///< excluded
    How how = How::value;
    double value = 0;
    std::string reason{};
    std::string who{};

    [[nodiscard]] bool instant() const { return to == from + 1; }
    /// Of one instant; nothing: its reading is passed over.
    [[nodiscard]] static CorrectionOrder at(ChannelName name, TimeMs time, std::optional<double> value,
                                            std::string reason, std::string who) {
        return {std::move(name),   time,          time + 1, value ? How::value : How::pass_over, value.value_or(0),
                std::move(reason), std::move(who)};
    }
};

/// A reading that contradicts the one that is stored for its time. The first one counts; this one is set aside with its
/// value, and loses nothing: a correction may put it in the other's place.
struct Conflict {
    TimeMs time = 0;
    double value = 0;
    TimeMs arrived = 0;
    bool operator==(const Conflict&) const = default;
};

/// Readings that one correction may touch.
inline constexpr std::size_t most_corrected = 100'000;

}  // namespace gaiku::telemetry
