#pragma once

#include <string>
#include <vector>

#include "district/descriptor.h"
#include "technology/asset_input.h"

/// Descriptors that technologies share, and what reads them.
namespace gaiku::fields {

[[nodiscard]] std::vector<Field> join(std::vector<std::vector<Field>> parts);

/// `key`: a size in `unit`, or one of `words` ("sized", "unlimited"), with min_`key` and max_`key` for a free one.
[[nodiscard]] std::vector<Field> size(const std::string& key, const std::string& unit, Text meaning,
                                      std::vector<std::string> words, bool required = true);
/// `capital` and `upkeep` a `unit` ("kW", "kWh").
[[nodiscard]] std::vector<Field> cost(const std::string& unit);
/// Money a kWh, a number or a series.
[[nodiscard]] Field price(const std::string& key, Text meaning, bool required = false);
[[nodiscard]] Field carrier(const std::string& key, Text meaning, std::string preset);
/// A share of 0.1 to `most` percent.
[[nodiscard]] Field share(const std::string& key, Text meaning, std::string preset = {}, double least = 0.1,
                          double most = 100);

/// An efficiency or COP: `key` as a number or a series, or `key`_by_temperature with `temperature`.
[[nodiscard]] std::vector<Field> efficiency(const std::string& key, const std::string& unit, Text meaning, double most);
/// Reads it: straight lines between the points, constant beyond them.
[[nodiscard]] Profile read_efficiency(const AssetInput& asset, const std::string& key);

/// `rule` of a store and the hours of its night (plan.operation: rules).
[[nodiscard]] std::vector<Field> store_rule(const std::string& preset);

/// `part_load`: a list of load and efficiency relative to the rated one.
[[nodiscard]] Field part_load();
/// A row of the table part_load_curves, instead of typed points.
[[nodiscard]] Field curve(const std::string& key = "curve",
                          Text meaning = {"a sourced curve of part load instead of part_load",
                                          "部分負荷特性の名前（part_load の代わり）"},
                          std::string preset = {});

}  // namespace gaiku::fields
