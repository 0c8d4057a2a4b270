#include "district/weather_reader.h"

#include <cmath>

#include "resource/climate_table.h"

namespace gaiku {

std::shared_ptr<const Weather> WeatherReader::read(const Record& root) {
    const Value* about = root.find("district");
    if (about == nullptr || !about->record || !about->record->has("region")) return nullptr;
    const int region = static_cast<int>(std::lround(about->record->number("region")));
    auto& known = of_region_[region];
    if (!known) known = climate_year(region, tables_);
    return known;
}

}  // namespace gaiku
