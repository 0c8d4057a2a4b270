#include "district/format.h"

namespace gaiku {
namespace {

Field area(const char* key, Text meaning) {
    return {
        .key = key, .kind = Kind::quantity, .unit = "m2", .meaning = std::move(meaning), .minimum = 0, .maximum = 1e8};
}

Field energy(const char* key, Text meaning, double least) {
    return {.key = key,
            .kind = Kind::quantity,
            .unit = "MJ/m2/year",
            .meaning = std::move(meaning),
            .minimum = least,
            .maximum = 1e6};
}

}  // namespace

const Section& Format::building_section(const Section& demand, const Section& measured, const Section& load_shares) {
    Section section{
        .name = "building",
        .meaning = {"a building or a group of dwellings", "建物・住宅群"},
        .fields = {
            {.key = "name", .kind = Kind::localized, .meaning = {"name in reports", "報告書での名称"}},
            {.key = "block",
             .kind = Kind::reference,
             .meaning = {"the block it stands in", "所在ブロック"},
             .target = "blocks"},
            {.key = "use",
             .kind = Kind::choice,
             .meaning = {"building use", "用途"},
             .required = true,
             .choices = {"dwelling", "office", "retail", "restaurant", "hotel", "hospital", "school", "hall", "stadium",
                         "sports", "public", "factory", "other"}},
            {.key = "households",
             .kind = Kind::count,
             .meaning = {"number of households", "世帯数"},
             .maximum = 10'000'000},
            {.key = "electricity_per_household",
             .kind = Kind::quantity,
             .unit = "kWh/year",
             .meaning = {"electricity of one household", "1世帯の電力量"},
             .minimum = 0,
             .maximum = 1e6},
            {.key = "electricity",
             .kind = Kind::quantity,
             .unit = "kWh/year",
             .meaning = {"electricity of the whole building", "建物全体の電力量"},
             .minimum = 0,
             .maximum = 1e12},
            {.key = "electricity_profile",
             .kind = Kind::reference,
             .meaning = {"how the day's electricity falls on its hours", "電力の日負荷曲線"},
             .target = "profiles|columns:day_profiles|columns:day_profiles_webpro"},
            area("roof_area", {"roof that could bear panels", "屋根面積（太陽光パネル用）"}),
            area("wall_area", {"walls that could bear panels", "壁面積（太陽光パネル用）"}),
            area("carport_area", {"parking that panels could roof", "駐車場屋根の面積（太陽光パネル用）"}),
            {.key = "demands",
             .kind = Kind::map,
             .meaning = {"what it draws, as series (method network)", "時系列で与える需要（method: network）"},
             .section = &demand},
            {.key = "measured",
             .kind = Kind::section,
             .meaning = {"what was measured of it in a year (method network)",
                         "1年間の計測値で与える需要（method: network）"},
             .section = &measured},
            {.key = "source", .kind = Kind::localized, .meaning = {"where the figures come from", "出典"}},
        }};
    for (auto& field : floor_area_fields(load_shares)) section.fields.push_back(std::move(field));
    return add(std::move(section));
}

std::vector<Field> building_performance_fields() {
    return {area("footprint", {"area that it covers of its site, for the duty to install photovoltaics",
                               "建築面積（太陽光発電設置義務量の算定に使う）"}),
            area("installable_area", {"area on which panels can stand, where it is less than 5 % of the footprint",
                                      "太陽光パネルを設置できる面積（建築面積の5 %に満たないとき）"}),
            energy("standard_energy",
                   {"primary energy of the building energy act's standard, other loads apart",
                    "基準一次エネルギー消費量（その他を除く）"},
                   1),
            energy("design_energy",
                   {"primary energy as designed, without renewables, other loads apart",
                    "設計一次エネルギー消費量（再エネを除く前、その他を除く）"},
                   0),
            energy("renewable_energy",
                   {"primary energy of renewables on its site", "敷地内の再エネによる創エネルギー量"}, 0),
            {.key = "level",
             .kind = Kind::choice,
             .meaning = {"ZEB or ZEH-M level that it claims", "ZEB・ZEH-M の水準"},
             .choices = {"zeb_oriented", "zeb_ready", "nearly_zeb", "zeb", "zeh_m_oriented", "zeh_m_ready",
                         "nearly_zeh_m", "zeh_m"}}};
}

}  // namespace gaiku
