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
        : plan_(plan), group_(group), values_(group.values), at_(group.coefficient) {}

    /// Frames come one after the other, from the first or from the last on: between these, only some entries change.
    void set(std::int32_t f) const {
        if (f < 2 || f + 1 == plan_.frames) {
            for (std::int32_t e = 0; e < plan_.entries; ++e) at_[e] = place(e, f);
        } else {
            for (std::int32_t i = 0; i < group_.varying_count; ++i)
                at_[group_.varying[i]] = place(group_.varying[i], f);
        }
    }
    [[nodiscard]] V operator[](std::int32_t entry) const { return *L::at(at_[entry], 0); }
    /// Of another frame.
    [[nodiscard]] V in(std::int32_t f, std::int32_t entry) const { return *L::at(place(entry, f), 0); }

private:
    [[nodiscard]] const double* place(std::int32_t entry, std::int32_t f) const {
        const Value& v = values_[entry];
        return v.data + std::int64_t{f < v.last ? f : v.last} * L::width;
    }

    const Plan& plan_;
    const Group& group_;
    const Value* values_;
    const double** at_;
};

}  // namespace gaiku::solve::staged
