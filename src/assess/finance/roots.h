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
    struct Point {
        double x = 0, value = 0;
    };
    std::vector<At> changes;  ///< ascending
    std::vector<Range> met;   ///< where the function is not negative
    Point best;               ///< the highest value that was seen
    int looked_at = 0;        ///< values of x that were tried before closing in
};

/// Looks for sign changes between equal pieces, then around every peak below and every valley above zero, ever closer,
/// for a window narrower than a piece; closes in on each change by false position with bisection, until an interval is
/// as narrow as numbers are, or as `finest` of the range. What is missed is a window within a piece towards which
/// nothing rises.
[[nodiscard]] SignChanges sign_changes(const std::function<double(double)>& function, double low, double high,
                                       int pieces = 100, double finest = 0);

}  // namespace gaiku
