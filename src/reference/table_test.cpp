#include "reference/table.h"

#include <gtest/gtest.h>

namespace gaiku {
namespace {

constexpr const char* header =
    "# title_en: Prices\n# title_ja: 価格\n# source: a price list\n# licence: facts\n# key: class year\n"
    "# note_en: With tax.\n# note_ja: 税込。\n";

Table read(const std::string& rows, Findings& findings) {
    return Table::read(header + rows, "prices", findings);
}

std::string first_finding(const std::string& text) {
    Findings findings;
    (void)Table::read(text, "prices", findings);
    if (findings.empty()) return "none";
    const auto& finding = findings.all().front();
    return finding.position.str() + " " + finding.value + " " + finding.expected.en;
}

TEST(Table, GivesNumbersInBaseUnitsByKeyAndColumn) {
    Findings findings;
    const Table table = read(
        "class,year,price (万円/kW),share (%),mark,source\nroof,2020,29.8,50,S,METI\nroof,2021,,25,I,METI\n", findings);
    EXPECT_TRUE(findings.empty());
    EXPECT_EQ(table.title().ja, "価格");
    EXPECT_EQ(table.note().en, "With tax.");
    EXPECT_EQ(table.source(), "a price list");
    EXPECT_EQ(table.keys(), (std::vector<std::string>{"roof/2020", "roof/2021"}));
    const auto row = table.row("roof/2020");
    const auto price = table.column("price");
    ASSERT_TRUE(row && price);
    EXPECT_EQ(table.number(*row, *price), 298'000);
    EXPECT_EQ(table.number(*row, *table.column("share")), 0.5);
    EXPECT_EQ(table.text(*row, "mark"), "S");
}

TEST(Table, AnEmptyCellIsNotAvailableAndNeverZero) {
    Findings findings;
    const Table table = read("class,year,price (yen)\nroof,2020,\nroof,2021,0\n", findings);
    EXPECT_EQ(table.number(0, *table.column("price")), std::nullopt);
    EXPECT_EQ(table.number(1, *table.column("price")), 0);
    EXPECT_EQ(table.number(0, *table.column("class")), std::nullopt) << "text is no number";
}

TEST(Table, WhatItDoesNotHaveIsAbsent) {
    Findings findings;
    const Table table = read("class,year\nroof,2020\n", findings);
    EXPECT_FALSE(table.row("roof/2019"));
    EXPECT_FALSE(table.column("price"));
    EXPECT_EQ(table.text(0, "source"), "");
}

TEST(Table, EveryDefectIsNamedWithItsLine) {
    const std::string good = header;
    EXPECT_EQ(first_finding(good + "class,year,price (yen)\nroof,2020,5\n"), "none");
    EXPECT_EQ(first_finding(good + "class,year,price (yen)\nroof,2020,five\n"),
              "data/prices.csv:9:1 five a number in column price");
    EXPECT_EQ(first_finding(good + "class,year,price (yens)\nroof,2020,5\n"),
              "data/prices.csv:8:1 yens a unit in the parentheses of the column");
    EXPECT_EQ(first_finding(good + "class,year\nroof,2020\nroof,2020\n"),
              "data/prices.csv:10:1 roof/2020 a key that no other row has");
    EXPECT_EQ(first_finding(good + "class,price (yen)\nroof,5\n"),
              "data/prices.csv:8:1 class year key columns that the table has");
    EXPECT_EQ(first_finding("# title_en: x\n# title_ja: x\n# source: x\n# key: id\nid\n1\n"),
              "data/prices.csv:1:1  a header line \"# licence: ...\"");
}

}  // namespace
}  // namespace gaiku
