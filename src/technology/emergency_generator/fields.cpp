#include "technology/emergency_generator/fields.h"

#include "technology/converter.h"
#include "technology/fields.h"

namespace gaiku {
namespace {

std::vector<Field> running() {
    return {{.key = "runs",
             .kind = Kind::choice,
             .meaning = {"when it may run: in an outage or a test, or always",
                         "運転できるとき（停電・試運転時のみ、または常時）"},
             .preset = "in_outage",
             .choices = {"in_outage", "always"}},
            {.key = "outage",
             .kind = Kind::quantity,
             .unit = "kW/kW",
             .meaning = {"a series: above 0 in steps in which the public grid is out",
                         "停電するステップで0より大きい時系列"},
             .minimum = 0,
             .maximum = 1,
             .target = "series"},
            {.key = "test",
             .kind = Kind::quantity,
             .unit = "kW/kW",
             .meaning = {"a series: the load of its test runs, share of the capacity, 0 in other steps",
                         "試運転の負荷率の時系列（それ以外は0）"},
             .minimum = 0,
             .maximum = 1,
             .target = "series"}};
}

std::vector<Field> tank() {
    auto fields = fields::size(
        "tank", "kWh", {"fuel that its tank holds, as heat value, or: sized", "燃料タンク容量（熱量）、または sized"},
        {"sized"});
    const auto more = [&](Field field) { fields.push_back(std::move(field)); };
    more(fields::share("stock",
                       {"fuel in the tank when the hours planned begin and end, share of the tank",
                        "計画期間の始めと終わりのタンク残量（容量に対する比）"},
                       "100 %", 0, 100));
    more({.key = "autonomy",
          .kind = Kind::quantity,
          .unit = "h",
          .meaning = {"how long a full tank must last at full output", "満タンで定格出力を続けられる時間の下限"},
          .preset = "0 h",
          .minimum = 0,
          .maximum = 8760});
    more({.key = "delivery_limit",
          .kind = Kind::quantity,
          .unit = "kW",
          .meaning = {"most fuel that can be brought, kWh an hour: a number or a series (0 where no lorry comes)",
                      "燃料配送の上限（1時間あたりの熱量）。数値または時系列（配送できないときは0）"},
          .minimum = 0,
          .maximum = 1e9,
          .target = "series"});
    more(fields::price("fuel_price", {"price of fuel brought, a kWh of its heat value", "燃料単価（熱量あたり）"},
                       true));
    more({.key = "co2_factor",
          .kind = Kind::quantity,
          .unit = "kg/kWh",
          .meaning = {"CO2 of a kWh of fuel", "燃料1kWhのCO2排出係数"},
          .minimum = 0,
          .maximum = 3,
          .target = "series"});
    more({.key = "primary_energy_factor",
          .kind = Kind::quantity,
          .unit = "MJ/kWh",
          .meaning = {"primary energy of a kWh of fuel", "燃料1kWhの一次エネルギー換算係数"},
          .minimum = 0,
          .maximum = 20,
          .target = "series"});
    more({.key = "capital_tank",
          .kind = Kind::quantity,
          .unit = "yen/kWh",
          .meaning = {"price of the tank a kWh of fuel", "タンクの整備単価（燃料熱量あたり）"},
          .preset = "0 yen/kWh",
          .minimum = 0,
          .maximum = 1e6});
    return fields;
}

}  // namespace

std::vector<Field> emergency_generator_fields() {
    return fields::join(
        {fields::size("capacity", "kW", {"electric power, or: sized", "発電出力、または sized"}, {"sized"}),
         {{.key = "fuel",
           .kind = Kind::reference,
           .meaning = {"what it burns, for reports: a carrier of the district", "燃料の種別（carriers の名前）"},
           .required = true,
           .choices = {"gas"},
           .target = "carriers"},
          {.key = "stand_alone",
           .kind = Kind::boolean,
           .meaning = {"whether it counts to the self-supply ratio", "電源自立率に数えるか"},
           .preset = "yes"}},
         fields::efficiency("efficiency", "%", {"electricity over fuel at full load", "定格発電効率"}, 100),
         {fields::part_load()},
         running(),
         tank(),
         fields::cost("kW"),
         on_off_fields(),
         converter_cost_fields()});
}

}  // namespace gaiku
