#include "resource/readers/weather_of_year.h"

#include <algorithm>
#include <cmath>

#include "resource/readers/sun_check.h"
#include "resource/split_global.h"
#include "resource/wet_bulb.h"

namespace gaiku {
namespace {

using Values = std::vector<double>;

/// kg/kg from whichever way the file has it; empty where it has none.
Values humidity_of(const WeatherFacts& facts, HourlyYear& year, const Values& temperature_c) {
    const double pressure = standard_pressure_pa(facts.altitude_m);
    if (year.has(Element::humidity)) return year.take(Element::humidity, false);
    if (year.has(Element::dew_point)) {
        Values values = year.take(Element::dew_point, false);
        for (double& value : values) value = humidity_ratio(value, 1, pressure);
        return values;
    }
    if (!year.has(Element::relative_humidity)) return {};
    Values values = year.take(Element::relative_humidity, false);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = humidity_ratio(temperature_c[i], std::min(values[i], 100.0) / 100, pressure);
    return values;
}

/// The three kinds of radiation, each in every hour.
struct Radiation {
    Values global, direct_normal, diffuse;
};

std::vector<SunPosition> sun_of(const WeatherFacts& facts) {
    if (facts.radiation == Weather::Timing::means)
        return sun_of_hours(facts.latitude_deg, facts.longitude_deg, facts.utc_offset_h);
    std::vector<SunPosition> sun;
    for (std::size_t i = 0; i < hours_of_year; ++i) {
        const double days = planning_year_days(static_cast<double>(i + 1), facts.utc_offset_h);
        sun.push_back(sun_position(facts.latitude_deg, facts.longitude_deg, days));
    }
    return sun;
}

/// Makes of two kinds, or of global alone, all three.
void complete(Radiation& is, const std::vector<SunPosition>& sun) {
    const bool global = !is.global.empty(), direct = !is.direct_normal.empty(), diffuse = !is.diffuse.empty();
    for (Values* values : {&is.global, &is.direct_normal, &is.diffuse}) values->resize(hours_of_year);
    for (std::size_t i = 0; i < hours_of_year; ++i) {
        const int day = static_cast<int>(i / 24) + 1;
        const double sine = std::max(0.0, std::sin(sun[i].altitude_rad));
        if (!global) {
            is.global[i] = is.direct_normal[i] * sine + is.diffuse[i];
        } else if (!direct && diffuse) {
            is.direct_normal[i] = direct_normal_w_m2(is.global[i] - is.diffuse[i], sun[i], day);
            // What a low sun cannot have given directly is counted as the sky's, so that the sum stays.
            is.diffuse[i] = std::max(is.diffuse[i], is.global[i] - is.direct_normal[i] * sine);
        } else if (!diffuse && direct) {
            is.diffuse[i] = std::max(0.0, is.global[i] - is.direct_normal[i] * sine);
        } else if (!direct) {
            const DirectAndDiffuse parts = split_global(is.global[i], sun[i], day);
            is.direct_normal[i] = parts.direct_normal_w_m2;
            is.diffuse[i] = parts.diffuse_w_m2;
        }
    }
}

/// NaN where a value is missing.
Values global_as_read(const HourlyYear& year, const std::vector<SunPosition>& sun) {
    if (year.has(Element::global)) return year.values(Element::global);
    Values global = year.values(Element::diffuse);
    const Values& direct = year.values(Element::direct_normal);
    for (std::size_t i = 0; i < hours_of_year; ++i)
        global[i] += direct[i] * std::max(0.0, std::sin(sun[i].altitude_rad));
    return global;
}

bool enough_radiation(const HourlyYear& year, FileFindings& findings) {
    if (year.has(Element::global) || (year.has(Element::direct_normal) && year.has(Element::diffuse))) return true;
    findings.error(
        "csv-syntax", 0, "",
        {"global radiation, or direct normal and diffuse radiation", "全天日射量、または法線面直達と散乱の日射量"},
        {"take a file with radiation", "日射量のあるファイルを使ってください"});
    return false;
}

}  // namespace

WeatherRead weather_of_year(const WeatherFacts& facts, HourlyYear& year, FileFindings& findings) {
    year.check_rows();
    if (!year.has(Element::temperature)) {
        findings.error("csv-syntax", 0, "", {"temperatures", "気温"},
                       {"take a file with them", "気温のあるファイルを使ってください"});
    }
    if (!enough_radiation(year, findings) || findings.has_errors()) return nullptr;

    // Before gaps: those of another place's nights are none of the file's.
    const std::vector<SunPosition> sun = sun_of(facts);
    check_radiation_against_sun(global_as_read(year, sun), sun, findings);
    if (findings.has_errors()) return nullptr;

    auto weather = std::make_shared<Weather>();
    Values temperature = year.take(Element::temperature, true);
    Radiation radiation;
    for (const auto& [element, values] : {std::pair{Element::global, &radiation.global},
                                          {Element::direct_normal, &radiation.direct_normal},
                                          {Element::diffuse, &radiation.diffuse}}) {
        if (year.has(element)) *values = year.take(element, true);
    }
    if (findings.has_errors()) return nullptr;
    Values humidity = humidity_of(facts, year, temperature);
    Values wind = year.has(Element::wind) ? year.take(Element::wind, false) : Values{};
    complete(radiation, sun);

    const auto of = [](const Values& values, Weather::Timing timing) {
        return timing == Weather::Timing::instants ? means_of_instants(values) : values;
    };
    weather->name = facts.name;
    weather->place = facts.place;
    weather->source = facts.source;
    weather->latitude_deg = facts.latitude_deg;
    weather->longitude_deg = facts.longitude_deg;
    weather->altitude_m = facts.altitude_m;
    weather->utc_offset_h = facts.utc_offset_h;
    weather->timing = facts.radiation;
    weather->temperature_c = of(temperature, facts.states);
    weather->humidity_kg_per_kg = of(humidity, facts.states);
    weather->wind_m_s = of(wind, facts.states);
    weather->global_w_m2 = of(radiation.global, facts.radiation);
    weather->direct_normal_w_m2 = of(radiation.direct_normal, facts.radiation);
    weather->diffuse_w_m2 = of(radiation.diffuse, facts.radiation);
    return weather;
}

bool take_place(const WeatherFile& file, WeatherFacts& facts, FileFindings& findings) {
    facts.name = file.name;
    facts.altitude_m = file.altitude_m;
    if (file.latitude_deg && file.longitude_deg) {
        facts.latitude_deg = *file.latitude_deg;
        facts.longitude_deg = *file.longitude_deg;
        return true;
    }
    findings.error("missing-key", 0, "",
                   {"latitude and longitude beside the file, which does not say them",
                    "緯度と経度（このファイルには書かれていません）"},
                   {"add \"latitude:\" and \"longitude:\" under \"weather:\"",
                    "「weather:」の下に「latitude:」と「longitude:」を加えてください"});
    return false;
}

}  // namespace gaiku
