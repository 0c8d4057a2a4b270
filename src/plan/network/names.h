#pragma once

#include <string>
#include <vector>

#include "district/district.h"

/// Names of a district's parts as people say them, for sentences about a plan.
namespace gaiku {

/// "chilled water", "冷水"; the district's own carriers by their names.
[[nodiscard]] Text carrier_name(const District& district, const std::string& id);
/// The name of a block; empty where the district is one place.
[[nodiscard]] Text place_name(const District& district, const std::string& id);
/// The name of an asset, or its id.
[[nodiscard]] Text asset_name(const District& district, const std::string& id);
/// The asset, or nothing where the id is of something else.
[[nodiscard]] const Record* find_asset(const District& district, const std::string& id);

/// "5 March, 17:00-18:00" for a time that begins so many hours after the first of January and lasts `hours`.
[[nodiscard]] Text time_span(double begin, double hours);
/// "5 March, 17:00" for a time so many hours after the first of January.
[[nodiscard]] Text time_of(double hours);
/// "a, b and c", "a、b、c"; the first five and how many more.
[[nodiscard]] Text list_of(const std::vector<Text>& words);

/// " in North", "Northの"; nothing where the district is one place.
[[nodiscard]] Text in_place(const District& district, const std::string& id);
/// "円" for yen in Japanese.
[[nodiscard]] Text currency_name(const std::string& currency);
/// With a capital letter first, as a sentence begins.
[[nodiscard]] std::string capital(std::string text);
/// One text behind another.
[[nodiscard]] Text operator+(const Text& a, const Text& b);

/// A number as it is said in a sentence: three digits that count, whole above 100.
[[nodiscard]] std::string said(double value);
/// The same, rounded so that at least (up) or at most as much is said.
[[nodiscard]] std::string said_enough(double value, bool up);

}  // namespace gaiku
