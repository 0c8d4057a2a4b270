#include "base/text.h"
#include "district/format.h"

namespace gaiku {
namespace {

// A building that a scenario leaves out is removed ("office: null"); one of no area would silently need nothing.
constexpr double least_area_m2 = 1;
constexpr double most_area_m2 = 1e8;

Field of_area(const char* key, const char* unit, const char* column, Text meaning) {
    return {.key = key,
            .kind = Kind::quantity,
            .unit = unit,
            .meaning = std::move(meaning),
            .data = {"unit_loads", "{unit_load}", column},
            .minimum = 0,
            .maximum = 1e6};
}

}  // namespace

std::vector<Field> Format::floor_area_fields(const Section& load_shares) {
    const Section& pattern =
        add({.name = "pattern",
             .meaning = {"how a year's demand falls on months, days and hours, instead of gaiku's own pattern",
                         "年間需要の月別・日種別・時刻別配分（gaiku の標準に代わる）"},
             .fields = {
                 {.key = "months",
                  .kind = Kind::numbers,
                  .meaning = {"12 numbers from January on; only their proportions count",
                              "1月からの12個の数値（比だけを使う）"},
                  .minimum = 0,
                  .maximum = 1e9,
                  .length = 12},
                 {.key = "weekday",
                  .kind = Kind::numbers,
                  .meaning = {"24 numbers from 0:00 on; their proportions count, also against the other days",
                              "平日0時からの24個の数値（他の日種との比も使う）"},
                  .minimum = 0,
                  .maximum = 1e9,
                  .length = 24},
                 {.key = "saturday",
                  .kind = Kind::numbers,
                  .meaning = {"the same of Saturdays; without it as holidays", "土曜の数値（なければ休日と同じ）"},
                  .minimum = 0,
                  .maximum = 1e9,
                  .length = 24},
                 {.key = "holiday",
                  .kind = Kind::numbers,
                  .meaning = {"the same of Sundays and holidays; without it as weekdays",
                              "日曜・祝日の数値（なければ平日と同じ）"},
                  .minimum = 0,
                  .maximum = 1e9,
                  .length = 24},
                 {.key = "source", .kind = Kind::localized, .meaning = {"where the pattern comes from", "出典"}},
             }});
    return {
        {.key = "floor_area",
         .kind = Kind::quantity,
         .unit = "m2",
         .meaning = {"total floor area", "延床面積"},
         .minimum = least_area_m2,
         .maximum = most_area_m2},
        {.key = "unit_load",
         .kind = Kind::reference,
         .meaning = {"row of unit_loads that gives the loads of a square metre (method network)",
                     "負荷原単位表（unit_loads）の行（method: network）"},
         .target = "rows:unit_loads"},
        of_area("electricity_per_area", "MJ/m2/year", "electricity",
                {"electricity of a year and square metre, light and equipment (dwellings: air conditioning as well)",
                 "電力の年間原単位（照明・機器。住宅は空調を含む）"}),
        of_area("common_electricity_per_area", "MJ/m2/year", "common_area_electricity",
                {"the same of common areas of an apartment house", "集合住宅共用部の電力の年間原単位"}),
        of_area("cooling_per_area", "MJ/m2/year", "cooling", {"cooling of a year", "冷房の年間原単位"}),
        of_area("heating_per_area", "MJ/m2/year", "heating", {"heating of a year", "暖房の年間原単位"}),
        of_area("hot_water_per_area", "MJ/m2/year", "hot_water", {"hot water of a year", "給湯の年間原単位"}),
        of_area("electricity_peak_per_area", "kJ/m2/h", "electricity_peak",
                {"highest electricity of a square metre", "電力の最大原単位"}),
        of_area("common_electricity_peak_per_area", "kJ/m2/h", "common_area_electricity_peak",
                {"the same of common areas", "共用部電力の最大原単位"}),
        of_area("cooling_peak_per_area", "kJ/m2/h", "cooling_peak", {"highest cooling", "冷房の最大原単位"}),
        of_area("heating_peak_per_area", "kJ/m2/h", "heating_peak", {"highest heating", "暖房の最大原単位"}),
        of_area("hot_water_peak_per_area", "kJ/m2/h", "hot_water_peak", {"highest hot water", "給湯の最大原単位"}),
        {.key = "match_peak",
         .kind = Kind::boolean,
         .meaning = {"whether the hours are bent until the highest is the unit peak; without it yes, and for dwellings "
                     "only where it would be higher: their unit peak is of one, and many are not at their highest "
                     "together",
                     "時刻別の最大を最大原単位に合わせるか（記載がなければ合わせる。住宅は上回る場合のみ合わせる）"}},
        {.key = "safety_factor",
         .kind = Kind::number,
         .meaning = {"the unit loads are multiplied by it, such as 1.05 for a use without literature",
                     "原単位に掛ける余裕率（文献のない用途では 1.05 など）"},
         .preset = "1",
         .minimum = 0.1,
         .maximum = 10},
        {.key = "persons_per_household",
         .kind = Kind::count,
         .meaning = {"size of the households, for their hours", "世帯人数（時刻別の使われ方）"},
         .preset = "3",
         .minimum = 1,
         .maximum = 4,
         .source = {"assumption of gaiku", "gaiku の仮定"}},
        {.key = "hot_water_by",
         .kind = Kind::choice,
         .meaning = {"what serves its hot water: the network's heat, or its own gas or electric water heaters",
                     "給湯の方式：network（温熱の供給を受ける）、gas・electricity（建物内の給湯器）"},
         .preset = "network",
         .choices = {"network", "gas", "electricity"}},
        {.key = "hot_water_efficiency",
         .kind = Kind::quantity,
         .unit = "%",
         .meaning = {"hot water over gas (higher heating value) or electricity of its own water heaters",
                     "建物内の給湯器の効率・COP（ガスは高位発熱量基準）"},
         .minimum = 10,
         .maximum = 1000},
        {.key = "patterns",
         .kind = Kind::map,
         .meaning = {"patterns of its own by service: electricity, cooling, heating, hot_water",
                     "用途（electricity・cooling・heating・hot_water）別の独自の配分"},
         .section = &pattern},
        {.key = "outage",
         .kind = Kind::section,
         .meaning = {"how important the parts of its demand are in an outage; without it all is class 5, not required",
                     "停電時の重要度別の割合（記載がなければすべてクラス5：不要）"},
         .section = &load_shares},
    };
}

const Section& Format::simultaneity_section() {
    const auto factor = [](const char* key, Text meaning) {
        return Field{.key = key, .kind = Kind::number, .meaning = std::move(meaning), .minimum = 0.01, .maximum = 1};
    };
    return add({.name = "simultaneity",
                .meaning = {"peak of the district over the sum of the unit peaks, where a source prints it; stands "
                            "beside what gaiku finds from the hours",
                            "同時負荷率（資料の値。gaiku が時刻別に求めた値と並べて示す）"},
                .fields = {factor("electricity", {"of electricity", "電力"}),
                           factor("cooling", {"of cooling", "冷房"}),
                           factor("heating", {"of heating", "暖房"}),
                           factor("hot_water", {"of hot water", "給湯"}),
                           {.key = "source", .kind = Kind::localized, .meaning = {"where it comes from", "出典"}}}});
}

const Section& Format::unit_load_climate_section() {
    const auto factor = [](const char* key, Text meaning) {
        return Field{.key = key, .kind = Kind::number, .meaning = std::move(meaning), .minimum = 0, .maximum = 100};
    };
    return add(
        {.name = "unit_load_climate",
         .meaning = {"rows of unit_loads hold for region 6; what of them follows temperature is multiplied by degree "
                     "hours of the district over those of region 6, in the hours of use. Loads that the file states "
                     "itself stay",
                     "原単位表の値は地域区分6のもの。気温に従う分に、使用時間帯の度時の比（街区÷地域区分6）を掛ける。"
                     "この文書に直接書かれた原単位は変えない"},
         .fields = {
             {.key = "follow",
              .kind = Kind::choice,
              .meaning = {"region: outside region 6, by the district's weather; weather: by its weather in region 6, "
                          "too; nothing: unit loads as printed",
                          "region：地域区分6以外で街区の気象に従う、weather：地域区分6でも街区の気象に従う、"
                          "nothing：原単位を変えない"},
              .preset = "region",
              .choices = {"region", "weather", "nothing"},
              .source = {"degree-day method: CIBSE TM41 (2006)", "度日法：CIBSE TM41（2006年）"}},
             factor("cooling",
                    {"of a year's cooling, instead of the one computed", "冷房の年間倍率（計算値に代わる）"}),
             factor("heating", {"of a year's heating", "暖房の年間倍率"}),
             factor("air_conditioning", {"of the part of the electricity that is air conditioning (dwellings)",
                                         "電力のうち空調分の年間倍率（住宅）"}),
             factor("cooling_peak", {"of the unit peak of cooling", "冷房の最大原単位の倍率"}),
             factor("heating_peak", {"of the unit peak of heating", "暖房の最大原単位の倍率"}),
             factor("air_conditioning_peak",
                    {"of the air conditioning in the unit peak of electricity", "電力の最大原単位のうち空調分の倍率"}),
             {.key = "source", .kind = Kind::localized, .meaning = {"where the factors come from", "倍率の出典"}},
         }});
}

}  // namespace gaiku
