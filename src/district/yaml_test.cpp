#include "district/yaml.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace gaiku::yaml_test {
namespace {

namespace fs = std::filesystem;

NodePtr good(const std::string& text) {
    Findings findings;
    auto node = read_yaml(text, "t.yaml", findings);
    for (const auto& finding : findings.all()) ADD_FAILURE() << print_finding(finding, Language::en);
    return node;
}

/// Codes and places of all findings of a text.
std::vector<std::string> findings_of(const std::string& text) {
    Findings findings;
    (void)read_yaml(text, "t.yaml", findings);
    std::vector<std::string> all;
    for (const auto& finding : findings.all()) all.push_back(finding.code + " " + finding.position.str());
    return all;
}

using Strings = std::vector<std::string>;

TEST(Yaml, EveryValueKnowsItsLineAndColumn) {
    const NodePtr node = good("a: 1\nb:\n  c: [x, y]\n");
    EXPECT_EQ(node->find("a")->value->position.str(), "t.yaml:1:4");
    EXPECT_EQ(node->find("b")->position.str(), "t.yaml:2:1");
    const auto& list = *node->find("b")->value->find("c")->value;
    ASSERT_EQ(list.items.size(), 2u);
    EXPECT_EQ(list.items[1]->position.str(), "t.yaml:3:10");
}

TEST(Yaml, ColumnsCountCharactersAndNotBytes) {
    EXPECT_EQ(good("{名称: 街区, b: 2}")->find("b")->position.str(), "t.yaml:1:10");
}

TEST(Yaml, ScalarsStayAsWritten) {
    const NodePtr node =
        good("a: 1,000 kW\nb: yes\nc: '1'\nd: |\n  two\n  lines\ne: 0x10\nf: ~\ng:\nh: ''\ni: 'null'\n");
    EXPECT_EQ(node->find("a")->value->text, "1,000 kW");
    EXPECT_EQ(node->find("b")->value->text, "yes");
    EXPECT_EQ(node->find("d")->value->text, "two\nlines\n");
    EXPECT_EQ(node->find("e")->value->text, "0x10");
    EXPECT_EQ(node->find("f")->value->kind, Node::Kind::null);
    EXPECT_EQ(node->find("g")->value->kind, Node::Kind::null);
    EXPECT_EQ(node->find("h")->value->kind, Node::Kind::scalar) << "a quoted nothing is a text";
    EXPECT_EQ(node->find("i")->value->kind, Node::Kind::scalar);
}

TEST(Yaml, AnAnchorStandsForItsValue) {
    const NodePtr node = good("a: &x {k: 1}\nb: *x\n");
    EXPECT_EQ(node->find("a")->value, node->find("b")->value) << "shared, not copied";
    EXPECT_EQ(findings_of("a: *nothing\n"), Strings{"unknown-reference t.yaml:1:5"});
}

TEST(Yaml, EveryDuplicateKeyIsNamed) {
    EXPECT_EQ(findings_of("a: 1\nb: 2\na: 3\nb: 4\na: 5\n"),
              (Strings{"duplicate-key t.yaml:3:1", "duplicate-key t.yaml:4:1", "duplicate-key t.yaml:5:1"}));
}

TEST(Yaml, SyntaxErrorsAreNamedWithTheirLine) {
    EXPECT_EQ(findings_of("a: 1\nb: [1, 2\nc: 3\n").size(), 1u);
    for (const char* text : {"a: 'open\n", "\ta: 1\n", "a: b: c\n", "a: 1\n b: 2\n", "}\n", "a: @x\n"}) {
        const auto found = findings_of(text);
        ASSERT_EQ(found.size(), 1u) << text;
        EXPECT_TRUE(found[0].starts_with("yaml-syntax t.yaml:")) << text << found[0];
    }
}

TEST(Yaml, ASecondDocumentIsRefused) {
    EXPECT_EQ(findings_of("a: 1\n---\nb: 2\n"), Strings{"yaml-syntax t.yaml:2:1"});
}

TEST(Yaml, AListAsAKeyIsRefused) {
    EXPECT_EQ(findings_of("? [a, b]\n: 1\n"), Strings{"wrong-kind t.yaml:1:3"});
}

TEST(Yaml, AThousandsSeparatorWithinBracesIsExplained) {
    Findings findings;
    (void)read_yaml("{ households: 1,650 }", "t.yaml", findings);
    ASSERT_EQ(findings.all().size(), 1u);
    EXPECT_EQ(findings.all()[0].code, "ambiguous-number");
    EXPECT_EQ(findings.all()[0].value, "1,650");
    EXPECT_EQ(findings.all()[0].position.str(), "t.yaml:1:15");
}

// A hostile file must end in a message, not in a machine without memory.
TEST(Yaml, HostileDocumentsEnd) {
    const std::string deep(1000, '[');
    EXPECT_EQ(findings_of(deep).size(), 1u);
    std::string bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n";
    for (char c = 'b'; c <= 'i'; ++c) {
        const std::string before(1, static_cast<char>(c - 1));
        bomb += std::string(1, c) + ": &" + c + " [";
        for (int i = 0; i < 10; ++i) bomb += (i == 0 ? "*" : ", *") + before;
        bomb += "]\n";
    }
    EXPECT_EQ(findings_of(bomb).at(0).substr(0, 10), "alias-bomb");
    EXPECT_EQ(findings_of("a: " + std::string(longest_scalar_bytes + 1, 'x')), Strings{"too-long t.yaml:1:4"});
}

class Include : public testing::Test {
protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / ("gaiku-yaml-" + std::to_string(::getpid()) + "-" +
                                               testing::UnitTest::GetInstance()->current_test_info()->name());
        fs::create_directories(folder_ / "part");
    }
    void TearDown() override { fs::remove_all(folder_); }
    void put(const std::string& name, const std::string& text) const { std::ofstream(folder_ / name) << text; }
    [[nodiscard]] NodePtr read(const std::string& name, Findings& findings) const {
        return read_document(folder_ / name, findings);
    }

