#pragma once

#include <gtest/gtest.h>

#include <string>

#include "base/file.h"
#include "server/in_force.h"
#include "technology/registry.h"

namespace gaiku::server::test {

/// As the program reads a district file, its last scenario.
inline DistrictInForce::Read reader_of(const std::filesystem::path& path) {
    return [path](const std::string& text, Findings& findings) -> DistrictRead {
        static const Tables tables;
        static const Technologies technologies;
        static const Format format(technologies.sections());
        const DistrictCheck check = [](const District& one, Findings& of_it) { technologies.check(one, of_it); };
        const auto file =
            std::make_shared<const DistrictFile>(read_district(path, format, tables, check, findings, {}, &text));
        if (findings.has_errors()) return {};
        return {file, &file->eras.back().district};
    };
}

/// A district file of this text, in force.
class WithDistrict {
public:
    WithDistrict(const std::filesystem::path& folder, const std::string& yaml) : path(folder / "district.yaml") {
        std::filesystem::create_directories(folder);
        write_file(path, yaml);
        in_force.emplace(path, reader_of(path), findings);
        for (const auto& finding : findings.all()) ADD_FAILURE() << print_finding(finding, Language::en);
    }

    std::filesystem::path path;
    Findings findings;
    std::optional<DistrictInForce> in_force;
};

}  // namespace gaiku::server::test
