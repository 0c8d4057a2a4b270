#include "technology/fired_absorption.h"

#include <algorithm>
#include <optional>

#include "technology/checks.h"
#include "technology/converter.h"
#include "technology/fields.h"
#include "technology/running_units.h"

namespace gaiku {
namespace {

/// The straight line under which the part of the cooling input that waste heat stands in for must stay.
struct WasteHeatLine {
    double slope = 0, intercept = 0;
};

WasteHeatLine most_waste_heat(const FiredAbsorption::WasteHeat& heat) {
    const double slope = (heat.at_full_load - heat.alone_to) / (1 - heat.alone_to);
    return {slope, heat.at_full_load - slope};
}

/// Controls: cold, heat (where it heats), cooling input (of more than one line, unless it is on or off), what waste
/// heat stands in for (where it takes it). Units that cool, then units that heat. Ports as in add_to.
class FiredAbsorptionMachine final : public Machine {
public:
    FiredAbsorptionMachine(FiredAbsorption machine, const OnOff& on_off, std::span<const double> sizes)
        : is_(std::move(machine)), input_(is_.part_load, 1.0, !on_off.switches()), capacity_(sizes[0]) {
        if (on_off.switches()) units_.emplace(on_off, capacity_, sizes.subspan(1));
    }

    void step(std::size_t step, double, std::span<const double> wanted, double&,
              std::span<double> ports) const override {
        std::size_t control = 0;
        double cold = std::clamp(wanted[control++], 0.0, capacity_);
        double heat =
            is_.heating_ratio > 0 ? std::clamp(wanted[control++], 0.0, is_.heating_ratio * (capacity_ - cold)) : 0;
        double online = capacity_;
        double input = input_.take(step, cold, capacity_, wanted, control);
        if (units_) {
            const auto cooling = run_units(step, wanted, cold, heat);
            cold = cooling.output;
            input = cooling.input;
            online = cooling.online;
        }
        double replaced = 0;
        if (is_.waste_heat) {
            const WasteHeatLine line = most_waste_heat(*is_.waste_heat);
            const double most = std::min(input, line.slope * cold + line.intercept * online);
            replaced = std::clamp(wanted[control], 0.0, std::max(most, 0.0));
        }
        std::size_t port = 0;
        ports[port++] = cold;
        ports[port++] = -(input - replaced) / is_.cop.at(step);
        if (is_.heating_ratio > 0) {
            ports[port++] = heat;
            ports[port++] = -heat / is_.heating_efficiency;
        }
        if (is_.waste_heat) ports[port++] = -replaced / is_.waste_heat->cop;
        if (is_.auxiliary == 0) return;
        ports[port++] = -is_.auxiliary * cold;
        if (is_.heating_ratio > 0) ports[port] = -is_.auxiliary * heat;
    }

private:
    /// Cooling of units that are on or off; `heat` becomes what others of them give. Not told which, all cool or heat.
    RunningUnits::Running run_units(std::size_t step, std::span<const double> wanted, double cold, double& heat) const {
        const bool heats = is_.heating_ratio > 0;
        const std::size_t controls = (heats ? 2 : 1) + (is_.waste_heat ? 1 : 0);
        const std::size_t numbers = units_->numbers(is_.part_load);
        const RunningUnits::Full heating{is_.heating_ratio, is_.heating_ratio};
        if (wanted.size() >= controls + numbers + (heats ? units_->numbers({}) : 0)) {
            const auto units = wanted.subspan(controls);
            if (heats) heat = units_->told(step, units.subspan(numbers), heating, {}).output;
            return units_->told(step, units, {}, is_.part_load);
        }
        const auto cooling = units_->nearest(step, cold, {}, is_.part_load);
        if (heats) heat = cooling.online > 0 ? 0 : units_->nearest(step, heat, heating, {}).output;
        return cooling;
    }

