#include "tariff/contract.h"
#include "tariff/shipped.h"

namespace gaiku {
namespace {

Field tariff(const char* key, Text meaning) {
    return {.key = key,
            .kind = Kind::reference,
            .meaning = std::move(meaning),
            .choices = shipped_tariffs(),
            .target = "tariffs"};
}

}  // namespace

std::vector<Field> contract_fields(bool sells) {
    std::vector<Field> fields{
        tariff("tariff", {"what the supplier charges, instead of price and demand_charge",
                          "料金表（price と demand_charge の代わり）"}),
        {.key = "billed_with",
         .kind = Kind::reference,
         .meaning = {"the connection whose contract this one belongs to: one bill for several places",
                     "契約を共にする接続（一括受電）"},
         .target = "assets"},
        {.key = "power_factor",
         .kind = Kind::quantity,
         .unit = "%",
         .meaning = {"power factor of the contract, where the tariff asks for it", "力率（料金表が使う場合）"},
         .minimum = 1,
         .maximum = 100},
        {.key = "past_peaks",
         .kind = Kind::quantities,
         .unit = "kW",
         .meaning =
             {"highest demand of each month that the tariff remembers, the latest last; repeats: the year before was "
              "like this one; none: supply begins with the first month",
              "料金表が数える過去の月の最大需要電力（古い月から）。repeats: 前年も同じ、none: 供給開始"},
         .preset = "repeats",
         .minimum = 0,
         .maximum = 1e9,
         .choices = {"repeats", "none"}},
        {.key = "contract_power",
         .kind = Kind::quantity,
         .unit = "kW",
         .meaning = {"demand that is charged at least, by agreement", "協議による契約電力（下限）"},
         .preset = "0 kW",
         .minimum = 0,
         .maximum = 1e9},
        {.key = "peak_factor",
         .kind = Kind::quantity,
         .unit = "%",
         .meaning =
             {"highest demand over the highest mean of a step, where steps are longer than the tariff's interval",
              "ステップが料金表の計量間隔より長いときの、ステップ平均の最大に対する最大需要の比"},
         .preset = "100 %",
         .minimum = 100,
         .maximum = 1000}};
    if (sells)
        fields.push_back(tariff("sale_tariff", {"what is paid for what is sold, instead of export_price",
                                                "売電の料金表（export_price の代わり）"}));
    return fields;
}

}  // namespace gaiku
