#include "district/format.h"

namespace gaiku {
namespace {

std::vector<Field> measured_fields() {
    return {
        {.key = "file",
         .kind = Kind::text,
         .meaning = {"CSV file with a year of measurements, relative to this one; column, time and unit belong to it",
                     "1年間の計測値のCSVファイル（この文書からの相対パス）。column・time・unit も必要"}},
        {.key = "store",
         .kind = Kind::text,
         .meaning = {"instead of a file: folder of the readings that gaiku serve keeps, relative to this file; its "
                     "half-hours are the intervals. With device and channel, or level and measurand",
                     "file の代わりに、gaiku serve が保存した計測値のフォルダー（この文書からの相対パス）。その30分値を"
                     "使う。device と channel、または level と measurand も必要"}},
        {.key = "device", .kind = Kind::text, .meaning = {"of a store: the device", "ストアの機器名"}},
        {.key = "channel",
         .kind = Kind::text,
         .meaning = {"of a store: the device's channel, in kWh or kW", "ストアの機器のチャンネル（kWh か kW）"}},
        {.key = "level",
         .kind = Kind::choice,
         .meaning = {"of a store: the sum over the devices of a building, a block, the district, or of its assets",
                     "ストアの合計の範囲：建物・街区ブロック・街区全体・設備"},
         .choices = {"building", "block", "district", "assets"}},
        {.key = "name",
         .kind = Kind::text,
         .meaning = {"of a store: of which building or block", "ストアの建物かブロックの名前"}},
        {.key = "measurand",
         .kind = Kind::text,
         .meaning = {"of a store: what is summed up, such as energy_import or heat_chilled_water",
                     "ストアで合計する計測項目（energy_import、heat_chilled_water など）"}},
        {.key = "column", .kind = Kind::text, .meaning = {"heading of the values", "値の列の見出し"}},
        {.key = "time",
         .kind = Kind::text,
         .meaning = {"heading of date and time (2023-04-01 00:30, 2023/4/1 0:30), or of the time where date is given",
                     "日時の列の見出し（2023-04-01 00:30、2023/4/1 0:30）。date を書くときは時刻の列"}},
        {.key = "date", .kind = Kind::text, .meaning = {"heading of the date", "日付の列の見出し"}},
        {.key = "time_is",
         .kind = Kind::choice,
         .meaning = {"whether the time is the begin or the end of its interval", "時刻は時限の開始か終了か"},
         .preset = "begin",
         .choices = {"begin", "end"}},
        {.key = "unit",
         .kind = Kind::choice,
         .meaning = {"unit of the values: a power (mean of the interval) or an energy (of the interval)",
                     "値の単位：電力など（時限の平均）か電力量など（時限ごと）"},
         .choices = {"kW", "MW", "kWh", "MWh", "MJ", "GJ"}},
        {.key = "interval",
         .kind = Kind::quantity,
         .unit = "h",
         .meaning = {"15, 30 or 60 min; without it the rows say it", "15・30・60 min。なければ行の間隔による"},
         .minimum = 0,
         .maximum = 24},
        {.key = "factor",
         .kind = Kind::number,
         .meaning = {"every value is multiplied by it, such as kWh a pulse", "各値に掛ける係数（パルス定数など）"},
         .preset = "1",
         .minimum = 1e-9,
         .maximum = 1e9},
        {.key = "scale_to",
         .kind = Kind::quantity,
         .unit = "kWh/year",
         .meaning = {"the planned year is scaled to this energy", "計画年の合計をこの量に合わせる"},
         .minimum = 0,
         .maximum = 1e12},
        {.key = "from",
         .kind = Kind::text,
         .meaning = {"first of the 365 days, for a file or store that holds more", "1年を超える計測値で読み始める日"}},
        {.key = "fill_up_to",
         .kind = Kind::quantity,
         .unit = "%",
         .meaning = {"share of the year that may be missing and is filled with the mean of the same time on the "
                     "nearest days of its type; more is an error",
                     "欠測を補う上限（年間に対する割合）。同種の日の直近前後の同時刻の平均で補う。超えるとエラー"},
         .preset = "5 %",
         .minimum = 0,
         .maximum = 50},
        {.key = "daylight_saving",
         .kind = Kind::boolean,
         .meaning = {"whether the file's clock goes over to summer time", "時計が夏時間に切り替わるか"},
         .preset = "no"},
        {.key = "encoding",
         .kind = Kind::choice,
         .meaning = {"how the file's characters are encoded", "文字コード"},
         .preset = "utf-8",
         .choices = {"utf-8", "shift_jis"}},
        {.key = "skip_lines",
         .kind = Kind::count,
         .meaning = {"lines above the headings", "見出しより上の行数"},
         .preset = "0",
         .maximum = 1000},
        {.key = "source", .kind = Kind::localized, .meaning = {"where the measurements come from", "計測値の出典"}},
    };
}

}  // namespace

const Section& Format::measured_section() {
    return add({.name = "measured",
                .meaning = {"a year of measurements of 15, 30 or 60 minutes, laid onto the planned year day by day "
                            "(same type of day, nearest date)",
                            "15・30・60分ごとの1年間の計測値。計画年の各日に、同種で最も近い日の値を当てる"},
                .fields = measured_fields()});
}

const Section& Format::measured_building_section(const Section& load_shares) {
    Section entry{.name = "measured demand",
                  .meaning = {"a year of measurements of a carrier", "エネルギー種別ごとの1年間の計測値"},
                  .fields = measured_fields()};
    entry.fields.push_back({.key = "unserved_price",
                            .kind = Kind::quantity,
                            .unit = "yen/kWh",
                            .meaning = {"price of a kWh that is not supplied; without it all demand must be met",
                                        "供給しない1kWhの価格（なければ必ず供給する）"},
                            .minimum = 0,
                            .maximum = 1e12});
    entry.fields.push_back(
        {.key = "outage",
         .kind = Kind::section,
         .meaning = {"how important its parts are in an outage; without it all is class 5, not required",
                     "停電時の重要度別の割合（記載がなければすべてクラス5：不要）"},
         .section = &load_shares});
    const Section& measured = add(std::move(entry));
    Section section{
        .name = "measured building",
        .meaning = {"measured demands of a building, by form of energy", "建物の計測値（エネルギー種別ごと）"},
        .fields = {}};
    const std::vector<std::pair<const char*, Text>> carriers{{"electricity", {"electricity", "電力"}},
                                                             {"chilled_water", {"chilled water", "冷水"}},
                                                             {"hot_water", {"hot water", "温水"}},
                                                             {"steam", {"steam", "蒸気"}},
                                                             {"gas", {"gas", "ガス"}}};
    for (const auto& [key, meaning] : carriers)
        section.fields.push_back({.key = key, .kind = Kind::section, .meaning = meaning, .section = &measured});
    return add(std::move(section));
}

}  // namespace gaiku
