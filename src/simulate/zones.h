#pragma once

#include "simulate/activities.h"

namespace gaiku::simulate {

/// Balances of one carrier that lines or pipes join: what is missing at one place can come from another.
struct Zone {
    std::vector<std::int32_t> balances;
};

/// A way from one balance to another: links (activities) in the order in which energy passes them.
struct Path {
    std::int32_t from = -1, to = -1;
    std::vector<std::size_t> links;
};

/// The balances of a district in the order in which they are served.
///
/// A zone comes before those that its machines draw on: cold before the heat and electricity that make it, these before
/// fuels. Where machines draw on each other in a circle (an engine led by electricity gives heat to a zone whose heat
/// pumps take electricity), heat comes before electricity and what closes the circle is late: it is asked in rounds. So
/// is an engine whose heat can drive what an earlier zone asks for.
struct Zones {
    std::vector<Zone> all;                ///< in that order
    std::vector<std::int32_t> of;         ///< zone of each balance; -1 for one of no place
    std::vector<std::uint8_t> late;       ///< of each activity: what it does concerns a zone served before its own
    std::vector<std::uint8_t> in_rounds;  ///< of each zone: it leads an activity that is late
    std::vector<Path> paths;              ///< also from each balance to itself, without links; of a pair the best first
};

[[nodiscard]] Zones zones(const Inputs& inputs, const Activities& activities);

}  // namespace gaiku::simulate
