#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assess/building/zeb.h"
#include "district/district.h"

/// What the file says of its buildings' energy performance and roofs, judged with a plan's photovoltaics.
namespace gaiku {

struct ScenarioPlan;

struct PvDuty {
    double required_kw = 0, installed_kw = 0;
    int rating = 0;  ///< 1 to 3; 0: not met
};

struct PlannedBuilding {
    std::string id;
    Text name;
    std::string use;
    std::optional<double> floor_area_m2;
    std::optional<BuildingEnergy> energy;
    std::optional<ZebLevel> level;  ///< that the figures say
    std::string claimed;            ///< key of the level that the file says, or empty
    std::optional<PvDuty> duty;     ///< of buildings of 2,000 m2 and more with a footprint
};

/// Buildings of which there is something to say.
[[nodiscard]] std::vector<PlannedBuilding> planned_buildings(const District& district, const ScenarioPlan& scenario);

/// What the figures of a building lack or contradict; a level that they do not reach is a warning.
void check_buildings(const District& district, Findings& findings);

}  // namespace gaiku
