#include "technology/converter.h"

#include <algorithm>

#include "technology/checks.h"
#include "technology/fields.h"

namespace gaiku {
namespace {

/// Steps a converter. Controls: q, with part load its input w, and what of q is sold. Ports in the order of
/// ConverterTechnology::add_to.
class ConverterMachine final : public Machine {
public:
    ConverterMachine(Converter converter, double capacity) : is_(std::move(converter)), capacity_(capacity) {}

    void step(std::size_t step, double, std::span<const double> wanted, double&,
              std::span<double> ports) const override {
        const double most = capacity_ * is_.availability.at(step);
        const double least = is_.curtailable ? 0 : most;
        const double q = std::clamp(wanted[0], least, most);
        std::size_t control = 1;
        double w = q;
        if (!is_.part_load.is_constant())
            w = std::max(is_.part_load.input(q, capacity_), std::min(wanted[control++], is_.part_load.most_input(q)));
        std::size_t i = 0;
        for (const auto& port : is_.ports) ports[i++] = port.per_main.at(step) * (port.follows_input ? w : q);
        if (!is_.has_sale) return;
        const double sold = std::clamp(wanted[control], 0.0, q);
        ports[i++] = -sold;
        ports[i++] = -sold;
    }

private:
    Converter is_;
    double capacity_;
};

}  // namespace

void ConverterTechnology::add_to(AssetNetwork& asset) const {
    const Converter is = converter(asset.input());
    const auto capacity = asset.size(is.size);
    const bool segmented = !is.part_load.is_constant();

    network::Flow main;
    main.origin = asset.origin(is.ports.front().name, is.size.name);
    main.upper_of = capacity;
    main.upper = capacity ? asset.value(is.availability) : network::Value(network::unlimited);
    if (!is.curtailable) {
        main.lower_of = capacity;
        main.lower = main.upper;
    }
    main.cost = asset.value(segmented ? is.cost_per_main : sum(is.cost_per_main, is.cost_per_input));
    const auto q = asset.control(std::move(main));

    auto w = q;
    if (segmented) {
        network::Flow input;
        input.origin = asset.origin("input", "part_load");
        input.cost = asset.value(is.cost_per_input);
        w = asset.control(std::move(input));
        asset.network().add(
            network::Segment{asset.origin("part load", "part_load"), w, q, is.part_load.pieces(), capacity, 0, true});
    }
    for (const auto& port : is.ports)
        asset.port(port.name, port.follows_input ? w : q, port.per_main, port.place, port.carrier);

    if (is.has_sale) {
        network::Flow sale;
        sale.origin = asset.origin("sale", "sale_price");
        sale.cost = asset.value(-is.sale_price);
        const auto sold = asset.control(std::move(sale));
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
    return std::make_unique<ConverterMachine>(converter(asset), sizes[0]);
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
    if (!asset.record().says("capacity", "unlimited")) checks::capital(asset, {"capital"}, findings);
    for (const char* key : {"upkeep", "upkeep_per_kwh", "upkeep_per_input"}) {
        if (asset.number_or(key, 0) == 0) continue;
        checks::running(asset, "upkeep", findings);
        break;
    }
}

}  // namespace gaiku
