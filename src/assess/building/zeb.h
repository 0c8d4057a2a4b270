#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/text.h"

/// How far a building is from needing no energy. Source: ZEB roadmap of Japan (levels by saving of primary energy
/// against the standard of the building energy act, "other" loads apart); document 003. Residential levels other than
/// ZEH are unsourced (Oriented 20 %, Ready 50 %, Nearly 75 % with renewables).
namespace gaiku {

/// Primary energy of a building, MJ a m2 and year.
struct BuildingEnergy {
    double standard = 0;   ///< of the standard, above 0
    double design = 0;     ///< as designed, without renewables
    double renewable = 0;  ///< generated on site for it, also what is sold beside own use

    [[nodiscard]] constexpr double bei() const { return design / standard; }
    [[nodiscard]] constexpr double saving() const { return 1 - design / standard; }
    [[nodiscard]] constexpr double saving_with_renewables() const { return 1 - (design - renewable) / standard; }
};

/// From the least to the best.
enum class ZebLevel { none, oriented, ready, nearly, zeb };

/// The level of a use of the district file ("office", "dwelling"). Above 10,000 m2 a building that is no dwelling is
/// Oriented with 40 % (office, school, factory and alike) or 30 % less (hotel, hospital, shop, restaurant, hall,
/// stadium) if it also has a technology that the standard does not rate, which is taken as given.
[[nodiscard]] ZebLevel zeb_level(const BuildingEnergy& energy, double floor_area_m2, const std::string& use);

/// "zeb_ready", "nearly_zeh_m"; empty for none.
[[nodiscard]] std::string zeb_key(ZebLevel level, bool dwelling);
/// As people write it: ZEB Ready, Nearly ZEH-M.
[[nodiscard]] Text zeb_name(ZebLevel level, bool dwelling);
/// Every key but none's.
[[nodiscard]] std::vector<std::string> zeb_keys();

}  // namespace gaiku
