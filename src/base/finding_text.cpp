#include <map>

#include "base/finding.h"

namespace gaiku {
namespace {

/// Every code that gaiku can report, with its meaning. Codes are stable: tools match on them.
const std::map<std::string, Text>& titles() {
    static const std::map<std::string, Text> table{
        {"alias-bomb", {"aliases expand to too large a document", "エイリアスの展開が大きすぎます"}},
        {"ambiguous-number", {"the number can be read in two ways", "数値が二通りに読めます"}},
        {"balance-broken", {"the rules cannot keep a balance", "運転ルールでは需給が合いません"}},
        {"clock-change", {"the clock was changed", "時計が切り替わっています"}},
        {"bad-csv", {"the body is no CSV of readings", "本文が計測値のCSVではありません"}},
        {"bad-json", {"the body is no JSON of readings", "本文が計測値のJSONではありません"}},
        {"content-type", {"a kind of body that is not read", "読めない種類の本文です"}},
        {"bought-and-sold", {"power is bought and sold at once", "買った電力を同時に売っています"}},
        {"contradiction", {"two statements contradict each other", "二つの記述が矛盾しています"}},
        {"district-cannot-be-planned", {"this scenario cannot be planned", "このシナリオは計画できません"}},
        {"duplicate-key", {"the key stands twice", "同じキーが二度あります"}},
        {"file-binary", {"the file is not text", "テキストファイルではありません"}},
        {"file-empty", {"the file is empty", "ファイルが空です"}},
        {"file-encoding", {"the file is not UTF-8", "文字コードがUTF-8ではありません"}},
        {"demand-without-hours", {"the weather never asks for it", "この気象では需要が生じません"}},
        {"file-not-readable", {"the file cannot be read", "ファイルを読めません"}},
        {"file-too-large", {"the file is too large", "ファイルが大きすぎます"}},
        {"failures-left-out",
         {"not every history of failures was followed", "発電機の故障の経過をすべては追っていません"}},
        {"fit-class", {"the feed-in class is for other sizes", "買取区分の容量と合いません"}},
        {"include-cycle", {"files include each other in a circle", "includeが循環しています"}},
        {"infeasible", {"the district cannot work like this", "このままでは成り立ちません"}},
        {"limit-broken", {"a limit of the plan is not kept", "計画の制約が守られていません"}},
        {"json-syntax", {"the file is not JSON", "JSONとして読めません"}},
        {"missing-key", {"something required is missing", "必要な項目がありません"}},
        {"missing-unit", {"the number has no unit", "数値に単位がありません"}},
        {"islanding-not-reached",
         {"outages are not got through for the hours asked for", "求めた時間に届かない停電があります"}},
        {"no-effect", {"this changes nothing", "この項目は結果に影響しません"}},
        {"replaced-at-end", {"bought again when nothing is left to use it for", "使われない更新です"}},
        {"no-price", {"something is given away", "無償になっているものがあります"}},
        {"no-baseline", {"there is nothing to compare with", "比較の基準がありません"}},
        {"no-stage", {"the stage before is missing", "前の段階がありません"}},
        {"not-a-choice", {"not one of the possible words", "選べる語ではありません"}},
        {"not-an-id", {"not a name that gaiku can use", "使えない名前です"}},
        {"not-a-date", {"not a day of the calendar", "日付ではありません"}},
        {"not-geojson", {"not as GeoJSON writes it", "GeoJSONの形式ではありません"}},
        {"not-on-map", {"a block is not on the map", "地図にないブロックがあります"}},
        {"ring-not-closed", {"the outline does not end where it begins", "輪郭が閉じていません"}},
        {"not-a-number", {"not a number", "数値ではありません"}},
        {"not-a-time", {"not a date or a time of day", "日付・時刻として読めません"}},
        {"not-solved", {"no optimum was found", "最適解が得られませんでした"}},
        {"out-of-range", {"the value is outside its range", "値が範囲外です"}},
        {"not-convex", {"the part-load curve needs on and off", "部分負荷曲線に起動・停止の判断が必要です"}},
        {"peak-not-met", {"the highest hour is not the unit peak", "時刻別の最大が最大原単位と合いません"}},
        {"saving-baseline", {"a building of the baseline saves already", "基準の建物がすでに省エネ仕様です"}},
        {"same-rate", {"several rates end at the same scenario", "複数の供給率が同じ計画になります"}},
        {"series-estimated", {"some of the values are estimated", "一部は推定値です"}},
        {"series-filled", {"missing values were filled in", "欠測を補いました"}},
        {"series-gap", {"a value of a series is missing", "時系列に欠測があります"}},
        {"series-order", {"rows are out of order", "行が日時の順ではありません"}},
        {"series-repeat", {"a time stands twice", "同じ日時の行が二つあります"}},
        {"series-too-short", {"the series is too short", "時系列が短すぎます"}},
        {"source-missing", {"a quantity to be sized has nothing to size", "容量を決める設備がありません"}},
        {"surplus", {"more is generated than can be used", "使い切れない発電があります"}},
        {"tariff-approximated", {"the plan counts this more simply than the bill", "計画では請求より簡略に数えます"}},
        {"tariff-gap", {"a time is in no season or has no price", "季節・単価のない時刻があります"}},
        {"tariff-overlap", {"two seasons, periods or prices hold at once", "季節・時間帯・単価が重なっています"}},
        {"too-deep", {"the document is nested too deeply", "入れ子が深すぎます"}},
        {"too-large", {"more than is taken at once", "一度に受け取れる量を超えています"}},
        {"too-long", {"the text is too long", "文字列が長すぎます"}},
        {"unread", {"nothing in this plan reads the value", "この計画では使われない値です"}},
        {"unknown-key", {"unknown key", "知らないキーです"}},
        {"unknown-model", {"a device model that is not known", "機器モデルが見つかりません"}},
        {"unknown-reference", {"the name is not known", "その名前は見つかりません"}},
        {"unusual", {"the figure is far from the usual one", "通常の値から大きく外れています"}},
        {"unknown-unit", {"unknown unit", "知らない単位です"}},
        {"wrong-kind", {"another kind of entry is expected here", "ここには別の形の記述が必要です"}},
        {"wrong-length", {"the list has another number of entries than needed", "リストの個数が違います"}},
        {"wrong-unit", {"the unit measures something else", "単位の種類が違います"}},
        {"yaml-syntax", {"the YAML cannot be read", "YAMLとして読めません"}},
        {"csv-syntax", {"the CSV cannot be read", "CSVとして読めません"}},
    };
    return table;
}

}  // namespace

Text finding_title(const std::string& code) {
    const auto found = titles().find(code);
    return found == titles().end() ? Text{code, code} : found->second;
}

std::vector<std::string> finding_codes() {
    std::vector<std::string> codes;
    for (const auto& [code, title] : titles()) codes.push_back(code);
    return codes;
}

}  // namespace gaiku