    fs::path folder_;
};

TEST_F(Include, OwnEntriesLieOverTheIncludedFiles) {
    put("base.yaml", "a: {x: 1, y: 2}\nb: 3\n");
    put("part/more.yaml", "a: {y: 5}\nc: 6\n");
    put("top.yaml", "include: [base.yaml, part/more.yaml]\na: {x: 9}\n");
    Findings findings;
    const NodePtr node = read("top.yaml", findings);
    ASSERT_TRUE(findings.empty());
    EXPECT_EQ(node->find("a")->value->find("x")->value->text, "9");
    EXPECT_EQ(node->find("a")->value->find("y")->value->text, "5");
    EXPECT_EQ(node->find("b")->value->text, "3");
    EXPECT_EQ(node->find("include"), nullptr);
    EXPECT_EQ(node->find("b")->value->position.str(), (folder_ / "base.yaml").string() + ":2:4");
}

TEST_F(Include, NamesAreRelativeToTheIncludingFile) {
    put("part/inner.yaml", "a: 1\n");
    put("part/outer.yaml", "include: inner.yaml\n");
    put("top.yaml", "include: part/outer.yaml\n");
    Findings findings;
    const NodePtr node = read("top.yaml", findings);
    ASSERT_TRUE(findings.empty());
    EXPECT_EQ(node->find("a")->value->text, "1");
}

TEST_F(Include, TheSameFileTwiceIsNoCircle) {
    put("base.yaml", "a: 1\n");
    put("left.yaml", "include: base.yaml\n");
    put("top.yaml", "include: [left.yaml, base.yaml]\n");
    Findings findings;
    EXPECT_NE(read("top.yaml", findings), nullptr);
    EXPECT_TRUE(findings.empty());
}

TEST_F(Include, ACircleIsNamedAndEnds) {
    put("a.yaml", "include: b.yaml\n");
    put("b.yaml", "include: a.yaml\n");
    Findings findings;
    (void)read("a.yaml", findings);
    ASSERT_EQ(findings.all().size(), 1u);
    EXPECT_EQ(findings.all()[0].code, "include-cycle");
    EXPECT_EQ(findings.all()[0].position.str(), (folder_ / "b.yaml").string() + ":1:10");
}

TEST_F(Include, AMissingFileIsReportedWhereItIsNamed) {
    put("top.yaml", "a: 1\ninclude: none.yaml\n");
    Findings findings;
    (void)read("top.yaml", findings);
    ASSERT_EQ(findings.all().size(), 1u);
    EXPECT_EQ(findings.all()[0].code, "file-not-readable");
    EXPECT_EQ(findings.all()[0].position.str(), (folder_ / "top.yaml").string() + ":2:10");
}

TEST_F(Include, OfAnotherKindIsRefused) {
    for (const char* text : {"include: {a: 1}\n", "include: []\n", "include: [[a]]\n", "include:\n"}) {
        put("top.yaml", text);
        Findings findings;
        (void)read("top.yaml", findings);
        ASSERT_FALSE(findings.empty()) << text;
        EXPECT_EQ(findings.all()[0].code, "wrong-kind") << text;
    }
}

}  // namespace
}  // namespace gaiku::yaml_test
