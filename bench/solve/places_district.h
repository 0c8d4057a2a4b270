#pragma once

#include "network/network.h"

namespace gaiku::bench {

enum class Between { lines, nothing };

/// A made-up district of several places over `steps` hours of a year: sun, wind, an engine with heat, heat pump,
/// boiler, chiller, solar heat, battery and hot store at each, lines in a ring between them with one charge for each
/// month's peak (or nothing between them and a charge for each), and a limit on CO2. All sizes are free. The same
/// numbers on every machine.
[[nodiscard]] network::Network places_district(int places, int steps, Between between = Between::lines);

}  // namespace gaiku::bench
