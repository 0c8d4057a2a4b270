#include "district/weather_reader.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <filesystem>

#include "base/file.h"
#include "resource/climate_table.h"
#include "resource/monthly_weather.h"
#include "resource/readers/weather_file.h"

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
            findings.add(entry.finding("contradiction", key, {"only what this format uses", "この形式で使う項目だけ"},
                                       {"remove it, or choose another format", "消すか、別の形式にしてください"}));
        }
    }
}

}  // namespace

std::shared_ptr<const Weather> WeatherReader::climate(int region) {
    auto& known = of_region_[region];
    if (!known) known = climate_year(region, tables_);
    return known;
}

std::shared_ptr<const Weather> WeatherReader::from_means(const Record& entry, const Record& root, Findings& findings) {
    constexpr double days_a_year = 365;
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
    return monthly_weather(means, *climate(*region));
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
        year.findings = own.all();
        read_[key] = std::move(year);
    }
    const Year& year = read_[key];
    for (const Finding& finding : year.findings) findings.add(finding);
    return year.weather;
}

}  // namespace gaiku
