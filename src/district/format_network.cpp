#include "district/format.h"
#include "district/weather_series.h"

namespace gaiku {

const std::vector<std::string>& built_in_carriers() {
    static const std::vector<std::string> names{"electricity", "chilled_water", "hot_water", "steam", "gas"};
    return names;
}

const Section& Format::carrier_section() {
    return add(
        {.name = "carrier",
         .meaning = {"a further form of energy", "独自のエネルギー種別"},
         .fields = {{.key = "name", .kind = Kind::localized, .meaning = {"name in reports", "報告書での名称"}}}});
}

const Section& Format::series_section() {
    return add(
        {.name = "series",
         .meaning = {"a number for every step", "ステップごとの数値"},
         .fields = {
             {.key = "file",
              .kind = Kind::text,
              .meaning = {"CSV file, relative to this one", "CSVファイル（この文書からの相対パス）"}},
             {.key = "column", .kind = Kind::text, .meaning = {"heading of its column", "列の見出し"}},
             {.key = "hour_column",
              .kind = Kind::text,
              .meaning = {"column that counts the steps; it must rise by one from row to row",
                          "ステップ番号の列（1行に1ずつ増えること）"}},
             {.key = "values",
              .kind = Kind::numbers,
              .meaning = {"the numbers themselves, instead of a file", "ファイルの代わりに数値を直接書く"}},
             {.key = "weather",
              .kind = Kind::choice,
              .meaning = {"taken from the district's weather, instead of a file: the air's temperature, radiation, "
                          "wind, or what water and ground have in such a year",
                          "ファイルの代わりに街区の気象から作る（気温・日射・風、地中・下水・河川などの温度）"},
              .choices = weather_series_names()},
             {.key = "repeat",
              .kind = Kind::boolean,
              .meaning = {"whether values begin again when they are used up", "値を繰り返して使うか"},
              .preset = "no"},
             {.key = "unit",
              .kind = Kind::text,
              .meaning = {"unit of the numbers; - for none", "数値の単位（なければ -）"},
              .required = true},
             {.key = "factor",
              .kind = Kind::number,
              .meaning = {"every number is multiplied by it", "各数値に掛ける係数"},
              .preset = "1",
              .minimum = -1e9,
              .maximum = 1e9},
             {.key = "source", .kind = Kind::localized, .meaning = {"where the series comes from", "出典"}},
         }});
}

const Section& Format::demand_section(const Section& load_shares, const Section& measured) {
    return add({.name = "demand",
                .meaning = {"what a block draws of a carrier", "ブロックの需要"},
                .fields = {
                    {.key = "name", .kind = Kind::localized, .meaning = {"name in reports", "報告書での名称"}},
                    {.key = "block",
                     .kind = Kind::reference,
                     .meaning = {"the block that draws it", "需要のあるブロック"},
                     .target = "blocks"},
                    {.key = "carrier",
                     .kind = Kind::reference,
                     .meaning = {"form of energy", "エネルギー種別"},
                     .required = true,
                     .choices = built_in_carriers(),
                     .target = "carriers"},
                    {.key = "power",
                     .kind = Kind::quantity,
                     .unit = "kW",
                     .meaning = {"demand, or the name of a series; or measured instead",
                                 "需要、または時系列の名前（または measured）"},
                     .minimum = 0,
                     .maximum = 1e9,
                     .target = "series"},
                    {.key = "measured",
                     .kind = Kind::section,
                     .meaning = {"a year of measurements, instead of power", "power の代わりに1年間の計測値"},
                     .section = &measured},
                    {.key = "factor",
                     .kind = Kind::number,
                     .meaning = {"the demand is multiplied by it", "需要に掛ける係数"},
                     .preset = "1",
                     .minimum = 0,
                     .maximum = 1e6},
                    {.key = "unserved_price",
                     .kind = Kind::quantity,
                     .unit = "yen/kWh",
                     .meaning = {"price of a kWh that is not supplied; without it all demand must be met",
                                 "供給しない1kWhの価格（なければ必ず供給する）"},
                     .minimum = 0,
                     .maximum = 1e12},
                    {.key = "outage",
                     .kind = Kind::section,
                     .meaning = {"how important its parts are in an outage; without it all is class 5, not required",
                                 "停電時の重要度別の割合（記載がなければすべてクラス5：不要）"},
                     .section = &load_shares},
                    {.key = "source", .kind = Kind::localized, .meaning = {"where the figures come from", "出典"}},
                }});
}

}  // namespace gaiku
