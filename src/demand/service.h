#pragma once

#include <array>
#include <cstddef>

#include "base/text.h"

namespace gaiku {

/// What a building needs energy for. Light and equipment are electricity; so is the air conditioning of dwellings.
enum class Service { electricity, cooling, heating, hot_water };

inline constexpr std::size_t services = 4;

/// As district files and results call them.
inline constexpr std::array<const char*, services> service_names{"electricity", "cooling", "heating", "hot_water"};

[[nodiscard]] constexpr const char* name_of(Service service) {
    return service_names[static_cast<std::size_t>(service)];
}

/// For people.
[[nodiscard]] Text service_text(Service service);

}  // namespace gaiku
