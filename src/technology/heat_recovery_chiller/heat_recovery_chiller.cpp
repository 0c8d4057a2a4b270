#include "technology/heat_recovery_chiller/heat_recovery_chiller.h"

#include <algorithm>
#include <optional>

#include "technology/checks.h"
#include "technology/converter.h"
#include "technology/fields.h"
#include "technology/running_units.h"

namespace gaiku {
namespace {

struct HeatRecovery {
    std::string place, cold, heat;
    Profile cop = 1.0;
    double recovery_cop = 1;
    double recovery_ratio = 1;  ///< cold with recovery at full load, of the capacity
    PartLoad part_load{};
    double minimum_load = 0;

    /// Further electricity a kWh of cold with recovery: its condenser is hotter.
    [[nodiscard]] Profile more() const {
        return apply(cop, [r = recovery_cop](double c) { return 1 / r - 1 / c; });
    }
    /// Heat a kWh of cold with recovery: what it cools and the electricity, of which part load takes at least `best`.
    [[nodiscard]] Profile recovered() const {
        return apply(cop, [r = recovery_cop, b = best()](double c) { return 1 + 1 / r - (1 - b) / c; });
    }

    /// Least input a kW of cold, from the minimum load on: at it, at full load, or where two pieces meet.
    [[nodiscard]] double best() const {
        if (minimum_load == 0) return part_load.best();
        double least = std::min(part_load.input(0, minimum_load, 1) / minimum_load, part_load.input(0, 1, 1));
        const auto& pieces = part_load.pieces();
        for (std::size_t k = 1; k < pieces.size(); ++k) {
            const double fall = pieces[k - 1].intercept.at(0) - pieces[k].intercept.at(0);
            const double load = fall / (pieces[k].slope.at(0) - pieces[k - 1].slope.at(0));
            if (load > minimum_load && load < 1) least = std::min(least, part_load.input(0, load, 1) / load);
        }
        return least;
    }
};

HeatRecovery read_chiller(const AssetInput& asset) {
    return {asset.place(),
            asset.text("cold"),
            asset.text("heat"),
            fields::read_efficiency(asset, "cop"),
            asset.number("recovery_cop"),
            asset.number("recovery_ratio"),
            PartLoad(asset.record()),
            OnOff(asset).minimum_load};
}

/// Controls: cold in all, of it that with recovery, electricity input (of more than one line, unless it is on or off).
/// Ports in the order of add_to.
class HeatRecoveryMachine final : public Machine {
public:
    HeatRecoveryMachine(HeatRecovery machine, const OnOff& on_off, std::span<const double> sizes)
        : is_(std::move(machine)),
          input_(is_.part_load, 1.0, !on_off.switches()),
          more_(is_.more()),
          recovered_(is_.recovered()),
          capacity_(sizes[0]) {
        if (on_off.switches()) units_.emplace(on_off, capacity_, sizes.subspan(1));
    }

