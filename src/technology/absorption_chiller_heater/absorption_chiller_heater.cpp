#include "technology/absorption_chiller_heater/absorption_chiller_heater.h"

namespace gaiku {

AbsorptionChillerHeater::AbsorptionChillerHeater()
    : FiredAbsorptionTechnology("absorption_chiller_heater",
                                {"gas-fired absorption chiller-heater", "ガス吸収冷温水機"}, {}) {}

FiredAbsorption AbsorptionChillerHeater::machine_of(const AssetInput& asset) const {
    return read(asset);
}

}  // namespace gaiku
