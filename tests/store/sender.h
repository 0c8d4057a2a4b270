#pragma once

#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>

#include "telemetry/store/store.h"

namespace gaiku::telemetry::test {

/// Makes readings that know themselves: the value follows from device and time, so that any stored one can be judged.
class Sender {
public:
    explicit Sender(std::uint64_t seed) : random_(seed) {}

    static double value_of(int device, TimeMs time) {
        return static_cast<double>(device * 1000) + static_cast<double>(time / ms_a_second % 1'000'000) / 1000;
    }
    static std::string name_of(int device) { return "d" + std::to_string(device); }

    /// Up to fifty readings of a few devices: mostly new ones, some late, some sent before.
    Batch next() {
        Batch batch;
        const int devices = 1 + static_cast<int>(random_() % 3);
        for (int i = 0; i < devices; ++i) {
            const int device = static_cast<int>(random_() % 5);
            Column column{name_of(device), "power", {}, {}};
            for (std::uint64_t left = 1 + random_() % 16; left > 0; --left) {
                clock_ += static_cast<TimeMs>(random_() % 600) * ms_a_second;
                const TimeMs late = random_() % 8 == 0 ? static_cast<TimeMs>(random_() % 3) * ms_a_day : 0;
                const TimeMs time = begin_of(20'000) + std::max<TimeMs>(0, clock_ - late);
                column.samples.push_back({time, value_of(device, time)});
            }
            batch.columns.push_back(std::move(column));
        }
        return batch;
    }

private:
    std::mt19937_64 random_;
    TimeMs clock_ = 0;
};

/// What was acknowledged, by device.
class Acknowledged {
public:
    void add(const Batch& batch) {
        for (const Column& column : batch.columns) {
            for (const Sample& sample : column.samples) all_[column.device].insert(sample.time);
        }
    }
    void add(const std::string& device, TimeMs time) { all_[device].insert(time); }
    [[nodiscard]] std::size_t size() const {
        std::size_t count = 0;
        for (const auto& [device, times] : all_) count += times.size();
        return count;
    }

    /// Empty where each of them is stored exactly once with its value, and nothing is stored that was never sent.
    [[nodiscard]] std::string missing_in(Store& store) const {
        for (int device = 0; device < 5; ++device) {
            const std::string name = Sender::name_of(device);
            const auto stored = store.raw({name, "power"}, 0, begin_of(40'000));
            std::set<TimeMs> times;
            for (const Sample& sample : stored) {
                if (!times.insert(sample.time).second) return name + ": stored twice";
                if (sample.value != Sender::value_of(device, sample.time)) return name + ": another value";
            }
            const auto acknowledged = all_.find(name);
            if (acknowledged == all_.end()) continue;
            for (const TimeMs time : acknowledged->second) {
                if (!times.contains(time)) return name + ": lost " + std::to_string(time);
            }
        }
        return {};
    }

private:
    std::map<std::string, std::set<TimeMs>> all_;
};

}  // namespace gaiku::telemetry::test