    void step(std::size_t step, double, std::span<const double> wanted, double&,
              std::span<double> ports) const override {
        double cold = std::clamp(wanted[0], 0.0, capacity_);
        std::size_t control = 2;
        double input = input_.take(step, cold, capacity_, wanted, control);
        double online = capacity_;
        if (units_) {
            const bool is_told = wanted.size() >= 2 + units_->numbers(is_.part_load);
            const auto running = is_told ? units_->told(step, wanted.subspan(2), {}, is_.part_load)
                                         : units_->nearest(step, cold, {}, is_.part_load);
            cold = running.output;
            input = running.input;
            online = running.online;
        }
        const double slower = 1 / is_.recovery_ratio - 1;  // capacity that recovery costs, kW a kW
        const double most = slower > 0 ? std::min(cold, (online - cold) / slower) : cold;
        const double with_recovery = std::clamp(wanted[1], 0.0, std::max(most, 0.0));
        ports[0] = cold;
        ports[1] = -input / is_.cop.at(step);
        ports[2] = -more_.at(step) * with_recovery;
        ports[3] = recovered_.at(step) * with_recovery;
    }

private:
    HeatRecovery is_;
    InputRange input_;
    Profile more_, recovered_;
    double capacity_;
    std::optional<RunningUnits> units_;  ///< of what is on or off
};

}  // namespace

HeatRecoveryChiller::HeatRecoveryChiller() {
    section_ = {
        .name = "heat_recovery_chiller",
        .meaning = {"electric chiller with heat recovery: cold and heat at once", "熱回収型冷凍機（冷温同時取出し）"},
        .fields = fields::join(
            {fields::size("capacity", "kW", {"cold output, or: sized", "冷熱出力、または sized"}, {"sized"}),
             {fields::carrier("cold", {"what it makes", "冷熱のエネルギー種別"}, "chilled_water"),
              fields::carrier("heat", {"what it recovers", "回収温熱のエネルギー種別"}, "hot_water"),
              {.key = "recovery_cop",
               .kind = Kind::quantity,
               .unit = "-",
               .meaning = {"cold over electricity with recovery, at most the lowest cop",
                           "熱回収運転時の冷熱COP（cop 以下）"},
               .required = true,
               .minimum = 0.1,
               .maximum = 30},
              fields::share(
                  "recovery_ratio",
                  {"cold output with recovery, share of the capacity", "熱回収運転時の冷熱出力（容量に対する比）"},
                  "100 %", 10, 100)},
             fields::efficiency("cop", "-",
                                {"cold over electricity at full load, without recovery", "定格COP（熱回収なし）"}, 30),
             {fields::part_load(), fields::curve()},
             fields::cost("kW"),
             on_off_fields(),
             converter_cost_fields()})};
}

void HeatRecoveryChiller::check(const Record& record, const District& district, Findings& findings) const {
    if (!district.is_network()) return;
    const AssetInput asset(record, district);
    check_converter(asset, findings);
    checks::efficiency(asset, "cop", findings);
    checks::part_load(asset, findings);
    const bool readable = asset.has("cop") ? !asset.has("cop_by_temperature")
                                           : asset.has("cop_by_temperature") && asset.has("temperature");
    if (!readable) return;
    if (fields::read_efficiency(asset, "cop").smallest() >= asset.number("recovery_cop") - 1e-12) return;
    findings.add(record.finding("contradiction", "recovery_cop",
                                {"at most the lowest cop: recovery makes the condenser hotter",
                                 "cop の最小値以下（熱回収では凝縮温度が上がる）"},
                                {"correct one of the two", "どちらかを直してください"}));
}

void HeatRecoveryChiller::add_to(AssetNetwork& asset) const {
    const HeatRecovery is = read_chiller(asset.input());
    Converter money;
    money.part_load = is.part_load;
    read_converter_costs(asset.input(), is.cop, money);
    const OnOff on_off(asset.input());
    const auto capacity = asset.size({});
    const auto counts = add_unit_counts(asset, on_off, capacity);
    network::Flow main;
    main.origin = asset.origin("cold", "capacity");
    main.upper_of = capacity;
    main.upper = 1.0;
    main.cost = asset.value(money.cost_of_main());
    const auto cold = asset.control(std::move(main));
    network::Flow part;
    part.origin = asset.origin("with recovery", "recovery_ratio");
    const auto with_recovery = asset.control(std::move(part));
    asset.network().add(network::Balance{asset.origin("recovery within cold", "recovery_cop"),
                                         {{cold, 1.0}, {with_recovery, -1.0}},
                                         0.0,
                                         network::Sense::at_least,
                                         {}});
    auto input = cold;
    std::vector<network::SwitchId> switches;
    if (on_off.switches()) {
        input = asset.input_flow(is.part_load, cold, money.cost_per_input);
        switches = add_switches(asset, on_off, capacity, counts, {cold, input}, is.part_load, 1.0);
    } else {
        input = asset.input(is.part_load, cold, capacity, money.cost_per_input);
    }
    if (is.recovery_ratio < 1) {
        network::Balance slower{asset.origin("cold and recovery", "recovery_ratio"),
                                {{cold, 1.0}, {with_recovery, 1 / is.recovery_ratio - 1}},
                                0.0,
                                network::Sense::at_most,
                                {}};
        if (switches.empty()) slower.capacities = {{capacity, -1.0}};
        for (const auto& term : online(asset, switches, -1)) slower.terms.push_back(term);
        asset.network().add(std::move(slower));
    }
    asset.port("cold", cold, 1.0, is.place, is.cold);
    asset.port("electricity", input, apply(is.cop, [](double c) { return -1 / c; }), is.place, "electricity");
    asset.port("electricity of recovery", with_recovery, -is.more(), is.place, "electricity");
    asset.port("heat", with_recovery, is.recovered(), is.place, is.heat);
}

std::unique_ptr<Machine> HeatRecoveryChiller::machine(const AssetInput& asset, std::span<const double> sizes) const {
    return std::make_unique<HeatRecoveryMachine>(read_chiller(asset), OnOff(asset), sizes);
}

std::vector<CurveFit> HeatRecoveryChiller::curve_fits(const AssetInput& asset) const {
    return PartLoad(asset.record()).fits();
}

}  // namespace gaiku
