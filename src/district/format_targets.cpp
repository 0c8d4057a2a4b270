#include "district/format.h"

namespace gaiku {

const Section& Format::targets_section() {
    return add({.name = "target",
                .meaning = {"a key figure that the district is to reach; its months are measured by gaiku serve",
                            "街区の目標値（gaiku serve が月ごとの実績を示す）"},
                .fields = {
                    {.key = "name", .kind = Kind::localized, .meaning = {"name on pages", "画面での名称"}},
                    {.key = "block",
                     .kind = Kind::reference,
                     .meaning = {"block that it is of; without it, the district", "対象のブロック（省略時は街区全体）"},
                     .target = "blocks"},
                    {.key = "co2_cut",
                     .kind = Kind::quantity,
                     .unit = "%",
                     .meaning = {"CO2 of the electricity used to be below that of the baseline by so much",
                                 "基準に対する、使用電力のCO2削減率の目標"},
                     .minimum = 0,
                     .maximum = 100},
                    {.key = "baseline",
                     .kind = Kind::quantity,
                     .unit = "kg/kWh",
                     .meaning = {"CO2 of a kWh used without the measures, with co2_cut",
                                 "対策がない場合の、使用電力1 kWhあたりのCO2（co2_cut に必要）"},
                     .minimum = 0,
                     .maximum = 10},
                    {.key = "meters",
                     .kind = Kind::count,
                     .meaning = {"meters of buildings to be installed", "設置する建物計量器の数の目標"},
                     .minimum = 1,
                     .maximum = 1e7},
                    {.key = "source", .kind = Kind::localized, .meaning = {"where the target comes from", "出典"}},
                }});
}

}  // namespace gaiku
