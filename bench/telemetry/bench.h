#pragma once

#include <fmt/format.h>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "telemetry/reading.h"

/// What the benchmarks of the store share.
namespace gaiku::bench {

namespace fs = std::filesystem;
using namespace telemetry;

inline constexpr Day first_day = 20'000;

inline double seconds_of(const std::function<void()>& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// What a figure is to be: at least or at most a limit; as the table prints it.
struct Goal {
    enum class Is { least, most } is;
    double limit;
    const char* printed;
};
inline constexpr Goal readings_into_the_store{Goal::Is::least, 1e6, "1,000,000"};
inline constexpr Goal readings_end_to_end{Goal::Is::least, 250e3, "250,000"};

/// The figures that missed their goals so far.
inline std::vector<std::string>& missed() {
    static std::vector<std::string> all;
    return all;
}

/// A line of the table, at once; of a figure without a goal.
inline void row(const std::string& what, const std::string& measured, const char* goal = "") {
    fmt::print("| {} | {} | {} |\n", what, goal, measured);
    std::fflush(stdout);
}

/// A line with a goal, which counts as missed where it is.
inline void row(const std::string& what, const Goal& goal, double measured, int digits) {
    const bool good = goal.is == Goal::Is::least ? measured >= goal.limit : measured <= goal.limit;
    if (!good) missed().push_back(what);
    row(what, fmt::format("{:.{}f}{}", measured, digits, good ? "" : " (missed)"), goal.printed);
}

/// Half-hours of meters' counters: `days` of each meter in a batch, as a bulk upload brings them.
inline Batch meters(int first, int count, Day day, int days) {
    Batch batch;
    for (int meter = first; meter < first + count; ++meter) {
        Column column{"m" + std::to_string(meter), "energy_import", {}, {}};
        column.samples.reserve(static_cast<std::size_t>(days) * slots_a_day);
        std::int64_t wh = 1'000'000LL * meter + (day - first_day) * slots_a_day * 200;
        for (int i = 0; i < days * slots_a_day; ++i) {
            wh += 20 + (i * 7919 + meter * 104'729) % 360;
            column.samples.push_back({begin_of(day) + i * ms_a_slot, static_cast<double>(wh) / 1000});
        }
        batch.columns.push_back(std::move(column));
    }
    return batch;
}

/// Ten days of a meter as the JSON that a device sends: 480 readings.
[[nodiscard]] std::string message_of(int meter, Day day);

/// From the first byte to the last receipt, generator and server on the same machine: by HTTPS, and by MQTT over
/// Mosquitto.
void by_https(const fs::path& folder);
void by_mqtt(const fs::path& folder);
/// COPY of the same readings by a private PostgreSQL, 144,000 a transaction.
void by_postgresql(const fs::path& folder);

}  // namespace gaiku::bench
