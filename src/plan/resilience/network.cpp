#include "plan/resilience/network.h"

#include <limits>

#include "assess/resilience/network_island.h"
#include "plan/network/model.h"
#include "plan/network/rules.h"

namespace gaiku {
namespace {

using namespace resilience;

/// What an island looks at, kept with it.
struct Kept {
    Kept(const District& of, NetworkModel made)
        : district(of), model(std::move(made)), inputs(inputs_of(district, model)) {}
    const District& district;
    NetworkModel model;
    simulate::Inputs inputs;
};

class NetworkIslandMaker {
public:
    NetworkIslandMaker(const District& district, const Technologies& technologies, const NetworkPlan& plan,
                       const OutageConditions& conditions, const More* more)
        : plan_(plan),
          conditions_(conditions),
          more_(more),
          kept_(std::make_shared<Kept>(district, network_model(district, technologies))) {}

    std::unique_ptr<Island> make() {
        simulate::Inputs& inputs = kept_->inputs;
        inputs.unserved.clear();
        inputs.in_outage = true;
        inputs.on_call.assign(kept_->model.assets.size(), 0);
        NetworkDistrict is;
        for (std::size_t i = 0; i < kept_->model.assets.size(); ++i) {
            is.sizes.push_back(sizes(kept_->model.assets[i]));
            add_generator(is, i);
        }
        is.floods = conditions_.floods;
        add_loads(is);
        add_levels(is);
        is.inputs = std::shared_ptr<const simulate::Inputs>(kept_, &inputs);
        return std::make_unique<NetworkIsland>(std::move(is), conditions_.terms);
    }

private:
    [[nodiscard]] static const std::string& technology(const AssetModel& model) {
        return model.asset->text("technology");
    }

    /// What the outage stops.
    [[nodiscard]] bool stopped(const AssetModel& model) const {
        if (conditions_.is_dry(model.asset->id())) return true;
        const std::string& name = technology(model);
        if (name == "grid_connection" || name == "renewable_purchase") return true;
        if (name == "gas_connection") return !conditions_.gas;
        const Value* alone = model.asset->find("stand_alone");
        return alone != nullptr && alone->field->kind == Kind::boolean && !alone->yes;
    }

    [[nodiscard]] double extra(const AssetModel& model, Help::What what) const {
        const bool asked = more_ != nullptr && more_->id == model.asset->id() && more_->what == what;
        return asked ? more_->amount : 0;
    }

    /// Sizes of the plan, which the network's capacities are set to as well; 0 of what is stopped.
    std::vector<double> sizes(const AssetModel& model) {
        std::vector<double> all;
        for (std::size_t i = 0; i < model.sizes.size(); ++i) {
            const AssetSize& size = model.sizes[i];
            double value = planned(model.asset->id(), size).value_or(std::numeric_limits<double>::infinity());
            if (i == 0) value += extra(model, size.energy ? Help::What::energy : Help::What::power);
            if (size.name == "tank" && extra(model, Help::What::fuel) > 0) value += extra_fuel(model);
            if (size.capacity) kept_->model.network.set_limits(size.capacity, value, value);
            all.push_back(stopped(model) ? 0 : value);
        }
        return all;
    }

    /// kWh of fuel that so many days at full output take.
    [[nodiscard]] double extra_fuel(const AssetModel& model) const {
        const AssetInput input(*model.asset, kept_->district);
        const double kw = planned(model.asset->id(), model.sizes.front()).value_or(0);
        return extra(model, Help::What::fuel) * 24 * kw / input.profile("efficiency").smallest();
    }

    [[nodiscard]] std::optional<double> planned(const std::string& id, const AssetSize& size) const {
        for (const PlannedSize& one : plan_.sizes) {
            if (one.id == id && one.part == size.name) return one.value;
        }
        return {};
    }

    void add_generator(NetworkDistrict& is, std::size_t i) {
        const AssetModel& model = kept_->model.assets[i];
        const std::string& name = technology(model);
        const bool gives =
            name == "biomass_power" || name == "hydro_power" || name == "emergency_generator" || name == "cogeneration";
        if (!gives || stopped(model)) return;
        const OutageConditions::Asset condition = conditions_.of(model.asset->id());
        NetworkGenerator generator{.asset = i, .control = 0, .kw = is.sizes[i].front()};
        generator.kw *= model.asset->number_or("capacity_factor", 1);
        generator.flood = condition.flood;
        generator.reliability = condition.reliability;
        if (name == "hydro_power") {
            generator.comes_by_itself = true;
        } else if (name == "biomass_power") {
            kept_->inputs.on_call[i] = 1;
            if (condition.bunker_h && !conditions_.fuel_deliveries) {
                generator.has_stock = true;
                generator.bunker_kwh =
                    (*condition.bunker_h + 24 * extra(model, Help::What::fuel)) * is.sizes[i].front();
                generator.burns_kw = is.sizes[i].front();
            }
        } else if (name == "emergency_generator") {
            kept_->inputs.on_call[i] = 1;
            generator.has_stock = !conditions_.fuel_deliveries;
            const AssetInput input(*model.asset, kept_->district);
            // A tank that does not last a step is no power to count on.
            const double tank_kw = is.sizes[i].at(1) * input.profile("efficiency").smallest() / plan_.step_hours;
            if (generator.has_stock) generator.kw = std::min(generator.kw, tank_kw);
            generator.burns_kw = is.sizes[i].front() / input.profile("efficiency").smallest();
            if (conditions_.fuel_deliveries)
                generator.delivery_kw = input.profile_or("delivery_limit", network::unlimited).largest();
        } else if (!conditions_.gas && model.asset->text("fuel") == "gas") {
            return;  // it has nothing to burn
        }
        is.generators.push_back(generator);
    }

