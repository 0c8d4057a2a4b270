#pragma once

#include <span>
#include <string_view>

#include "base/text.h"

namespace gaiku::operate {

/// A derived value of a place: how it is made, in words that an interface shows beside it.
struct Formula {
    std::string_view key;
    std::string_view unit;
    Text meaning;
    Text made_of;
};

/// All of a place, in the order of PlaceNow::values.
[[nodiscard]] std::span<const Formula> formulas();

}  // namespace gaiku::operate
