#include "technology/converter.h"

#include <algorithm>
#include <optional>

#include "technology/checks.h"
#include "technology/fields.h"
#include "technology/running_units.h"

namespace gaiku {
namespace {

/// Steps a converter. Controls: q, its input w where it wastes, and what of it is sold. Ports in the order of
/// ConverterTechnology::add_to.
class ConverterMachine final : public Machine {
public:
    ConverterMachine(Converter converter, const OnOff& on_off, std::span<const double> sizes)
        : is_(std::move(converter)), input_(is_.part_load, is_.availability, !on_off.switches()), capacity_(sizes[0]) {
        if (on_off.switches()) units_.emplace(on_off, capacity_, sizes.subspan(1));
    }

    void step(std::size_t step, double, std::span<const double> wanted, double&,
              std::span<double> ports) const override {
        const double most = capacity_ * is_.availability.at(step);
        const double least = is_.curtailable ? 0 : most;
        double q = std::clamp(wanted[0], least, most);
        std::size_t control = 1;
        double w = input_.take(step, q, capacity_, wanted, control);
        if (units_) run_units(step, wanted, q, w);
        std::size_t i = 0;
        for (const auto& port : is_.ports) ports[i++] = port.per_main.at(step) * (port.follows_input ? w : q);
        if (!is_.has_sale) return;
        const double sold = std::clamp(wanted[control], 0.0, q);
        ports[i++] = -sold;
        ports[i++] = -sold;
    }

private:
    /// Output and input of units that are on or off.
    void run_units(std::size_t step, std::span<const double> wanted, double& q, double& w) const {
        const double most = is_.availability.at(step);
        const std::size_t controls = is_.has_sale ? 2 : 1;
        const auto running = wanted.size() < controls + units_->numbers(is_.part_load)
                                 ? units_->nearest(step, q, {most}, is_.part_load)
                                 : units_->told(step, wanted.subspan(controls), {most}, is_.part_load);
        q = running.output;
        w = running.input;
    }

    Converter is_;
    InputRange input_;
    double capacity_;
    std::optional<RunningUnits> units_;  ///< of what is on or off
};

}  // namespace

void ConverterTechnology::add_to(AssetNetwork& asset) const {
    const Converter is = converter(asset.input());
    const OnOff on_off(asset.input());
    const auto capacity = asset.size(is.size);
    const auto counts = add_unit_counts(asset, on_off, capacity);

    network::Flow main;
    main.origin = asset.origin(is.ports.front().name, is.size.name);
    main.upper_of = capacity;
    main.upper = capacity ? asset.value(is.availability) : network::Value(network::unlimited);
    if (!is.curtailable) {
        main.lower_of = capacity;
        main.lower = main.upper;
    }
    main.cost = asset.value(is.cost_of_main());
    const auto q = asset.control(std::move(main));
    if (capacity && !is.curtailable) asset.builder().in_outage({q, 0.0, asset.value(is.availability)});
    auto w = q;
    if (on_off.switches()) {
        w = asset.input_flow(is.part_load, q, is.cost_per_input);
        add_switches(asset, on_off, capacity, counts, {q, w}, is.part_load, is.availability);
    } else {
        w = asset.input(is.part_load, q, capacity, is.cost_per_input, is.availability);
    }
    for (const auto& port : is.ports)
        asset.port(port.name, port.follows_input ? w : q, port.per_main, port.place, port.carrier);

    if (is.has_sale) {
        network::Flow sale;
        sale.origin = asset.origin("sale", "sale_price");
        sale.cost = asset.value(-is.sale_price);
        const auto sold = asset.control(std::move(sale), CostKind::revenue);
        asset.network().add(network::Balance{asset.origin("sale within output", "sale_price"),
                                             {{q, 1.0}, {sold, -1.0}},
                                             0.0,
                                             network::Sense::at_least,
                                             {}});
        asset.port("sale", sold, -1.0, is.ports.front().place, is.ports.front().carrier);
        asset.outside("sold", sold, -1.0, is.ports.front().carrier);
    }
    if (is.stand_alone && capacity) asset.builder().stand_alone(capacity, *is.stand_alone);
}

std::unique_ptr<Machine> ConverterTechnology::machine(const AssetInput& asset, std::span<const double> sizes) const {
    return std::make_unique<ConverterMachine>(converter(asset), OnOff(asset), sizes);
}

/// Whatever its contract says, nobody else takes what it gives: it is cut.
std::unique_ptr<Machine> ConverterTechnology::machine_in_outage(const AssetInput& asset,
                                                                std::span<const double> sizes) const {
    Converter is = converter(asset);
    is.curtailable = true;
    return std::make_unique<ConverterMachine>(std::move(is), OnOff(asset), sizes);
}

std::vector<Field> converter_cost_fields() {
    return {{.key = "upkeep_per_kwh",
             .kind = Kind::quantity,
             .unit = "yen/kWh",
             .meaning = {"upkeep a kWh of output", "出力1kWhあたりの維持管理費"},
             .preset = "0 yen/kWh",
             .minimum = -1e6,
             .maximum = 1e6},
            {.key = "upkeep_per_input",
             .kind = Kind::quantity,
             .unit = "yen/kWh",
             .meaning = {"upkeep a kWh of what it consumes", "入力1kWhあたりの維持管理費"},
             .preset = "0 yen/kWh",
             .minimum = -1e6,
             .maximum = 1e6}};
}

void read_converter_costs(const AssetInput& asset, const Profile& efficiency, Converter& converter) {
    const double per_main = asset.number("upkeep_per_kwh");
    const double per_input = asset.number("upkeep_per_input");
    if (!asset.is_own() || (per_main == 0 && per_input == 0)) return;
    const double weight = CostBasis(asset.district()).running_weight("upkeep");
    converter.cost_per_main = per_main * weight;
    if (per_input != 0) converter.cost_per_input = apply(efficiency, [&](double e) { return per_input * weight / e; });
}

void check_converter(const AssetInput& asset, Findings& findings) {
    checks::place(asset, findings);
    checks::size(asset, "capacity", findings);
    check_on_off(asset, findings);
    if (!asset.record().says("capacity", "unlimited")) checks::capital(asset, {"capital"}, findings);
    for (const char* key : {"upkeep", "upkeep_per_kwh", "upkeep_per_input"}) {
        if (asset.number_or(key, 0) == 0) continue;
        checks::running(asset, "upkeep", findings);
        break;
    }
}

}  // namespace gaiku
