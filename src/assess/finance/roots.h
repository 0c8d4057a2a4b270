#pragma once

#include <functional>
#include <vector>

namespace gaiku {

/// Where a function changes its sign, and where it is not negative.
struct SignChanges {
    struct At {
        double x = 0;       ///< on the side that is not negative
        bool rises = true;  ///< from negative to not negative
        bool jump = false;  ///< it passes zero in a step
    };
    struct Range {
        double from = 0, to = 0;
    };
    std::vector<At> changes;  ///< ascending
    std::vector<Range> met;   ///< where the function is not negative
    double at_low = 0, at_high = 0;
};

/// Looks for sign changes between equal pieces and closes in on each by false position with bisection, until an
/// interval is as narrow as numbers are. Two changes within a piece may be missed.
[[nodiscard]] SignChanges sign_changes(const std::function<double(double)>& function, double low, double high,
                                       int pieces = 100);

}  // namespace gaiku
