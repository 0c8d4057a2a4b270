#pragma once

#include <cstdint>

namespace gaiku::field {

/// What a register shows and keeps: whole Wh, and what is less than one.
struct Count {
    std::int64_t wh = 0;
    double rest_wh = 0;  ///< from 0, below 1
    bool operator==(const Count&) const = default;
};

/// A meter's register: whole Wh, counted up without drift. What is less than a Wh waits for the next step.
class Register {
public:
    explicit Register(std::int64_t start_wh = 0) : wh_(start_wh) {}
    /// As it stood.
    explicit Register(const Count& count) : wh_(count.wh), rest_wh_(count.rest_wh) {}

    /// Never counts down. Throws std::invalid_argument for energy below 0 or none.
    void add_kwh(double kwh);
    [[nodiscard]] std::int64_t wh() const { return wh_; }
    [[nodiscard]] Count count() const { return {wh_, rest_wh_}; }

private:
    std::int64_t wh_;
    double rest_wh_ = 0;  ///< from 0, below 1
};

}  // namespace gaiku::field
