#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>

#include "base/unit.h"
#include "district/descriptor.h"
#include "reference/tables.h"

/// Rules that every descriptor of a district file has to keep, whoever wrote it.
namespace gaiku::test {

/// Calls `use` with each field of a section, its variants and the sections below, and with the place it has in a file.
inline void each_field(const Section& section, const std::function<void(const std::string&, const Field&)>& use,
                       const std::string& place = "") {
    for (const auto& field : section.fields) {
        const std::string where = (place.empty() ? "" : place + ".") + field.key;
        use(where, field);
        if (field.section != nullptr) each_field(*field.section, use, where);
    }
    for (const auto& [name, variant] : section.variants) each_field(*variant, use, place + "(" + name + ")");
}

inline void expect_preset(const std::string& where, const Field& field) {
    if (field.preset.empty()) return;
    const bool quantity = field.kind == Kind::quantity || field.kind == Kind::quantities;
    const bool number = field.kind == Kind::number || field.kind == Kind::numbers || field.kind == Kind::count ||
                        field.kind == Kind::counts;
    if (!quantity && !number) return;
    const auto& words = field.choices;  // that may stand instead of a number
    if (std::find(words.begin(), words.end(), field.preset) != words.end()) return;
    const auto read =
        quantity ? parse_quantity(field.preset, parse_unit(field.unit).value_or(Unit{})) : parse_number(field.preset);
    ASSERT_TRUE(std::holds_alternative<double>(read)) << where << ": default " << field.preset;
    const double shown = std::get<double>(read) / (quantity ? parse_unit(field.unit)->factor : 1);
    EXPECT_TRUE(shown >= field.minimum && shown <= field.maximum) << where << ": default outside its own range";
}

inline void expect_data(const std::string& where, const Field& field, const Tables& tables) {
    if (field.data.table.empty()) return;
    const Table* table = tables.find(field.data.table);
    ASSERT_NE(table, nullptr) << where << ": no table " << field.data.table;
    const auto column = table->column(field.data.column);
    ASSERT_TRUE(column) << where << ": no column " << field.data.column << " in " << field.data.table;
    const auto unit = parse_unit(field.unit);
    ASSERT_TRUE(unit && table->columns()[*column].unit) << where;
    EXPECT_EQ(unit->dimension, table->columns()[*column].unit->dimension) << where << ": unit of its column differs";
    if (field.data.row.find('{') == std::string::npos) {
        EXPECT_TRUE(table->row(field.data.row)) << where << ": no row " << field.data.row;
    }
}

inline void expect_sound(const std::string& where, const Field& field, const Tables& tables) {
    EXPECT_FALSE(field.meaning.en.empty() || field.meaning.ja.empty()) << where << " has no meaning in one language";
    if (field.kind == Kind::quantity || field.kind == Kind::quantities) {
        EXPECT_TRUE(parse_unit(field.unit)) << where << ": unit " << field.unit;
    }
    EXPECT_FALSE(field.kind == Kind::choice && field.choices.empty()) << where;
    EXPECT_FALSE(field.kind == Kind::reference && field.target.empty()) << where;
    if (field.kind == Kind::choice && !field.preset.empty()) {
        EXPECT_THAT(field.choices, testing::Contains(field.preset)) << where;
    }
    if (field.kind == Kind::boolean && !field.preset.empty()) {
        EXPECT_TRUE(field.preset == "yes" || field.preset == "no") << where;
    }
    EXPECT_LE(field.minimum, field.maximum) << where;
    expect_preset(where, field);
    expect_data(where, field, tables);
}

}  // namespace gaiku::test
