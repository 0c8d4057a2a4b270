#include "district/map/json_tree.h"

#include <gtest/gtest.h>

namespace gaiku {
namespace {

TEST(JsonTree, EveryValueKnowsWhereItStands) {
    const std::string text = "{\"a\": [1, -2.5e1 ,\n  {\"b\\\"c\": \"d\\\\\"}],\n \"e\": true, \"f\": null}";
    const JsonText json = read_json(text);
    ASSERT_TRUE(json.root);
    const JsonNode& list = *json.root->find("a");
    ASSERT_EQ(list.items.size(), 3u);
    EXPECT_EQ(json.root->offset, 0u);
    EXPECT_EQ(text.substr(list.offset, 2), "[1");
    EXPECT_EQ(list.items[0].number, 1);
    EXPECT_EQ(text.substr(list.items[0].offset, 2), "1,");
    EXPECT_EQ(list.items[1].number, -25);
    EXPECT_EQ(text.substr(list.items[1].offset, 6), "-2.5e1");
    EXPECT_EQ(text[list.items[2].offset], '{');
    const JsonNode& string = *list.items[2].find("b\"c");
    EXPECT_EQ(string.text, "d\\");
    EXPECT_EQ(text.substr(string.offset, 5), "\"d\\\\\"");
    EXPECT_EQ(text.substr(json.root->find("e")->offset, 4), "true");
    EXPECT_EQ(json.root->find("f")->kind, JsonNode::Kind::null);
    EXPECT_EQ(json.root->find("g"), nullptr);
}

TEST(JsonTree, ANumberAtTheEndHasItsPlaceToo) {
    const JsonText json = read_json("  12.5");
    ASSERT_TRUE(json.root);
    EXPECT_EQ(json.root->number, 12.5);
    EXPECT_EQ(json.root->offset, 2u);
}

TEST(JsonTree, ColumnsCountCharacters) {
    const std::string text = "{\n \"名前\": 1}";
    const auto [line, column] = TextLines(text).at(text.find('1'));
    EXPECT_EQ(line, 2);
    EXPECT_EQ(column, 8);
}

TEST(JsonTree, TellsTheFirstFault) {
    const auto fault = [](const std::string& text) {
        const JsonText json = read_json(text);
        EXPECT_FALSE(json.root) << text;
        return json.fault.value_or(JsonFault{"", 0, ""});
    };
    EXPECT_STREQ(fault("[1, 2").code, "json-syntax");
    EXPECT_STREQ(fault("").code, "json-syntax");
    EXPECT_STREQ(fault("[1,]").code, "json-syntax");
    EXPECT_EQ(fault("[1,]").offset, 3u);
    EXPECT_STREQ(fault("[1e999]").code, "json-syntax");
    EXPECT_STREQ(fault("{\"a\": 1, \"a\": 2}").code, "duplicate-key");
    EXPECT_EQ(fault("{\"a\": 1, \"a\": 2}").offset, 9u);
    EXPECT_STREQ(fault(std::string(100'000, '[')).code, "too-deep");
    EXPECT_EQ(fault(std::string(100'000, '[')).offset, deepest_json);
}

}  // namespace
}  // namespace gaiku
