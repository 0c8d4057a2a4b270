#include "district/node.h"

#include <gtest/gtest.h>

#include "district/yaml.h"

namespace gaiku {
namespace {

NodePtr yaml(const std::string& text) {
    Findings findings;
    auto node = read_yaml(text, "t.yaml", findings);
    EXPECT_TRUE(findings.empty()) << text;
    return node;
}

/// A node in one line, so that a test can show a whole document.
std::string shown(const Node& node) {
    if (node.kind == Node::Kind::null) return "null";
    if (node.kind == Node::Kind::scalar) return node.text;
    std::string out;
    for (const auto& item : node.items) out += (out.empty() ? "" : ", ") + shown(*item);
    if (node.kind == Node::Kind::list) return "[" + out + "]";
    for (const auto& entry : node.entries) out += (out.empty() ? "" : ", ") + entry.key + ": " + shown(*entry.value);
    return "{" + out + "}";
}

std::string merged(const std::string& base, const std::string& change) {
    Findings findings;
    const NodePtr result = merge(yaml(base), yaml(change), findings);
    EXPECT_TRUE(findings.empty());
    return shown(*result);
}

TEST(Merge, ChangesOnlyWhatIsNamed) {
    EXPECT_EQ(merged("a: {x: 1, y: 2}\nb: 3", "a: {y: 5}"), "{a: {x: 1, y: 5}, b: 3}");
    EXPECT_EQ(merged("a: 1", "b: {c: 2}"), "{a: 1, b: {c: 2}}");
}

TEST(Merge, ReplacesListsAndOtherKindsAsAWhole) {
    EXPECT_EQ(merged("a: [1, 2, 3]", "a: [4]"), "{a: [4]}");
    EXPECT_EQ(merged("a: {x: 1}", "a: 2"), "{a: 2}");
    EXPECT_EQ(merged("a: 1", "a: {x: 2}"), "{a: {x: 2}}");
}

TEST(Merge, NullTakesAnEntryAway) {
    EXPECT_EQ(merged("a: {x: 1, y: 2}", "a: {x: null}"), "{a: {y: 2}}");
}

TEST(Merge, TakingAwayWhatIsNotThereIsSaidWithTheNameThatWasMeant) {
    Findings findings;
    (void)merge(yaml("assets: {battery: {capacity: 1}}"), yaml("assets:\n  batery: null"), findings);
    ASSERT_EQ(findings.all().size(), 1u);
    EXPECT_EQ(findings.all()[0].code, "unknown-reference");
    EXPECT_EQ(findings.all()[0].suggestion, "battery");
    EXPECT_EQ(findings.all()[0].position.str(), "t.yaml:2:3");
}

// Twenty scenarios of a town must not cost twenty towns of memory.
TEST(Merge, SharesWhatDoesNotChange) {
    const NodePtr base = yaml("buildings: {a: {x: 1}}\nassets: {b: {y: 2}, c: {z: 3}}");
    Findings findings;
    const NodePtr view = merge(base, yaml("assets: {b: {y: 5}}"), findings);
    EXPECT_EQ(view->find("buildings")->value, base->find("buildings")->value);
    EXPECT_EQ(view->find("assets")->value->find("c")->value, base->find("assets")->value->find("c")->value);
    EXPECT_EQ(shown(*base), "{buildings: {a: {x: 1}}, assets: {b: {y: 2}, c: {z: 3}}}") << "the base stays as it was";
}

TEST(Merge, AReplacedValuePointsAtTheChange) {
    Findings findings;
    const NodePtr view = merge(yaml("a: 1"), yaml("\n\na: 2"), findings);
    EXPECT_EQ(view->find("a")->position.line, 3);
    EXPECT_EQ(view->find("a")->value->position.str(), "t.yaml:3:4");
}

TEST(KindName, IsGivenInBothLanguages) {
    for (const auto kind : {Node::Kind::null, Node::Kind::scalar, Node::Kind::list, Node::Kind::map}) {
        EXPECT_FALSE(kind_name(kind).en.empty() || kind_name(kind).ja.empty());
    }
}

}  // namespace
}  // namespace gaiku
