#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <tuple>

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

/// What machines cannot do is told, to a tenth of a kWh at each balance.
void expect_told(const Lived& lived, const field::VirtualDistrict& district) {
    double unserved = 0, left_over = 0;
    for (const auto& one : district.shortfalls()) {
        unserved += one.unserved_kwh;
        left_over += one.left_over_kwh;
    }
    const double most = 0.1 * static_cast<double>(district.balances().size());
    EXPECT_NEAR(unserved, lived.wanted_kwh - lived.served_kwh, most);
    EXPECT_NEAR(left_over, lived.left_over_kwh, most);
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
                expect_told(lived, district);
                // What comes as an example serves what it is asked for.
                if (path.string().find("examples") != std::string::npos) {
                    EXPECT_TRUE(district.shortfalls().empty());
                }
            }
            ++lived_through;
        }
    }
    EXPECT_GT(lived_through, 60U);
    EXPECT_GT(refused, 60U);
}

TEST(VirtualDistricts, WhatMachinesCannotServeIsNamed) {
    const Workshop workshop;
    for (const auto& [name, place, unserved, left_over] : std::vector<std::tuple<const char*, const char*, bool, bool>>{
             {"no-supply", "electricity", true, false}, {"sun-nobody-takes", "electricity", false, true}}) {
        Findings findings;
        const DistrictFile file =
            workshop.read(fs::path(GAIKU_SOURCE_DIR) / "cases/infeasible" / name / "district.yaml", findings);
        field::Settings settings;
        settings.from = std::chrono::sys_days{std::chrono::year{2026} / 7 / 15};
        settings.step = 30min;
        field::VirtualDistrict district(file.eras.back().district, workshop.technologies, settings);
        (void)live(district, 12);
        const auto told = district.shortfalls();
        ASSERT_EQ(told.size(), 1U) << name;
        EXPECT_EQ(told[0].carrier, place) << name;
        EXPECT_EQ(told[0].unserved_kwh > 0, unserved) << name;
        EXPECT_EQ(told[0].left_over_kwh > 0.1, left_over) << name;
    }
}

}  // namespace
}  // namespace gaiku::virtual_districts_test
