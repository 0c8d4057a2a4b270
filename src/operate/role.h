#pragma once

#include <string_view>

#include "base/text.h"

namespace gaiku::operate {

/// What a device does in the balance of electricity of its place. What it feeds in is a source of its own kind.
enum class Role {
    use,   ///< a building's meter, or equipment that draws
    grid,  ///< the connection to the public grid
    pv,
    hydro,
    biomass,
    cogeneration,
    emergency,  ///< an emergency generator
    storage,
    interchange,  ///< between two blocks: no source or use of the district
    none,         ///< has no part in it, as a gas meter
};

/// By the technology of an asset.
[[nodiscard]] Role role_of_technology(std::string_view technology);
/// The id by which an interface knows it: "pv".
[[nodiscard]] std::string_view name_of(Role role);
[[nodiscard]] const Text& title_of(Role role);

}  // namespace gaiku::operate
