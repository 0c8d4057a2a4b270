#include <algorithm>

#include "operate/image.h"
#include "technology/asset_input.h"

namespace gaiku::operate {
namespace {

std::optional<double> number_of(const Record& record, const char* key) {
    if (!record.has(key) || record.says(key, "unlimited") || record.says(key, "sized")) return std::nullopt;
    return record.number(key);
}

/// A factor that is one number; one that changes by the hour is none here.
std::optional<double> factor_of(const AssetInput& asset) {
    if (!asset.has("co2_factor")) return std::nullopt;
    const Profile factor = asset.profile("co2_factor");
    return factor.is_constant() ? std::optional(factor.factor) : std::nullopt;
}

}  // namespace

Surroundings::Surroundings(const District& district)
    : name_(district.about().name()), names_(std::make_shared<const Names>(district)) {
    for (const auto& [id, block] : district.blocks()) blocks_.emplace_back(id, block->name());
    for (const auto& [id, record] : district.assets()) {
        const std::string technology = record->text_or("technology", {});
        const AssetInput input(*record, district);
        Asset asset;
        asset.role = role_of_technology(technology);
        asset.block = record->text_or("block", {});
        if (asset.role == Role::grid) {
            asset.limit_kw = number_of(*record, "target_demand");
            asset.connection_kw = number_of(*record, "capacity");
            if (!asset.limit_kw) asset.limit_kw = asset.connection_kw;
            asset.co2_kg_per_kwh = factor_of(input);
            // As in a plan: that of the environment where the connection has none of its own.
            if (!input.has("co2_factor") && district.has_environment())
                asset.co2_kg_per_kwh = number_of(district.environment(), "co2_factor");
        }
        if (asset.role == Role::storage) asset.capacity_kwh = number_of(*record, "capacity");
        if (technology == "gas_connection") {
            if (const auto factor = factor_of(input)) gas_[asset.block] = *factor;
        }
        assets_.emplace(id, std::move(asset));
    }
}

const Surroundings::Asset* Surroundings::asset(const std::string& id) const {
    const auto found = assets_.find(id);
    return found == assets_.end() ? nullptr : &found->second;
}

const Surroundings::Asset* Surroundings::asset_ever(const std::string& id) const {
    if (const Asset* there = asset(id)) return there;
    const auto found = gone_.find(id);
    return found == gone_.end() ? nullptr : &found->second;
}

void Surroundings::remember(const Surroundings& earlier) {
    for (const auto* some : {&earlier.assets_, &earlier.gone_}) {
        for (const auto& [id, asset] : *some)
            if (!assets_.contains(id)) gone_.emplace(id, asset);
    }
}

std::optional<double> Surroundings::gas_kg_per_kwh(const std::string& block) const {
    const auto found = gas_.find(block);
    if (found != gas_.end()) return found->second;
    return gas_.empty() ? std::nullopt : std::optional(gas_.begin()->second);
}

}  // namespace gaiku::operate
