#include "operate/alarm_rules.h"

#include <algorithm>
#include <vector>

namespace gaiku::operate {
namespace {

using telemetry::ms_a_second;
using telemetry::TimeMs;
using namespace std::string_view_literals;

constexpr TimeMs minute = 60 * ms_a_second;

std::vector<AlarmRule> make() {
    return {
        {"outage",
         Severity::high,
         0,
         minute,
         0,
         0,
         {"grid outage", "系統停電"},
         {"a device's channel grid says 0; cleared when it has said 1 for 1 min",
          "機器の grid が0を示したとき。1が1分間続いたら復旧"}},
        {"store",
         Severity::high,
         0,
         minute,
         0,
         0,
         {"readings cannot be stored", "計測値を保存できません"},
         {"the store says that it cannot write", "ストアへの書き込みに失敗したとき"}},
        {"demand",
         Severity::high,
         minute,
         minute,
         1.0,
         0.97,
         {"demand above its limit", "デマンド超過見込み"},
         {"the half-hour is heading above the limit (1.00 of it, cleared below 0.97), each for 1 min, when 5 min of it "
          "are over",
          "開始5分以降、30分デマンドの予測が上限の100%を1分間超えたとき。97%を1分間下回ったら復旧"}},
        {"capacity",
         Severity::high,
         30 * ms_a_second,
         minute,
         1.0,
         0.97,
         {"connection above its capacity", "連系点の容量超過"},
         {"power in either direction above the connection's capacity for 30 s (cleared below 0.97 of it for 1 min)",
          "連系点の電力（受電・逆潮流）が容量の100%を30秒間超えたとき。97%を1分間下回ったら復旧"}},
        {"broker",
         Severity::medium,
         30 * ms_a_second,
         10 * ms_a_second,
         0,
         0,
         {"the broker cannot be reached", "ブローカーに接続できません"},
         {"no connection to the MQTT broker for 30 s", "MQTTブローカーへの接続が30秒間ないとき"}},
        {"demand-near"sv,
         Severity::medium,
         minute,
         minute,
         0.95,
         0.92,
         {"demand near its limit", "デマンド上限接近"},
         {"the half-hour is heading above 0.95 of the limit and not above it (cleared below 0.92), each for 1 min",
          "開始5分以降、30分デマンドの予測が上限の95%を1分間超えたとき（超過見込みを除く）。92%を1分間下回ったら復旧"}},
        {"storage-low"sv,
         Severity::medium,
         minute,
         5 * minute,
         0.10,
         0.15,
         {"batteries nearly empty", "蓄電池残量低下"},
         {"state of charge of a block's batteries below 10 % for 1 min (cleared above 15 % for 5 min)",
          "街区の蓄電池の充電率が10%を1分間下回ったとき。15%を5分間上回ったら復旧"}},
        {"silent",
         Severity::low,
         minute,
         0,
         3,
         0,
         {"device silent", "機器無応答"},
         {"nothing new for 3 of its intervals and 5 min at least, or nothing ever for 30 min; cleared when good "
          "readings "
          "have come for one interval; medium for what is no building's meter",
          "通常間隔の3倍（最短5分）の間データがないとき、または30分間一度も届かないとき。正常なデータが1間隔続いたら復"
          "旧"
          "。設備（電源・蓄電池・連系点など）は「早めの対応」"}},
        {"clock",
         Severity::low,
         minute,
         minute,
         2 * 60,
         60,
         {"device clock off", "機器の時計ずれ"},
         {"a reading is 2 min ahead of the clock for 1 min (cleared within 1 min of it); or for 15 min new readings "
          "are "
          "as old as 2 intervals and 5 min at least, by the same each time",
          "時刻が2分以上進んだデータが1分間続いたとき。または、新しいデータが15分間にわたり同じ遅れ（2間隔以上、最短5分"
          "）で届くとき"}},
        {"implausible",
         Severity::low,
         0,
         0,
         0,
         0,
         {"reading that cannot be", "異常な計測値"},
         {"validation found a spike, a negative or an implausible energy in the last 2 h",
          "直近2時間に、検証で飛び値・負値・過大値が見つかったとき"}},
        {"conflict",
         Severity::low,
         0,
         0,
         0,
         0,
         {"values that contradict", "値の矛盾"},
         {"for a time of the last 2 h a second, different value came; the first one counts",
          "直近2時間の同じ時刻に、異なる値が届いたとき（先に届いた値を採用）"}},
        {"counter",
         Severity::low,
         0,
         0,
         0,
         0,
         {"counter began anew", "積算値のリセット"},
         {"validation found that a counter was set back in the last 2 h",
          "直近2時間に、検証で積算値の巻き戻りが見つかったとき"}},
        {"stuck",
         Severity::low,
         0,
         0,
         0,
         0,
         {"value does not move", "値の固着"},
         {"validation found that a value stays the same (6 h; of counters a day); cleared when it says another value",
          "検証で、値が変化しない（6時間、積算値は1日）と判定されたとき。別の値が届いたら復旧"}},
    };
}

}  // namespace

std::string_view name_of(Severity severity) {
    return severity == Severity::high ? "high" : severity == Severity::medium ? "medium" : "low";
}

std::span<const AlarmRule> alarm_rules() {
    static const std::vector<AlarmRule> all = make();
    return all;
}

const AlarmRule* alarm_rule(std::string_view kind) {
    const auto all = alarm_rules();
    const auto found = std::find_if(all.begin(), all.end(), [&](const AlarmRule& rule) { return rule.kind == kind; });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace gaiku::operate
