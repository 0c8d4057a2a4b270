#pragma once

#include <deque>
#include <functional>
#include <map>
#include <string>

#include "district/descriptor.h"

namespace gaiku {

/// One of several words.
[[nodiscard]] inline Field choice(std::string key, Text meaning, std::string preset, std::vector<std::string> choices,
                                  Text source = {}) {
    return {.key = std::move(key),
            .kind = Kind::choice,
            .meaning = std::move(meaning),
            .preset = std::move(preset),
            .choices = std::move(choices),
            .source = std::move(source)};
}

inline const Text document_002{"document 002 (six microgrid model cases)", "資料002（マイクログリッド6モデル）"};

/// The format of a district file: all its descriptors. Which assets there can be, the caller says (district/ knows no
/// technology).
class Format {
public:
    explicit Format(const std::map<std::string, const Section*>& assets);
    Format(const Format&) = delete;
    Format& operator=(const Format&) = delete;

    [[nodiscard]] const Section& root() const { return *root_; }
    /// An entry of `tariffs`; the tariffs in the program are written like it.
    [[nodiscard]] const Section& tariff() const { return *tariff_; }

private:
    const Section& add(Section section) { return sections_.emplace_back(std::move(section)); }
    /// The section with more fields.
    const Section& with_fields(Section section, std::vector<Field> more) {
        for (auto& field : more) section.fields.push_back(std::move(field));
        return add(std::move(section));
    }
    const Section& district_section();
    const Section& map_section();
    const Section& weather_section();
    const Section& block_section();
    const Section& profile_section();
    const Section& building_section(const Section& demand, const Section& measured, const Section& load_shares);
    std::vector<Field> floor_area_fields(const Section& load_shares);
    const Section& simultaneity_section();
    const Section& unit_load_climate_section();
    const Section& measured_section();
    const Section& measured_building_section(const Section& load_shares);
    const Section& asset_section(const std::map<std::string, const Section*>& assets);
    const Section& carrier_section();
    const Section& series_section();
    const Section& demand_section(const Section& load_shares, const Section& measured);
    const Section& plan_section();
    const Section& network_plan_section();
    const Section& front_section();
    const Section& sensitivity_section();
    const Section& islanding_section();
    const Section& economics_section();
    const Section& environment_section();
    const Section& scenario_section();
    const Section& targets_section();
    const Section& tariff_section();
    const Section& charge_section();
    const Section& energy_charge_section();
    const Section& demand_charge_section();
    const Section& finance_section();
    const Section& solve_for_section();
    const Section& uncertainty_section();
    const Section& load_shares_section();
    const Section& resilience_section(const Section& load_shares);

    std::deque<Section> sections_;  ///< a deque keeps addresses
    const Section* root_ = nullptr;
    const Section* tariff_ = nullptr;
};

/// The forms of energy that need not be named in `carriers`.
[[nodiscard]] const std::vector<std::string>& built_in_carriers();

/// What a building says of its energy performance and its roof (ZEB levels, duty to install photovoltaics).
[[nodiscard]] std::vector<Field> building_performance_fields();

/// What solve_for and uncertainty may name (assess/finance knows what they do).
[[nodiscard]] const std::vector<std::string>& finance_variables();

/// The JSON Schema (2020-12) of a district file, for completion and checks in editors. Made from the descriptors.
[[nodiscard]] std::string json_schema(const Format& format);

}  // namespace gaiku
