#pragma once

#include "plan/network/model.h"
#include "technology/technology.h"

namespace gaiku {

/// Takes out of a schedule what only goes round: a lossless store that charges while it discharges, a lossless line
/// that sends both ways. It costs nothing and changes nothing, so that an interior solution may hold any amount of it.
void remove_circulation(const AssetModel& asset, const network::Network& network, AssetSchedule& schedule);

}  // namespace gaiku
