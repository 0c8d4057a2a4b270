#include "district/format.h"

namespace gaiku {
namespace {

Field quantity(std::string key, std::string unit, Text meaning, double least, double most, std::string preset = "") {
    return {.key = std::move(key),
            .kind = Kind::quantity,
            .unit = std::move(unit),
            .meaning = std::move(meaning),
            .preset = std::move(preset),
            .minimum = least,
            .maximum = most};
}

Field text(std::string key, Text meaning, bool required = false) {
    return {.key = std::move(key), .kind = Kind::text, .meaning = std::move(meaning), .required = required};
}

/// Prices of a kWh (or m3), the same all the time, by calendar month or as a series.
std::vector<Field> energy_prices() {
    Field price = quantity("price", "yen/kWh", {"price of a kWh, or the name of a series", "単価、または時系列の名前"},
                           -1e6, 1e9);
    price.target = "series";
    return {
        std::move(price),
        quantity("price_per_volume", "yen/m3",
                 {"price of a m3, with the tariff's heat_value", "1 m3 の単価（heat_value が必要）"}, -1e6, 1e9),
        {.key = "by_month",
         .kind = Kind::quantities,
         .unit = "yen/kWh",
         .meaning = {"price of a kWh in each month, January first", "月別の単価（1月から12個）"},
         .minimum = -1e6,
         .maximum = 1e9,
         .length = 12},
        {.key = "by_month_per_volume",
         .kind = Kind::quantities,
         .unit = "yen/m3",
         .meaning = {"price of a m3 in each month, January first", "月別の1 m3 の単価（1月から12個）"},
         .minimum = -1e6,
         .maximum = 1e9,
         .length = 12},
    };
}

std::vector<Field> demand_prices() {
    return {quantity("price", "yen/kW/month", {"price of a kW and month", "1 kW・1か月の単価"}, 0, 1e9),
            quantity(
                "price_per_flow", "yen/m3/month",
                {"price of a m3/h and month, with the tariff's heat_value", "1 m3/h・1か月の単価（heat_value が必要）"},
                0, 1e9)};
}

std::vector<Field> when() {
    return {text("season", {"the season it is charged in; without it, all year", "適用する季節（なければ通年）"}),
            text("period", {"the period it is charged in; without it, always", "適用する時間帯（なければ全時間）"})};
}

std::vector<Field> operator+(std::vector<Field> a, std::vector<Field> b) {
    for (auto& field : b) a.push_back(std::move(field));
    return a;
}

Field rates(const Section& section) {
    return {.key = "rates",
            .kind = Kind::list,
            .meaning = {"prices by season, period and block, instead of one price", "季節・時間帯・段階別の単価"},
            .section = &section};
}

}  // namespace

const Section& Format::energy_charge_section() {
    const Section& rate =
        add({.name = "energy rate",
             .meaning = {"a price of energy", "電力量料金単価"},
             .fields = when() +
                       std::vector<Field>{
                           quantity("above", "kWh", {"beginning of the block, a month", "段階の始まり（月間）"}, 0,
                                    1e12, "0 kWh"),
                           quantity("above_volume", "m3", {"the same in m3", "段階の始まり（m3）"}, 0, 1e12)} +
                       energy_prices()});
    return add(
        {.name = "charge: energy",
         .meaning = {"money for each kWh: energy, fuel adjustment, market price", "電力量料金・燃料費調整・市場価格"},
         .fields = energy_prices() + std::vector<Field>{rates(rate)}});
}

const Section& Format::demand_charge_section() {
    const Section& rate =
        add({.name = "demand rate",
             .meaning = {"a price of demand", "基本料金単価"},
             .fields = when() +
                       std::vector<Field>{
                           quantity("above", "kW", {"beginning of the block", "段階の始まり"}, 0, 1e9, "0 kW")} +
                       demand_prices()});
    return add(
        {.name = "charge: demand",
         .meaning = {"money for each kW of the highest demand", "基本料金（最大需要電力・最大流量）"},
         .fields =
             demand_prices() +
             std::vector<Field>{
                 rates(rate),
                 quantity("interval", "min", {"the time over which demand is a mean", "需要の平均をとる時間"}, 5, 60,
                          "30 min"),
                 {.key = "memory",
                  .kind = Kind::count,
                  .meaning = {"months before this one whose demand counts too", "当月のほかに数える過去の月数"},
                  .preset = "0",
                  .maximum = 60},
                 quantity("memory_share", "%",
                          {"part of the demand of those months that counts", "過去の月の需要のうち数える割合"}, 0, 100,
                          "100 %"),
                 text("memory_season", {"only months of this season are remembered", "この季節の月だけを数える"}),
                 quantity("least", "kW", {"least kW that are charged", "最低の契約電力"}, 0, 1e9, "0 kW"),
                 quantity("step", "kW",
                          {"demand is rounded to a multiple of it on the bill; 0: not at all",
                           "請求での需要の端数単位（0 なら丸めない）"},
                          0, 1e6, "0 kW"),
                 choice("step_rounding", {"how", "丸め方"}, "nearest", {"nearest", "down", "up"}),
                 quantity(
                     "power_factor_base", "%",
                     {"power factor at which the price is neither raised nor lowered", "割引・割増の基準となる力率"}, 1,
                     100),
                 quantity("power_factor_step", "%",
                          {"the charge falls by it for each point of power factor above the base, and rises below",
                           "力率1ポイントあたりの割引・割増率"},
                          0, 100, "1 %"),
             }});
}

const Section& Format::charge_section() {
    const Section& fixed =
        add({.name = "charge: fixed",
             .meaning = {"the same each month", "定額料金"},
             .fields = {quantity("price", "yen/month", {"money a month", "1か月の金額"}, -1e12, 1e12),
                        choice("per", {"day: a 365th of the year for each day", "day: 日数に応じて"}, "month",
                               {"month", "day"})}});
    const Section& levy =
        add({.name = "charge: levy",
             .meaning = {"the renewable energy levy", "再生可能エネルギー発電促進賦課金"},
             .fields = {quantity(
                 "price", "yen/kWh",
                 {"price of a kWh; without it, that of the table renewable_levy for the fiscal year, May to April",
                  "1 kWh の単価（なければ表 renewable_levy の年度の値、5月〜翌4月）"},
                 -1e6, 1e9)}});
    const Section& fit = add(
        {.name = "charge: fit",
         .meaning = {"what is paid for a kWh sold at a feed-in tariff (sale_tariff)", "固定価格買取（sale_tariff 用）"},
         .fields = {
             {.key = "fit",
              .kind = Kind::reference,
              .meaning = {"row of fit_prices: class and fiscal year", "fit_prices の行（区分・年度）"},
              .target = "rows:fit_prices"},
             {.key = "price",
              .kind = Kind::quantity,
              .unit = "yen/kWh",
              .meaning = {"price of a kWh sold, with tax", "買取価格（税込）"},
              .data = {"fit_prices", "{fit}", "price_with_tax"},
              .minimum = 0,
              .maximum = 1e6},
             {.key = "period",
              .kind = Kind::quantity,
              .unit = "year",
              .meaning = {"years in which it is paid, from the fiscal year of fit on", "買取期間（fit の年度から）"},
              .data = {"fit_prices", "{fit}", "period"},
              .minimum = 1,
              .maximum = 100}}});
    const Section& fip =
        add({.name = "charge: fip",
             .meaning = {"premium for a kWh sold on the market: base less reference price, at least 0 (sale_tariff)",
                         "FIP プレミアム＝基準価格－参照価格（0以上。sale_tariff 用）"},
             .fields = {[] {
                            Field base = quantity("base", "yen/kWh", {"base price", "基準価格"}, 0, 1e6);
                            base.required = true;
                            return base;
                        }(),
                        {.key = "reference",
                         .kind = Kind::quantities,
                         .unit = "yen/kWh",
                         .meaning = {"reference price of each month, January first", "参照価格（月別、1月から12個）"},
                         .required = true,
                         .minimum = -1e6,
                         .maximum = 1e6,
                         .length = 12}}});
    const auto share = [&](const char* name, Text meaning, double most) -> const Section& {
        Field rate = quantity("rate", "%", {"part of the charges it is counted on", "対象料金に対する率"}, 0, most);
        rate.required = true;
        return add({.name = std::string("charge: ") + name,
                    .meaning = std::move(meaning),
                    .fields = {std::move(rate),
                               text("on", {"names of the charges it is counted on, with commas; without it, all above",
                                           "対象の料金の名前（カンマ区切り。なければ上のすべて）"})}});
    };
    const Section& tax = share("tax", {"a tax on charges above it", "税"}, 1000);
    const Section& discount = share("discount", {"a discount on charges above it", "割引"}, 100);
    Field least = quantity("price", "yen/month", {"money a month", "1か月の金額"}, 0, 1e12);
    least.required = true;
    const Section& minimum = add(
        {.name = "charge: minimum",
         .meaning = {"what is lacking of a least bill for the charges above it", "最低料金（上の料金の合計の不足分）"},
         .fields = {std::move(least)}});
    return add(
        {.name = "charge",
         .meaning = {"a line of the bill; lines stand in the bill's order", "請求書の項目（記載順）"},
         .fields = {{.key = "kind",
                     .kind = Kind::choice,
                     .meaning = {"what it is charged on", "料金の種類"},
                     .required = true,
                     .choices = {"fixed", "demand", "energy", "levy", "fit", "fip", "tax", "discount", "minimum"}},
                    {.key = "name", .kind = Kind::localized, .meaning = {"name on the bill", "請求書での名称"}},
                    choice("rounding",
                           {"of its amount to the tariff's money_step", "金額の端数処理（money_step 単位）"}, "none",
                           {"none", "down", "nearest", "up"})},
         .variant_key = "kind",
         .variants = {{"fixed", &fixed},
                      {"demand", &demand_charge_section()},
                      {"energy", &energy_charge_section()},
                      {"levy", &levy},
                      {"fit", &fit},
                      {"fip", &fip},
                      {"tax", &tax},
                      {"discount", &discount},
                      {"minimum", &minimum}}});
}

const Section& Format::tariff_section() {
    const Section& season =
        add({.name = "season",
             .meaning = {"a part of the year; seasons together make the year", "季節（合わせて一年になる）"},
             .fields = {{.key = "name", .kind = Kind::localized, .meaning = {"name on the bill", "請求書での名称"}},
                        text("from", {"first day, month-day: 07-01", "初日（月-日）"}, true),
                        text("to", {"last day, month-day: 09-30", "最終日（月-日）"}, true)}});
    const Section& period = add(
        {.name = "period",
         .meaning = {"hours of some days; no hour in two of them", "時間帯（重ならないこと）"},
         .fields = {
             {.key = "name", .kind = Kind::localized, .meaning = {"name on the bill", "請求書での名称"}},
             text("season", {"only in this season", "この季節だけ"}),
             text("days", {"weekday, saturday, sunday, holiday or names of days, with commas; without it, all",
                           "weekday, saturday, sunday, holiday など（カンマ区切り。なければ毎日）"}),
             text("hours", {"8:00-22:00, with commas; 22-8 goes over midnight; without it, the whole day",
                            "時刻（カンマ区切り。22-8 は翌朝まで。なければ終日）"}),
             {.key = "otherwise",
              .kind = Kind::boolean,
              .meaning = {"all hours of its season that are in no other period", "他の時間帯に入らないすべての時刻"},
              .preset = "no"}}});
    return add(
        {.name = "tariff",
         .meaning = {"what a supplier charges, or pays", "料金表"},
         .fields = {
             {.key = "name", .kind = Kind::localized, .meaning = {"name in reports", "報告書での名称"}},
             {.key = "source", .kind = Kind::localized, .meaning = {"where the figures come from", "出典"}},
             text("licence", {"licence of the figures", "数値の利用条件"}),
             choice("mark",
                    {"S sourced, C computed, U unsourced assumption, I inferred", "S 出典あり、C 計算、U 仮定、I 推定"},
                    "", {"S", "C", "U", "I"}),
             text("time_zone", {"whose clock and calendar it follows: Asia/Tokyo", "時刻と暦の基準（例 Asia/Tokyo）"},
                  true),
             choice("holidays", {"whose national holidays are holidays", "祝日の暦"}, "none", {"none", "japan"}),
             text("days_off",
                  {"further holidays each year, month-day with commas", "毎年の休日の追加（月-日、カンマ区切り）"}),
             quantity("heat_value", "MJ/m3", {"of a gas that is billed in m3", "m3 で請求するガスの発熱量"}, 1, 1000),
             {.key = "money_step",
              .kind = Kind::number,
              .meaning = {"amounts are rounded to a multiple of it: 1 yen, 0.01 dollars",
                          "金額の端数単位（円なら 1、ドルなら 0.01）"},
              .preset = "1",
              .minimum = 0.0001,
              .maximum = 1000},
             choice("total_rounding", {"of the bill's total", "請求額の端数処理"}, "none",
                    {"none", "down", "nearest", "up"}),
             quantity("energy_step", "kWh",
                      {"energy is rounded to a multiple of it on the bill; 0: not at all",
                       "請求での電力量の端数単位（0 なら丸めない）"},
                      0, 1e6, "0 kWh"),
             quantity("volume_step", "m3", {"the same for gas billed in m3", "m3 で請求するときの端数単位"}, 0, 1e6),
             choice("energy_rounding", {"how", "丸め方"}, "nearest", {"nearest", "down", "up"}),
             {.key = "seasons", .kind = Kind::map, .meaning = {"seasons", "季節"}, .section = &season},
             {.key = "periods",
              .kind = Kind::map,
              .meaning = {"periods of time-of-use prices", "時間帯"},
              .section = &period},
             {.key = "charges",
              .kind = Kind::map,
              .meaning = {"the lines of the bill, in its order", "請求書の項目（記載順）"},
              .required = true,
              .section = &charge_section()},
         }});
}

}  // namespace gaiku
