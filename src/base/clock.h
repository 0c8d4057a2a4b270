#pragma once

#include <chrono>

namespace gaiku {

/// Where time comes from. Everything that needs the time is given a clock, so that tests and simulated districts run in
/// their own time.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual std::chrono::system_clock::time_point now() const = 0;
};

/// The machine's clock.
class SystemClock final : public Clock {
public:
    [[nodiscard]] std::chrono::system_clock::time_point now() const override {
        return std::chrono::system_clock::now();
    }
};

/// Seconds that have passed since then, for what measures its own time.
[[nodiscard]] inline double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// A clock that stands still until it is set.
class FixedClock final : public Clock {
public:
    explicit FixedClock(std::chrono::system_clock::time_point now) : now_(now) {}
    void set(std::chrono::system_clock::time_point now) { now_ = now; }
    [[nodiscard]] std::chrono::system_clock::time_point now() const override { return now_; }

private:
    std::chrono::system_clock::time_point now_;
};

}  // namespace gaiku