    FiredAbsorption is_;
    InputRange input_;
    double capacity_;
    std::optional<RunningUnits> units_;  ///< of what is on or off
};

Converter costs(const AssetInput& asset, const FiredAbsorption& is) {
    Converter costs;
    costs.part_load = is.part_load;
    read_converter_costs(asset, is.cop, costs);
    return costs;
}

/// What waste heat stands in for, at most the input and the line, and the fuel's input that is left.
std::pair<network::FlowId, network::FlowId> replace(AssetNetwork& asset, const FiredAbsorption::WasteHeat& heat,
                                                    network::FlowId cold, network::FlowId input,
                                                    network::CapacityId capacity,
                                                    const std::vector<network::SwitchId>& cooling) {
    network::Flow replaced;
    replaced.origin = asset.origin("waste heat", "waste_heat_at_full_load");
    const auto x = asset.control(std::move(replaced));
    network::Flow fuel;
    fuel.origin = asset.origin("fuel input", "fuel");
    const auto y = asset.flow(std::move(fuel));
    asset.network().add(network::Balance{
        asset.origin("input by fuel and waste heat", "fuel"), {{input, 1.0}, {x, -1.0}, {y, -1.0}}, 0.0});
    const WasteHeatLine line = most_waste_heat(heat);
    network::Balance most{
        asset.origin("most waste heat", "waste_heat_at_full_load"), {{x, 1.0}}, 0.0, network::Sense::at_most, {}};
    if (cooling.empty()) most.capacities = {{capacity, -line.intercept}};
    for (const auto& term : online(asset, cooling, -line.intercept)) most.terms.push_back(term);
    if (line.slope != 0) most.terms.push_back({cold, -line.slope});
    asset.network().add(std::move(most));
    return {x, y};
}

/// A unit cools or heats: those that do either are no more than there are.
void share_units(AssetNetwork& asset, const OnOff& on_off, const std::vector<network::SwitchId>& cooling,
                 const std::vector<network::SwitchId>& heating, const std::vector<network::CapacityId>& counts) {
    network::Network& network = asset.network();
    for (std::size_t i = 0; i < cooling.size(); ++i) {
        network::Balance all{asset.origin("units that cool or heat", "minimum_load"),
                             {{network.on(cooling[i]), 1.0}, {network.on(heating[i]), 1.0}},
                             on_off.units.empty() ? 1 : on_off.units[i].count,
                             network::Sense::at_most,
                             {}};
        if (!counts.empty()) {
            all.value = 0.0;
            all.capacities = {{counts[i], -1.0}};
        }
        network.add(std::move(all));
    }
}

}  // namespace

FiredAbsorptionTechnology::FiredAbsorptionTechnology(std::string name, Text meaning, std::vector<Field> own) {
    section_ = {.name = std::move(name),
                .meaning = std::move(meaning),
                .fields = fields::join(
                    {fields::size("capacity", "kW", {"cold output, or: sized", "冷熱出力、または sized"}, {"sized"}),
                     {fields::carrier("fuel", {"what it burns", "燃料"}, "gas"),
                      fields::carrier("cold", {"what it makes in cooling", "冷熱のエネルギー種別"}, "chilled_water"),
                      fields::carrier("heat", {"what it makes in heating", "温熱のエネルギー種別"}, "hot_water"),
                      {.key = "heating_ratio",
                       .kind = Kind::quantity,
                       .unit = "-",
                       .meaning = {"heat output a kW of cold output; 0 where it only cools",
                                   "冷熱出力1kWあたりの温熱出力。冷房専用は 0"},
                       .required = true,
                       .minimum = 0,
                       .maximum = 3},
                      fields::share("heating_efficiency", {"heat over fuel in heating", "温熱時の効率"}, "", 1, 110),
                      fields::share("auxiliary_electricity",
                                    {"electricity of pumps and burner, share of cold and heat",
                                     "補機電力（冷熱・温熱に対する比）"},
                                    "0 %", 0, 50)},
                     fields::efficiency("cop", "-", {"cold over fuel at full load", "定格COP（燃料基準）"}, 3),
                     {fields::part_load(), fields::curve()},
                     std::move(own),
                     fields::cost("kW"),
                     on_off_fields(),
                     converter_cost_fields()})};
}

FiredAbsorption FiredAbsorptionTechnology::read(const AssetInput& asset) {
    FiredAbsorption is;
    is.place = asset.place();
    is.fuel = asset.text("fuel");
    is.cold = asset.text("cold");
    is.heat = asset.text("heat");
    is.cop = fields::read_efficiency(asset, "cop");
    is.heating_ratio = asset.number("heating_ratio");
    is.heating_efficiency = asset.number_or("heating_efficiency", 1);
    is.auxiliary = asset.number("auxiliary_electricity");
    is.part_load = PartLoad(asset.record());
    return is;
}

void FiredAbsorptionTechnology::check(const Record& record, const District& district, Findings& findings) const {
    if (!district.is_network()) return;
    const AssetInput asset(record, district);
    check_converter(asset, findings);
    checks::efficiency(asset, "cop", findings);
    checks::part_load(asset, findings);
    if (asset.number("heating_ratio") > 0) return checks::require(asset, "heating_efficiency", findings);
    if (!asset.has("heating_efficiency")) return;
    findings.add(record.finding(
        "contradiction", "heating_efficiency",
        {"an efficiency of heating only where it heats", "温熱を作るときだけの項目"},
        {"remove it, or give a heating_ratio above 0", "消すか、heating_ratio を0より大きくしてください"}));
}

void FiredAbsorptionTechnology::add_to(AssetNetwork& asset) const {
    const FiredAbsorption is = machine_of(asset.input());
    const Converter money = costs(asset.input(), is);
    const OnOff on_off(asset.input());
    const auto capacity = asset.size({});
    const auto counts = add_unit_counts(asset, on_off, capacity);
    const bool heats = is.heating_ratio > 0;
    const auto output = [&](const char* name, double ratio, const Profile& cost) {
        network::Flow flow;
        flow.origin = asset.origin(name, "capacity");
        flow.upper_of = capacity;
        flow.upper = ratio;
        flow.cost = asset.value(cost);
        return asset.control(std::move(flow));
    };
    const auto cold = output("cold", 1, money.cost_of_main());
    const auto heat = heats ? output("heat", is.heating_ratio, money.cost_per_main) : network::FlowId{};
    if (heats) {
        asset.network().add(network::Balance{asset.origin("cooling and heating", "capacity"),
                                             {{cold, 1.0}, {heat, 1 / is.heating_ratio}},
                                             0.0,
                                             network::Sense::at_most,
                                             {{capacity, -1.0}}});
    }
    network::FlowId fuel, replaced;
    std::vector<network::SwitchId> cooling;
    if (on_off.switches()) {
        fuel = asset.input_flow(is.part_load, cold, money.cost_per_input);
        cooling = add_switches(asset, on_off, capacity, counts, {cold, fuel}, is.part_load, 1.0);
        if (heats) {
            const auto heating = add_switches(asset, on_off, capacity, counts, {heat, heat, is.heating_ratio}, {}, 1.0);
            share_units(asset, on_off, cooling, heating, counts);
        }
    } else {
        fuel = asset.input(is.part_load, cold, capacity, money.cost_per_input);
    }
    if (is.waste_heat) std::tie(replaced, fuel) = replace(asset, *is.waste_heat, cold, fuel, capacity, cooling);

    asset.port("cold", cold, 1.0, is.place, is.cold);
    asset.port("fuel of cooling", fuel, apply(is.cop, [](double c) { return -1 / c; }), is.place, is.fuel);
    if (heats) {
        asset.port("heat", heat, 1.0, is.place, is.heat);
        asset.port("fuel of heating", heat, -1 / is.heating_efficiency, is.place, is.fuel);
    }
    if (is.waste_heat) asset.port("waste heat", replaced, -1 / is.waste_heat->cop, is.place, is.waste_heat->carrier);
    if (is.auxiliary == 0) return;
    asset.port("auxiliary electricity of cooling", cold, -is.auxiliary, is.place, "electricity");
    if (heats) asset.port("auxiliary electricity of heating", heat, -is.auxiliary, is.place, "electricity");
}

std::unique_ptr<Machine> FiredAbsorptionTechnology::machine(const AssetInput& asset,
                                                            std::span<const double> sizes) const {
    return std::make_unique<FiredAbsorptionMachine>(machine_of(asset), OnOff(asset), sizes);
}

std::vector<CurveFit> FiredAbsorptionTechnology::curve_fits(const AssetInput& asset) const {
    return machine_of(asset).part_load.fits();
}

}  // namespace gaiku
