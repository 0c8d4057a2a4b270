#include "base/finding.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

namespace gaiku {
namespace {

Finding wrong_unit() {
    return {"wrong-unit",
            {"district.yaml", 12, 15},
            "assets.new_pv.capacity",
            "350 kWh",
            {"a unit that measures the same as kW", "kW と同じ種類の単位"},
            {"give the value in kW instead of kWh", "kWh ではなく kW で書いてください"},
            "kW",
            Severity::error};
}

TEST(Finding, IsPrintedWithPlaceReasonAndRemedyInEnglish) {
    EXPECT_EQ(print_finding(wrong_unit(), Language::en),
              "district.yaml:12:15: error[wrong-unit]: the unit measures something else\n"
              "  at: assets.new_pv.capacity\n"
              "  found: 350 kWh\n"
              "  expected: a unit that measures the same as kW\n"
              "  did you mean: kW\n"
              "  fix: give the value in kW instead of kWh");
}

TEST(Finding, IsPrintedWithPlaceReasonAndRemedyInJapanese) {
    EXPECT_EQ(print_finding(wrong_unit(), Language::ja),
              "district.yaml:12:15: エラー[wrong-unit]: 単位の種類が違います\n"
              "  場所: assets.new_pv.capacity\n"
              "  入力: 350 kWh\n"
              "  期待: kW と同じ種類の単位\n"
              "  もしかして: kW\n"
              "  対処: kWh ではなく kW で書いてください");
}

TEST(Finding, LeavesOutWhatItDoesNotKnow) {
    EXPECT_EQ(print_finding({"surplus", {"d.yaml", 0, 0}, "", "", {}, {}, "", Severity::warning}, Language::en),
              "d.yaml: warning[surplus]: more is generated than can be used");
    EXPECT_EQ(print_finding({"surplus", {"d.yaml", 0, 0}, "", "", {"x", ""}, {}, "", Severity::warning}, Language::ja),
              "d.yaml: 注意[surplus]: 使い切れない発電があります\n  期待: x");
}

TEST(Finding, SaysItsSentenceBelowTheTitle) {
    Finding finding{"infeasible", {"d.yaml", 3, 7}, "assets.grid.capacity", "", {}, {}, "", Severity::error};
    finding.message = {"60 kW are missing.", "60 kW 不足します。"};
    EXPECT_EQ(print_finding(finding, Language::en),
              "d.yaml:3:7: error[infeasible]: the district cannot work like this\n"
              "  60 kW are missing.\n"
              "  at: assets.grid.capacity");
    EXPECT_NE(print_finding(finding, Language::ja).find("\n  60 kW 不足します。\n"), std::string::npos);
}

TEST(Findings, AreSortedByPlaceWithoutRepeats) {
    Findings findings;
    Finding late = wrong_unit();
    late.position.line = 20;
    findings.add(late);
    findings.add(wrong_unit());
    findings.add(late);
    ASSERT_EQ(findings.sorted().size(), 2u);
    EXPECT_EQ(findings.sorted()[0].position.line, 12);
    EXPECT_EQ(findings.all().size(), 3u);
}

TEST(Findings, EndAtALimitAndCountOnlyErrors) {
    Findings findings;
    Finding warning = wrong_unit();
    warning.severity = Severity::warning;
    findings.add(warning);
    EXPECT_FALSE(findings.has_errors());
    EXPECT_FALSE(findings.empty());
    for (int i = 0; i < 1000; ++i) findings.add(wrong_unit());
    EXPECT_TRUE(findings.full());
    EXPECT_TRUE(findings.has_errors());
    EXPECT_EQ(findings.all().size(), Findings::limit);
}

// What stands in a file must not clear or recolour the terminal it is printed on.
TEST(PrintFinding, LeavesOutControlCharacters) {
    Finding finding;
    finding.code = "unknown-key";
    finding.value = "\x1b[2J\x07 \xC2\x9B 町";
    EXPECT_NE(print_finding(finding, Language::en).find("\uFFFD[2J\uFFFD \uFFFD 町"), std::string::npos);
}

TEST(FindingCodes, AreTitledInBothLanguages) {
    ASSERT_FALSE(finding_codes().empty());
    for (const auto& code : finding_codes()) {
        EXPECT_FALSE(finding_title(code).en.empty() || finding_title(code).ja.empty()) << code;
        EXPECT_NE(finding_title(code).en, code);
    }
    EXPECT_EQ(finding_title("no-such-code").en, "no-such-code");
}

// A code without a title prints its bare name to the person.
TEST(FindingCodes, ThatTheSourcesReportAllHaveATitle) {
    const std::regex use(R"re((?:\{|complain\(|finding\(|addition\()\s*"([a-z]+(?:-[a-z]+)+)",)re");
    std::set<std::string> used;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(GAIKU_SOURCE_DIR) + "/src")) {
        const std::string path = entry.path().string();
        // Codes of accounts are the server's own; their pages say them (web/src/live/words.ts).
        if (path.find("/src/server/accounts/") != std::string::npos) continue;
        if (!path.ends_with(".cpp") || path.ends_with("_test.cpp") || path.ends_with("finding_text.cpp")) continue;
        std::stringstream text;
        text << std::ifstream(path).rdbuf();
        const std::string source = text.str();
        for (auto at = std::sregex_iterator(source.begin(), source.end(), use); at != std::sregex_iterator(); ++at) {
            used.insert((*at)[1]);
        }
    }
    EXPECT_GT(used.size(), 15u);
    const auto codes = finding_codes();
    for (const auto& code : used) EXPECT_NE(std::find(codes.begin(), codes.end(), code), codes.end()) << code;
}

}  // namespace
}  // namespace gaiku
