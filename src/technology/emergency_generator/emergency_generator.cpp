#include "technology/emergency_generator/emergency_generator.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/constants.h"
#include "technology/checks.h"
#include "technology/converter.h"
#include "technology/emergency_generator/fields.h"
#include "technology/fields.h"
#include "technology/running_units.h"

namespace gaiku {
namespace {

struct Generator {
    Profile efficiency = 1.0;
    PartLoad part_load{};
    Profile may_run = 1.0;  ///< share of the capacity
    Profile must_run = 0.0;
    Profile delivery_limit = network::unlimited;  ///< kW
    double stock = 1;                             ///< share of the tank
};

Generator read_generator(const AssetInput& asset) {
    Generator is;
    is.efficiency = fields::read_efficiency(asset, "efficiency");
    is.part_load = PartLoad(asset.record());
    is.delivery_limit = asset.profile_or("delivery_limit", network::unlimited);
    is.must_run = asset.profile_or("test", 0);
    is.stock = asset.number("stock");
    if (asset.text("runs") != "always") {
        const Profile outage = asset.profile_or("outage", 0);
        is.may_run =
            combine(outage, is.must_run, [](double out, double test) { return out > 0 || test > 0 ? 1.0 : 0.0; });
    }
    return is;
}

/// Controls: electricity, fuel brought (unlimited: what holds the tank at its stock), its input (of more than one line,
/// unless it is on or off). Ports: electricity, and what is brought from outside. The level is the tank's.
class GeneratorMachine final : public Machine {
public:
    GeneratorMachine(Generator generator, const OnOff& on_off, std::span<const double> sizes)
        : is_(std::move(generator)), input_(is_.part_load, 1.0, !on_off.switches()), kw_(sizes[0]), tank_(sizes[1]) {
        if (on_off.switches()) units_.emplace(on_off, kw_, sizes.subspan(2));
    }

    void step(std::size_t step, double hours, std::span<const double> wanted, double& level,
              std::span<double> ports) const override {
        double power = std::clamp(wanted[0], is_.must_run.at(step) * kw_, is_.may_run.at(step) * kw_);
        const double efficiency = is_.efficiency.at(step);
        std::size_t control = 2;
        double input = input_.take(step, power, kw_, wanted, control);
        if (units_) {
            const auto running = run_units(step, wanted, power);
            power = running.output;
            input = running.input;
        }
        double burnt = input / efficiency;
        const double delivery = wanted[1];
        const double to_stock = (is_.stock * tank_ - level) / hours + burnt;
        double brought = std::clamp(std::isinf(delivery) ? to_stock : delivery, 0.0, is_.delivery_limit.at(step));
        const double over = level + hours * (brought - burnt) - tank_;
        if (over > 0) brought = std::max(brought - over / hours, 0.0);
        if (level + hours * (brought - burnt) < 0) {  // the tank is empty before the step ends
            const double left = level / hours + brought;
            // Units that are on stop with it; what runs at every load runs on at less.
            power = units_ ? power * left / burnt : std::min(power, is_.part_load.output(step, left * efficiency, kw_));
            burnt = left;
        }
        level += hours * (brought - burnt);
        ports[0] = power;
        ports[1] = brought;
    }

private:
    /// A test asks for its load, or what a unit can do above it.
    [[nodiscard]] RunningUnits::Running run_units(std::size_t step, std::span<const double> wanted,
                                                  double power) const {
        const RunningUnits::Full most{.most = is_.may_run.at(step)};
        if (wanted.size() >= 2 + units_->numbers(is_.part_load))
            return units_->told(step, wanted.subspan(2), most, is_.part_load);
        if (is_.must_run.at(step) > 0) power = std::max(power, units_->minimum_load() * units_->smallest_kw());
        return units_->nearest(step, power, most, is_.part_load);
    }

