#pragma once

#include <cstdint>
#include <string>
#include <vector>

/// Readings as they come in: batches of columns, so that a million of them a second need no million names.
namespace gaiku::telemetry {

/// Milliseconds since 1970-01-01T00:00:00Z.
using TimeMs = std::int64_t;

inline constexpr TimeMs ms_a_second = 1000;
inline constexpr TimeMs ms_a_slot = 1800 * ms_a_second;  ///< half an hour, the settlement period
inline constexpr TimeMs ms_a_day = 86400 * ms_a_second;
inline constexpr int slots_a_day = 48;

/// A UTC day, counted from 1970-01-01.
using Day = std::int64_t;
[[nodiscard]] constexpr Day day_of(TimeMs time) {
    return (time >= 0 ? time : time - (ms_a_day - 1)) / ms_a_day;
}
[[nodiscard]] constexpr TimeMs begin_of(Day day) {
    return day * ms_a_day;
}

/// No reading is beyond it.
inline constexpr double largest_value = 1e12;

/// What a channel showed at a time, in the unit of its measurand.
struct Sample {
    TimeMs time = 0;
    double value = 0;
    bool operator==(const Sample&) const = default;
};

/// Samples of one channel, in the order they came.
struct Column {
    std::string device;
    std::string channel;
    std::vector<Sample> samples;
    std::vector<std::uint32_t> index;  ///< the place of each sample in its message; empty: 0, 1, 2, ...
};

/// A reading that is not stored, and why. `code` is stable: unknown-channel, bad-time, bad-value, conflict, retired,
/// ...
struct Refusal {
    std::size_t index = 0;
    std::string code;
    std::string detail;
};

/// Refusals, counted; only the first are kept to be told, whatever a message holds.
class Refusals {
public:
    static constexpr std::size_t most_kept = 100;

    void push_back(Refusal refusal) {
        if (kept_.size() < most_kept) kept_.push_back(std::move(refusal));
        ++count_;
    }
    [[nodiscard]] std::size_t size() const { return count_; }
    [[nodiscard]] bool empty() const { return count_ == 0; }
    [[nodiscard]] const std::vector<Refusal>& kept() const { return kept_; }

private:
    std::vector<Refusal> kept_{};
    std::size_t count_ = 0;
};

/// One message.
struct Batch {
    std::string id;  ///< given back in the receipt; may be empty
    std::vector<Column> columns;
    Refusals refused{};  ///< by its decoder

    [[nodiscard]] std::size_t size() const {
        std::size_t count = refused.size();
        for (const auto& column : columns) count += column.samples.size();
        return count;
    }
};

/// What became of a batch. Given only after the commit: `stored` readings are on disk.
struct Receipt {
    std::string id;
    std::size_t stored = 0;
    std::size_t duplicates = 0;  ///< were there already, with the same value
    Refusals refused{};
};

}  // namespace gaiku::telemetry
