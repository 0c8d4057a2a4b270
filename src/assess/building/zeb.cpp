#include "assess/building/zeb.h"

#include <algorithm>
#include <array>

namespace gaiku {
namespace {

constexpr double oriented_floor_m2 = 10'000;
constexpr double half = 0.5, three_quarters = 0.75;
/// Savings are printed in whole percents: one a rounding error below a limit is at it.
constexpr double rounding = 1e-9;

bool at_least(double saving, double limit) {
    return saving >= limit - rounding;
}

double oriented_saving(const std::string& use) {
    constexpr double strict = 0.4, mild = 0.3;
    constexpr std::array<const char*, 7> uses{"hotel", "hospital", "retail", "restaurant", "hall", "stadium", "sports"};
    return std::find(uses.begin(), uses.end(), use) != uses.end() ? mild : strict;
}

ZebLevel dwelling_level(double saving, double with) {
    constexpr double envelope_and_equipment = 0.2;
    if (!at_least(saving, envelope_and_equipment)) return ZebLevel::none;
    if (at_least(with, 1)) return ZebLevel::zeb;
    if (at_least(with, three_quarters)) return ZebLevel::nearly;
    return at_least(with, half) ? ZebLevel::ready : ZebLevel::oriented;
}

}  // namespace

ZebLevel zeb_level(const BuildingEnergy& energy, double floor_area_m2, const std::string& use) {
    const double saving = energy.saving(), with = energy.saving_with_renewables();
    if (use == "dwelling") return dwelling_level(saving, with);
    if (at_least(saving, half)) {
        if (at_least(with, 1)) return ZebLevel::zeb;
        return at_least(with, three_quarters) ? ZebLevel::nearly : ZebLevel::ready;
    }
    const bool large = floor_area_m2 >= oriented_floor_m2;
    return large && at_least(saving, oriented_saving(use)) ? ZebLevel::oriented : ZebLevel::none;
}

std::string zeb_key(ZebLevel level, bool dwelling) {
    std::string is = dwelling ? "zeh_m" : "zeb";
    switch (level) {
        case ZebLevel::oriented:
            return is + "_oriented";
        case ZebLevel::ready:
            return is + "_ready";
        case ZebLevel::nearly:
            return "nearly_" + is;
        case ZebLevel::zeb:
            return is;
        case ZebLevel::none:
            break;
    }
    return {};
}

Text zeb_name(ZebLevel level, bool dwelling) {
    const std::string is = dwelling ? "ZEH-M" : "ZEB";
    switch (level) {
        case ZebLevel::oriented:
            return {is + " Oriented", is + " Oriented"};
        case ZebLevel::ready:
            return {is + " Ready", is + " Ready"};
        case ZebLevel::nearly:
            return {"Nearly " + is, "Nearly " + is};
        case ZebLevel::zeb:
            return {is, "『" + is + "』"};
        case ZebLevel::none:
            break;
    }
    return {"none", "該当なし"};
}

std::vector<std::string> zeb_keys() {
    std::vector<std::string> keys;
    for (const bool dwelling : {false, true}) {
        for (const auto level : {ZebLevel::oriented, ZebLevel::ready, ZebLevel::nearly, ZebLevel::zeb})
            keys.push_back(zeb_key(level, dwelling));
    }
    return keys;
}

}  // namespace gaiku
