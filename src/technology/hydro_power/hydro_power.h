#pragma once

#include "technology/steady_plant.h"

namespace gaiku {

/// Small hydro power.
class HydroPower final : public SteadyPlant {
public:
    HydroPower() : SteadyPlant("hydro_power", {"small hydro power", "小水力発電"}, "small_hydro") {}
};

}  // namespace gaiku
