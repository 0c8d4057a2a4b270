#include "demand/climate_factor.h"

#include <algorithm>
#include <numeric>
#include <string>

namespace gaiku {
namespace {

/// Degree hours of a year, K h, and the highest hour's degrees, K.
struct Degrees {
    double sum = 0, highest = 0;
};

Degrees degrees_in(const Weather& weather, Service service, ShapeBasis basis) {
    basis.temperature_c = &weather.temperature_c;
    const HourlyYear hours = degrees_of(service, basis);
    return {std::accumulate(hours.begin(), hours.end(), 0.0), *std::max_element(hours.begin(), hours.end())};
}

/// The weather asks for nothing of it in the literature's region: what the row has of it follows something else.
ClimateFactor over(const Degrees& here, const Degrees& of_literature) {
    if (!(of_literature.sum > 0)) return {};
    return {here.sum / of_literature.sum, here.highest / of_literature.highest};
}

const char* key_of(Service service) {
    switch (service) {
        case Service::cooling:
            return "cooling";
        case Service::heating:
            return "heating";
        default:
            return "air_conditioning";
    }
}

/// What the file itself gives comes before what is computed.
ClimateFactor with_given(const District& district, Service service, ClimateFactor factor) {
    const Value* entry = district.root->find("unit_load_climate");
    if (entry == nullptr) return factor;
    const std::string key = key_of(service);
    factor.year = entry->record->number_or(key, factor.year);
    factor.peak = entry->record->number_or(key + "_peak", factor.peak);
    return factor;
}

}  // namespace

ClimateFactor degree_factor(const District& district, Service service, const ShapeBasis& basis) {
    if (!basis.use.known() || !follows_temperature(service, basis.use)) return {};
    ClimateFactor factor;
    if (district.weather && district.weather_of_unit_loads)
        factor = over(degrees_in(*district.weather, service, basis),
                      degrees_in(*district.weather_of_unit_loads, service, basis));
    return with_given(district, service, factor);
}

ClimateFactor climate_factor(const District& district, Service service, const ShapeBasis& basis) {
    const ClimateFactor degrees = degree_factor(district, service, basis);
    if (service != Service::electricity) return degrees;
    const double share = basis.use.following_temperature;
    return {1 + share * (degrees.year - 1), 1 + share * (degrees.peak - 1)};
}

}  // namespace gaiku
