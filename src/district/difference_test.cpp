#include "district/difference.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "district/yaml.h"

namespace gaiku::difference_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

NodePtr document(const std::string& yaml) {
    Findings findings;
    NodePtr node = read_yaml(yaml, "t.yaml", findings);
    EXPECT_FALSE(findings.has_errors());
    return node;
}

std::vector<std::string> told(const std::string& before, const std::string& after) {
    std::vector<std::string> all;
    for (const auto& one : differences(document(before), document(after)))
        all.push_back(one.path + ": " + one.before + " -> " + one.after);
    return all;
}

TEST(Difference, IsEachKeyThatDiffers) {
    const std::string before = "a: { b: 1, c: 2 }\nd: x\n";
    EXPECT_THAT(told(before, before), IsEmpty());
    EXPECT_THAT(told(before, "# a remark\na: {c: 2, b: 1}\nd: y\n"),
                ElementsAre("a: { b: 1, c: 2 } -> { c: 2, b: 1 }", "d: x -> y"))
        << "another order is a difference, a remark is none";
    EXPECT_THAT(told(before, "a: { b: 3, e: { f: 4, g: [5, 6] } }\nd: x\n"),
                ElementsAre("a.b: 1 -> 3", "a.e:  -> { f: 4, g: [5, 6] }", "a.c: 2 -> "));
    EXPECT_THAT(told(before, "a: 1\nd: null\n"), ElementsAre("a: { b: 1, c: 2 } -> 1", "d: x -> null"));
}

TEST(Difference, KnowsEntriesOfListsByTheirId) {
    EXPECT_THAT(told("s: [{ id: now, y: 1 }, { id: then, y: 2 }]", "s: [{ id: then, y: 3 }, { id: more, y: 4 }]"),
                ElementsAre("s[then].y: 2 -> 3", "s[more]:  -> { id: more, y: 4 }", "s[now]: { id: now, y: 1 } -> "));
    EXPECT_THAT(told("s: [{ y: 1 }]", "s: [{ y: 2 }]"), ElementsAre("s[0].y: 1 -> 2"));
    EXPECT_THAT(told("s: [1, 2]", "s: [1, 3]"), ElementsAre("s: [1, 2] -> [1, 3]"));
}

TEST(Difference, SaysWhereAndIsShortened) {
    const auto all = differences(document("a: 1\nb: 2\n"), document("a: 1\n\nc: 3\n"));
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].position.line, 3);
    EXPECT_EQ(all[1].position.line, 2) << "in the earlier one";
    EXPECT_EQ(one_line(*document("[街区, 街区]"), 5), "[街...") << "whole characters";
}

}  // namespace
}  // namespace gaiku::difference_test
