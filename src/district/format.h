#pragma once

#include <deque>
#include <functional>
#include <map>
#include <string>

#include "district/descriptor.h"

namespace gaiku {

/// The format of a district file: all its descriptors. Which assets there can be, the caller says (district/ knows no
/// technology).
class Format {
public:
    explicit Format(const std::map<std::string, const Section*>& assets);
    Format(const Format&) = delete;
    Format& operator=(const Format&) = delete;

    [[nodiscard]] const Section& root() const { return *root_; }

private:
    const Section& add(Section section) { return sections_.emplace_back(std::move(section)); }
    const Section& district_section();
    const Section& block_section();
    const Section& profile_section();
    const Section& building_section(const Section& demand);
    const Section& asset_section(const std::map<std::string, const Section*>& assets);
    const Section& carrier_section();
    const Section& series_section();
    const Section& demand_section();
    const Section& plan_section();
    const Section& network_plan_section();
    const Section& front_section();
    const Section& sensitivity_section();
    const Section& economics_section();
    const Section& environment_section();
    const Section& scenario_section();

    std::deque<Section> sections_;  ///< a deque keeps addresses
    const Section* root_ = nullptr;
};

/// The forms of energy that need not be named in `carriers`.
[[nodiscard]] const std::vector<std::string>& built_in_carriers();

/// The JSON Schema (2020-12) of a district file, for completion and checks in editors. Made from the descriptors.
[[nodiscard]] std::string json_schema(const Format& format);

}  // namespace gaiku
