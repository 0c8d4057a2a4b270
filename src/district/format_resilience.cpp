#include "district/format.h"
#include "district/load_classes.h"

namespace gaiku {
namespace {

Field share(std::string key, Text meaning, std::string preset = {}) {
    return {.key = std::move(key),
            .kind = Kind::quantity,
            .unit = "%",
            .meaning = std::move(meaning),
            .preset = std::move(preset),
            .minimum = 0,
            .maximum = 100};
}

Field hours(std::string key, Text meaning, std::string preset, double minimum, double maximum) {
    return {.key = std::move(key),
            .kind = Kind::quantity,
            .unit = "h",
            .meaning = std::move(meaning),
            .preset = std::move(preset),
            .minimum = minimum,
            .maximum = maximum};
}

Field yes_or_no(std::string key, Text meaning, std::string preset) {
    return {.key = std::move(key), .kind = Kind::boolean, .meaning = std::move(meaning), .preset = std::move(preset)};
}

Field supply(std::string key, Text meaning) {
    return choice(std::move(key), std::move(meaning), "stops", {"stops", "continues"});
}

std::vector<std::string> classes() {
    return {load_class_names.begin(), load_class_names.end()};
}

constexpr double longest_horizon_h = 24.0 * 60;

/// What a generator, or a plant that a flood or a lack of fuel stops, does in an outage.
Section resilience_asset() {
    return {
        .name = "resilience: asset",
        .meaning = {"how an asset fares in an outage", "停電時の設備の条件"},
        .fields = {
            hours(
                "bunker",
                {"hours at full output that its store of fuel lasts without deliveries; the outage begins with it full",
                 "燃料の配送なしで定格出力を続けられる時間（停電時は満量から始まる）"},
                "", 0, 8760),
            {.key = "flood_months",
             .kind = Kind::counts,
             .meaning = {"months 1 to 12 in which an outage begins with a flood that stops it",
                         "停電と同時に出水で停止する月（1〜12）"},
             .minimum = 1,
             .maximum = 12},
            hours("flood_duration", {"how long the flood stops it", "出水による停止時間"}, "", 0, longest_horizon_h),
            yes_or_no("needs_mains_water",
                      {"whether it runs only while mains water does", "上水が必要か（冷却水など）"}, "no"),
            {.key = "units",
             .kind = Kind::count,
             .meaning = {"units of equal size that start and fail one by one (with availability, fails_to_start and "
                         "mean_time_to_failure)",
                         "個別に起動・故障する同容量の台数"},
             .preset = "1",
             .minimum = 1,
             .maximum = 20},
            share("availability",
                  {"probability that a unit is not under repair when the outage begins",
                   "停電発生時に使用できる確率（稼働率）"},
                  "100 %"),
            share("fails_to_start", {"probability that it then fails to start", "始動に失敗する確率"}, "0 %"),
            hours(
                "mean_time_to_failure",
                {"mean hours of running until a unit fails; in an hour of running it fails with probability 1 over it; "
                 "without it none fails",
                 "平均故障時間。運転1時間あたりの故障確率はその逆数（記載がなければ故障しない）"},
                "", 1, 1e7),
        }};
}

}  // namespace

const Section& Format::load_shares_section() {
    const auto part = [](LoadClass of, Text meaning) {
        return share(load_class_names[static_cast<std::size_t>(of)], std::move(meaning));
    };
    return add({.name = "load by class",
                .meaning = {"how important the parts of a load are in an outage; what is left of 100 % is class 5, not "
                            "required",
                            "停電時の重要度別の負荷割合（残りはクラス5：不要）"},
                .fields = {
                    part(LoadClass::shelter, {"of shelters: served first, an outage is survived as long as it is",
                                              "避難所（最優先。供給できる間を継続とみなす）"}),
                    part(LoadClass::class_1, {"must keep running; with shelters the critical load",
                                              "クラス1：停止できない（避難所と合わせて重要負荷）"}),
                    part(LoadClass::class_2, {"second in importance", "クラス2"}),
                    part(LoadClass::class_3, {"third in importance", "クラス3"}),
                    part(LoadClass::class_4, {"fourth in importance", "クラス4"}),
                }});
}

const Section& Format::resilience_section(const Section& load_shares) {
    const Section& asset = add(resilience_asset());
    return add(
        {.name = "resilience",
         .meaning = {"what lasts in an outage: an islanded run from every step of the year",
                     "停電時の継続性：年間の各時刻から始まる自立運転"},
         .fields = {
             hours("horizon",
                   {"how long an outage is followed; one that lasts longer is said to last at least so long",
                    "停電を追う期間（これを超えるものは「以上」とする）"},
                   "14 days", 1, longest_horizon_h),
             choice("ends_with",
                    {"the run ends when load of this class, or of one before it, is first unserved",
                     "この重要度以上の負荷に初めて供給できなくなった時点で終了"},
                    "shelter", classes()),
             {.key = "load",
              .kind = Kind::section,
              .meaning = {"emergency demand by class (method microgrid; in method network each demand has its outage:)",
                          "非常時需要の重要度別割合（method: microgrid。network では各需要の outage: に書く）"},
              .section = &load_shares},
             supply("gas", {"whether gas from the public network stops with the power", "停電時の都市ガス供給"}),
             supply("mains_water", {"whether mains water stops with the power", "停電時の上水供給"}),
             choice("fuel_deliveries", {"whether fuel is brought during the outage", "停電中の燃料配送"}, "none",
                    {"none", "continue"}),
             choice("fuel_for",
                    {"the last class for which stocks of fuel that are not renewed are burnt",
                     "補充されない燃料を使ってよい最後の重要度"},
                    "class_1", classes()),
             hours("reserve",
                   {"hours of the load that ends the run, less firm generators, for which stores are kept full against "
                    "less important load",
                    "終了条件の負荷のために蓄電池などに残しておく量（時間分。安定電源の分を除く）"},
                   "24 h", 0, longest_horizon_h),
             yes_or_no("demand_side_storage",
                       {"whether the demand-side equipment that takes a battery's place gives in an outage as well "
                        "(method microgrid)",
                        "蓄電池の代わりに数えた需要側設備を停電時にも使うか（method: microgrid）"},
                       "yes"),
             {.key = "assets",
              .kind = Kind::map,
              .meaning = {"how assets fare in an outage, by their names in assets",
                          "設備ごとの停電時の条件（assets の名前）"},
              .section = &asset},
             {.key = "source", .kind = Kind::localized, .meaning = {"where the figures come from", "出典"}},
         }});
}

}  // namespace gaiku
