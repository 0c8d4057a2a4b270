#include "base/csv.h"

#include <gtest/gtest.h>

namespace gaiku {
namespace {

std::vector<std::string> lines_of(const Findings& findings) {
    std::vector<std::string> lines;
    for (const auto& finding : findings.all()) {
        EXPECT_EQ(finding.code, "csv-syntax");
        lines.push_back(finding.position.str() + " " + finding.value);
    }
    return lines;
}

TEST(Csv, ReadsCommentsHeaderAndQuotedFields) {
    Findings findings;
    const Csv csv = read_csv("# source: METI: 2018\n# key:  id \nid,note\r\n1,\"a, \"\"b\"\"\nsecond\"\n2,\n\n3,x",
                             "t.csv", findings);
    EXPECT_TRUE(findings.empty());
    ASSERT_EQ(csv.comments.size(), 2u);
    EXPECT_EQ(csv.comments[0].name, "source");
    EXPECT_EQ(csv.comments[0].value, "METI: 2018");
    EXPECT_EQ(csv.comments[1].value, "id");
    EXPECT_EQ(csv.header.fields, (std::vector<std::string>{"id", "note"}));
    ASSERT_EQ(csv.rows.size(), 3u);
    EXPECT_EQ(csv.rows[0].fields[1], "a, \"b\"\nsecond");
    EXPECT_EQ(csv.rows[1].fields[1], "") << "an empty cell stays empty";
    EXPECT_EQ(csv.rows[2].fields[0], "3") << "the last line may have no end";
}

TEST(Csv, LineNumbersStayRightBehindLineEndsWithinQuotes) {
    Findings findings;
    const Csv csv = read_csv("id,note\n1,\"two\nlines\"\n2,x\n", "t.csv", findings);
    ASSERT_EQ(csv.rows.size(), 2u);
    EXPECT_EQ(csv.rows[0].line, 2);
    EXPECT_EQ(csv.rows[1].line, 4);
}

TEST(Csv, ARowOfAnotherLengthIsNamedAndLeftOut) {
    Findings findings;
    const Csv csv = read_csv("a,b\n1,2\n3\n4,5,6\n7,8\n", "t.csv", findings);
    EXPECT_EQ(csv.rows.size(), 2u);
    EXPECT_EQ(lines_of(findings), (std::vector<std::string>{"t.csv:3:1 1 fields", "t.csv:4:1 3 fields"}));
    EXPECT_EQ(findings.all()[0].expected.en, "2 fields as in the header");
}

TEST(Csv, BrokenQuotesAreNamed) {
    Findings open;
    EXPECT_EQ(read_csv("a,b\n1,\"2\n3,4\n", "t.csv", open).rows.size(), 0u);
    EXPECT_EQ(lines_of(open), std::vector<std::string>{"t.csv:2:1 an open quote"});
    Findings behind;
    EXPECT_EQ(read_csv("a,b\n1,\"2\"x\n3,4\n", "t.csv", behind).rows.size(), 1u);
    EXPECT_EQ(lines_of(behind), std::vector<std::string>{"t.csv:2:1 text behind a closing quote"});
}

TEST(Csv, AFileWithoutHeaderIsNamed) {
    for (const char* text : {"", "# source: x\n", "\n\n"}) {
        Findings findings;
        EXPECT_TRUE(read_csv(text, "t.csv", findings).header.fields.empty());
        ASSERT_EQ(findings.all().size(), 1u) << text;
        EXPECT_EQ(findings.all()[0].expected.en, "a header row");
    }
}

TEST(Csv, AFieldThatIsWrittenIsReadBackAsItWas) {
    for (const std::string value : {"plain", "", "a,b", "say \"so\"", "two\nlines", "街区", "\"", "a\r\nb"}) {
        Findings findings;
        const Csv csv = read_csv("id,v\n1," + csv_field(value) + "\n", "t.csv", findings);
        ASSERT_EQ(csv.rows.size(), 1u) << value;
        EXPECT_EQ(csv.rows[0].fields[1], value);
        EXPECT_TRUE(findings.empty()) << value;
    }
}

}  // namespace
}  // namespace gaiku
