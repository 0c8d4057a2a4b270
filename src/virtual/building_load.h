#pragma once

#include "plan/network/model.h"
#include "virtual/axis.h"

namespace gaiku::field {

/// A demand that is not drawn household by household: the plan's hours, joined by straight lines, a little more or less
/// from day to day and from minute to minute.
class BuildingLoad {
public:
    BuildingLoad(const GivenDemand& demand, std::uint64_t seed) : demand_(demand), seed_(seed) {}

    /// Mean kW around a moment.
    [[nodiscard]] double kw(Instant time, const Axis& axis) const;

private:
    const GivenDemand& demand_;
    std::uint64_t seed_;
};

}  // namespace gaiku::field
