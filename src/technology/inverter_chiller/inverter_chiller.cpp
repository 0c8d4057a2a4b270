#include "technology/inverter_chiller/inverter_chiller.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "technology/checks.h"
#include "technology/fields.h"

namespace gaiku {
namespace {

/// By rising cooling-water temperature.
constexpr std::array<const char*, 3> by_water{"curve_cold_water", "curve_mild_water", "curve_warm_water"};

constexpr std::array<const char*, 7> temperature_cells{"from", "to", "a0", "a1", "a2", "a3", "a4"};

/// The polynomial that a row of temperature_curves holds, constant beyond its range.
Profile by_temperature(const AssetInput& asset, const char* key) {
    const auto& cells = asset.record().at(key).cells;
    std::array<double, 5> a{};
    for (std::size_t i = 0; i < a.size(); ++i) a[i] = cells.at("a" + std::to_string(i));
    return apply(asset.profile("temperature"), [&, from = cells.at("from"), to = cells.at("to")](double degrees) {
        const double t = std::clamp(degrees, from, to);
        return (((a[4] * t + a[3]) * t + a[2]) * t + a[1]) * t + a[0];
    });
}

Field temperature_curve(const char* key, Text meaning, std::string preset) {
    return {.key = key,
            .kind = Kind::reference,
            .meaning = std::move(meaning),
            .preset = std::move(preset),
            .target = "rows:temperature_curves"};
}

PartLoad part_load(const AssetInput& asset, const Profile& capacity) {
    const Profile temperature = asset.profile("temperature");
    const double minimum_load = asset.number_or("minimum_load", 0);
    if (asset.has("curve"))
        return {{{-HUGE_VAL, load_curve(asset.record().at("curve"))}}, temperature, capacity, minimum_load};
    std::vector<PartLoad::Span> spans;
    for (const char* key : by_water) {
        const Value& named = asset.record().at(key);
        spans.push_back({named.cells.at("cooling_water_from"), load_curve(named)});
    }
    return {spans, temperature, capacity, minimum_load};
}

void check_temperature_curve(const AssetInput& asset, const char* key, Findings& findings) {
    const auto& cells = asset.record().at(key).cells;
    const bool whole =
        std::all_of(temperature_cells.begin(), temperature_cells.end(), [&](auto c) { return cells.contains(c); });
    if (whole && cells.at("from") < cells.at("to") && by_temperature(asset, key).smallest() > 0) return;
    findings.add(asset.record().finding("contradiction", key,
                                        {"a curve with all its numbers, above 0 at every temperature of the series",
                                         "全ての係数があり、常に正となる特性"},
                                        {"correct the row in \"data: { temperature_curves: ... }\", or name another",
                                         "「data: { temperature_curves: … }」の行を直すか、別の名前を書いてください"}));
}

/// The spans of the three curves follow each other.
void check_spans(const AssetInput& asset, Findings& findings) {
    double before = -HUGE_VAL;
    for (const char* key : by_water) {
        const auto& cells = asset.record().at(key).cells;
        const auto from = cells.find("cooling_water_from");
        if (from != cells.end() && from->second > before) {
            before = from->second;
            continue;
        }
        findings.add(asset.record().finding(
            "contradiction", key,
            {"a curve of warmer cooling water than the one before", "前の特性より高い冷却水温度範囲の特性"},
            {"name curves of rising cooling_water_from, or give one for all temperatures by \"curve:\"",
             "cooling_water_from の昇順に並べるか、「curve:」で全温度共通の特性を書いてください"}));
        return;
    }
}

}  // namespace

InverterChiller::InverterChiller() {
    const auto span = [](std::size_t i, Text meaning, std::string preset) {
        return fields::curve(by_water[i], std::move(meaning), std::move(preset));
    };
    section_ = {
        .name = "inverter_chiller",
        .meaning = {"chiller with a compressor of variable speed", "インバータ冷凍機"},
        .fields = fields::join(
            {fields::size("capacity", "kW", {"rated cold output, or: sized", "定格冷熱出力、または sized"}, {"sized"}),
             {fields::carrier("cold", {"what it makes", "冷熱のエネルギー種別"}, "chilled_water"),
              {.key = "cop",
               .kind = Kind::quantity,
               .unit = "-",
               .meaning = {"cold over electricity as rated", "定格COP"},
               .required = true,
               .minimum = 0.1,
               .maximum = 30},
              {.key = "temperature",
               .kind = Kind::quantity,
               .unit = "degC",
               .meaning = {"of the cooling water that enters it, or of the air: a number or a series",
                           "冷却水入口温度、または外気温。数値または時系列"},
               .required = true,
               .minimum = -60,
               .maximum = 60,
               .target = "series"},
              temperature_curve("input_curve", {"input of full load by temperature", "温度別の入力比"},
                                "turbo_chiller_inv_cooling_input"),
              temperature_curve("capacity_curve", {"capacity by temperature", "温度別の能力比"},
                                "turbo_chiller_inv_cooling_capacity"),
              fields::curve("curve", {"one curve of part load at all temperatures", "全温度共通の部分負荷特性"}),
              span(0, {"part load with the coldest cooling water", "冷却水温度が低いときの部分負荷特性"},
                   "turbo_chiller_inv_cooling_below_24"),
              span(1, {"part load with mild cooling water", "冷却水温度が中間のときの部分負荷特性"},
                   "turbo_chiller_inv_cooling_24_to_32"),
              span(2, {"part load with the warmest cooling water", "冷却水温度が高いときの部分負荷特性"},
                   "turbo_chiller_inv_cooling_from_32"),
              {.key = "site_input",
               .kind = Kind::quantity,
               .unit = "%",
               .meaning = {"input on site over the rated one; the energy standard counts 120 %",
                           "実際の入力の定格比（省エネ基準では 120 %）"},
               .preset = "100 %",
               .minimum = 50,
               .maximum = 200}},
             fields::cost("kW"),
             on_off_fields(),
             converter_cost_fields()})};
}

void InverterChiller::check(const Record& record, const District& district, Findings& findings) const {
    if (!district.is_network()) return;
    const AssetInput asset(record, district);
    check_converter(asset, findings);
    for (const char* key : {"curve", by_water[0], by_water[1], by_water[2]}) checks::curve(asset, key, findings);
    for (const char* key : {"input_curve", "capacity_curve"}) check_temperature_curve(asset, key, findings);
    if (!asset.has("curve")) check_spans(asset, findings);
}

Converter InverterChiller::converter(const AssetInput& asset) const {
    const double rated = asset.number("cop") / asset.number("site_input");
    const Profile capacity = by_temperature(asset, "capacity_curve");
    // Input counts on the rated capacity: at full load it is capacity x input ratio / cop.
    const Profile cop = apply(by_temperature(asset, "input_curve"), [&](double ratio) { return rated / ratio; });
    const std::string place = asset.place();
    Converter is;
    is.ports = {{"cold", place, asset.text("cold"), 1.0},
                {"electricity", place, "electricity", apply(cop, [](double c) { return -1 / c; }), true}};
    is.availability = capacity;
    is.part_load = part_load(asset, capacity);
    read_converter_costs(asset, cop, is);
    return is;
}

}  // namespace gaiku
