#include "district/format.h"

namespace gaiku {
const Section& Format::plan_section() {
    const Section& microgrid =
        add({.name = "plan: microgrid",
             .meaning = {"a day's supply in a disaster from local sources", "災害時の一日の供給を地域電源でまかなう"},
             .fields = {
                 {.key = "battery_floor",
                  .kind = Kind::choice,
                  .meaning = {"when a least battery against fluctuation is kept: where demand-side equipment covers "
                              "the need, or always",
                              "変動対応の最小蓄電池：需要側設備で足りるときだけか、常にか"},
                  .preset = "when_negative",
                  .choices = {"when_negative", "always"},
                  .source = document_002},
                 {.key = "battery_floor_rate",
                  .kind = Kind::number,
                  .meaning = {"discharge rate of the least battery, kW per kWh (8: a kWh for each 8 kW)",
                              "最小蓄電池の放電レート（8C なら 8 kW につき 1 kWh）"},
                  .preset = "8",
                  .minimum = 0.1,
                  .maximum = 100,
                  .source = document_002},
                 {.key = "battery_floor_step",
                  .kind = Kind::quantity,
                  .unit = "kWh",
                  .meaning = {"the least battery is rounded up to a multiple of it", "最小蓄電池の切り上げ単位"},
                  .preset = "10 kWh",
                  .minimum = 0,
                  .maximum = 1e6,
                  .source = document_002},
             }});
    return add(
        {.name = "plan",
         .meaning = {"what is planned and how", "計画の方法"},
         .fields = {{.key = "method",
                     .kind = Kind::choice,
                     .meaning = {"microgrid: a day's supply in a disaster from local sources; network: sizes and "
                                 "hourly operation of least cost over a year",
                                 "microgrid: 災害時の一日の供給を地域電源でまかなう、network: 年間の費用が最小と"
                                 "なる容量と毎時の運転"},
                     .required = true,
                     .choices = {"microgrid", "network"}}},
         .variant_key = "method",
         .variants = {{"microgrid", &microgrid}, {"network", &network_plan_section()}}});
}

const Section& Format::front_section() {
    return add(
        {.name = "front",
         .meaning = {"front of cost against CO2 or primary energy", "費用とCO2（または一次エネルギー）の両立曲線"},
         .fields = {{.key = "against",
                     .kind = Kind::choice,
                     .meaning = {"what is traded against cost", "費用と引き換えにするもの"},
                     .preset = "co2",
                     .choices = {"co2", "primary_energy"}},
                    {.key = "points",
                     .kind = Kind::count,
                     .meaning = {"plans on the front, the least cost among them", "点の数（費用最小を含む）"},
                     .preset = "8",
                     .minimum = 2,
                     .maximum = 100}}});
}

const Section& Format::sensitivity_section() {
    const Field by{.key = "by",
                   .kind = Kind::quantity,
                   .unit = "%",
                   .meaning = {"how far numbers are changed, down and up", "増減の幅"},
                   .minimum = 0.01,
                   .maximum = 99};
    Field overall = by;
    overall.preset = "10 %";
    const Section& entry =
        add({.name = "sensitivity entry",
             .meaning = {"a number that is varied", "変化させる数値"},
             .fields = {{.key = "entry",
                         .kind = Kind::text,
                         .meaning = {"path of a number or series: assets.gas.price, series.price; of an "
                                     "entry with prices, then all of them together: "
                                     "tariffs.town.charges.energy; a tariff shipped with the program "
                                     "counts like one of the file; entries of lists by their number "
                                     "from 0 on: rates.0.price or rates[0].price",
                                     "数値か時系列のパス（例: assets.gas.price、series.price）。"
                                     "単価をもつ項目のパスならその単価すべて（例: "
                                     "tariffs.town.charges.energy）。同梱の料金表も同様。リストは0から"
                                     "の番号（rates.0.price、rates[0].price）"},
                         .required = true},
                        by}});
    return add(
        {.name = "sensitivity",
         .meaning = {"how the answer follows prices and costs, one at a time", "単価・費用を一つずつ変えたときの変化"},
         .fields = {
             overall,
             {.key = "of",
              .kind = Kind::list,
              .meaning =
                  {"what is varied; without it all prices and costs of the assets, and each charge of the "
                   "tariffs that connections name (all its prices together)",
                   "変化させるもの（なければ設備の単価・費用と、接続が使う料金表の料金（項目ごとに一括）すべて）"},
              .section = &entry}}});
}

const Section& Format::islanding_section() {
    return add(
        {.name = "islanding",
         .meaning =
             {"supply of the critical load (outage: shelter and class_1 of the demands) while the public grid is "
              "out, whenever that begins",
              "系統停電時の重要負荷（需要の outage: shelter と class_1）への自立供給（停電の開始時刻によらない）"},
         .fields = {
             {.key = "hours",
              .kind = Kind::quantity,
              .unit = "h",
              .meaning = {"hours that every outage must be got through, a limit of the plan; without it they are "
                          "a result only",
                          "どの時刻に始まる停電でも供給を続けるべき時間（計画の制約）。なければ結果のみ"},
              .minimum = 0,
              .maximum = 744},
             {.key = "longest",
              .kind = Kind::quantity,
              .unit = "h",
              .meaning = {"hours up to which supply is looked at; longer is told as at least that",
                          "供給時間を調べる上限（それ以上は「以上」とする）"},
              .preset = "72 h",
              .minimum = 1,
              .maximum = 1440},
             {.key = "gas",
              .kind = Kind::choice,
              .meaning = {"whether gas from the public network stops with the grid", "停電時の都市ガス供給"},
              .preset = "continues",
              .choices = {"continues", "stops"}}}});
}

const Section& Format::network_plan_section() {
    return add(
        {.name = "plan: network",
         .meaning = {"sizes and hourly operation of least cost", "費用が最小となる容量と毎時の運転"},
         .fields = {
             {.key = "hours",
              .kind = Kind::count,
              .meaning =
                  {"hours that are planned, from the first of the series on; the year begins on 1 January at 0:00",
                   "計画する時間数（時系列の先頭から。年は1月1日0時に始まる）"},
              .preset = "8,760",
              .minimum = 1,
              .maximum = 87'600},
             {.key = "step",
              .kind = Kind::quantity,
              .unit = "h",
              .meaning = {"length of a step; series have a number for each", "1ステップの長さ（時系列はステップごと）"},
              .preset = "1 h",
              .minimum = 1.0 / 60,
              .maximum = 24},
             {.key = "year",
              .kind = Kind::count,
              .meaning = {"calendar year whose weekdays, Japanese holidays and levies the hours have, one of 365 "
                          "days; tariffs need it; without it all days are alike",
                          "曜日・祝日・賦課金を決める暦年（365日の年、料金表には必要）。なければ曜日を区別しない"},
              .minimum = 1990,
              .maximum = 2089},
             {.key = "year_share",
              .kind = Kind::quantity,
              .unit = "%",
              .meaning = {"part of a year's fixed costs that the hours bear; without it hours / 8,760",
                          "計画時間が負担する年間固定費の割合（なければ 時間数/8,760）"},
              .minimum = 1e-4,
              .maximum = 10'000},
             {.key = "operation",
              .kind = Kind::choice,
              .meaning =
                  {"how the equipment is run: at least cost with the whole year in view, or hour by hour by rules "
                   "(sizes are then given)",
                   "運転方法: 年間を見通した費用最小、または1時間ごとの運転ルール（容量は指定値）"},
              .preset = "optimal",
              .choices = {"optimal", "rules"}},
             {.key = "baseline",
              .kind = Kind::text,
              .meaning = {"scenario that the others are judged against: energy, CO2, cost, self-supply",
                          "比較の基準とするシナリオ（エネルギー・CO2・費用・自給率を比べる）"}},
             {.key = "co2_limit",
              .kind = Kind::quantity,
              .unit = "t/year",
              .meaning = {"most CO2 a year", "年間CO2排出量の上限"},
              .minimum = 0,
              .maximum = 1e12},
             {.key = "primary_energy_limit",
              .kind = Kind::quantity,
              .unit = "GJ/year",
              .meaning = {"most primary energy a year", "年間一次エネルギー消費量の上限"},
              .minimum = 0,
              .maximum = 1e12},
             {.key = "budget",
              .kind = Kind::quantity,
              .unit = "yen",
              .meaning = {"most capital for what is bought", "整備費の上限"},
              .minimum = 0,
              .maximum = 1e15},
             {.key = "self_supply_ratio",
              .kind = Kind::quantity,
              .unit = "%",
              .meaning = {"least capacity that works without the grid, share of the peak of electricity demand; PV "
                          "counts as far as batteries have power",
                          "自立運転できる電源容量の下限（電力需要の最大値に対する比。太陽光は蓄電池出力まで）"},
              .minimum = 0,
              .maximum = 1000},
             {.key = "front",
              .kind = Kind::section,
              .meaning = {"front of cost against CO2 or primary energy", "費用とCO2（または一次エネルギー）の両立曲線"},
              .section = &front_section()},
             {.key = "sensitivity",
              .kind = Kind::section,
              .meaning = {"how the answer follows prices and costs", "感度分析"},
              .section = &sensitivity_section()},
             {.key = "islanding",
              .kind = Kind::section,
              .meaning = {"supply of the critical load while the public grid is out", "停電時の自立供給"},
              .section = &islanding_section()},
         }});
}

}  // namespace gaiku
