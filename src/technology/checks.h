#pragma once

#include <initializer_list>
#include <string>

#include "technology/asset_input.h"

/// Checks that technologies share, for districts of method network.
namespace gaiku::checks {

/// A key that this method needs.
void require(const AssetInput& asset, const char* key, Findings& findings);
/// Its block, where there are several.
void place(const AssetInput& asset, Findings& findings);
/// A size: limits in order, a free one neither there already nor somebody else's.
void size(const AssetInput& asset, const std::string& key, Findings& findings);
/// What is bought has a price, and the years or the annuity that it is counted by.
void capital(const AssetInput& asset, std::initializer_list<const char*> keys, Findings& findings);
/// Running costs of a carrier, or upkeep, have an escalation where a life cycle is counted.
void running(const AssetInput& asset, const std::string& what, Findings& findings);
/// Carriers that are heat, cold or fuel: electricity is none of them.
void not_electricity(const AssetInput& asset, std::initializer_list<const char*> keys, Findings& findings);
/// Carriers that differ from each other: a machine that gives what it takes would feed itself.
void apart(const AssetInput& asset, std::initializer_list<const char*> keys, Findings& findings);
/// An efficiency that is nowhere below `least`: a heat pump gives at least what it draws.
void at_least(const AssetInput& asset, const std::string& key, double least, Findings& findings);
/// Given one way only, temperatures rising.
void efficiency(const AssetInput& asset, const std::string& key, Findings& findings);
/// Whether its efficiency follows its load.
[[nodiscard]] bool has_part_load(const AssetInput& asset);
/// A row of part_load_curves with all its numbers, an input above 0 and one of 1 at full load.
void curve(const AssetInput& asset, const std::string& key, Findings& findings);
/// Typed points or a sourced curve, not both. Loads rise to 100 %; the input rises ever faster.
void part_load(const AssetInput& asset, Findings& findings);

}  // namespace gaiku::checks
