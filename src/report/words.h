#pragma once

#include <string>

#include "base/text.h"

/// Words and units of a district file as people read them in a report.
namespace gaiku {

/// A word that stands for a value: "sized", "third_party"; the text itself where it is none of them.
[[nodiscard]] std::string value_word(const std::string& value, Language language);

/// A use of buildings: "office" is 業務.
[[nodiscard]] std::string use_word(const std::string& use, Language language);

/// "yen/kW/year" or "円/kW/年".
[[nodiscard]] std::string unit_word(const std::string& unit, Language language);

}  // namespace gaiku
