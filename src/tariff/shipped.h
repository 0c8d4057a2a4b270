#pragma once

#include <memory>
#include <string>
#include <vector>

#include "district/district.h"
#include "tariff/tariff.h"

namespace gaiku {

/// Names of the tariffs that are laid into the program (data/tariffs/).
[[nodiscard]] const std::vector<std::string>& shipped_tariffs();

/// One of them; nothing for an unknown name. Throws std::logic_error where the file is not right, which a test rules
/// out.
[[nodiscard]] std::shared_ptr<const Tariff> shipped_tariff(const std::string& name);

/// The district with the shipped tariffs that its connections name among its own `tariffs`, as if they stood in the
/// file: their numbers can then be varied like any other.
[[nodiscard]] District with_shipped_tariffs(const District& district);

}  // namespace gaiku
