#pragma once

#include "technology/steady_plant.h"

namespace gaiku {

/// Power from biomass (such as general waste).
class BiomassPower final : public SteadyPlant {
public:
    BiomassPower() : SteadyPlant("biomass_power", {"power from biomass", "バイオマス発電"}, "general_waste_biomass") {}
};

}  // namespace gaiku
