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
                         "nearly_zeh_m", "zeh_m"}},
            {.key = "measure_capital",
             .kind = Kind::quantity,
             .unit = "yen",
             .meaning = {"what its energy performance costs more to build than the baseline (plan.baseline)",
                         "省エネ性能のための追加建設費（plan.baseline の比較に入る）"},
             .minimum = 0,
             .maximum = 1e13},
            {.key = "life",
             .kind = Kind::quantity,
             .unit = "year",
             .meaning = {"years over which measure_capital is recovered", "measure_capital を回収する年数"},
             .minimum = 1,
             .maximum = 200}};
}

}  // namespace gaiku
