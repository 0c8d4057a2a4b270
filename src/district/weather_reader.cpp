#include "district/weather_reader.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <utility>

#include "base/constants.h"
#include "base/file.h"
#include "resource/climate_table.h"
#include "resource/monthly_weather.h"
#include "resource/readers/weather_file.h"
#include "resource/sun.h"

namespace gaiku {
namespace {

constexpr std::size_t largest_weather_bytes = 32U << 20U;

std::optional<int> region_of(const Record& root) {
    const Value* about = root.find("district");
    if (about == nullptr || !about->record || !about->record->has("region")) return std::nullopt;
    return static_cast<int>(std::lround(about->record->number("region")));
}

std::optional<double> number_if(const Record& entry, const char* key) {
    return entry.has(key) ? std::optional(entry.number(key)) : std::nullopt;
}

void complain_of_other_format(const Record& entry, const char* key, Findings& findings) {
    findings.add(entry.finding("contradiction", key, {"only what this format uses", "この形式で使う項目だけ"},
                               {"remove it, or choose another format", "消すか、別の形式にしてください"}));
}

/// A place or a meaning of rows that the format knows by itself: the file says it, or the region's climate year.
void check_place_keys(const Record& entry, Findings& findings) {
    const std::string& format = entry.text("format");
    const bool amedas = format == "amedas", csv = format == "csv";
    const std::array<std::pair<const char*, bool>, 5> uses{{{"station", amedas},
                                                            {"timing", csv},
                                                            {"latitude", amedas || csv},
                                                            {"longitude", amedas || csv},
                                                            {"altitude", amedas || csv}}};
    for (const auto& [key, used] : uses) {
        const Value* value = entry.find(key);
        if (value != nullptr && value->origin == Origin::given && !used) complain_of_other_format(entry, key, findings);
    }
}

/// A key that this format needs, or one that it does not know.
void check_keys(const Record& entry, Findings& findings) {
    const bool monthly = entry.text("format") == "monthly";
    for (const char* key : {"temperature_by_month", "radiation_by_month", "file"}) {
        const bool of_monthly = std::string_view(key) != "file";
        if (of_monthly == monthly && !entry.has(key)) {
            findings.add(
                entry.finding("missing-key", key,
                              {std::string(key) + ", which this format needs", "この形式に必要な " + std::string(key)},
                              {fmt::format("add \"{}:\"", key), fmt::format("「{}:」を加えてください", key)}));
        } else if (of_monthly != monthly && entry.has(key)) {
            complain_of_other_format(entry, key, findings);
        }
    }
    check_place_keys(entry, findings);
}

/// Months with more sun on the ground than there is outside the air, or more than clear skies let through.
void check_means(const Record& entry, const Weather& pattern, const MonthlyMeans& means, Findings& findings) {
    constexpr double clearest = 0.8;  // of the radiation outside the air, as a month's mean; dry highlands have 0.75
    const auto outside = extraterrestrial_by_month(pattern);
    for (std::size_t month = 0; month < outside.size(); ++month) {
        const double given = means.global_kwh_m2_day[month];
        if (given <= clearest * outside[month]) continue;
        const bool impossible = given > outside[month];
        Finding finding = entry.finding(
            impossible ? "out-of-range" : "unusual", "radiation_by_month",
            {fmt::format(
                 "at most some {:.3g} kWh/m2/day in month {}; outside the air there are {:.3g}, here stand {:g}",
                 clearest * outside[month], month + 1, outside[month], given),
             fmt::format("{}月はおよそ {:.3g} kWh/m2/day 以下（大気圏外で {:.3g}、ここでは {:g}）", month + 1,
                         clearest * outside[month], outside[month], given)},
            {"check the unit (kWh/m2/day, a month's mean) and the month",
             "単位（月平均の kWh/m2/day）と月を確かめてください"});
        if (!impossible) finding.severity = Severity::warning;
        findings.add(std::move(finding));
    }
}

}  // namespace

std::shared_ptr<const Weather> WeatherReader::climate(int region) {
    auto& known = of_region_[region];
    if (!known) known = climate_year(region, tables_);
    return known;
}

std::shared_ptr<const Weather> WeatherReader::of_unit_loads(const Record& root) {
    constexpr int of_literature = 6;
    const Value* entry = root.find("unit_load_climate");
    const std::string follow = entry == nullptr ? "region" : entry->record->text_or("follow", "region");
    const auto region = region_of(root);
    const bool other = region && *region != of_literature;
    if (follow == "nothing" || (follow == "region" && !other)) return nullptr;
    return climate(of_literature);
}

std::shared_ptr<const Weather> WeatherReader::from_means(const Record& entry, const Record& root, Findings& findings) {
    const auto region = region_of(root);
    if (!region) {
        findings.add(entry.finding("missing-key", "format",
                                   {"a region under \"district:\", whose days the monthly means are laid on",
                                    "月平均値を当てはめる「district:」の region"},
                                   {"add \"region:\" (1 to 8)", "「region:」（1〜8）を加えてください"}));
        return nullptr;
    }
    MonthlyMeans means;
    const auto& temperature = entry.at("temperature_by_month").numbers;
    const auto& radiation = entry.at("radiation_by_month").numbers;
    std::copy(temperature.begin(), temperature.end(), means.temperature_c.begin());
    std::transform(radiation.begin(), radiation.end(), means.global_kwh_m2_day.begin(),
                   [](double a_year) { return a_year / days_a_year; });
    const Weather& pattern = *climate(*region);
    check_means(entry, pattern, means, findings);
    if (findings.has_errors()) return nullptr;
    return monthly_weather(means, pattern);
}

std::shared_ptr<const Weather> WeatherReader::from_file(const Record& entry, Findings& findings) {
    const Value& named = entry.at("file");
    const std::filesystem::path given(named.text);
    const std::string path =
        (given.is_absolute() ? given : std::filesystem::path(named.position.file).parent_path() / given)
            .lexically_normal()
            .string();
    Findings of_file;
    const auto bytes = read_file_bytes(path, path, largest_weather_bytes, of_file);
    if (!bytes) {
        for (Finding finding : of_file.all()) {
            finding.position = named.position;
            finding.value = path + (finding.value.empty() ? "" : ": " + finding.value);
            finding.path = entry.path() + ".file";
            findings.add(std::move(finding));
        }
        return nullptr;
    }
    const WeatherFile file{path,
                           *bytes,
                           number_if(entry, "latitude"),
                           number_if(entry, "longitude"),
                           entry.number("altitude"),
                           entry.text_or("station", ""),
                           entry.text("timing") == "means" ? Weather::Timing::means : Weather::Timing::instants};
    const std::string& format = entry.text("format");
    if (format == "epw") return read_epw(file, findings);
    if (format == "metpv") return read_metpv(file, findings);
    if (format == "amedas") return read_amedas(file, findings);
    return read_weather_csv(file, findings);
}

namespace {

Finding unusual(const Record& entry, Text expected, Text fix) {
    Finding finding = entry.finding("unusual", "file", std::move(expected), std::move(fix));
    finding.severity = Severity::warning;
    return finding;
}

/// Radiation while the sun is well below the horizon is that of another place or another clock; a year far from any
/// that the earth has, another unit.
void warn_of_impossible_sun(const Weather& weather, const Record& entry, Findings& findings) {
    if (!entry.has("file")) return;
    constexpr double well_below_rad = -0.05;  // some 3 degrees, beyond dusk's light and an hour's motion
    constexpr double light_w_m2 = 20;
    constexpr int few = 20;
    constexpr double least_kwh_m2 = 400, most_kwh_m2 = 2800;  // of a year, poles and deserts apart
    const auto sun = sun_of_hours(weather.latitude_deg, weather.longitude_deg, weather.utc_offset_h);
    int at_night = 0;
    double kwh_m2 = 0;
    for (std::size_t i = 0; i < weather.global_w_m2.size(); ++i) {
        kwh_m2 += weather.global_w_m2[i] / 1000;
        if (sun[i].altitude_rad < well_below_rad && weather.global_w_m2[i] > light_w_m2) ++at_night;
    }
    if (at_night > few) {
        findings.add(unusual(
            entry,
            {fmt::format("no radiation at night; {} hours have some while the sun is below the horizon here", at_night),
             fmt::format("夜間の日射がないこと（太陽が地平線下の {} 時間に日射があります）", at_night)},
            {"check latitude, longitude, time zone and whether times are begins or ends of hours",
             "緯度・経度・時刻帯・時刻の意味（始まりか終わりか）を確かめてください"}));
    }
    if (kwh_m2 < least_kwh_m2 || kwh_m2 > most_kwh_m2) {
        findings.add(unusual(entry,
                             {fmt::format("a year of {:g} to {:g} kWh/m2 on a horizontal plane; here are {:.4g}",
                                          least_kwh_m2, most_kwh_m2, kwh_m2),
                              fmt::format("年間水平面日射量 {:g}〜{:g} kWh/m2（このファイルは {:.4g}）", least_kwh_m2,
                                          most_kwh_m2, kwh_m2)},
                             {"check the unit of the radiation", "日射の単位を確かめてください"}));
    }
}

}  // namespace

std::shared_ptr<const Weather> WeatherReader::read(const Record& root, Findings& findings) {
    const auto region = region_of(root);
    const Value* section = root.find("weather");
    if (section == nullptr || !section->record) return region ? climate(*region) : nullptr;
    const Record& entry = *section->record;
    if (entry.broken()) return nullptr;
    std::string key = fmt::format("{}|{}", region.value_or(0), entry.position().str());
    for (const auto& [name, value] : entry.values()) key += fmt::format("|{}={}", name, value.written);
    const auto known = read_.find(key);
    if (known == read_.end()) {
        Findings own;
        check_keys(entry, own);
        Year year;
        if (!own.has_errors())
            year.weather = entry.text("format") == "monthly" ? from_means(entry, root, own) : from_file(entry, own);
        if (own.has_errors()) year.weather = nullptr;
        if (year.weather) warn_of_impossible_sun(*year.weather, entry, own);
        year.findings = own.all();
        read_[key] = std::move(year);
    }
    const Year& year = read_[key];
    for (const Finding& finding : year.findings) findings.add(finding);
    return year.weather;
}

}  // namespace gaiku