    void add_loads(NetworkDistrict& is) const {
        const std::size_t steps = kept_->district.steps();
        const std::size_t balances = kept_->model.network.balances().size();
        for (auto& of_class : is.load_kw) of_class.assign(balances, std::vector<double>(steps, 0.0));
        for (const NetworkModel::Demand& demand : kept_->model.demands) {
            const LoadShares shares = demand_load_shares(*demand.given.record);
            for (std::size_t k = 0; k < load_classes; ++k) {
                if (shares[k] <= 0) continue;
                auto& kw = is.load_kw[k][demand.balance.at()];
                for (std::size_t t = 0; t < steps; ++t) kw[t] += shares[k] * demand.given.kw.at(t);
            }
        }
    }

    /// The level at the beginning of a step is that at the end of the one before; the plan ends as it begins.
    void add_levels(NetworkDistrict& is) const {
        const std::size_t steps = kept_->district.steps();
        is.start_kwh.assign(kept_->model.network.stores().size(), std::vector<double>(steps, 0.0));
        for (const AssetModel& model : kept_->model.assets) {
            if (!model.store) continue;
            for (const PlannedAssetSchedule& planned : plan_.schedules) {
                const auto& level = planned.schedule.level_kwh;
                if (planned.id != model.asset->id() || level.size() != steps) continue;
                for (std::size_t t = 0; t < steps; ++t)
                    is.start_kwh[model.store.at()][t] = level[(t + steps - 1) % steps] + more_stored(model);
            }
        }
    }

    /// More of a store, and more fuel, are there full when the outage begins.
    [[nodiscard]] double more_stored(const AssetModel& model) const {
        const bool tank = technology(model) == "emergency_generator";
        return tank ? (extra(model, Help::What::fuel) > 0 ? extra_fuel(model) : 0) : extra(model, Help::What::energy);
    }

    const NetworkPlan& plan_;
    const OutageConditions& conditions_;
    const More* more_;
    std::shared_ptr<Kept> kept_;
};

/// One more kW of each generator, kWh of each store that is there, day of fuel.
std::vector<More> candidates(const District& district, const NetworkPlan& plan, const OutageConditions& conditions) {
    std::vector<More> all;
    for (const auto& [id, asset] : district.assets()) {
        const std::string& technology = asset->text("technology");
        const bool store = technology == "battery" || technology == "nas_battery" || technology == "thermal_store";
        const bool generator = technology == "pv" || technology == "hydro_power" || technology == "biomass_power" ||
                               technology == "emergency_generator" || technology == "cogeneration";
        const bool there = std::any_of(plan.sizes.begin(), plan.sizes.end(), [&id = id](const PlannedSize& size) {
            return size.id == id && size.value.value_or(0) > 0;
        });
        if (!there) continue;
        if (store) all.push_back({id, Help::What::energy});
        if (generator) all.push_back({id, Help::What::power});
        const bool fuel = technology == "emergency_generator" ||
                          (technology == "biomass_power" && conditions.of(id).bunker_h.has_value());
        if (fuel && !conditions.fuel_deliveries) all.push_back({id, Help::What::fuel});
    }
    return all;
}

}  // namespace

std::unique_ptr<Island> network_island(const District& district, const Technologies& technologies,
                                       const NetworkPlan& plan, const OutageConditions& conditions, const More* more) {
    return NetworkIslandMaker(district, technologies, plan, conditions, more).make();
}

Survival network_survival(const District& district, const Technologies& technologies, const NetworkPlan& plan) {
    const double step_hours = district.plan().number("step");
    const OutageConditions conditions = outage_conditions(district, step_hours);
    const auto make = [&](const More* more) { return network_island(district, technologies, plan, conditions, more); };
    return study(make, candidates(district, plan, conditions), months_of(district.steps(), step_hours));
}

}  // namespace gaiku
