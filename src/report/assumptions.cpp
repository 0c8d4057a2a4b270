#include "report/assumptions.h"

#include <fmt/format.h>
#include <algorithm>
#include <filesystem>

#include "base/unit.h"
#include "district/words.h"
#include "report/climate_assumptions.h"
#include "report/demand_assumptions.h"
#include "report/weather_assumptions.h"
#include "technology/load_curve.h"

namespace gaiku {
namespace {

std::string place_of(const Value& value) {
    if (value.origin == Origin::data) return "data/" + value.data_row;
    if (value.origin == Origin::preset) return {};
    Position short_position = value.position;
    short_position.file = std::filesystem::path(short_position.file).filename().string();
    return short_position.str();
}

/// Names, prose and what only says which kind of thing stands here are no assumptions; nor are defaults without a
/// source, which state the ordinary (a plant is new, the operator's, subsidised).
bool is_assumption(const Value& value) {
    if (value.origin == Origin::preset && value.source.en.empty()) return false;
    for (const auto* key : {"gaiku", "technology", "use", "block", "method"}) {
        if (value.field->key == key) return false;
    }
    switch (value.field->kind) {
        case Kind::quantity:
        case Kind::quantities:
        case Kind::number:
        case Kind::numbers:
        case Kind::count:
        case Kind::counts:
        case Kind::choice:
        case Kind::boolean:
        case Kind::reference:
            return true;
        default:
            return false;
    }
}

/// The size of households says nothing of a shop.
bool is_of_dwellings_only(const Record& record, const Value& value) {
    return value.field->key == std::string_view("persons_per_household") && value.origin != Origin::given &&
           record.text_or("use", "dwelling") != "dwelling";
}

/// A planner who names a curve must see how far what is optimised lies from it.
void add_fit(const Value& value, const Assumption& curve, std::vector<Assumption>& out) {
    if (value.field->target != "rows:part_load_curves" || value.cells.empty()) return;
    const LoadCurve sourced = load_curve(value);
    const CurveFit far = fit(sourced, convex_points(sourced));
    out.push_back({curve.path + ".segments",
                   {"how far the straight pieces of the optimiser lie from this curve, of its input: largest, at which "
                    "load, mean",
                    "最適化で使う折れ線とこの特性との差（入力比）：最大・その負荷率・平均"},
                   fmt::format("{:+.1f} % @ {:.0f} %, {:.1f} %", far.largest * 100, far.at_load * 100, far.mean * 100),
                   Origin::data,
                   "C",
                   value.source,
                   curve.where,
                   {}});
}

/// The value as a number in the unit of its field, without the rounding errors of the units.
void add_number(Assumption& a, const Value& value) {
    const bool number =
        value.field->kind == Kind::quantity || value.field->kind == Kind::number || value.field->kind == Kind::count;
    if (!number || !value.text.empty()) return;
    const Unit unit = unit_of(*value.field);
    a.number = std::stod(fmt::format("{:.12g}", value.number / unit.factor));
    if (!unit.plain) a.unit = unit.text;
}

void collect(const Record& record, const Text& source, std::vector<Assumption>& out) {
    const Text own = record.localized_or("source", source);
    for (const auto& [key, value] : record.values()) {
        if (key == "scenarios") continue;
        if (value.record) collect(*value.record, own, out);
        for (const auto& [id, child] : value.records) collect(*child, own, out);
        if (!is_assumption(value) || is_of_dwellings_only(record, value)) continue;
        Assumption a{record.path().empty() ? key : record.path() + "." + key,
                     value.field->meaning,
                     value.written,
                     value.origin,
                     value.mark,
                     value.source,
                     place_of(value),
                     {}};
        if (a.source.en.empty() && value.origin == Origin::given) a.source = own;
        add_number(a, value);
        out.push_back(a);
        add_fit(value, a, out);
    }
}

/// Replaced cells that no entry of the district shows by itself, such as the hours of a shipped profile.
void collect_replaced(const Overrides& overrides, const Text& source, std::vector<Assumption>& out) {
    for (const auto& [table, rows] : overrides.all()) {
        for (const auto& [row, cells] : rows) {
            for (const auto& [column, cell] : cells) {
                if (!cell.read) continue;  // the plan does not rest on it
                Position place = cell.position;
                place.file = std::filesystem::path(place.file).filename().string();
                const std::string where = place.str();
                const bool shown =
                    std::any_of(out.begin(), out.end(), [&](const Assumption& a) { return a.where == where; });
                if (shown) continue;
                out.push_back({fmt::format("data.{}.{}.{}", table, row, column),
                               {"figure of a reference table, replaced", "差し替えた参照データの値"},
                               cell.written,
                               Origin::given,
                               "",
                               cell.source.en.empty() ? source : cell.source,
                               where,
                               {}});
            }
        }
    }
}

/// What method microgrid takes for granted: no entry of the file says it, and a reader must know it.
std::vector<Assumption> assumptions_of_method() {
    const Text guide{"document 002 (six microgrid model cases)", "資料002（マイクログリッド6モデル）"};
    const Text simple{"simplification of the method, as in document 002", "手法の簡略化（資料002と同じ）"};
    std::vector<Assumption> all;
    const auto add = [&](const char* key, Text meaning, double number, const char* unit, const Text& source) {
        all.push_back({std::string("plan.method.") + key,
                       std::move(meaning),
                       print_number(number) + (*unit == '\0' ? "" : std::string(" ") + unit),
                       Origin::preset,
                       "",
                       source,
                       "",
                       {},
                       number,
                       unit});
    };
    add("storage_losses", {"losses of batteries and other storage (ignored)", "蓄電池などの充放電損失（見込まない）"},
        0, "%", guide);
    add("days", {"days of a year, each like the day that is planned", "1年の日数（すべて計画日と同じ）"}, 365, "",
        guide);
    add("degradation", {"decline of plants and batteries a year (ignored)", "設備の経年劣化（見込まない）"}, 0,
        "%/year", simple);
    add("escalation", {"rise of prices and costs a year (ignored)", "価格・費用の年上昇率（見込まない）"}, 0, "%/year",
        simple);
    add("local_co2",
        {"CO2 of generation in the district; waste counts as biomass, free of CO2",
         "地域電源の発電に伴うCO2（廃棄物もバイオマスとして0とする）"},
        0, "kg/kWh", simple);
    add("margin_base",
        {"demand on which the margin is earned: all of it, not only the share supplied in a disaster",
         "粗利を見込む需要（災害時の供給率によらず全需要）"},
        100, "%", guide);
    return all;
}

}  // namespace

std::vector<Assumption> assumptions(const DistrictFile& file) {
    std::vector<Assumption> all;
    for (const auto& era : file.eras) {
        std::vector<Assumption> of_era;
        const Text source = era.district.about().localized_or("source", {});
        collect(*era.district.root, source, of_era);
        collect_replaced(*era.district.overrides, source, of_era);
        if (era.district.is_network()) {
            for (auto& one : demand_assumptions(era.district)) of_era.push_back(std::move(one));
            for (auto& one : climate_assumptions(era.district)) of_era.push_back(std::move(one));
            for (auto& one : weather_assumptions(era.district)) of_era.push_back(std::move(one));
        }
        for (auto& one : of_era) {
            const auto same = [&](const Assumption& a) {
                return a.path == one.path && a.value == one.value && a.where == one.where;
            };
            auto found = std::find_if(all.begin(), all.end(), same);
            if (found == all.end()) {
                const auto sibling = [&](const Assumption& a) { return a.path == one.path; };
                auto after = std::find_if(all.rbegin(), all.rend(), sibling).base();
                found = all.insert(after == all.begin() ? all.end() : after, std::move(one));
            }
            found->eras.push_back(era.id);
        }
    }
    if (std::none_of(file.eras.begin(), file.eras.end(), [](const Era& e) { return e.district.is_network(); })) {
        for (auto& one : assumptions_of_method()) all.push_back(std::move(one));
    }
    for (auto& one : all) {
        if (one.eras.size() == file.eras.size()) one.eras.clear();
    }
    return all;
}

}  // namespace gaiku
