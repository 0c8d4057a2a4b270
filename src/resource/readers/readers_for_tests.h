#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <functional>

#include "base/file.h"
#include "resource/climate_table.h"
#include "resource/readers/hourly_year.h"
#include "resource/readers/lines.h"
#include "resource/readers/weather_file.h"

/// Files of ours in every format, all of the climate year of region 6 (tools/make_weather_cases.py).
namespace gaiku::readers_test {

using Reader = WeatherRead (*)(const WeatherFile&, Findings&);

inline std::string bytes_of(const std::string& name) {
    Findings findings;
    const auto bytes =
        read_file_bytes(std::filesystem::path(GAIKU_SOURCE_DIR) / "cases/weather" / name, name, 1U << 24U, findings);
    if (!bytes) throw std::runtime_error(name + " cannot be read");
    return *bytes;
}

inline WeatherFile file_of(const std::string& name, const std::string& bytes) {
    return {.name = name, .bytes = bytes, .latitude_deg = 34.66, .longitude_deg = 133.92};
}

/// The text with every line through `edit`, which may change or clear it; cleared lines vanish.
inline std::string edited(const std::string& text, const std::function<void(int, std::string&)>& edit) {
    std::string out;
    Lines lines(text);
    while (const auto line = lines.next()) {
        std::string copy(*line);
        const bool was_empty = copy.empty();
        edit(lines.number(), copy);
        if (!copy.empty() || was_empty) out += copy + "\n";
    }
    return out;
}

struct Outcome {
    WeatherRead weather;
    std::vector<std::string> findings;  ///< "code line"
    std::string first;                  ///< what the first says, English
};

inline Outcome outcome(Reader reader, const std::string& bytes) {
    Findings findings;
    Outcome is;
    is.weather = reader(file_of("w", bytes), findings);
    for (const Finding& finding : findings.all()) {
        is.findings.push_back(finding.code + " " + std::to_string(finding.position.line));
        if (is.first.empty()) is.first = print_finding(finding, Language::en);
        EXPECT_FALSE(finding.expected.ja.empty()) << print_finding(finding, Language::en);
    }
    EXPECT_EQ(is.weather == nullptr, findings.has_errors());
    return is;
}

inline double largest_difference(const std::vector<double>& a, const std::vector<double>& b) {
    EXPECT_EQ(a.size(), b.size());
    double largest = 0;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) largest = std::max(largest, std::abs(a[i] - b[i]));
    return largest;
}

class WeatherReaders : public testing::Test {
protected:
    Tables tables;
    std::shared_ptr<const Weather> table = climate_year(6, tables);
    std::string epw = bytes_of("okayama.epw"), metpv = bytes_of("okayama_metpv.txt"),
                amedas = bytes_of("okayama_amedas.csv"), csv = bytes_of("okayama.csv");
};

}  // namespace gaiku::readers_test
