#pragma once

#include "technology/asset_input.h"

/// `panels` of photovoltaics: how they stand and lose, so that the district's weather gives their yield.
namespace gaiku::pv {

[[nodiscard]] const Section& panels_section();

/// Weather there is, and a tilt unless they hang on a wall.
void check_panels(const AssetInput& asset, Findings& findings);

/// Output over the rated one in every step (kW/kW), after the inverter; `check_panels` found nothing.
[[nodiscard]] Profile yield_of_panels(const AssetInput& asset);

}  // namespace gaiku::pv
