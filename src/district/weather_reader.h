#pragma once

#include <map>
#include <memory>
#include <string>

#include "district/record.h"
#include "reference/tables.h"
#include "resource/weather.h"

namespace gaiku {

/// Reads the weather of district files: a year is read once, however many scenarios share it.
class WeatherReader {
public:
    explicit WeatherReader(const Tables& tables) : tables_(tables) {}

    /// The climate year of district.region; null without it.
    [[nodiscard]] std::shared_ptr<const Weather> read(const Record& root);

private:
    const Tables& tables_;
    std::map<int, std::shared_ptr<const Weather>> of_region_;
};

}  // namespace gaiku
