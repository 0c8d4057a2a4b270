#include "technology/registry.h"

#include "technology/battery/battery.h"
#include "technology/biomass_power/biomass_power.h"
#include "technology/control_system/control_system.h"
#include "technology/demand_side/demand_side.h"
#include "technology/hydro_power/hydro_power.h"
#include "technology/pv/pv.h"

namespace gaiku {

Technologies::Technologies() {
    const auto add = [&](std::unique_ptr<const Technology> technology) {
        const std::string name = technology->section().name;
        all_.emplace(name, std::move(technology));
    };
    add(std::make_unique<Pv>());
    add(std::make_unique<BiomassPower>());
    add(std::make_unique<HydroPower>());
    add(std::make_unique<Battery>());
    add(std::make_unique<ControlSystem>());
    add(std::make_unique<DemandSide>("water_heater"));
    add(std::make_unique<DemandSide>("home_battery"));
    add(std::make_unique<DemandSide>("electric_vehicle"));
}

std::map<std::string, const Section*> Technologies::sections() const {
    std::map<std::string, const Section*> sections;
    for (const auto& [name, technology] : all_) sections.emplace(name, &technology->section());
    return sections;
}

void Technologies::check(const District& district, Findings& findings) const {
    for (const auto& [id, asset] : district.assets()) {
        if (!asset->broken()) of(*asset).check(*asset, findings);
    }
}

}  // namespace gaiku
