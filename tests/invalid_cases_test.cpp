#include <gtest/gtest.h>

#include <fmt/format.h>
#include <unistd.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "base/file.h"
#include "base/normal.h"
#include "cli/commands.h"

/// Every file of cases/invalid: a planner who makes this mistake is told each fault of the file, at its place. What is
/// expected stands beside it (cases/invalid/README.md).
namespace gaiku::invalid_cases_test {
namespace {

namespace fs = std::filesystem;
const fs::path root = fs::path(GAIKU_SOURCE_DIR) / "cases" / "invalid";

/// A case is NAME.yaml beside NAME.expected, or a folder with district.yaml and expected.
struct Case {
    std::string name;
    fs::path file;
    fs::path expected;
};

std::vector<Case> cases() {
    std::vector<Case> all;
    for (const auto& entry : fs::directory_iterator(root)) {
        if (entry.is_directory() && fs::exists(entry.path() / "district.yaml")) {
            all.push_back({entry.path().filename(), entry.path() / "district.yaml", entry.path() / "expected"});
        } else if (entry.path().extension() == ".yaml") {
            fs::path expected = entry.path();
            all.push_back({entry.path().stem(), entry.path(), expected.replace_extension(".expected")});
        }
    }
    std::sort(all.begin(), all.end(), [](const Case& a, const Case& b) { return a.name < b.name; });
    return all;
}

const Workshop& workshop() {
    static const Workshop one;
    return one;
}

Findings read(const fs::path& file) {
    Findings findings;
    (void)workshop().read(file, findings);
    return findings;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
    return text;
}

/// "code line:column value", with the file before the line where it is another one, "-" for a file as a whole, and
/// "@path" where nothing stands in the file.
std::string line_of(const Finding& finding, const fs::path& file) {
    const Position& at = finding.position;
    std::string place = at.line == 0 ? "-" : fmt::format("{}:{}", at.line, at.column);
    if (at.file != file) place = fs::path(at.file).lexically_relative(file.parent_path()).string() + ":" + place;
    const std::string folder = file.parent_path().string() + "/";
    const std::string what = finding.value.empty() ? "@" + finding.path : replaced(finding.value, folder, "");
    std::string line = fmt::format("{} {} {}", finding.code, place, what == "@" ? "" : what);
    line.erase(line.find_last_not_of(' ') + 1);
    return replaced(line, "\n", "\\n");
}

std::string content(const fs::path& path) {
    std::stringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

/// Codes whose finding is not about an entry, so that it has no path.
bool may_lack_path(const Finding& finding) {
    static const std::set<std::string> codes{"alias-bomb",    "file-binary",       "file-empty",      "file-encoding",
                                             "yaml-syntax",   "file-not-readable", "file-too-large",  "too-deep",
                                             "duplicate-key", "too-long",          "ambiguous-number"};
    const bool document = finding.code == "wrong-kind" && finding.position.column == 1;
    const bool alias =
        finding.value.starts_with("*") || finding.value == "<<" || finding.expected.en.starts_with("a name");
    return codes.contains(finding.code) || document || alias;
}

void expect_good_text(const Finding& finding) {
    const std::string shown = print_finding(finding, Language::en);
    EXPECT_FALSE(finding.expected.en.empty()) << shown;
    EXPECT_FALSE(finding.expected.ja.empty()) << shown;
    EXPECT_FALSE(finding.fix.en.empty()) << shown;
    EXPECT_FALSE(finding.fix.ja.empty()) << shown;
    EXPECT_NE(finding.fix.en, finding.fix.ja) << shown;
    EXPECT_NE(finding_title(finding.code).en, finding.code) << "a code without a title";
    EXPECT_TRUE(!finding.path.empty() || may_lack_path(finding)) << shown;
    EXPECT_NE(finding.suggestion.empty() ? "-" : finding.suggestion, finding.value) << shown;
    EXPECT_FALSE(first_invalid_utf8(shown).has_value()) << "cut within a character";
    EXPECT_LT(finding.value.size(), 300u) << "a pasted page belongs into no message";
}

std::ostream& operator<<(std::ostream& out, const Case& c) {
    return out << c.name;
}

class InvalidCase : public testing::TestWithParam<Case> {};

TEST_P(InvalidCase, IsToldInFull) {
    const Case& c = GetParam();
    const Findings findings = read(c.file);
    EXPECT_TRUE(findings.has_errors());
    std::string lines;
    for (const auto& finding : findings.all()) lines += line_of(finding, c.file) + "\n";
    // GAIKU_WRITE_EXPECTED=1 writes what is found as expected, to be read by eye before it is kept.
    if (std::getenv("GAIKU_WRITE_EXPECTED") != nullptr) write_file(c.expected, lines);
    EXPECT_EQ(lines, content(c.expected));
    for (const auto& finding : findings.all()) expect_good_text(finding);
}

INSTANTIATE_TEST_SUITE_P(Cases, InvalidCase, testing::ValuesIn(cases()), [](const auto& parameter) {
    std::string name = parameter.param.name;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
});

TEST(InvalidCases, LieOverADistrictWithoutAFault) {
    const Findings findings = read(root / "base" / "town.yaml");
    for (const auto& finding : findings.all()) ADD_FAILURE() << print_finding(finding, Language::en);
    EXPECT_GE(cases().size(), 55u);
}

TEST(InvalidCases, ManyFaultsOfOneFileAreFoundInOnePass) {
    EXPECT_GE(read(root / "ten-faults.yaml").all().size(), 10u);
    EXPECT_EQ(read(root / "many-faults.yaml").all().size(), Findings::limit);
}

/// "code key" of what is found in each asset of a file: without_units, below, ...
std::map<std::string, std::set<std::string>> findings_by_asset(const fs::path& file) {
    std::map<std::string, std::set<std::string>> all;
    const Findings findings = read(file);
    for (const auto& finding : findings.all()) {
        const auto first = finding.path.find('.'), second = finding.path.find('.', first + 1);
        if (!finding.path.starts_with("assets.") || second == std::string::npos) continue;
        all[finding.path.substr(first + 1, second - first - 1)].insert(finding.code + " " +
                                                                       finding.path.substr(second + 1));
    }
    return all;
}

// A parameter whose mistakes nobody has tried is one whose mistakes a planner finds.
TEST(InvalidCases, TryEveryParameterOfEveryTechnologyOfANetwork) {
    for (const auto& [technology, section] : workshop().technologies.sections()) {
        if (!workshop().technologies.named(technology).in_networks()) continue;
        SCOPED_TRACE(technology);
        std::string name = technology;
        std::replace(name.begin(), name.end(), '_', '-');
        auto found = findings_by_asset(root / ("network-values-" + name + ".yaml"));
        const auto expect = [&](const char* asset, const std::string& code, const std::string& key) {
            EXPECT_TRUE(found[asset].contains(code + " " + key)) << key << " of " << asset << " is no " << code;
        };
        for (const Field& field : section->fields) {
            if (field.required && field.data.table.empty()) expect("bare", "missing-key", field.key);
            const auto& words = found["in_words"];
            EXPECT_TRUE(std::any_of(words.begin(), words.end(), [&, key = " " + field.key](const auto& w) {
                return w.ends_with(key);
            })) << field.key;
            if (field.kind != Kind::quantity) continue;
            if (field.unit != "-") expect("without_units", "missing-unit", field.key);
            expect("with_another_unit", "wrong-unit", field.key);
            expect("below", "out-of-range", field.key);
            expect("above", "out-of-range", field.key);
        }
    }
}

/// Files too large to keep are made when the test runs.
class MadeFile : public testing::Test {
protected:
    MadeFile() : folder_(fs::temp_directory_path() / fmt::format("gaiku-invalid-{}", ::getpid())) {
        fs::create_directories(folder_);
    }
    ~MadeFile() override { fs::remove_all(folder_); }

    /// "code line" of the findings of a made file. A file that takes minutes fails by the time limit of ctest.
    std::vector<std::string> findings_of(const std::string& text) {
        const fs::path file = folder_ / "made.yaml";
        std::ofstream(file, std::ios::binary) << text;
        const Findings findings = read(file);
        std::vector<std::string> lines;
        for (const auto& finding : findings.all()) {
            lines.push_back(fmt::format("{} {}", finding.code, finding.position.line));
            expect_good_text(finding);
        }
        return lines;
    }

    fs::path folder_;
};

using Strings = std::vector<std::string>;

TEST_F(MadeFile, OfAHundredMegabytesIsRefusedUnread) {
    const fs::path file = folder_ / "large.yaml";
    std::ofstream(file) << "gaiku: 1\n";
    fs::resize_file(file, 100'000'000);
    const Findings findings = read(file);
    ASSERT_EQ(findings.all().size(), 1u);
    EXPECT_EQ(findings.all()[0].code, "file-too-large");
    EXPECT_EQ(findings.all()[0].value, "100000000 bytes");
}

TEST_F(MadeFile, WithAHugeTextIsRefused) {
    EXPECT_EQ(findings_of("gaiku: 1\ndistrict:\n  name: " + std::string(1'000'000, 'x') + "\n"), Strings{"too-long 3"});
    EXPECT_EQ(findings_of("gaiku: 1\n? " + std::string(1'000'000, 'x') + "\n: 5\n"), Strings{"too-long 2"});
}

TEST_F(MadeFile, OfDeepNestingIsRefused) {
    EXPECT_EQ(findings_of("gaiku: 1\na: " + std::string(1'000'000, '[') + "\n"), Strings{"too-deep 2"});
    std::string maps = "gaiku: 1\na: ";
    for (int i = 0; i < 100'000; ++i) maps += "{a: ";
    EXPECT_EQ(findings_of(maps + "\n"), Strings{"too-deep 2"});
}

// Each alias adds some levels; written out they would be deeper than any stack.
TEST_F(MadeFile, OfALadderOfAliasesIsRefused) {
    std::string ladder = "a0: &a0 x\n";
    for (int i = 1; i < 20'000; ++i) ladder += fmt::format("a{}: &a{} [[[[[*a{}]]]]]\n", i, i, i - 1);
    EXPECT_EQ(findings_of(ladder), Strings{"too-deep 8"});
}

TEST_F(MadeFile, WithAHundredThousandFaultsEnds) {
    std::string assets = "gaiku: 1\nassets:\n";
    std::string keys = "gaiku: 1\n";
    std::string data = "data:\n  unit_costs:\n";
    for (int i = 0; i < 60'000; ++i) {
        assets += fmt::format("  a{}: {{ technology: battery, capacity: {} kW }}\n", i, i);
        keys += fmt::format("key_without_meaning_{}: {}\n", i, i);
        data += fmt::format("    row_{}: {{ capital: 5 }}\n", i);
    }
    EXPECT_EQ(findings_of(assets).size(), Findings::limit);
    EXPECT_EQ(findings_of(keys).size(), Findings::limit);
    EXPECT_EQ(findings_of(data).size(), Findings::limit);
}

// Names are looked up, not searched for: a town of 30,000 buildings in as many blocks.
TEST_F(MadeFile, WithManyReferencesIsReadQuickly) {
    std::string text = fmt::format("include: {}\nblocks:\n", (root / "base" / "town.yaml").string());
    constexpr int many = 30'000;
    for (int i = 0; i < many; ++i) text += fmt::format("  b{}: {{ name: B }}\n", i);
    text += "buildings:\n";
    for (int i = 0; i < many; ++i) {
        text += fmt::format(
            "  h{}: {{ use: office, block: b{}, electricity: 5 MWh/year, electricity_profile: flat }}\n", i, i);
    }
    EXPECT_EQ(findings_of(text), Strings{});
}

}  // namespace
}  // namespace gaiku::invalid_cases_test
