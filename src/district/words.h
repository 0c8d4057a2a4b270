#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/normal.h"
#include "base/unit.h"
#include "district/descriptor.h"

/// Small parts of what findings about a district file say.
namespace gaiku {

/// "a, b, c", the first twelve.
[[nodiscard]] std::string joined(const std::vector<std::string>& words);

/// "one of: a, b, c", in both languages.
[[nodiscard]] Text one_of(const std::vector<std::string>& words);

/// The same words, those of the first part of `text` ("office" of "office/small") first, then those of its last part,
/// then the others, each in their order: of a long list people read the beginning.
[[nodiscard]] std::vector<std::string> near_first(std::string_view text, std::vector<std::string> words);

/// The words that share the first part of `text`; all of them where none does.
[[nodiscard]] std::vector<std::string> of_same_kind(std::string_view text, const std::vector<std::string>& words);

/// Whether a name can stand in a path, a file name and an address: up to 64 ASCII letters, digits, _ and -.
[[nodiscard]] bool is_id(std::string_view text);

/// The unit of a field; "-" where it has none.
[[nodiscard]] Unit unit_of(const Field& field);

/// "0 kW to 100 kW", in both languages: the range of a field.
[[nodiscard]] Text range_of(const Field& field);

/// Whether a number (base units) lies in the range of its field.
[[nodiscard]] bool in_range(const Field& field, double number);
/// The same where the unit is known, as of a whole series.
[[nodiscard]] bool in_range(const Field& field, const Unit& unit, double number);

}  // namespace gaiku
