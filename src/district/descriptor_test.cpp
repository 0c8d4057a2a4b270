#include "district/descriptor.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/unit.h"
#include "district/machine_for_tests.h"
#include "district/visit_for_tests.h"

namespace gaiku {
namespace {

TEST(Descriptors, ExplainEveryEntryInBothLanguagesAndCheckOut) {
    int fields = 0;
    test::each_field(test::format().root(), [&](const std::string& where, const Field& field) {
        ++fields;
        test::expect_sound(where, field, test::tables());
    });
    EXPECT_GT(fields, 50);
}

TEST(JsonSchema, HoldsEverySectionAndRefusesUnknownKeys) {
    const auto schema = nlohmann::json::parse(json_schema(test::format()));
    EXPECT_EQ(schema.at("$schema"), "https://json-schema.org/draft/2020-12/schema");
    EXPECT_EQ(schema.at("$defs").at("district_file").at("additionalProperties"), false);
    for (const char* name : {"district", "building", "asset", "plan", "economics", "environment", "scenario"}) {
        EXPECT_TRUE(schema.at("$defs").contains(name)) << name;
    }
    EXPECT_EQ(schema.at("$defs").at("asset").at("unevaluatedProperties"), false);
    EXPECT_EQ(schema.at("$defs").at("asset").at("allOf").at(0).at("if").at("properties").at("technology").at("const"),
              "machine");
}

// An editor that asks for what has a default would make every district file longer than it has to be.
TEST(JsonSchema, AsksOnlyForWhatHasNoDefault) {
    const auto schema = nlohmann::json::parse(json_schema(test::format()));
    const auto& machine = schema.at("$defs").at("asset").at("allOf").at(0).at("then");
    EXPECT_EQ(machine.at("required"), (nlohmann::json{"capacity"}));
}

TEST(JsonSchema, AsksForNothingWhereAFileIsLaidOverOthers) {
    const auto schema = nlohmann::json::parse(json_schema(test::format()));
    EXPECT_EQ(schema.at("if").at("anyOf").at(0).at("required"), (nlohmann::json{"include"}));
    EXPECT_EQ(schema.at("then").at("$ref"), "#/$defs/part_of_district_file");
    for (const auto& [name, definition] : schema.at("$defs").items()) {
        const bool value = !definition.contains("properties") || name.starts_with("data_");
        EXPECT_EQ(definition.contains("required"), !value && !name.starts_with("part_of_")) << name;
    }
}

}  // namespace
}  // namespace gaiku
