#include "district/yaml_advice.h"

#include <gtest/gtest.h>

#include "base/finding.h"
#include "district/yaml.h"

namespace gaiku::yaml_advice_test {
namespace {

Finding finding_of(const std::string& text) {
    Findings findings;
    EXPECT_EQ(read_yaml(text, "t.yaml", findings), nullptr) << text;
    EXPECT_EQ(findings.all().size(), 1u) << text;
    return findings.empty() ? Finding{} : findings.all().front();
}

TEST(SyntaxAdvice, ATabIsFoundWhereItStands) {
    const Finding finding = finding_of("a: 1\n\tb: 2\n");
    EXPECT_EQ(finding.position.str(), "t.yaml:2:1") << "the parser only stumbles in the line before";
    EXPECT_EQ(finding.fix.en, "replace the tab by blanks");
}

TEST(SyntaxAdvice, FullWidthSignsOfAJapaneseKeyboardAreNamed) {
    EXPECT_EQ(finding_of("a:\n  id：町\n  b: 1\n").position.str(), "t.yaml:2:5");
    EXPECT_NE(finding_of("a:\n  id：町\n  b: 1\n").fix.ja.find("全角の「：」"), std::string::npos);
}

TEST(SyntaxAdvice, ShowsTheLineAndNotTheParsersWords) {
    const Finding finding = finding_of("a:\n  id town\n  b: 1\n");
    EXPECT_EQ(finding.value, "id town");
    EXPECT_EQ(finding.expected.ja, "「名前: 値」（半角コロンと空白）");
}

TEST(SyntaxAdvice, AnOpenBraceAtTheEndShowsTheLastLine) {
    const Finding finding = finding_of("a: { b: 1\n\n\n");
    EXPECT_EQ(finding.position.line, 1);
    EXPECT_EQ(finding.value, "a: { b: 1");
}

TEST(SyntaxAdvice, TakesAnyPlace) {
    for (const int line : {-1, 0, 1, 5, 1'000'000}) {
        const SyntaxAdvice advice = syntax_advice("a\n", "nothing known", line, -3);
        EXPECT_GE(advice.column, 1) << line;
        EXPECT_FALSE(advice.fix.ja.empty());
    }
}

}  // namespace
}  // namespace gaiku::yaml_advice_test
