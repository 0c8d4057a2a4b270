#pragma once

#include <span>

namespace gaiku::resilience {

/// kWh that stores keep at the end of each step of a year that repeats: what `deciding_kw` takes out of them in the
/// next `reserve_hours` beyond `firm_kw`, at the discharge efficiency. All spans have as many values as there are
/// steps.
void reserve_of(std::span<const double> deciding_kw, std::span<const double> firm_kw, double reserve_hours,
                double step_hours, double discharge_efficiency, std::span<double> reserve_kwh);

}  // namespace gaiku::resilience
