#pragma once

#include <vector>

#include "resource/readers/file_findings.h"
#include "resource/sun.h"

namespace gaiku {

/// Whether a year of global radiation (W/m2, NaN where it is missing) can have come from the sun as it stood there.
/// What it tells as errors: a year of another unit (megajoules taken for watts make a year without sun and no hour is
/// too much), and a year of another clock or place (universal time for that of Japan, west for east), whose sun shines
/// at night.
void check_radiation_against_sun(const std::vector<double>& global_w_m2, const std::vector<SunPosition>& sun,
                                 FileFindings& findings);

}  // namespace gaiku
