#pragma once

#include "demand/year_shape.h"

namespace gaiku {

/// What a unit load is multiplied by where the climate is another than that of its literature; 1 and 1 where it is not.
struct ClimateFactor {
    double year = 1;  ///< of the year's load
    double peak = 1;  ///< of the unit peak
};

/// Of what follows temperature alone: degree hours (K h) of the building's hours of use in the district's weather over
/// those in the climate year of the unit loads' literature, and the highest hour's degrees likewise. District file:
/// `unit_load_climate` says which weather is followed, or gives the factors. Source of the method:
/// docs/explanation/demand.md.
[[nodiscard]] ClimateFactor degree_factor(const District& district, Service service, const ShapeBasis& basis);

/// Of a whole unit load: electricity follows temperature with the share of it that is air conditioning, hot water not.
[[nodiscard]] ClimateFactor climate_factor(const District& district, Service service, const ShapeBasis& basis);

}  // namespace gaiku
