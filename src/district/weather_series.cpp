#include "district/weather_series.h"

#include <fmt/format.h>
#include <algorithm>

#include "resource/source_water.h"
#include "resource/steps.h"
#include "resource/wet_bulb.h"

namespace gaiku {
namespace {

struct Source {
    const char* name;
    const char* unit;  ///< that `values` are in
    std::vector<double> (*values)(const Weather&);
};

template <SourceWater water>
std::vector<double> water_c(const Weather& weather) {
    return source_water_c(water, weather);
}

const std::vector<Source>& sources() {
    using Values = std::vector<double>;
    static const std::vector<Source> all{
        {"temperature", "degC", [](const Weather& w) { return w.temperature_c; }},
        {"wet_bulb", "degC", [](const Weather& w) { return w.humidity_kg_per_kg.empty() ? Values{} : wet_bulb_c(w); }},
        {"ground", "degC", water_c<SourceWater::ground>},
        {"sewage", "degC", water_c<SourceWater::sewage>},
        {"river", "degC", water_c<SourceWater::river>},
        {"canal", "degC", water_c<SourceWater::canal>},
        {"well", "degC", water_c<SourceWater::well>},
        {"global_horizontal", "W/m2", [](const Weather& w) { return w.global_w_m2; }},
        {"direct_normal", "W/m2", [](const Weather& w) { return w.direct_normal_w_m2; }},
        {"diffuse", "W/m2", [](const Weather& w) { return w.diffuse_w_m2; }},
        {"wind", "m/s", [](const Weather& w) { return w.wind_m_s; }},
    };
    return all;
}

}  // namespace

const std::vector<std::string>& weather_series_names() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> list;
        for (const Source& source : sources()) list.emplace_back(source.name);
        return list;
    }();
    return names;
}

bool read_weather_series(const Record& entry, const Weather* weather, double step_h, std::size_t steps, Series& series,
                         Findings& findings) {
    const std::string& name = entry.text("weather");
    const auto source =
        std::find_if(sources().begin(), sources().end(), [&](const Source& s) { return name == s.name; });
    const Unit unit = *parse_unit(source->unit);
    if (series.unit.dimension != unit.dimension) {
        findings.add(entry.finding(
            "wrong-unit", "unit",
            {fmt::format("a unit like {}", source->unit), fmt::format("{} と同じ種類の単位", source->unit)},
            {"correct the unit", "単位を直してください"}));
        return false;
    }
    if (weather == nullptr) {
        findings.add(entry.finding(
            "missing-key", "weather",
            {"a district with weather: \"weather:\", or a region under \"district:\"",
             "気象のある街区（「weather:」、または「district:」の region）"},
            {"add \"region:\" (1 to 8) or \"weather:\"", "「region:」（1〜8）か「weather:」を加えてください"}));
        return false;
    }
    const std::vector<double> hourly = source->values(*weather);
    if (hourly.empty()) {
        findings.add(entry.finding("source-missing", "weather",
                                   {"a quantity that the weather has; " + weather->name + " has none",
                                    "気象データにある項目（" + weather->name + " にはありません）"},
                                   {"name another file under \"weather:\", or give the series itself",
                                    "「weather:」に別のファイルを指定するか、時系列を直接与えてください"}));
        return false;
    }
    series.values = over_steps(hourly, step_h, steps);
    for (double& value : series.values) value *= unit.factor;
    return true;
}

}  // namespace gaiku
