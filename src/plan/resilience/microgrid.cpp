#include "plan/resilience/microgrid.h"

#include <limits>
#include <numeric>

#include "assess/resilience/bunker.h"
#include "assess/resilience/electric_island.h"
#include "assess/resilience/study.h"
#include "base/constants.h"
#include "plan/resilience/conditions.h"
#include "technology/storage.h"

namespace gaiku {
namespace {

using namespace resilience;

/// How a year's photovoltaic energy falls on its hours: as the radiation on a horizontal plane. Sums to 1.
std::vector<double> sun_shares(const Weather& weather) {
    std::vector<double> shares = weather.global_w_m2;
    const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
    for (double& share : shares) share /= sum;
    return shares;
}

class MicrogridIsland {
public:
    MicrogridIsland(const District& district, const MicrogridModel& model, const ScenarioPlan& plan,
                    const Technologies& technologies)
        : district_(district),
          model_(model),
          plan_(plan),
          technologies_(technologies),
          conditions_(outage_conditions(district, 1)) {
        const bool sunny = std::any_of(plan.supply.begin(), plan.supply.end(),
                                       [](const SupplyCurve& curve) { return curve.technology == "pv"; });
        if (sunny) sun_ = sun_shares(*district.weather);
    }

    [[nodiscard]] std::unique_ptr<Island> make(const More* more) const {
        ElectricDistrict is;
        is.steps = hours_a_year;
        is.floods = conditions_.floods;
        for (std::size_t k = 0; k < load_classes; ++k) {
            for (std::size_t t = 0; t < hours_a_year; ++t)
                is.load_kw[k].push_back(plan_.demand_kw[t % 24] * conditions_.load[k]);
        }
        for (const auto& generator : model_.generators) add_generator(is, generator, more);
        add_batteries(is, more);
        return std::make_unique<ElectricIsland>(std::move(is), conditions_.terms);
    }

    [[nodiscard]] std::vector<More> candidates() const {
        std::vector<More> all;
        for (const auto& generator : model_.generators) {
            const std::string& id = generator.asset->id();
            const bool there = planned(id).kw.value_or(0) > 0 || generator.day.sized;
            if (there) all.push_back({id, Help::What::power});
            if (there && bunker_h(*generator.asset)) all.push_back({id, Help::What::fuel});
        }
        for (const Record* battery : model_.batteries) all.push_back({battery->id(), Help::What::energy});
        return all;
    }

private:
    [[nodiscard]] double kwh_per_day(const std::string& id) const {
        for (const SupplyCurve& curve : plan_.supply) {
            if (curve.id == id) return std::accumulate(curve.kw.begin(), curve.kw.end(), 0.0);
        }
        return 0;
    }

    [[nodiscard]] const PlannedAsset& planned(const std::string& id) const {
        const auto found = std::find_if(plan_.assets.begin(), plan_.assets.end(),
                                        [&](const PlannedAsset& asset) { return asset.id == id; });
        return *found;
    }

    [[nodiscard]] std::optional<double> bunker_h(const Record& asset) const {
        if (conditions_.fuel_deliveries) return {};
        return conditions_.of(asset.id()).bunker_h;
    }

    static double extra(const More* more, const std::string& id, Help::What what) {
        return more != nullptr && more->id == id && more->what == what ? more->amount : 0;
    }

    void add_generator(ElectricDistrict& is, const MicrogridModel::Generator& plant, const More* more) const {
        const Record& asset = *plant.asset;
        if (conditions_.is_dry(asset.id())) return;
        const std::string& technology = asset.text("technology");
        const OutageConditions::Asset condition = conditions_.of(asset.id());
        const double before_kw = planned(asset.id()).kw.value_or(0);
        const double kw = before_kw + extra(more, asset.id(), Help::What::power);
        if (kw <= 0) return;
        if (technology == "pv") {
            FreeSource source{asset.id(), {}, condition.flood, false};
            const double daily =
                before_kw > 0 ? kwh_per_day(asset.id()) * kw / before_kw : plant.day.kwh_per_kw_day * kw;
            const double yearly = daily * days_a_year;
            for (std::size_t t = 0; t < hours_a_year; ++t) source.kw.push_back(yearly * sun_[t]);
            is.free.push_back(std::move(source));
        } else if (technology == "biomass_power") {
            add_biomass(is, asset, condition, kw, more);
        } else {
            FreeSource source{asset.id(), {}, condition.flood, true};
            const auto machine = machine_of(asset, kw);
            for (std::size_t t = 0; t < hours_a_year; ++t) {
                double none = 0, most = std::numeric_limits<double>::max();
                std::array<double, 4> ports{};
                machine->step(t, 1, {&most, 1}, none, ports);
                source.kw.push_back(ports[0]);
            }
            is.free.push_back(std::move(source));
        }
    }