    Generator is_;
    InputRange input_;
    double kw_, tank_;
    std::optional<RunningUnits> units_;  ///< of what is on or off
};

/// Fuel of an hour at full output, a kW: the most of any step.
double full_load_fuel(const Generator& is) {
    return 1 / is.efficiency.smallest();
}

void add_tank(AssetNetwork& asset, const Generator& is, network::FlowId brought, network::FlowId input,
              network::CapacityId tank) {
    const auto steps = static_cast<std::size_t>(asset.network().horizon().steps());
    const double stock = asset.input().number("stock");
    // It ends as it began (cyclic), with its stock.
    const auto at_the_end = [&](double between) {
        auto values = std::make_shared<std::vector<double>>(steps, between);
        values->back() = stock;
        return asset.value(Profile(std::move(values), 1));
    };
    network::Store store;
    store.origin = asset.origin("fuel in the tank", "tank");
    store.flows = {{brought, 1.0}, {input, asset.value(apply(is.efficiency, [](double e) { return -1 / e; }))}};
    store.upper_of = store.lower_of = tank;
    store.upper = at_the_end(1);
    store.lower = at_the_end(0);
    const auto filled = asset.network().add(std::move(store));
    asset.store(filled);
    asset.builder().in_outage({asset.network().level(filled), 0.0, 1.0});
}

}  // namespace

EmergencyGenerator::EmergencyGenerator() {
    section_ = {.name = "emergency_generator",
                .meaning = {"generator for outages, with its fuel tank", "非常用発電機（燃料タンク付き）"},
                .fields = emergency_generator_fields()};
}

void EmergencyGenerator::check(const Record& record, const District& district, Findings& findings) const {
    if (!district.is_network()) return;
    const AssetInput asset(record, district);
    check_converter(asset, findings);
    checks::efficiency(asset, "efficiency", findings);
    checks::part_load(asset, findings);
    checks::size(asset, "tank", findings);
    if (asset.number("capital_tank") != 0) checks::capital(asset, {"capital_tank"}, findings);
    checks::running(asset, record.text("fuel"), findings);
    const bool given = !record.says("tank", "sized") && !record.says("capacity", "sized");
    if (!given || !asset.has("efficiency")) return;
    const double hours = asset.number("autonomy");
    const double needed = hours * asset.number("capacity") / asset.profile("efficiency").smallest();
    if (asset.number("tank") >= needed * (1 - 1e-9)) return;
    findings.add(
        record.finding("contradiction", "tank",
                       {"a tank for the hours of autonomy at full output", "autonomy の時間を賄えるタンク容量"},
                       {"enlarge the tank, or lower autonomy", "タンクを大きくするか、autonomy を短くしてください"}));
}

void EmergencyGenerator::add_to(AssetNetwork& asset) const {
    const AssetInput& input = asset.input();
    const Generator is = read_generator(input);
    Converter money;
    money.part_load = is.part_load;
    read_converter_costs(input, is.efficiency, money);
    const auto capacity = asset.size({});
    const auto tank = asset.size({.name = "tank", .capital = "capital_tank", .upkeep = "", .energy = true});
    const OnOff on_off(input);
    const auto counts = add_unit_counts(asset, on_off, capacity);

    network::Flow power;
    power.origin = asset.origin("electricity", "capacity");
    power.lower_of = power.upper_of = capacity;
    power.lower = asset.value(is.must_run);
    power.upper = asset.value(is.may_run);
    power.cost = asset.value(money.cost_of_main());
    const auto q = asset.control(std::move(power));
    asset.builder().in_outage({q, 0.0, 1.0});

    network::Flow delivery;
    delivery.origin = asset.origin("fuel brought", input.has("delivery_limit") ? "delivery_limit" : "fuel_price");
    delivery.upper = asset.value(is.delivery_limit);
    delivery.cost =
        asset.value(input.profile("fuel_price") * asset.builder().costs().running_weight(input.text("fuel")));
    const auto factor = [&](const char* key, double times) {
        return input.has(key) ? std::optional(input.profile(key) * times) : std::nullopt;
    };
    asset.builder().tally(delivery, factor("co2_factor", 1), factor("primary_energy_factor", mj_per_kwh));
    const auto brought = asset.control(std::move(delivery), CostKind::energy);
    auto burnt = q;
    if (on_off.switches()) {
        burnt = asset.input_flow(is.part_load, q, money.cost_per_input);
        // When it may run is the limit of its power, and another one in an outage.
        add_switches(asset, on_off, capacity, counts, {q, burnt}, is.part_load, 1.0);
    } else {
        burnt = asset.input(is.part_load, q, capacity, money.cost_per_input);
    }
    asset.builder().in_outage({brought, 0.0, 0.0});  // the tank is all there is

    asset.port("electricity", q, 1.0, input.place(), "electricity");
    asset.outside("fuel brought", brought, 1.0, input.text("fuel"));
    add_tank(asset, is, brought, burnt, tank);
    const double hours = input.number("autonomy");
    if (hours > 0) {
        asset.network().add(network::Tie{asset.origin("autonomy", "autonomy"),
                                         {{tank, 1}, {capacity, -hours * full_load_fuel(is)}},
                                         0,
                                         network::unlimited});
    }
    if (input.record().yes("stand_alone")) asset.builder().stand_alone(capacity, StandAlone::firm);
}

std::unique_ptr<Machine> EmergencyGenerator::machine(const AssetInput& asset, std::span<const double> sizes) const {
    return std::make_unique<GeneratorMachine>(read_generator(asset), OnOff(asset), sizes);
}

std::unique_ptr<Machine> EmergencyGenerator::machine_in_outage(const AssetInput& asset,
                                                               std::span<const double> sizes) const {
    Generator is = read_generator(asset);
    is.may_run = 1.0;
    is.must_run = 0.0;
    return std::make_unique<GeneratorMachine>(std::move(is), OnOff(asset), sizes);
}

AssetCost EmergencyGenerator::cost(const Record& asset, double kw) const {
    AssetCost cost = Technology::cost(asset, kw);
    const bool given = !asset.says("tank", "sized");
    if (given) cost.capital_yen += asset.number("tank") * asset.number("capital_tank");
    return cost;
}

}  // namespace gaiku
