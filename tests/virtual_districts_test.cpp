#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <algorithm>
#include <cmath>
#include <filesystem>

#include "cli/commands.h"
#include "virtual/check.h"
#include "virtual/virtual_district.h"

/// Every district file that comes with gaiku is either lived through or refused with a finding that says why.
namespace gaiku::virtual_districts_test {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

std::vector<fs::path> district_files(const fs::path& below) {
    std::vector<fs::path> all;
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(GAIKU_SOURCE_DIR) / below)) {
        const std::string path = entry.path().string();
        const bool no_district = path.find("cases/invalid") != std::string::npos ||  // invalid_cases_test
                                 path.find("cases/device_models") != std::string::npos;
        if (entry.path().extension() == ".yaml" && !no_district) all.push_back(entry.path());
    }
    std::sort(all.begin(), all.end());
    return all;
}

struct Lived {
    double wanted_kwh = 0, served_kwh = 0, left_over_kwh = 0;
};

/// Half a day of half-hours: every balance holds, every number is one. Registers refuse what counts down.
Lived live(field::VirtualDistrict& district, int steps) {
    Lived lived;
    for (int i = 0; i < steps; ++i) {
        district.step(false);
        for (const auto& now : district.balances()) {
            const double size = 1 + std::abs(now.wanted_kw) + std::abs(now.machines_kw);
            EXPECT_NEAR(now.machines_kw, now.served_kw + now.left_over_kw, 1e-6 * size) << now.place << now.carrier;
            EXPECT_LE(now.served_kw, now.wanted_kw + 1e-6 * size) << now.place << now.carrier;
            EXPECT_TRUE(std::isfinite(now.served_kw) && std::isfinite(now.machines_kw)) << now.place << now.carrier;
            lived.wanted_kwh += now.wanted_kw / 2;
            lived.served_kwh += now.served_kw / 2;
            lived.left_over_kwh += std::abs(now.left_over_kw) / 2;
        }
        EXPECT_FALSE(district.frames().empty());
    }
    return lived;
}

TEST(VirtualDistricts, EveryFileIsLivedThroughOrRefused) {
    const Workshop workshop;
    std::size_t lived_through = 0, refused = 0;
    for (const char* below : {"examples", "cases"}) {
        for (const fs::path& path : district_files(below)) {
            SCOPED_TRACE(path.string());
            Findings findings;
            const DistrictFile file = workshop.read(path, findings);
            if (!findings.has_errors() && !file.eras.empty()) field::check_virtual(file.eras.back().district, findings);
            if (findings.has_errors()) {
                ++refused;
                continue;
            }
            ASSERT_FALSE(file.eras.empty());
            for (const auto month : {std::chrono::January, std::chrono::July}) {
                field::Settings settings;
                settings.from = std::chrono::sys_days{std::chrono::year{2026} / month / 14} + 21h;
                settings.step = 30min;
                field::VirtualDistrict district(file.eras.back().district, workshop.technologies, settings);
                const Lived lived = live(district, 24);
                if (lived.served_kwh < 0.999 * lived.wanted_kwh || lived.left_over_kwh > 1e-3)
                    fmt::print("{} {}: wanted {:.1f} served {:.1f} left over {:.3f}\n", path.string(), unsigned(month),
                               lived.wanted_kwh, lived.served_kwh, lived.left_over_kwh);
            }
            ++lived_through;
        }
    }
    EXPECT_GT(lived_through, 60U);
    EXPECT_GT(refused, 60U);
}

}  // namespace
}  // namespace gaiku::virtual_districts_test
