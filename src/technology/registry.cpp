#include "technology/registry.h"

#include "technology/absorption_chiller/absorption_chiller.h"
#include "technology/absorption_chiller_heater/absorption_chiller_heater.h"
#include "technology/battery/battery.h"
#include "technology/biomass_power/biomass_power.h"
#include "technology/boiler/boiler.h"
#include "technology/cogeneration/cogeneration.h"
#include "technology/control_system/control_system.h"
#include "technology/demand_side/demand_side.h"
#include "technology/electric_chiller/electric_chiller.h"
#include "technology/emergency_generator/emergency_generator.h"
#include "technology/gas_connection/gas_connection.h"
#include "technology/grid_connection/grid_connection.h"
#include "technology/heat_pipe/heat_pipe.h"
#include "technology/heat_pump/heat_pump.h"
#include "technology/heat_recovery_chiller/heat_recovery_chiller.h"
#include "technology/heat_rejection/heat_rejection.h"
#include "technology/hydro_power/hydro_power.h"
#include "technology/interchange_converter/interchange_converter.h"
#include "technology/inverter_chiller/inverter_chiller.h"
#include "technology/nas_battery/nas_battery.h"
#include "technology/power_line/power_line.h"
#include "technology/pv/pv.h"
#include "technology/renewable_purchase/renewable_purchase.h"
#include "technology/steam_boiler/steam_boiler.h"
#include "technology/steam_heat_exchanger/steam_heat_exchanger.h"
#include "technology/thermal_store/thermal_store.h"
#include "technology/waste_heat_absorption_chiller/waste_heat_absorption_chiller.h"

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
    add(std::make_unique<GridConnection>());
    add(std::make_unique<GasConnection>());
    add(std::make_unique<Cogeneration>());
    add(std::make_unique<Boiler>());
    add(std::make_unique<HeatPump>());
    add(std::make_unique<ElectricChiller>());
    add(std::make_unique<AbsorptionChiller>());
    add(std::make_unique<HeatRejection>());
    add(std::make_unique<ThermalStore>());
    add(std::make_unique<PowerLine>());
    add(std::make_unique<HeatPipe>());
    add(std::make_unique<SteamBoiler>());
    add(std::make_unique<SteamHeatExchanger>());
    add(std::make_unique<AbsorptionChillerHeater>());
    add(std::make_unique<WasteHeatAbsorptionChiller>());
    add(std::make_unique<HeatRecoveryChiller>());
    add(std::make_unique<InverterChiller>());
    add(std::make_unique<NasBattery>());
    add(std::make_unique<InterchangeConverter>());
    add(std::make_unique<EmergencyGenerator>());
    add(std::make_unique<RenewablePurchase>());
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
        if (asset->broken()) continue;
        const Technology& technology = of(*asset);
        if (district.is_network() && !technology.in_networks()) {
            findings.add(asset->finding("contradiction", "technology",
                                        {"a technology that method network knows", "method: network で使える設備"},
                                        {"remove this asset, or choose \"method: microgrid\"",
                                         "この設備を消すか、「method: microgrid」を選んでください"}));
            continue;
        }
        technology.check(*asset, district, findings);
    }
}

}  // namespace gaiku
