#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>

namespace gaiku::network {

/// Names one element of a network. Ids of different elements are different types; a default one names nothing.
template <class Tag>
struct Id {
    std::int32_t index = -1;

    [[nodiscard]] explicit operator bool() const { return index >= 0; }
    [[nodiscard]] std::size_t at() const { return static_cast<std::size_t>(index); }
    auto operator<=>(const Id&) const = default;
};

using SeriesId = Id<struct SeriesTag>;
using FlowId = Id<struct FlowTag>;
using BalanceId = Id<struct BalanceTag>;
using SegmentId = Id<struct SegmentTag>;
using StoreId = Id<struct StoreTag>;
using RampId = Id<struct RampTag>;
using CapacityId = Id<struct CapacityTag>;
using TieId = Id<struct TieTag>;
using PeakId = Id<struct PeakTag>;
using TallyId = Id<struct TallyTag>;
using TotalId = Id<struct TotalTag>;
using WishId = Id<struct WishTag>;
using SwitchId = Id<struct SwitchTag>;
using WindowId = Id<struct WindowTag>;

}  // namespace gaiku::network
