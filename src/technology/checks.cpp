#include "technology/checks.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>

#include "base/unit.h"
#include "technology/cost_basis.h"
#include "technology/part_load.h"

namespace gaiku::checks {

void require(const AssetInput& asset, const char* key, Findings& findings) {
    if (asset.has(key)) return;
    const std::string name = key;
    findings.add(asset.record().finding("missing-key", key,
                                        {name + ", which method network needs", name + "（method: network に必要）"},
                                        {"add \"" + name + ":\"", "「" + name + ":」を加えてください"}));
}

void place(const AssetInput& asset, Findings& findings) {
    if (asset.district().blocks().size() > 1) require(asset, "block", findings);
}

void size(const AssetInput& asset, const std::string& key, Findings& findings) {
    const Record& record = asset.record();
    const bool sized = record.says(key, "sized");
    const auto contradiction = [&](const std::string& at, Text expected, Text fix) {
        findings.add(record.finding("contradiction", at, std::move(expected), std::move(fix)));
    };
    for (const auto& limit : {"min_" + key, "max_" + key}) {
        if (sized || !record.has(limit)) continue;
        contradiction(limit, {"a limit only where " + key + " is sized", key + " が sized のときだけの項目"},
                      {"remove it, or write \"" + key + ": sized\"", "消すか、「" + key + ": sized」と書いてください"});
    }
    if (!sized) return;
    if (record.number_or("min_" + key, 0) > record.number_or("max_" + key, HUGE_VAL)) {
        contradiction("min_" + key, {"at most max_" + key, "max_" + key + " 以下"},
                      {"correct one of the two", "どちらかを直してください"});
    }
    if (record.has("existing") && record.yes("existing")) {
        contradiction(
            "existing", {"what is to be sized is not there yet", "容量を決める設備は既設ではありません"},
            {"remove \"existing: yes\", or give its size", "「existing: yes」を消すか、容量を書いてください"});
    }
    if (!asset.is_own()) {
        contradiction("owner", {"what is to be sized is the operator's", "容量を決める設備は事業者の所有です"},
                      {"remove \"owner: third_party\", or give its size",
                       "「owner: third_party」を消すか、容量を書いてください"});
    }
}

namespace {

/// Its sizes are chosen from units that each say their own.
bool units_have_capital(const AssetInput& asset) {
    if (!asset.has("units") || !asset.record().says("capacity", "sized")) return false;
    const auto& units = asset.record().records("units");
    return std::all_of(units.begin(), units.end(), [](const auto& unit) { return unit.second->has("capital"); });
}

}  // namespace

void capital(const AssetInput& asset, std::initializer_list<const char*> keys, Findings& findings) {
    if (!asset.is_bought()) return;
    bool any = units_have_capital(asset);
    for (const char* key : keys) {
        const bool by_units = any && std::string_view(key) == "capital";
        if (!by_units) require(asset, key, findings);
        any = any || asset.number_or(key, 0) != 0;
    }
    if (!any || CostBasis(asset.district()).knows_capital(asset)) return;
    findings.add(asset.record().finding(
        "missing-key", "life",
        {"the years over which its capital is recovered, or an annuity", "資本を回収する年数、または年価率"},
        {"add \"life:\", or \"annuity:\" here or in economics",
         "「life:」か「annuity:」（economics でも可）を加えてください"}));
}

void running(const AssetInput& asset, const std::string& what, Findings& findings) {
    if (CostBasis(asset.district()).knows_running(what)) return;
    findings.add(asset.district().economics().finding(
        "missing-key", "escalation", {"the yearly rise of the price of " + what, what + " の年上昇率"},
        {"add \"" + what + ": { rate: 0 % }\" to escalation",
         "escalation に「" + what + ": { rate: 0 % }」を加えてください"}));
}

void not_electricity(const AssetInput& asset, std::initializer_list<const char*> keys, Findings& findings) {
    for (const char* key : keys) {
        if (!asset.has(key) || asset.text(key) != "electricity") continue;
        findings.add(asset.record().finding("contradiction", key,
                                            {"a carrier that is not electricity", "電力以外のエネルギー種別"},
                                            {"name the carrier of heat, cold or fuel that is meant",
                                             "対象とする温熱・冷熱・燃料のエネルギー種別を書いてください"}));
    }
}

void apart(const AssetInput& asset, std::initializer_list<const char*> keys, Findings& findings) {
    for (auto second = keys.begin(); second != keys.end(); ++second) {
        const auto first = std::find_if(keys.begin(), second, [&](const char* key) {
            return asset.has(key) && asset.has(*second) && asset.text(key) == asset.text(*second);
        });
        if (first == second) continue;
        const std::string other = *first;
        findings.add(asset.record().finding("contradiction", *second,
                                            {"another carrier than " + other, other + " と異なるエネルギー種別"},
                                            {"correct one of the two: what it gives would feed it",
                                             "どちらかを直してください（出力がそのまま入力になります）"}));
    }
}

void at_least(const AssetInput& asset, const std::string& key, double least, Findings& findings) {
    const auto bad = [&](const Record& record, const char* at) {
        const std::string number = print_number(least);
        findings.add(record.finding("out-of-range", at, {"at least " + number, number + " 以上"},
                                    {"correct it: less would give less than it takes",
                                     "直してください（それより小さいと、入力より出力が少なくなります）"}));
    };
    if (asset.has(key.c_str()) && asset.profile(key.c_str()).smallest() < least) bad(asset.record(), key.c_str());
    for (const auto& [id, point] : asset.record().records(key + "_by_temperature"))
        if (point->number("value") < least) bad(*point, "value");
}

void efficiency(const AssetInput& asset, const std::string& key, Findings& findings) {
    const Record& record = asset.record();
    const std::string list = key + "_by_temperature";
    const bool listed = record.has(list);
    if (listed == record.has(key)) {
        findings.add(record.finding(listed ? "contradiction" : "missing-key", listed ? list : key,
                                    {"either " + key + " or " + list, key + " か " + list + " の一方"},
                                    {"give it one way", "どちらか一方を書いてください"}));
        return;
    }
    if (!listed) {
        if (record.has("temperature")) {
            findings.add(record.finding("contradiction", "temperature",
                                        {"a temperature only with " + list, list + " のときだけの項目"},
                                        {"remove it", "消してください"}));
        }
        return;
    }
    require(asset, "temperature", findings);
    double before = -HUGE_VAL;
    for (const auto& [id, point] : record.records(list)) {
        const double at = point->number("at");
        if (!(at > before)) {
            findings.add(point->finding("contradiction", "at", {"temperatures that rise", "温度の昇順"},
                                        {"put the points in order", "点を順に並べてください"}));
        }
        before = at;
    }
    if (record.records(list).size() < 2) {
        findings.add(record.finding(
            "wrong-length", list, {"two points or more", "2点以上"},
            {"add a point, or write \"" + key + ":\"", "点を加えるか、「" + key + ":」と書いてください"}));
    }
}

bool has_part_load(const AssetInput& asset) {
    return asset.has("part_load") || asset.has("curve");
}

void curve(const AssetInput& asset, const std::string& key, Findings& findings) {
    const Value* named = asset.record().find(key);
    if (named == nullptr) return;
    const auto bad = [&](Text expected) {
        findings.add(
            asset.record().finding("contradiction", key, std::move(expected),
                                   {"correct the row in \"data: { part_load_curves: ... }\", or name another",
                                    "「data: { part_load_curves: … }」の行を直すか、別の名前を書いてください"}));
    };
    for (const char* cell : {"load_from", "a4", "a3", "a2", "a1", "a0"}) {
        if (named->cells.contains(cell)) continue;
        const std::string name = cell;
        return bad({"a curve with a number for " + name, name + " の値がある特性"});
    }
    const LoadCurve curve = load_curve(*named);
    if (curve.from < 0 || curve.from >= 1) return bad({"load_from between 0 and 1", "load_from は0以上1未満"});
    constexpr double rounded = 0.02;  // printed coefficients add up to 0.983 to 1.005
    if (std::abs(curve.at(1) - 1) > rounded) return bad({"an input of 1 at full load", "定格負荷で入力比1の特性"});
    for (int percent = 1; percent <= 100; ++percent) {
        const double load = percent / 100.0;
        if (load < curve.from || curve.at(load) > 0) continue;
        return bad({"an input above 0 at every load", "全ての負荷率で0より大きい入力比"});
    }
}

void part_load(const AssetInput& asset, Findings& findings) {
    const Record& record = asset.record();
    if (asset.has("part_load") && asset.has("curve")) {
        findings.add(record.finding("contradiction", "curve",
                                    {"either curve or part_load", "curve か part_load の一方"},
                                    {"give it one way", "どちらか一方を書いてください"}));
        return;
    }
    curve(asset, "curve", findings);
    const auto& points = record.records("part_load");
    double before = 0;
    for (const auto& [id, point] : points) {
        if (point->number("load") > before) {
            before = point->number("load");
            continue;
        }
        findings.add(point->finding("contradiction", "load", {"loads that rise", "負荷率の昇順"},
                                    {"put the points in order", "点を順に並べてください"}));
        return;
    }
    if (points.empty()) return;
    if (std::abs(before - 1) > 1e-9) {
        findings.add(points.back().second->finding("contradiction", "load",
                                                   {"100 % at the last point", "最後の点は100 %"},
                                                   {"add the point of full load", "定格負荷の点を加えてください"}));
        return;
    }
    const auto bent = PartLoad(record).first_not_convex();  // a sourced curve has its hull
    if (!bent) return;
    findings.add(points[*bent].second->finding(
        "not-convex", "relative_efficiency",
        {"an efficiency at which the input rises faster than below this load",
         "この負荷率より上で入力の増え方が大きくなる効率"},
        {"leave this point out; where efficiency rises with load from the first point on, give minimum_load",
         "この点を除いてください。最初の点から効率が負荷率とともに上がる場合は minimum_load を書いてください"}));
}

}  // namespace gaiku::checks
