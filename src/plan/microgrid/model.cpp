#include "plan/microgrid/model.h"

#include "base/unit.h"
#include "demand/day_demand.h"

namespace gaiku {
namespace {

void add_equipment(Equipment& equipment, const Record& asset, double kwh) {
    const auto& technology = asset.text("technology");
    if (technology == "water_heater") equipment.water_heater += kwh;
    if (technology == "home_battery") equipment.home_battery += kwh;
    if (technology == "electric_vehicle") equipment.electric_vehicle += kwh;
}

void add_generator(MicrogridModel& model, const Record& asset, const DayGeneration& day) {
    if (day.sized) {
        model.sizing.sized.push_back({day.hours, day.kwh_per_kw_day, day.share});
        model.generators.push_back({&asset, AssetRole::added, day});
        return;
    }
    const bool existing = asset.yes("existing");
    FixedPlant plant;
    plant.kw = day.kw;
    plant.kwh_per_day = day.kwh_per_day;
    const bool pv = asset.text("technology") == "pv";
    if (pv) plant.part = existing ? FixedPart::existing_pv : FixedPart::new_pv;
    for (std::size_t h = 0; h < plant.kw_by_hour.size(); ++h) plant.kw_by_hour[h] = day.kwh_per_day * day.hours[h];
    const auto at = static_cast<std::ptrdiff_t>(model.sizing.fixed.size());
    model.sizing.fixed.push_back(plant);
    model.generators.insert(model.generators.begin() + at, {&asset,
                                                            existing ? AssetRole::existing
                                                            : pv     ? AssetRole::added
                                                                     : AssetRole::main,
                                                            day});
}

bool is_sized(const Record& asset) {
    return asset.says("capacity", "sized");
}

}  // namespace

MicrogridModel microgrid_model(const District& district, const Technologies& technologies, const Tables& tables) {
    MicrogridModel model;
    model.sizing.demand_kw = day_demand(district, tables);
    model.sizing.floor_always = district.plan().text("battery_floor") == "always";
    model.sizing.floor_rate = district.plan().number("battery_floor_rate");
    model.sizing.floor_step_kwh = district.plan().number("battery_floor_step");
    for (const auto& [id, asset] : district.assets()) {
        const Technology& technology = technologies.of(*asset);
        if (const auto day = technology.day_generation(*asset, district, tables)) {
            add_generator(model, *asset, *day);
        } else if (asset->text("technology") == "battery") {
            model.batteries.push_back(asset.get());
            if (!is_sized(*asset)) model.sizing.fixed_battery_kwh += asset->number("capacity");
        } else if (asset->has("usable_energy")) {
            model.equipment.push_back(asset.get());
            add_equipment(model.sizing.equipment, *asset, technology.shiftable_kwh(*asset));
        } else {
            model.others.push_back(asset.get());
        }
    }
    return model;
}

namespace {

/// Plants to be sized of which none is to give anything.
void check_shares(const District& district, Findings& findings) {
    const Record* idle = nullptr;
    for (const auto& [id, asset] : district.assets()) {
        if (asset->broken()) return;
        if (!is_sized(*asset) || !asset->has("share")) continue;
        if (asset->number("share") > 0) return;
        idle = asset.get();
    }
    if (idle == nullptr) return;
    findings.add(idle->finding(
        "contradiction", "share",
        {"a share above 0 for at least one plant to be sized", "算定する設備の少なくとも一つに正の share"},
        {"raise the share, or give the plant a capacity instead of \"sized\"",
         "share を大きくするか、sized の代わりに容量を書いてください"}));
}

/// More homes with a plant than there are homes is a slip; more cars than people can drive is worth a question.
void check_households(const District& district, Findings& findings) {
    double households = 0;
    for (const auto& [id, building] : district.buildings()) {
        if (building->broken()) return;
        households += building->number_or("households", 0);
    }
    if (households <= 0) return;
    const std::string homes = print_number(households, 0);
    for (const auto& [id, asset] : district.assets()) {
        if (asset->broken()) continue;
        if (asset->number_or("households", 0) > households) {
            findings.add(asset->finding(
                "contradiction", "households",
                {"no more than the " + homes + " households of the district", "街区の世帯数（" + homes + "）以下"},
                {"correct one of the two numbers", "どちらかの数を直してください"}));
        }
        constexpr double many = 3;  // a household
        if (asset->number_or("units", 0) <= many * households) continue;
        Finding finding = asset->finding(
            "unusual", "units",
            {"up to a few for each of the " + homes + " households", "1世帯に数台まで（" + homes + " 世帯）"},
            {"check the number; if it is meant, leave it",
             "台数を確かめてください。意図した値ならそのままで構いません"});
        finding.severity = Severity::warning;
        findings.add(std::move(finding));
    }
}

}  // namespace

void check_microgrid(const District& district, const Technologies&, Findings& findings) {
    check_shares(district, findings);
    check_households(district, findings);
    const Record* sized_battery = nullptr;
    for (const auto& [id, asset] : district.assets()) {
        if (asset->broken() || asset->text("technology") != "battery" || !is_sized(*asset)) continue;
        if (sized_battery != nullptr) {
            findings.add(asset->finding("contradiction", "capacity",
                                        {"one battery to be sized", "容量を決める蓄電池は一つ"},
                                        {"give one of the two a capacity", "どちらかに容量を書いてください"}));
        }
        sized_battery = asset.get();
    }
    if (!district.root->has("buildings") || (district.root->broken() && district.buildings().empty())) return;
    for (const auto& [id, building] : district.buildings()) {
        const bool complete =
            building->has("electricity") || (building->has("electricity_per_household") && building->has("households"));
        if (building->broken() || !complete) return;  // has a finding of its own
        const bool used =
            building->number_or("electricity", 0) > 0 ||
            building->number_or("electricity_per_household", 0) * building->number_or("households", 0) > 0;
        if (used) return;
    }
    findings.add(district.root->finding("contradiction", "buildings",
                                        {"at least one building with electricity", "電力を使う建物が一つ以上"},
                                        {"add a building, or give its electricity", "建物か電力量を加えてください"}));
}

}  // namespace gaiku
