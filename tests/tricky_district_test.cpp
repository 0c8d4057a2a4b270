#include <gtest/gtest.h>

#include <fmt/format.h>
#include <unistd.h>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "cli/commands.h"

/// What looks odd but is right: a planner who writes so must not be sent back.
namespace gaiku {
namespace {

namespace fs = std::filesystem;

class TrickyDistrict : public testing::Test {
protected:
    TrickyDistrict() : folder_(fs::temp_directory_path() / fmt::format("gaiku-tricky-{}", ::getpid())) {
        fs::create_directories(folder_);
    }
    ~TrickyDistrict() override { fs::remove_all(folder_); }

    static fs::path town() { return fs::path(GAIKU_SOURCE_DIR) / "cases" / "invalid" / "base" / "town.yaml"; }

    /// The eras of a file with this text; fails where it has a finding.
    std::vector<Era> read(const std::string& text) {
        const fs::path file = folder_ / "tricky.yaml";
        std::ofstream(file, std::ios::binary) << text;
        Findings findings;
        DistrictFile district = workshop_.read(file, findings);
        for (const auto& finding : findings.all()) ADD_FAILURE() << print_finding(finding, Language::en);
        return district.eras;
    }

    /// The town with `change` laid over it.
    District changed(const std::string& change) {
        auto eras = read("include: " + town().string() + "\n" + change);
        return eras.empty() ? District{} : eras.front().district;
    }

    double capacity(const std::string& written) {
        const District district = changed("assets:\n  hydro:\n    capacity: " + written + "\n");
        return district.root ? find(district, "hydro")->number("capacity") : -1;
    }

    static const Record* find(const District& district, const std::string& id) {
        for (const auto& [key, asset] : district.assets()) {
            if (key == id) return asset.get();
        }
        return nullptr;
    }

    fs::path folder_;
    Workshop workshop_;
};

TEST_F(TrickyDistrict, NumbersAsJapanesePlannersWriteThem) {
    for (const char* written :
         {"350 kW", "350kW", "350.0 kW", "0.35 MW", "３５０ｋＷ", "350　kW", "350 ㎾", "\"350 kW\"", "'350 kW'",
          "3.5e2 kW", "+350 kW", "00350 kW", "350,000 W", "350 kW   # as built", ">-\n      350\n      kW"}) {
        EXPECT_DOUBLE_EQ(capacity(written), 350) << written;
    }
}

TEST_F(TrickyDistrict, CountsAndSharesInOtherForms) {
    const District district = changed(
        "buildings: { houses: { households: \"1,650世帯\" } }\n"
        "assets: { heaters: { units: 119台 }, old_pv: { existing: はい, subsidised: いいえ } }\n"
        "economics: { period: 300 months, subsidy: ６６．６％, discount_rate: 1/25 }\n");
    EXPECT_EQ(district.buildings().at(0).second->number("households"), 1650);
    EXPECT_EQ(find(district, "heaters")->number("units"), 119);
    EXPECT_TRUE(find(district, "old_pv")->yes("existing"));
    EXPECT_EQ(district.economics().number("period"), 25);
    EXPECT_DOUBLE_EQ(district.economics().number("subsidy"), 0.666);
    EXPECT_DOUBLE_EQ(district.economics().number("discount_rate"), 0.04);
}

TEST_F(TrickyDistrict, MoneyInAnyJapaneseMultiple) {
    for (const char* written :
         {"1億2,000万円", "1.2億円", "12,000万円", "120百万円", "120,000千円", "¥120,000,000", "1.2e8 yen"}) {
        const District district = changed(fmt::format("assets:\n  system:\n    capital: {}\n", written));
        EXPECT_DOUBLE_EQ(find(district, "system")->number("capital"), 1.2e8) << written;
    }
}

TEST_F(TrickyDistrict, LineEndsMarksAndDocumentSigns) {
    std::stringstream text;
    text << std::ifstream(town()).rdbuf();
    std::string crlf;
    for (const char c : text.str()) crlf += c == '\n' ? "\r\n" : std::string(1, c);
    EXPECT_EQ(read(crlf).size(), 1u);
    EXPECT_EQ(read("\xEF\xBB\xBF" + crlf).size(), 1u);
    EXPECT_EQ(read("---\n" + text.str() + "...\n").size(), 1u);
    EXPECT_EQ(read("%YAML 1.2\n---\n" + text.str()).size(), 1u);
}

TEST_F(TrickyDistrict, AliasesRepeatAPart) {
    const District district = changed(
        "assets:\n"
        "  a: &roof { technology: pv, mounting: rooftop_pv, capacity: 20 kW }\n"
        "  b: *roof\n");
    EXPECT_EQ(find(district, "b")->number("capacity"), 20);
}

TEST_F(TrickyDistrict, AnEmptySectionSaysNothing) {
    const District district = changed("");
    EXPECT_EQ(district.buildings().size(), 2u);
    std::stringstream text;
    text << std::ifstream(town()).rdbuf();
    std::string without = text.str();
    const std::string plan = "blocks: { station: { name: { en: Station front, ja: 駅前地区 } } }";
    without.replace(without.find(plan), plan.size(), "blocks: { station: { } }\ndata: { }");
    EXPECT_EQ(read(without).size(), 1u);
}

TEST_F(TrickyDistrict, AScenarioTakesAPartAway) {
    const auto eras =
        read("include: " + town().string() +
             "\nscenarios:\n  - { era: now, supply_rate: 70 % }\n"
             "  - { era: later, supply_rate: own_sources, change: { assets: { waste: ~, hydro: null } } }\n");
    ASSERT_EQ(eras.size(), 2u);
    EXPECT_NE(find(eras[0].district, "waste"), nullptr);
    EXPECT_EQ(find(eras[1].district, "waste"), nullptr);
    EXPECT_EQ(find(eras[1].district, "hydro"), nullptr);
}

TEST_F(TrickyDistrict, ARowOfOnesOwnMayBeNamed) {
    const District district = changed(
        "data:\n  unit_costs:\n    carport: { new: はい, capital: 35 万円/kW, upkeep: 5千円/kW/年 }\n"
        "  capacity_factors: { carport: { new: yes, capacity_factor: 12 % } }\n"
        "assets: { hydro: { type: carport } }\n");
    EXPECT_DOUBLE_EQ(find(district, "hydro")->number("capital"), 350'000);
    EXPECT_DOUBLE_EQ(find(district, "hydro")->number("upkeep"), 5'000);
    EXPECT_DOUBLE_EQ(find(district, "hydro")->number("capacity_factor"), 0.12);
}

}  // namespace
}  // namespace gaiku
