#pragma once

#include "network/network.h"

namespace gaiku::bench {

/// A made-up district of several places over `steps` hours of a year: sun, wind, an engine with heat, heat pump,
/// boiler, chiller, solar heat, battery and hot store at each, lines in a ring between them, a charge for each month's
/// peak and a limit on CO2. All sizes are free. The same numbers on every machine.
[[nodiscard]] network::Network places_district(int places, int steps);

}  // namespace gaiku::bench
