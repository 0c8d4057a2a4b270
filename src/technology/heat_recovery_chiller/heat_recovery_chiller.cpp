#include "technology/heat_recovery_chiller/heat_recovery_chiller.h"

#include <algorithm>

#include "technology/checks.h"
#include "technology/converter.h"
#include "technology/fields.h"

namespace gaiku {
namespace {

struct HeatRecovery {
    std::string place, cold, heat;
    Profile cop = 1.0;
    double recovery_cop = 1;
    double recovery_ratio = 1;  ///< cold with recovery at full load, of the capacity
    PartLoad part_load{};

    /// Further electricity a kWh of cold with recovery: its condenser is hotter.
    [[nodiscard]] Profile more() const {
        return apply(cop, [r = recovery_cop](double c) { return 1 / r - 1 / c; });
    }
    /// Heat a kWh of cold with recovery: what it cools and the electricity, of which part load takes at least `best`.
    [[nodiscard]] Profile recovered() const {
        return apply(cop, [r = recovery_cop, b = part_load.best()](double c) { return 1 + 1 / r - (1 - b) / c; });
    }
};

HeatRecovery read(const AssetInput& asset) {
    return {asset.place(),
            asset.text("cold"),
            asset.text("heat"),
            fields::read_efficiency(asset, "cop"),
            asset.number("recovery_cop"),
            asset.number("recovery_ratio"),
            PartLoad(asset.record())};
}

/// Controls: cold in all, of it that with recovery, electricity input (of more than one line). Ports in the order of
/// add_to.
class HeatRecoveryMachine final : public Machine {
public:
    HeatRecoveryMachine(HeatRecovery machine, double capacity)
        : is_(std::move(machine)),
          input_(is_.part_load),
          more_(is_.more()),
          recovered_(is_.recovered()),
          capacity_(capacity) {}

    void step(std::size_t step, double, std::span<const double> wanted, double&,
              std::span<double> ports) const override {
        const double cold = std::clamp(wanted[0], 0.0, capacity_);
        const double slower = 1 / is_.recovery_ratio - 1;  // capacity that recovery costs, kW a kW
        const double most = slower > 0 ? std::min(cold, (capacity_ - cold) / slower) : cold;
        const double with_recovery = std::clamp(wanted[1], 0.0, most);
        ports[0] = cold;
        std::size_t control = 2;
        const double input = input_.take(step, cold, capacity_, wanted, control);
        ports[1] = -input / is_.cop.at(step);
        ports[2] = -more_.at(step) * with_recovery;
        ports[3] = recovered_.at(step) * with_recovery;
    }

private:
    HeatRecovery is_;
    InputRange input_;
    Profile more_, recovered_;
    double capacity_;
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
    const HeatRecovery is = read(asset.input());
    Converter money;
    money.part_load = is.part_load;
    read_converter_costs(asset.input(), is.cop, money);
    const auto capacity = asset.size({});
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
    if (is.recovery_ratio < 1) {
        asset.network().add(network::Balance{asset.origin("cold and recovery", "recovery_ratio"),
                                             {{cold, 1.0}, {with_recovery, 1 / is.recovery_ratio - 1}},
                                             0.0,
                                             network::Sense::at_most,
                                             {{capacity, -1.0}}});
    }
    const auto input = asset.input(is.part_load, cold, capacity, money.cost_per_input);
    asset.port("cold", cold, 1.0, is.place, is.cold);
    asset.port("electricity", input, apply(is.cop, [](double c) { return -1 / c; }), is.place, "electricity");
    asset.port("electricity of recovery", with_recovery, -is.more(), is.place, "electricity");
    asset.port("heat", with_recovery, is.recovered(), is.place, is.heat);
}

std::unique_ptr<Machine> HeatRecoveryChiller::machine(const AssetInput& asset, std::span<const double> sizes) const {
    return std::make_unique<HeatRecoveryMachine>(read(asset), sizes[0]);
}

std::vector<CurveFit> HeatRecoveryChiller::curve_fits(const AssetInput& asset) const {
    return PartLoad(asset.record()).fits();
}

}  // namespace gaiku
