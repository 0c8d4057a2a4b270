#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "district/district.h"
#include "technology/registry.h"
#include "virtual/virtual_district.h"

namespace gaiku::field {

inline const std::filesystem::path kashiwanoha =
    std::filesystem::path(GAIKU_SOURCE_DIR) / "examples/kashiwanoha/9-kashiwanoha.yaml";
inline const std::filesystem::path map_of_kashiwanoha =
    std::filesystem::path(kashiwanoha).replace_extension(".geojson");

/// Kashiwa-no-ha with `now` in place of `there`, as a file of its own.
inline std::filesystem::path kashiwanoha_with(const std::string& there, const std::string& now,
                                              const std::filesystem::path& folder) {
    std::stringstream text;
    text << std::ifstream(kashiwanoha).rdbuf();
    std::string changed = text.str();
    EXPECT_NE(changed.find(there), std::string::npos) << there;
    changed.replace(changed.find(there), there.size(), now);
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "changed.yaml") << changed;
    std::filesystem::copy_file(map_of_kashiwanoha, folder / map_of_kashiwanoha.filename(),
                               std::filesystem::copy_options::overwrite_existing);
    return folder / "changed.yaml";
}

/// A district with what it is read with.
struct DistrictForTests {
    explicit DistrictForTests(const std::filesystem::path& path) {
        Findings findings;
        districts = read_district(
            path, format, tables, [](const District&, Findings&) {}, findings);
        for (const auto& finding : findings.all()) {
            if (finding.severity == Severity::error) ADD_FAILURE() << print_finding(finding, Language::en);
        }
    }
    [[nodiscard]] const District& last() const { return districts.eras.back().district; }

    Technologies technologies;
    Format format{technologies.sections()};
    Tables tables;
    DistrictFile districts;
};

/// 2026-07-15, a Wednesday in summer, 0:00 in Japan.
inline constexpr Instant summer_midnight =
    std::chrono::sys_days{std::chrono::year{2026} / 7 / 14} + std::chrono::hours{15};

inline Settings settings_from(Instant from, std::uint64_t seed = 7) {
    Settings settings;
    settings.seed = seed;
    settings.from = from;
    return settings;
}

}  // namespace gaiku::field
