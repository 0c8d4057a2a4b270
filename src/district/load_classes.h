#pragma once

#include <array>
#include <cstddef>

#include "district/record.h"

namespace gaiku {

/// What a load is worth in an outage, the most important first: shelters, then the five classes of the Smart Energy
/// Town survey (document 004, from 1, must keep running, to 5, not required).
enum class LoadClass { shelter, class_1, class_2, class_3, class_4, class_5 };

inline constexpr std::size_t load_classes = 6;

/// The critical load: shelters and class 1.
inline constexpr LoadClass last_critical_class = LoadClass::class_1;

/// As a district file and a result call them.
inline constexpr std::array<const char*, load_classes> load_class_names{"shelter", "class_1", "class_2",
                                                                        "class_3", "class_4", "class_5"};

/// Parts of a load, which sum to 1.
using LoadShares = std::array<double, load_classes>;

/// All of class 5: what a load is of which the file says nothing.
inline constexpr LoadShares not_required{0, 0, 0, 0, 0, 1};

/// The shares of an `outage:` mapping; what is left of 100 % is class 5.
[[nodiscard]] LoadShares load_shares(const Record& outage);

/// Those of a demand of method network: of its `outage:`, or not required.
[[nodiscard]] LoadShares demand_load_shares(const Record& demand);

/// The part of a load up to a class, this one included.
[[nodiscard]] double share_up_to(const LoadShares& shares, LoadClass last);

/// Shares of one load that are more than all of it.
void check_load_shares(const Record& outage, Findings& findings);

}  // namespace gaiku