    [[nodiscard]] std::shared_ptr<const Machine> machine_of(const Record& asset, double kw) const {
        return technologies_.of(asset).machine_in_outage(AssetInput(asset, district_), {&kw, 1});
    }

    void add_biomass(ElectricDistrict& is, const Record& asset, const OutageConditions::Asset& condition, double kw,
                     const More* more) const {
        Generator generator{.id = asset.id(), .machines = {nullptr}, .kw = kw};
        generator.flood = condition.flood;
        generator.reliability = condition.reliability;
        const auto hours = bunker_h(asset);
        for (int n = 1; n <= condition.reliability.units; ++n) {
            auto machine = machine_of(asset, kw * n / condition.reliability.units);
            if (hours) machine = std::make_shared<BunkeredMachine>(std::move(machine));
            generator.machines.push_back(std::move(machine));
        }
        if (hours) {
            generator.has_stock = true;
            generator.stock_kwh = (*hours + 24 * extra(more, asset.id(), Help::What::fuel)) * kw;
            generator.start_kwh = {generator.stock_kwh};
        }
        is.generators.push_back(std::move(generator));
    }

    /// Batteries begin with what the planned day has taken out of them: the same part of each.
    void add_batteries(ElectricDistrict& is, const More* more) const {
        const double equipment = conditions_.demand_side_storage ? plan_.equipment.sum() : 0;
        double total = equipment;
        for (const Record* battery : model_.batteries) total += planned(battery->id()).kwh.value_or(0);
        std::vector<double> part(24, 1.0);
        for (std::size_t h = 0; h < part.size() && total > 0; ++h)
            part[h] = std::max(0.0, 1 - (plan_.sizing.battery_need_kwh - plan_.sizing.battery_level_kwh[h]) / total);
        const auto add = [&](const std::string& id, const Storage& storage, double kwh, double kw) {
            Battery battery{id,
                            std::make_shared<StorageMachine>(storage, kwh, kw),
                            storage.lowest * kwh,
                            kwh,
                            storage.discharge_efficiency,
                            {}};
            for (std::size_t t = 0; t < hours_a_year; ++t)
                battery.start_kwh.push_back(std::max(battery.lowest_kwh, part[t % 24] * kwh));
            is.batteries.push_back(std::move(battery));
        };
        for (const Record* battery : model_.batteries) {
            const double kwh = planned(battery->id()).kwh.value_or(0) + extra(more, battery->id(), Help::What::energy);
            if (kwh <= 0) continue;
            Storage storage;
            storage.charge_efficiency = battery->number_or("charge_efficiency", 1);
            storage.discharge_efficiency = battery->number_or("discharge_efficiency", 1);
            storage.loss_per_hour = battery->number_or("loss_per_hour", 0);
            storage.lowest = battery->number_or("lowest_level", 0);
            const bool given = battery->has("power") && battery->at("power").text.empty();
            const double rate = district_.plan().number("battery_floor_rate");
            add(battery->id(), storage, kwh, given ? battery->number("power") : rate * kwh);
        }
        if (equipment > 0) add("demand_side_equipment", {}, equipment, std::numeric_limits<double>::max());
    }

    const District& district_;
    const MicrogridModel& model_;
    const ScenarioPlan& plan_;
    const Technologies& technologies_;
    OutageConditions conditions_;
    std::vector<double> sun_;
};

}  // namespace

std::unique_ptr<Island> microgrid_island(const District& district, const MicrogridModel& model,
                                         const ScenarioPlan& plan, const Technologies& technologies) {
    return MicrogridIsland(district, model, plan, technologies).make(nullptr);
}

Survival microgrid_survival(const District& district, const MicrogridModel& model, const ScenarioPlan& plan,
                            const Technologies& technologies) {
    const MicrogridIsland island(district, model, plan, technologies);
    return study([&](const More* more) { return island.make(more); }, island.candidates(), months_of(hours_a_year, 1));
}

}  // namespace gaiku
