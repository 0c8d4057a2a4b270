#include "technology/pv/panels_section.h"

#include "resource/panels.h"
#include "resource/steps.h"
#include "technology/fields.h"

namespace gaiku::pv {
namespace {

const Text standard{"Japanese residential energy standard, chapter 9.1", "住宅の省エネ基準 第九章第一節"};

Field factor(const char* key, Text meaning, DataCell data, const char* preset = "") {
    return {.key = key,
            .kind = Kind::quantity,
            .unit = "%",
            .meaning = std::move(meaning),
            .required = true,
            .preset = preset,
            .data = std::move(data),
            .minimum = 1,
            .maximum = 100,
            .source = standard};
}

std::vector<Field> how_they_stand() {
    return {
        {.key = "tilt",
         .kind = Kind::quantity,
         .unit = "deg",
         .meaning = {"tilt from the horizontal; without it 90 deg on a wall",
                     "水平からの傾斜角（壁で省略すると 90 deg）"},
         .minimum = 0,
         .maximum = 90},
        {.key = "direction",
         .kind = Kind::quantity,
         .unit = "deg",
         .meaning = {"direction they face: south 0, west positive, east negative", "方位角（南 0、西が正、東が負）"},
         .preset = "0 deg",
         .minimum = -180,
         .maximum = 180},
        {.key = "cells",
         .kind = Kind::choice,
         .meaning = {"kind of cells", "太陽電池の種類（crystalline 結晶系、other その他）"},
         .preset = "crystalline",
         .choices = {"crystalline", "other"}},
        {.key = "racking",
         .kind = Kind::choice,
         .meaning = {"how they are mounted; sets how warm they get", "設置方式（温度上昇が決まる）"},
         .preset = "roof",
         .choices = {"rack", "roof", "other"}},
        {.key = "sky",
         .kind = Kind::choice,
         .meaning = {"how the sky's diffuse radiation is spread: evenly, or partly around the sun",
                     "天空日射のモデル（isotropic 一様、hay_davies 太陽周辺に偏在）"},
         .preset = "isotropic",
         .choices = {"isotropic", "hay_davies"},
         .source = {"Japanese residential energy standard, chapter 11.2", "住宅の省エネ基準 第十一章第二節"}},
        {.key = "albedo",
         .kind = Kind::quantity,
         .unit = "%",
         .meaning = {"share of the radiation that the ground throws back", "地面の反射率"},
         .preset = "0 %",
         .minimum = 0,
         .maximum = 100,
         .source = {"Japanese residential energy standard, chapter 11.2: none",
                    "住宅の省エネ基準 第十一章第二節（反射なし）"}}};
}

std::vector<Field> what_they_lose() {
    return {
        factor("shade", {"share left by shade (K_HS)", "日陰補正係数 K_HS"}, {}, "100 %"),
        factor("ageing", {"share left by ageing (K_PD)", "経時変化補正係数 K_PD"}, {"pv_cells", "{cells}", "ageing"}),
        factor("array_matching", {"share left by matching the array to the load (K_PA)", "アレイ負荷整合補正係数 K_PA"},
               {"pv_cells", "{cells}", "array_matching"}),
        factor("circuit", {"share left by the array's circuit (K_PM)", "アレイ回路補正係数 K_PM"},
               {"pv_cells", "{cells}", "circuit"}),
        factor("inverter_efficiency", {"rated efficiency of the inverter", "パワコン定格負荷効率"}, {}, "92.7 %"),
        factor("inverter_correction", {"share of it in service", "パワコン実使用補正"}, {}, "97 %"),
        {.key = "temperature",
         .kind = Kind::quantity,
         .unit = "-",
         .meaning = {"change of the yield a kelvin over 25 degC", "25 degC からの 1 K あたりの出力変化率"},
         .required = true,
         .data = {"pv_cells", "{cells}", "temperature"},
         .minimum = -0.02,
         .maximum = 0},
        {.key = "heating",
         .kind = Kind::quantity,
         .unit = "-",
         .meaning = {"how much the sun warms the cells in still air (f_A)", "無風時のセル温度上昇 f_A"},
         .required = true,
         .data = {"pv_racking", "{racking}", "heating"},
         .minimum = 0,
         .maximum = 200},
        {.key = "cooling",
         .kind = Kind::quantity,
         .unit = "-",
         .meaning = {"how much wind cools them (f_B)", "風による冷却 f_B"},
         .required = true,
         .data = {"pv_racking", "{racking}", "cooling"},
         .minimum = 0,
         .maximum = 10},
        {.key = "wind",
         .kind = Kind::quantity,
         .unit = "m/s",
         .meaning = {"wind at the panels", "アレイ面の風速"},
         .preset = "1.5 m/s",
         .minimum = 0,
         .maximum = 20,
         .source = standard}};
}

Plane plane_of(const AssetInput& asset, const Record& panels) {
    const double tilt_deg = panels.number_or("tilt", asset.record().text_or("surface", "") == "wall" ? 90 : 0);
    return {tilt_deg, panels.number("direction"), panels.text("sky") == "hay_davies" ? Sky::hay_davies : Sky::isotropic,
            panels.number("albedo")};
}

Panels losses_of(const Record& panels) {
    constexpr double s_a_h = 3600;
    return {.unshaded = panels.number("shade"),
            .ageing = panels.number("ageing"),
            .array_matching = panels.number("array_matching"),
            .circuit = panels.number("circuit"),
            .inverter = panels.number("inverter_efficiency") * panels.number("inverter_correction"),
            .temperature_per_k = panels.number("temperature"),
            .heating_in_still_air_k = panels.number("heating"),
            .cooling_by_wind = panels.number("cooling"),
            .wind_m_s = panels.number("wind") / s_a_h};
}

}  // namespace

const Section& panels_section() {
    static const Section section{
        .name = "panels",
        .meaning = {"panels whose yield the district's weather gives", "街区の気象から発電量を求めるパネル"},
        .fields = fields::join({how_they_stand(), what_they_lose()})};
    return section;
}

void check_panels(const AssetInput& asset, Findings& findings) {
    const Record& panels = *asset.record().at("panels").record;
    if (!panels.has("tilt") && asset.record().text_or("surface", "") != "wall") {
        findings.add(panels.finding("missing-key", "tilt",
                                    {"tilt (deg) from the horizontal", "水平からの傾斜角（deg）"},
                                    {"add \"tilt: 20 deg\"", "「tilt: 20 deg」のように加えてください"}));
    }
    if (asset.district().weather) return;
    findings.add(asset.record().finding(
        "missing-key", "panels",
        {"a district with weather: \"weather:\", or a region under \"district:\"",
         "気象のある街区（「weather:」、または「district:」の region）"},
        {"add \"region:\" (1 to 8) or \"weather:\"", "「region:」（1〜8）か「weather:」を加えてください"}));
}

Profile yield_of_panels(const AssetInput& asset) {
    const Record& panels = *asset.record().at("panels").record;
    const District& district = asset.district();
    const auto hourly = yield_kw_per_kw(losses_of(panels), plane_of(asset, panels), *district.weather);
    return {std::make_shared<const std::vector<double>>(
                over_steps(hourly, district.plan().number("step"), district.steps())),
            1};
}

}  // namespace gaiku::pv
