#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "technology/technology.h"

namespace gaiku {

/// All technologies that gaiku knows.
class Technologies {
public:
    Technologies();

    /// Throws std::out_of_range for a name that no technology has; validated assets have one.
    [[nodiscard]] const Technology& of(const Record& asset) const { return named(asset.text("technology")); }
    [[nodiscard]] const Technology& named(const std::string& name) const { return *all_.at(name); }
    /// The descriptors of each, for district/.
    [[nodiscard]] std::map<std::string, const Section*> sections() const;
    /// Runs the checks of the technologies over a district's assets.
    void check(const District& district, Findings& findings) const;

private:
    std::map<std::string, std::unique_ptr<const Technology>> all_;
};

}  // namespace gaiku
