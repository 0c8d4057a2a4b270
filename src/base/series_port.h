#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/finding.h"

/// Where measured series come from. Who needs one asks the port, and does not know whether a file or a store of
/// readings answers.
namespace gaiku {

/// Minutes since 1970-01-01 0:00 on the clock that times are of.
using LocalMinutes = std::int64_t;

/// A larger mean power, kW, is no measurement.
inline constexpr double largest_kw = 1e9;

/// How sure a value is.
enum class Quality : std::uint8_t {
    measured,
    estimated,   ///< something in it was not read but made up, corrected or doubted
    incomplete,  ///< a sum that lacks some of its meters
};

/// An interval of a series.
struct IntervalValue {
    std::optional<double> kw;  ///< mean power; nothing where it is missing, which is not 0
    Quality quality = Quality::measured;
    int line = 0;  ///< of the file; 0 where there is none
};

/// What a series has, from its first value to the end of its last.
struct SeriesExtent {
    LocalMinutes begin = 0, end = 0;
    int interval_min = 60;
    int line = 0;  ///< of its first value
};

/// One series of mean powers in intervals of 15, 30 or 60 minutes, on a clock without daylight saving.
class SeriesPort {
public:
    SeriesPort() = default;
    virtual ~SeriesPort() = default;
    SeriesPort(const SeriesPort&) = delete;
    SeriesPort& operator=(const SeriesPort&) = delete;

    /// Nothing where it cannot be read; then what is wrong was told.
    [[nodiscard]] virtual std::optional<SeriesExtent> extent() = 0;
    /// Every interval between two times, one behind the other, those that are missing included. Both times are whole
    /// intervals. What is wrong in it is told. Needs an extent.
    [[nodiscard]] virtual std::vector<IntervalValue> between(LocalMinutes begin, LocalMinutes end) = 0;
};

/// A series of a store of readings: a channel, or the sum over the devices of a place.
struct StoredSeries {
    std::filesystem::path folder;
    std::string device, channel;         ///< a channel; empty: a sum
    std::string level, name, measurand;  ///< a sum: building, block, district or assets; of which; of what
    double factor = 1;                   ///< every value is multiplied by it
};

/// Opens a series of a store. What is wrong is told: `path` of the finding is then the key that is to blame ("store",
/// "device", "channel", "level", "name", "measurand"), and its position is left to who asks.
using StoreOpener =
    std::function<std::unique_ptr<SeriesPort>(const StoredSeries& what, std::function<void(Finding)> tell)>;

}  // namespace gaiku
