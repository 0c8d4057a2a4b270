#pragma once

#include <cstdint>

namespace gaiku::field {

/// A meter's register: whole Wh, counted up without drift. What is less than a Wh waits for the next step.
class Register {
public:
    explicit Register(std::int64_t start_wh = 0) : wh_(start_wh) {}

    /// Never counts down. Throws std::invalid_argument for energy below 0 or none.
    void add_kwh(double kwh);
    [[nodiscard]] std::int64_t wh() const { return wh_; }

private:
    std::int64_t wh_;
    double rest_wh_ = 0;  ///< from 0, below 1
};

}  // namespace gaiku::field
