#include "virtual/virtual_district.h"

#include <fmt/format.h>
#include <cmath>

#include "base/constants.h"
#include "district/load_classes.h"

namespace gaiku::field {
namespace {

constexpr auto none = static_cast<std::size_t>(-1);
constexpr double power_noise = 0.005;
/// Below it is rounding of the rules: 1e-6 kW at a balance, for ever so long.
constexpr double shown_kwh = 0.1;

/// Registers of meters that have hung there for years.
std::int64_t start_wh(std::uint64_t seed, const std::string& id, double most_kwh) {
    Random random(seed_of(seed, id));
    return static_cast<std::int64_t>(random.uniform(0, 1000 * most_kwh));
}

/// Homes are drawn one by one where a building is made of them and its electricity is not measured as a whole.
std::size_t homes_of(const GivenDemand& demand) {
    const Record& building = *demand.record;
    if (demand.carrier != "electricity" || demand.use != "dwelling") return 0;
    if (!building.path().starts_with("buildings.") || !building.has("households")) return 0;
    return static_cast<std::size_t>(std::lround(building.number("households")));
}

double annual_kwh(const Profile& kw, const Axis& axis) {
    double kwh = 0;
    for (std::size_t t = 0; t < axis.steps(); ++t) kwh += kw.at(t) * axis.step_hours();
    return kwh * hours_a_year / (static_cast<double>(axis.steps()) * axis.step_hours());
}

/// What a load's meter counts, by its carrier.
std::string load_register(const std::string& carrier) {
    if (carrier == "electricity") return "energy_import";
    if (carrier == "gas") return "gas";
    const bool heat = carrier.find("water") != std::string::npos || carrier.find("steam") != std::string::npos ||
                      carrier.find("heat") != std::string::npos;
    return (heat ? "heat_" : "fuel_") + carrier;
}

std::string load_power(const std::string& name) {
    return name == "energy_import" ? "power" : "thermal_power";
}

}  // namespace

VirtualDistrict::VirtualDistrict(const District& district, const Technologies& technologies, Settings settings)
    : settings_(settings), axis_(district), plant_(district, technologies), now_(settings.from) {
    const NetworkModel& model = plant_.model();
    for (const auto& demand : model.demands) add_load(demand, district);
    first_asset_ = devices_.size();
    for (std::size_t a = 0; a < model.assets.size(); ++a) {
        Random random(seed_of(settings_.seed, model.assets[a].asset->id()));
        assets_.emplace_back(plant_, a, random);
        add_device(assets_.back().device());
    }
    if (axis_.weather() != nullptr) {
        Device sky;
        sky.id = "weather-station";
        sky.add({"temperature", false, 0, 0.1});
        sky.add({"irradiance", false, 0.01});
        sky_ = add_device(std::move(sky));
    }
    wanted_kw_.resize(model.network.balances().size());
    served_kw_.resize(wanted_kw_.size());
    unserved_kwh_.resize(wanted_kw_.size());
    left_over_kwh_.resize(wanted_kw_.size());
}

std::size_t VirtualDistrict::add_device(Device device) {
    devices_.push_back(std::move(device));
    return devices_.size() - 1;
}

void VirtualDistrict::add_load(const NetworkModel::Demand& demand, const District& district) {
    Load& load = loads_.emplace_back();
    load.demand = &demand;
    load.critical = share_up_to(demand_load_shares(*demand.given.record), last_critical_class);
    load.first = devices_.size();
    if (const std::size_t homes = homes_of(demand.given); homes > 0) {
        add_homes(load, homes, district);
        return;
    }
    load.kw.resize(1);
    load.building.emplace(demand.given, seed_of(settings_.seed, demand.given.id));
    Device device{demand.given.id, {}, true};
    const std::string name = load_register(demand.given.carrier);
    device.add({name, true}, start_wh(settings_.seed, device.id, 9e7));
    device.add({load_power(name), false, power_noise});
    add_device(std::move(device));
}

void VirtualDistrict::add_homes(Load& load, std::size_t homes, const District& district) {
    const GivenDemand& demand = load.demand->given;
    load.people = std::make_unique<People>(homes, annual_kwh(demand.kw, axis_), seed_of(settings_.seed, demand.id),
                                           *district.tables, axis_);
    load.kw.resize(homes);
    load.charger_of.resize(homes, none);
    for (std::size_t i = 0; i < homes; ++i) {
        Device device{fmt::format("{}.{:04}", demand.record->id(), i + 1), {}, true};
        device.add({"energy_import", true}, start_wh(settings_.seed, device.id, 60'000));
        device.add({"power", false, power_noise});
        add_device(std::move(device));
    }
    for (std::size_t i = 0; i < homes; ++i) {
        if (load.people->home(i).charger_kw == 0) continue;
        Device device{devices_[load.first + i].id + ".charger", {}};
        device.add({"energy_import", true}, start_wh(settings_.seed, device.id, 9'000));
        device.add({"power", false, power_noise});
        device.add({"switch"});
        load.charger_of[i] = add_device(std::move(device));
    }
}

/// Adds what the load wants in the step that begins now to its balance.
void VirtualDistrict::want(Load& load, bool grid_out) {
    const double part = grid_out ? load.critical : 1;
    double sum = 0;
    if (load.building) {
        load.kw[0] = part * load.building->kw(now_ + settings_.step / 2, axis_);
        sum = load.kw[0];
    } else {
        const LocalTime local = axis_.local(now_);
        load.people->begin_day(local.date);
        for (std::size_t i = 0; i < load.kw.size(); ++i) {
            load.kw[i] = part * load.people->home_kw(i, local.minute, static_cast<int>(settings_.step.count()));
            sum += load.kw[i];
        }
    }
    wanted_kw_[load.demand->balance.at()] += sum;
}

void VirtualDistrict::meter(const Load& load, double served) {
    const double hours = static_cast<double>(settings_.step.count()) / 60;
    const LocalTime local = axis_.local(now_);
    for (std::size_t i = 0; i < load.kw.size(); ++i) {
        Device& device = devices_[load.first + i];
        device.registers[0].add_kwh(served * load.kw[i] * hours);
        device.now[1] = served * load.kw[i];
        if (load.charger_of.empty() || load.charger_of[i] == none) continue;
        Device& charger = devices_[load.charger_of[i]];
        const double home = load.people->home_kw(i, local.minute, static_cast<int>(settings_.step.count()));
        const double vehicle = load.people->charger_kw(i, local.minute, static_cast<int>(settings_.step.count()));
        // What is cut is cut alike behind one meter.
        const double kw = home > 0 ? served * load.kw[i] * vehicle / home : 0;
        charger.registers[0].add_kwh(kw * hours);
        charger.now[1] = kw;
        charger.now[2] = kw > 0 ? 1 : 0;
    }
}

void VirtualDistrict::look_at_the_sky() {
    if (!sky_) return;
    const LocalTime local = axis_.local(now_);
    Device& sky = devices_[*sky_];
    sky.now[0] = axis_.temperature_c(local.date, local.minute / 60);
    const auto hour =
        static_cast<std::size_t>(axis_.year_day(local.date)) * 24 + static_cast<std::size_t>(local.minute / 60);
    sky.now[1] = axis_.weather()->global_w_m2[hour];
}

void VirtualDistrict::step(bool grid_out) {
    std::fill(wanted_kw_.begin(), wanted_kw_.end(), 0.0);
    for (Load& load : loads_) want(load, grid_out);
    served_kw_ = wanted_kw_;
    const double hours = static_cast<double>(settings_.step.count()) / 60;
    plant_.step(axis_.step(now_), hours, grid_out, served_kw_);
    if (!grid_out) note_shortfalls(hours);
    for (const Load& load : loads_) {
        const std::size_t b = load.demand->balance.at();
        meter(load, wanted_kw_[b] > 0 ? served_kw_[b] / wanted_kw_[b] : 1);
        const bool dark = grid_out && load.demand->given.carrier == "electricity" && load.critical == 0;
        for (std::size_t i = 0; i < load.kw.size(); ++i) {
            devices_[load.first + i].powered = !dark;
            if (!load.charger_of.empty() && load.charger_of[i] != none) devices_[load.charger_of[i]].powered = !dark;
        }
    }
    for (std::size_t a = 0; a < assets_.size(); ++a)
        assets_[a].follow(plant_, hours, grid_out, devices_[first_asset_ + a]);
    look_at_the_sky();
    now_ += settings_.step;
}

bool VirtualDistrict::is_due(const Device& device) const {
    if (!device.powered) return false;
    return !device.is_meter || now_.time_since_epoch() % settings_.interval == std::chrono::seconds{0};
}

Frame VirtualDistrict::frame(std::size_t index) const {
    const Device& device = devices_[index];
    Frame frame{index, now_, now_.time_since_epoch().count(), {}};
    Random random(seed_of(seed_of(settings_.seed, index), static_cast<std::uint64_t>(now_.time_since_epoch().count())));
    for (std::size_t c = 0; c < device.channels.size(); ++c) {
        const Channel& channel = device.channels[c];
        if (channel.is_register) {
            frame.thousandths.push_back(device.registers[c].wh());
            continue;
        }
        const bool noisy = channel.noise > 0 || channel.noise_absolute > 0;
        const double draw = noisy ? random.normal() : 0;
        const double shown = device.now[c] * (1 + channel.noise * draw) + channel.noise_absolute * draw;
        frame.thousandths.push_back(std::llround(1000 * shown));
    }
    return frame;
}

std::vector<Frame> VirtualDistrict::frames() const {
    std::vector<Frame> all;
    for (std::size_t i = 0; i < devices_.size(); ++i) {
        if (is_due(devices_[i])) all.push_back(frame(i));
    }
    return all;
}

void VirtualDistrict::note_shortfalls(double hours) {
    for (std::size_t b = 0; b < wanted_kw_.size(); ++b) {
        unserved_kwh_[b] += (wanted_kw_[b] - served_kw_[b]) * hours;
        left_over_kwh_[b] += std::abs(plant_.left_over_kw(b)) * hours;
    }
}

std::vector<VirtualDistrict::Shortfall> VirtualDistrict::shortfalls() const {
    std::vector<Shortfall> all;
    for (const auto& balance : plant_.model().balances) {
        const std::size_t b = balance.id.at();
        if (unserved_kwh_[b] < shown_kwh && left_over_kwh_[b] < shown_kwh) continue;
        all.push_back({balance.place, balance.carrier, unserved_kwh_[b], left_over_kwh_[b]});
    }
    return all;
}

State VirtualDistrict::state() const {
    State state{settings_.seed, now_};
    for (const Device& device : devices_) {
        for (std::size_t c = 0; c < device.channels.size(); ++c) {
            if (device.channels[c].is_register)
                state.registers[device.id][device.channels[c].name] = device.registers[c].count();
        }
    }
    for (std::size_t a = 0; a < assets_.size(); ++a) {
        if (plant_.has_level(a)) state.level_kwh[devices_[first_asset_ + a].id] = plant_.level_kwh(a);
    }
    return state;
}

void VirtualDistrict::go_on(const State& state) {
    now_ = state.now;
    for (Device& device : devices_) {
        const auto known = state.registers.find(device.id);
        if (known == state.registers.end()) continue;
        for (std::size_t c = 0; c < device.channels.size(); ++c) {
            const auto count = known->second.find(device.channels[c].name);
            if (device.channels[c].is_register && count != known->second.end())
                device.registers[c] = Register(count->second);
        }
    }
    for (std::size_t a = 0; a < assets_.size(); ++a) {
        const auto level = state.level_kwh.find(devices_[first_asset_ + a].id);
        if (plant_.has_level(a) && level != state.level_kwh.end()) plant_.set_level_kwh(a, level->second);
    }
}

std::vector<VirtualDistrict::BalanceNow> VirtualDistrict::balances() const {
    std::vector<BalanceNow> all;
    const NetworkModel& model = plant_.model();
    for (const auto& balance : model.balances) {
        const std::size_t b = balance.id.at();
        BalanceNow now{balance.place, balance.carrier, wanted_kw_[b], served_kw_[b], 0, plant_.left_over_kw(b)};
        for (std::size_t a = 0; a < model.assets.size(); ++a) {
            const auto& ports = model.assets[a].ports;
            for (std::size_t p = 0; p < ports.size(); ++p) {
                if (ports[p].place == balance.place && ports[p].carrier == balance.carrier)
                    now.machines_kw += plant_.port_kw(a, p);
            }
        }
        all.push_back(now);
    }
    return all;
}

}  // namespace gaiku::field
