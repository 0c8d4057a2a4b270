#include "report/weather_assumptions.h"

#include <fmt/format.h>
#include <array>
#include <numeric>

#include "resource/source_water.h"

namespace gaiku {
namespace {

struct Named {
    const char* name = "";
    SourceWater water = SourceWater::ground;
    Text meaning;
};

const std::array<Named, 5>& waters() {
    static const std::array<Named, 5> all{{
        {"ground", SourceWater::ground, {"temperature of the ground", "地中温度"}},
        {"sewage", SourceWater::sewage, {"temperature of treated sewage", "下水処理水の温度"}},
        {"river", SourceWater::river, {"temperature of the river", "河川水の温度"}},
        {"canal", SourceWater::canal, {"temperature of the canal", "運河水の温度"}},
        {"well", SourceWater::well, {"temperature of the well", "井水の温度"}},
    }};
    return all;
}

Assumption assumption_of(const std::string& series, const Named& named, double mean_air_c) {
    const SourceWaterCurve curve = source_water_curve(named.water, mean_air_c);
    return {"series." + series + ".weather." + named.name,
            {named.meaning.en + ": mean of the year, swing about it; coldest in the middle of February",
             named.meaning.ja + "：年平均・振れ幅（2月中旬に最低）"},
            fmt::format("{:.1f} degC, {:g} K", curve.mean_c, curve.swing_k),
            Origin::preset,
            "U",
            {"assumption without a source, to be replaced by measurements", "出典のない仮定（実測値があれば差し替え）"},
            "",
            {}};
}

}  // namespace

std::vector<Assumption> weather_assumptions(const District& district) {
    std::vector<Assumption> all;
    if (district.weather == nullptr) return all;
    const auto& air = district.weather->temperature_c;
    const double mean_air_c = std::accumulate(air.begin(), air.end(), 0.0) / static_cast<double>(air.size());
    for (const auto& [id, series] : district.root->records("series")) {
        if (!series->has("weather")) continue;
        for (const Named& named : waters()) {
            if (series->text("weather") == named.name) all.push_back(assumption_of(id, named, mean_air_c));
        }
    }
    return all;
}

}  // namespace gaiku
