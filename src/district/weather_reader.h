#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "district/record.h"
#include "reference/tables.h"
#include "resource/weather.h"

namespace gaiku {

/// Reads the weather of district files: a year is read once, however many scenarios share it.
class WeatherReader {
public:
    explicit WeatherReader(const Tables& tables) : tables_(tables) {}

    /// The year of the section `weather`, or the climate year of district.region; null without either, and where
    /// something is wrong. That is found at its entry of the district file, or at the line of the weather file.
    [[nodiscard]] std::shared_ptr<const Weather> read(const Record& root, Findings& findings);

    /// The climate year of the unit loads' literature (region 6), where `unit_load_climate` has them follow the weather
    /// (by default in every other region); null where they stay as printed.
    [[nodiscard]] std::shared_ptr<const Weather> of_unit_loads(const Record& root);

private:
    struct Year {
        std::shared_ptr<const Weather> weather;
        std::vector<Finding> findings;
    };
    [[nodiscard]] std::shared_ptr<const Weather> climate(int region);
    [[nodiscard]] std::shared_ptr<const Weather> from_means(const Record& entry, const Record& root,
                                                            Findings& findings);
    [[nodiscard]] static std::shared_ptr<const Weather> from_file(const Record& entry, Findings& findings);

    const Tables& tables_;
    std::map<int, std::shared_ptr<const Weather>> of_region_;
    std::map<std::string, Year> read_;  ///< by what was asked for
};

}  // namespace gaiku
