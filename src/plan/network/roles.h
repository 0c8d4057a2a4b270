#pragma once

#include "plan/network/model.h"
#include "plan/network/result.h"

namespace gaiku {

/// What each port of an asset does in its balance, from how the asset is built: the ports of a store charge and
/// discharge, a flow that crosses the border is bought or sold, an asset that gives nothing dumps what its first port
/// takes.
[[nodiscard]] std::vector<PortRole> port_roles(const AssetModel& asset, const network::Network& network);

}  // namespace gaiku
