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
