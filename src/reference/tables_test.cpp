#include "reference/tables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "base/embedded.h"
#include "base/holidays.h"

namespace gaiku {
namespace {

TEST(ShippedTables, AreAllFilesOfTheDataFolder) {
    const std::filesystem::path data = std::filesystem::path(GAIKU_SOURCE_DIR) / "data";
    std::vector<std::string> files{"holidays"};  // computed
    for (const auto& entry : std::filesystem::recursive_directory_iterator(data)) {
        if (entry.path().extension() != ".csv") continue;
        files.push_back(std::filesystem::relative(entry.path(), data).replace_extension().string());
    }
    EXPECT_GT(files.size(), 20u);
    EXPECT_THAT(Tables().names(), testing::UnorderedElementsAreArray(files));
}

TEST(ShippedTables, AreReadWithoutFindings) {
    for (const auto& file : embedded::data()) {
        Findings findings;
        const std::string name(file.name.substr(0, file.name.size() - 4));
        const Table table = Table::read(file.bytes, name, findings);
        for (const auto& finding : findings.all()) ADD_FAILURE() << print_finding(finding, Language::en);
        EXPECT_FALSE(table.rows().empty()) << name;
    }
}

// A figure without a source cannot be defended before a council.
TEST(ShippedTables, SayWhereEveryRowComesFromAndWhetherItMayBeUsed) {
    const Tables tables;
    for (const auto& name : tables.names()) {
        const Table& table = *tables.find(name);
        EXPECT_FALSE(table.title().en.empty() || table.title().ja.empty()) << name;
        EXPECT_FALSE(table.source().empty()) << name;
        EXPECT_FALSE(table.licence().empty()) << name;
        if (!table.column("source")) continue;
        for (std::size_t row = 0; row < table.rows().size(); ++row) {
            const std::string mark = table.text(row, "mark");
            EXPECT_FALSE(table.text(row, "source").empty()) << name << " " << table.keys()[row];
            EXPECT_TRUE(mark == "S" || mark == "C" || mark == "I" || mark == "U") << name << " " << table.keys()[row];
        }
    }
}

TEST(ShippedTables, DayProfilesAreWholeDays) {
    const Tables tables;
    for (const char* name : {"day_profiles", "day_profiles_webpro"}) {
        const Table* table = tables.find(name);
        ASSERT_NE(table, nullptr) << name;
        ASSERT_EQ(table->rows().size(), 24u) << name;
        for (std::size_t column = 1; column < table->columns().size(); ++column) {
            double sum = 0;
            for (std::size_t hour = 0; hour < 24; ++hour) {
                const auto row = table->row(std::to_string(hour));
                ASSERT_TRUE(row) << name << " hour " << hour;
                const double share = table->number(*row, column).value_or(-1);
                EXPECT_GE(share, 0) << name << " " << table->columns()[column].name << " hour " << hour;
                sum += share;
            }
            EXPECT_NEAR(sum, 1, 1e-9) << name << " " << table->columns()[column].name;
        }
    }
}

TEST(ShippedTables, ClimatesAreWholeYearsInPlausibleRanges) {
    const Tables tables;
    int climates = 0;
    for (const auto& name : tables.names()) {
        if (!name.starts_with("climate/")) continue;
        ++climates;
        const Table& table = *tables.find(name);
        ASSERT_EQ(table.rows().size(), 8760u) << name;
        const auto temperature = table.column("temperature");
        ASSERT_TRUE(temperature) << name;
        for (std::size_t row = 0; row < table.rows().size(); ++row) {
            const double degrees = table.number(row, *temperature).value_or(NAN);
            ASSERT_TRUE(degrees > -40 && degrees < 45) << name << " " << table.keys()[row] << ": " << degrees;
        }
    }
    EXPECT_EQ(climates, 8) << "one for each energy-saving region";
}

TEST(ShippedTables, HoldTheHolidaysAsTheLawGivesThem) {
    const Tables tables;
    const Table* table = tables.find("holidays");
    ASSERT_NE(table, nullptr);
    std::size_t expected = 0;
    for (int year = 1990; year <= 2050; ++year) expected += holidays_of_japan(year).size();
    EXPECT_EQ(table->rows().size(), expected);
    const auto row = table->row("2026-05-06");
    ASSERT_TRUE(row) << "Constitution Day of 2026 falls on a Sunday, its substitute on Wednesday";
    EXPECT_EQ(table->text(*row, "name_ja"), "振替休日");
    EXPECT_EQ(table->number(*row, *table->column("day_off")), 1);
}

TEST(Tables, AreFoundByNameAndReadOnce) {
    const Tables tables;
    EXPECT_EQ(tables.find("no_such_table"), nullptr);
    const Table* first = tables.find("unit_costs");
    ASSERT_NE(first, nullptr);
    EXPECT_EQ(first, tables.find("unit_costs"));
}

}  // namespace
}  // namespace gaiku
