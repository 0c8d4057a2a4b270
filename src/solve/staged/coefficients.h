#pragma once

#include "solve/staged/kernels.h"
#include "solve/staged/lane.h"

namespace gaiku::solve::staged {

/// The coefficients of one frame, found once for all that use them in it.
template <class Isa>
class Coefficients {
    using L = Lane<Isa>;
    using V = typename Isa::V;

public:
    Coefficients(const Plan& plan, const Group& group)
        : values_(group.values), at_(group.coefficient), count_(plan.entries) {}

    void set(std::int32_t f) const {
        for (std::int32_t e = 0; e < count_; ++e) at_[e] = place(e, f);
    }
    [[nodiscard]] V operator[](std::int32_t entry) const { return *L::at(at_[entry], 0); }
    /// Of another frame.
    [[nodiscard]] V in(std::int32_t f, std::int32_t entry) const { return *L::at(place(entry, f), 0); }

private:
    [[nodiscard]] const double* place(std::int32_t entry, std::int32_t f) const {
        const Value& v = values_[entry];
        return v.data + std::int64_t{f < v.last ? f : v.last} * L::width;
    }

    const Value* values_;
    const double** at_;
    std::int32_t count_;
};

}  // namespace gaiku::solve::staged
