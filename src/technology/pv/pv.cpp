#include "technology/pv/pv.h"

#include <algorithm>

#include "base/constants.h"
#include "base/unit.h"
#include "technology/checks.h"
#include "technology/fields.h"
#include "technology/pv/panels_section.h"

namespace gaiku {
namespace {

/// What method network asks beside the capacity.
std::vector<Field> network_fields() {
    return {
        {.key = "yield",
         .kind = Kind::quantity,
         .unit = "kW/kW",
         .meaning = {"output a kW installed, a series (method network)",
                     "設備容量1kWあたりの出力の時系列（method: network）"},
         .minimum = 0,
         .maximum = 2,
         .target = "series"},
        {.key = "yield_per_area",
         .kind = Kind::quantity,
         .unit = "kW/m2",
         .meaning = {"the same a square metre of panels, before the inverter",
                     "パネル1m2あたりの出力（パワコン前）の時系列"},
         .minimum = 0,
         .maximum = 2,
         .target = "series"},
        {.key = "panels",
         .kind = Kind::section,
         .meaning =
             {"how the panels stand: their yield from the district's weather, instead of a series (method network)",
              "パネルの向きと損失。時系列の代わりに街区の気象から発電量を求める（method: network）"},
         .section = &pv::panels_section()},
        {.key = "building",
         .kind = Kind::reference,
         .meaning = {"the building that bears it; its area is the room for panels",
                     "載せる建物（その面積が設置可能面積になる）"},
         .target = "buildings"},
        {.key = "surface",
         .kind = Kind::choice,
         .meaning = {"which of the building's areas", "建物のどの面か（roof 屋根、wall 壁、carport 駐車場屋根）"},
         .choices = {"roof", "wall", "carport"}},
        {.key = "usable_share",
         .kind = Kind::quantity,
         .unit = "%",
         .meaning = {"panels that fit on the surface, share of its area", "面のうちパネルを置ける割合"},
         .data = {"pv_surfaces", "{surface}", "usable_share"},
         .minimum = 0,
         .maximum = 100},
        {.key = "area_per_kw",
         .kind = Kind::quantity,
         .unit = "m2/kW",
         .meaning = {"panels a kW installed, for yield_per_area and max_area", "1kWあたりのパネル面積"},
         .data = {"pv_surfaces", "{surface}", "area_per_kw"},
         .minimum = 0.5,
         .maximum = 100},
        {.key = "max_area",
         .kind = Kind::quantity,
         .unit = "m2",
         .meaning = {"room for panels", "設置可能面積"},
         .minimum = 0,
         .maximum = 1e9},
        fields::share("inverter_efficiency",
                      {"output over what the panels give; with yield_per_area also the most output a kW",
                       "パワコン効率（yield_per_area では1kWあたりの出力上限でもある）"},
                      "100 %", 50, 100),
        {.key = "min_capacity",
         .kind = Kind::quantity,
         .unit = "kW",
         .meaning = {"least size where capacity is sized (method network)", "sized のときの下限（method: network）"},
         .minimum = 0,
         .maximum = 1e7},
        {.key = "max_capacity",
         .kind = Kind::quantity,
         .unit = "kW",
         .meaning = {"largest size where capacity is sized (method network)", "sized のときの上限（method: network）"},
         .minimum = 0,
         .maximum = 1e7},
        {.key = "yearly_grant",
         .kind = Kind::quantity,
         .unit = "yen/kW/year",
         .meaning = {"received a kW and year, such as a support for a roof (method network)",
                     "1kWあたり毎年の補助・収入（method: network）"},
         .minimum = 0,
         .maximum = 1e7},
        {.key = "curtailable",
         .kind = Kind::boolean,
         .meaning = {"whether its output may be cut", "出力抑制できるか"},
         .preset = "yes"},
        fields::price("sale_price", {"price of output that is sold where it is generated, without passing through the "
                                     "grid connection",
                                     "発電地点での直接売電単価（系統連系を通さない）"}),
        fields::price("generation_credit",
                      {"earned for every kWh generated, such as a certificate", "発電1kWhごとの収入（環境価値など）"})};
}

const Record* building_of(const AssetInput& asset) {
    for (const auto& [id, building] : asset.district().buildings()) {
        if (id == asset.text("building")) return building.get();
    }
    return nullptr;
}

/// The most that there is room for; nothing where nobody says.
std::optional<double> room_kw(const AssetInput& asset) {
    if (!asset.has("area_per_kw")) return std::nullopt;
    if (asset.has("max_area")) return asset.number("max_area") / asset.number("area_per_kw");
    if (!asset.has("building") || !asset.has("surface")) return std::nullopt;
    const Record* building = building_of(asset);
    const std::string key = asset.text("surface") + "_area";
    if (building == nullptr || !building->has(key)) return std::nullopt;
    return building->number(key) * asset.number("usable_share") / asset.number("area_per_kw");
}

}  // namespace

Pv::Pv() {
    section_ = {
        .name = "pv",
        .meaning = {"photovoltaics", "太陽光発電"},
        .fields = {
            {.key = "mounting",
             .kind = Kind::choice,
             .meaning = {"where it stands; sets capacity factor and cost", "設置形態（設備利用率と単価が決まる）"},
             .required = true,
             .choices = {"rooftop_pv", "mega_solar"}},
            {.key = "capacity",
             .kind = Kind::quantity,
             .unit = "kW",
             .meaning = {"installed power, or: sized", "設備容量、または sized（gaikuが決める）"},
             .minimum = 0,
             .maximum = 1e7,
             .choices = {"sized"}},
            {.key = "households",
             .kind = Kind::count,
             .meaning = {"households that have it", "設置世帯数"},
             .maximum = 10'000'000},
            {.key = "capacity_per_household",
             .kind = Kind::quantity,
             .unit = "kW",
             .meaning = {"installed power a household", "1世帯の設備容量"},
             .minimum = 0.1,
             .maximum = 1000},
            {.key = "energy_per_household",
             .kind = Kind::quantity,
             .unit = "kWh/day",
             .meaning = {"generation a household and day", "1世帯の日発電量"},
             .minimum = 0,
             .maximum = 10'000},
            {.key = "capacity_factor",
             .kind = Kind::quantity,
             .unit = "%",
             .meaning = {"mean output over installed power", "設備利用率"},
             .required = true,
             .data = {"capacity_factors", "{mounting}", "capacity_factor"},
             .minimum = 0.1,
             .maximum = 50},
            {.key = "day_profile",
             .kind = Kind::reference,
             .meaning = {"how the day's generation falls on its hours", "発電の時刻別配分"},
             .preset = "pv",
             .target = "profiles|columns:day_profiles",
             .source = {"document 002, inferred", "資料002から推定"}},
            {.key = "share",
             .kind = Kind::number,
             .meaning = {"part of this plant in what all sized plants give together",
                         "容量を決める太陽光どうしの分担比"},
             .preset = "1",
             .minimum = 0,
             .maximum = 1e6},
        }};
    for (auto& field : cost_fields_per_kw("{mounting}")) section_.fields.push_back(std::move(field));
    for (auto& field : network_fields()) section_.fields.push_back(std::move(field));
}

void Pv::check(const Record& asset, const District& district, Findings& findings) const {
    if (district.is_network()) return check_network(AssetInput(asset, district), findings);
    const bool by_households = asset.has("households");
    if (by_households && asset.has("capacity")) {
        findings.add(asset.finding("contradiction", "capacity",
                                   {"either capacity or households", "capacity か households の一方"},
                                   {"remove one of the two", "どちらかを消してください"}));
    }
    if (!by_households && !asset.has("capacity")) {
        findings.add(
            asset.finding("missing-key", "capacity",
                          {"capacity (kW, or sized) or households", "capacity（kW か sized）または households"},
                          {"add \"capacity: sized\"", "「capacity: sized」を加えてください"}));
    }
    if (by_households && !asset.has("capacity_per_household")) {
        findings.add(asset.finding("missing-key", "capacity_per_household",
                                   {"kW of a household's plant", "1世帯の設備容量（kW）"},
                                   {"add \"capacity_per_household:\"", "「capacity_per_household:」を加えてください"}));
    }
    for (const char* key : {"capacity_per_household", "energy_per_household"}) {
        if (by_households || !asset.has(key)) continue;
        findings.add(asset.finding("contradiction", key, {"households with a plant each", "設置世帯数（households）"},
                                   {"add \"households:\" instead of \"capacity:\", or remove this",
                                    "「capacity:」の代わりに「households:」を書くか、この行を消してください"}));
    }
    check_yield(asset, findings);
    check_sized(asset, findings);
    check_fit(asset, findings);
}

/// A kilowatt gives no more than 24 kWh a day.
void Pv::check_yield(const Record& asset, Findings& findings) {
    if (!asset.has("energy_per_household") || !asset.has("capacity_per_household")) return;
    const double most = 24 * days_a_year * asset.number("capacity_per_household");
    if (asset.number("energy_per_household") <= most) return;
    const Unit unit = *parse_unit("kWh/day");
    findings.add(
        asset.finding("contradiction", "energy_per_household",
                      {"less than " + print_quantity(most, unit, 1) + ", a day at full power",
                       "定格で一日発電した " + print_quantity(most, unit, 1) + " 未満"},
                      {"check the energy and the capacity a household", "1世帯の発電量と容量を確かめてください"}));
}

void Pv::check_network(const AssetInput& asset, Findings& findings) {
    const Record& record = asset.record();
    checks::place(asset, findings);
    checks::require(asset, "capacity", findings);
    checks::size(asset, "capacity", findings);
    checks::capital(asset, {"capital"}, findings);
    if (asset.number("upkeep") != 0 || asset.has("generation_credit") || asset.has("yearly_grant"))
        checks::running(asset, "upkeep", findings);
    if (asset.has("sale_price")) checks::running(asset, "electricity", findings);
    check_source_of_yield(asset, findings);
    check_surface(asset, findings);
    if (asset.has("yield_per_area") || asset.has("max_area")) checks::require(asset, "area_per_kw", findings);
    check_room(asset, findings);
    if (asset.has("households")) {
        findings.add(record.finding("contradiction", "households",
                                    {"capacity, which method network needs", "capacity（method: network に必要）"},
                                    {"write the capacity", "capacity を書いてください"}));
    }
}

void Pv::check_source_of_yield(const AssetInput& asset, Findings& findings) {
    const Record& record = asset.record();
    const bool series = asset.has("yield"), by_area = asset.has("yield_per_area"), panels = asset.has("panels");
    if (series + by_area + panels != 1) {
        const char* key = by_area ? "yield_per_area" : panels ? "panels" : "yield";
        findings.add(
            record.finding(by_area || panels ? "contradiction" : "missing-key", key,
                           {"one of: yield, yield_per_area, panels", "yield・yield_per_area・panels のいずれか一つ"},
                           {"name a series of its output, or say how the panels stand: panels: { tilt: 20 deg }",
                            "出力の時系列の名前か、パネルの向き「panels: { tilt: 20 deg }」を書いてください"}));
    }
    if (!panels) return;
    pv::check_panels(asset, findings);
    if (record.at("inverter_efficiency").origin != Origin::given) return;
    findings.add(record.finding("contradiction", "inverter_efficiency",
                                {"the inverter under panels", "panels の下のパワコン効率"},
                                {"move it to \"panels:\"", "「panels:」の下に移してください"}));
}

/// A surface is a building's, and the building says how large it is.
void Pv::check_surface(const AssetInput& asset, Findings& findings) {
    const Record& record = asset.record();
    if (!asset.has("surface")) return;
    if (!asset.has("building")) return checks::require(asset, "building", findings);
    if (asset.has("max_area")) {
        findings.add(record.finding("contradiction", "max_area",
                                    {"either max_area or a building's surface", "max_area か建物の面の一方"},
                                    {"remove one of the two", "どちらかを消してください"}));
    }
    check_shared_surface(asset, findings);
    const Record* building = building_of(asset);
    const std::string key = asset.text("surface") + "_area";
    if (building == nullptr || building->has(key)) return;
    findings.add(building->finding(
        "missing-key", key,
        {"its area (m2), which the panels of " + asset.id() + " need", "面積（m2）。" + asset.id() + " のパネルに必要"},
        {"add \"" + key + ":\"", "「" + key + ":」を加えてください"}));
}

/// Several plants on one surface: each has the share that is stated for it, or the same roof would bear all of them.
void Pv::check_shared_surface(const AssetInput& asset, Findings& findings) {
    const Record& record = asset.record();
    double shares = 0;
    std::string others;
    bool is_last = true;  // of them, which tells the sum
    for (const auto& [id, other] : asset.district().assets()) {
        const bool same = other->text_or("technology", "") == "pv" &&
                          other->text_or("surface", "") == asset.text("surface") &&
                          other->text_or("building", "") == asset.text("building");
        if (!same) continue;
        shares += other->number_or("usable_share", 0);
        is_last = other.get() == &record;
        if (!is_last) others += (others.empty() ? "" : ", ") + id;
    }
    constexpr double rounding = 1e-9;
    if (others.empty()) return;
    if (record.at("usable_share").origin != Origin::given) {
        findings.add(
            record.finding("missing-key", "usable_share",
                           {"the share of the surface that is its own, since other panels stand on it (" + others + ")",
                            "この設備が使う面積の割合（同じ面に " + others + " もあるため）"},
                           {"add \"usable_share:\" to each of them", "それぞれに「usable_share:」を加えてください"}));
    } else if (is_last && shares > 1 + rounding) {
        findings.add(record.finding(
            "contradiction", "usable_share",
            {"at most 100 % of the surface together with " + others, others + " と合わせて面の100 %以下"},
            {"lower the shares", "割合を下げてください"}));
    }
}

void Pv::check_room(const AssetInput& asset, Findings& findings) {
    const auto most = room_kw(asset);
    if (!most) return;
    const double room = *most;
    const std::string kw = print_number(room, 1) + " kW";
    for (const char* key : {"capacity", "min_capacity"}) {
        if (asset.number_or(key, 0) <= room) continue;
        findings.add(asset.record().finding("contradiction", key,
                                            {"at most " + kw + ", for which there is room", kw + " 以下（置ける容量）"},
                                            {"make it smaller, or correct the area or area_per_kw",
                                             "小さくするか、面積・area_per_kw を直してください"}));
    }
}

Converter Pv::converter(const AssetInput& asset) const {
    const double inverter = asset.number("inverter_efficiency");
    Converter is;
    is.ports = {{"electricity", asset.place(), "electricity", 1.0}};
    if (asset.has("panels")) {
        is.availability = pv::yield_of_panels(asset);
    } else if (asset.has("yield")) {
        is.availability = asset.profile("yield") * inverter;
    } else {
        const double area = asset.number("area_per_kw");
        is.availability = apply(asset.profile("yield_per_area"),
                                [&](double sun) { return std::min(sun * area * inverter, inverter); });
    }
    if (const auto room = room_kw(asset)) is.size.largest = *room;
    is.curtailable = asset.record().yes("curtailable");
    const CostBasis costs(asset.district());
    if (asset.has("generation_credit"))
        is.cost_per_main = asset.profile("generation_credit") * -costs.running_weight("upkeep");
    if (asset.has("sale_price")) {
        is.has_sale = true;
        is.sale_price = asset.profile("sale_price") * costs.running_weight("electricity");
    }
    is.stand_alone = StandAlone::with_storage;
    return is;
}

std::optional<DayGeneration> Pv::day_generation(const Record& asset, const District& district,
                                                const Tables& tables) const {
    DayGeneration day;
    day.hours = day_profile(asset.text("day_profile"), district, tables);
    day.kwh_per_kw_day = 24 * asset.number("capacity_factor");
    day.share = asset.number("share");
    if (asset.has("households")) {
        const double households = asset.number("households");
        day.kw = households * asset.number("capacity_per_household");
        day.kwh_per_day = asset.has("energy_per_household")
                              ? households * asset.number("energy_per_household") / days_a_year
                              : day.kw * day.kwh_per_kw_day;
    } else if (asset.says("capacity", "sized")) {
        day.sized = true;
    } else {
        day.kw = asset.number("capacity");
        day.kwh_per_day = day.kw * day.kwh_per_kw_day;
    }
    return day;
}

}  // namespace gaiku
