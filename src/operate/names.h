#pragma once

#include <map>
#include <string>

#include "district/district.h"

namespace gaiku::operate {

/// What people call the places and devices of a district: as the district file names them, with the id behind it where
/// it says something else. What the file does not have is called by its id.
class Names {
public:
    Names() = default;
    explicit Names(const District& district);

    [[nodiscard]] Text block(const std::string& id) const;
    /// "Grid connection of the mall (grid_mall)".
    [[nodiscard]] Text asset(const std::string& id) const;
    /// Of an asset or a building's meter: "2,000 dwellings: 0017 (homes.0017)".
    [[nodiscard]] Text device(const std::string& name, const std::string& building, const std::string& asset) const;

private:
    std::map<std::string, Text> blocks_, buildings_, assets_;
};

/// A channel by what it measures, with what tells it from another one: "active power, drawn positive (l1)".
[[nodiscard]] Text channel_title(const std::string& channel);

}  // namespace gaiku::operate
