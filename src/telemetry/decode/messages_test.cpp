#include "telemetry/decode/messages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "telemetry/time_text.h"

namespace gaiku::telemetry {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr TimeMs midnight = 1'795'824'000'000;  // 2026-11-28T00:00:00Z

Batch json(std::string_view body) {
    Decoder decoder;
    Batch batch;
    const auto error = decoder.json(body, "m1", batch);
    EXPECT_FALSE(error) << error->detail;
    return batch;
}

TEST(TimeText, ReadsWhatRfc3339Writes) {
    EXPECT_EQ(parse_time("2026-11-28T00:00:00Z"), midnight);
    EXPECT_EQ(parse_time("2026-11-28T09:00:00+09:00"), midnight);
    EXPECT_EQ(parse_time("2026-11-27 18:30:00.250-05:30"), midnight + 250);
    EXPECT_EQ(parse_time("2026-11-28T00:00:00.9999999Z"), midnight + 999);
    EXPECT_EQ(print_time(midnight + 250), "2026-11-28T00:00:00.250Z");
    EXPECT_EQ(print_time(midnight), "2026-11-28T00:00:00Z");
    for (const char* bad : {"", "2026-11-28", "2026-11-28T00:00:00", "2026-02-30T00:00:00Z", "2026-11-28T24:00:00Z",
                            "2026-11-28T00:00:00+9", "2026-11-28T00:00:00.Z", "1969-12-31T23:59:59Z",
                            "9999-01-01T00:00:00Z", "2026-11-28T00:00:00Zx", "2026-1-28T00:00:00ZZZ"})
        EXPECT_FALSE(parse_time(bad)) << bad;
}

TEST(JsonMessages, TakeOneReadingOrManyOrAFrame) {
    const Batch one = json(R"({"channel":"power","time":"2026-11-28T00:00:00Z","value":1.5})");
    ASSERT_THAT(one.columns, SizeIs(1));
    EXPECT_EQ(one.columns[0].device, "m1");
    EXPECT_EQ(one.columns[0].samples[0], (Sample{midnight, 1.5}));

    const Batch many = json(R"({"id":"a7","readings":[
        {"channel":"power","time":"2026-11-28T00:00:00Z","value":1},
        {"time":"2026-11-28T00:30:00Z","values":{"power":2,"energy_import":100.25,"switch":true,"level":null}}]})");
    EXPECT_EQ(many.id, "a7");
    ASSERT_THAT(many.columns, SizeIs(3));
    EXPECT_THAT(many.columns[0].samples, SizeIs(2));
    EXPECT_EQ(many.columns[1].samples[0].value, 100.25);
    EXPECT_EQ(many.columns[2].samples[0].value, 1);

    EXPECT_THAT(json(R"([{"time":"2026-11-28T00:00:00Z","values":{"power":1}},
        {"channel":"power","time":"2026-11-28T00:01:00Z","value":1}])")
                    .columns[0]
                    .samples,
                SizeIs(2));
}

TEST(JsonMessages, ABadReadingIsRefusedAndTheRestTaken) {
    const Batch batch = json(R"([{"channel":"power","time":"yesterday","value":1},
        {"channel":"power","time":"2026-11-28T00:00:00Z","value":"1"},
        {"channel":"power","time":"2026-11-28T00:00:00Z"}, 5,
        {"channel":"power","time":"2026-11-28T00:00:00Z","value":7}])");
    ASSERT_THAT(batch.refused, SizeIs(4));
    EXPECT_EQ(batch.refused.kept()[0].code, "bad-time");
    EXPECT_EQ(batch.refused.kept()[1].code, "bad-value");
    EXPECT_EQ(batch.refused.kept()[3].index, 3U);
    ASSERT_THAT(batch.columns, SizeIs(1));
    EXPECT_EQ(batch.columns[0].index[0], 4U);
}

/// What gaiku does not know may change what a reading means: its unit, whose it is, a second value.
TEST(JsonMessages, NothingIsPassedOver) {
    const std::string reading = R"("channel":"power","time":"2026-11-28T00:00:00Z","value":5)";
    for (const std::string& wrong :
         {"{" + reading + R"(,"unit":"W"})", "{" + reading + R"(,"device":"m2"})", "{" + reading + R"(,"value":6})",
          "{" + reading + R"(,"values":{"voltage":230}})",
          std::string(R"({"time":"2026-11-28T00:00:00Z","time":"2026-11-28T01:00:00Z","values":{"power":1}})")}) {
        Batch batch;
        EXPECT_FALSE(Decoder().json(wrong, "m1", batch)) << wrong;
        EXPECT_TRUE(batch.columns.empty()) << wrong;
        ASSERT_EQ(batch.refused.size(), 1U) << wrong;
        EXPECT_EQ(batch.refused.kept()[0].code, "bad-reading") << wrong;
    }
    for (const std::string& wrong :
         {"{\"readings\":[]," + reading + "}", "{\"readings\":[{" + reading + "}],\"readings\":[{" + reading + "}]}",
          "{\"readings\":[{" + reading + "}],\"unit\":\"W\"}"}) {
        Batch batch;
        const auto error = Decoder().json(wrong, "m1", batch);
        ASSERT_TRUE(error) << wrong;
        EXPECT_EQ(error->code, "bad-json");
        EXPECT_TRUE(batch.columns.empty());
    }
}

TEST(JsonMessages, NothingIsTakenOfABrokenBody) {
    Decoder decoder;
    Batch batch;
    for (const char* bad : {"", "{", "[1,", "nonsense", "{\"readings\":5}", "7", "[[[[[[[[[[1]]]]]]]]]]"}) {
        const auto error = decoder.json(bad, "m1", batch);
        EXPECT_TRUE(error || !batch.refused.empty()) << bad;
        EXPECT_THAT(batch.columns, IsEmpty()) << bad;
        batch = {};
    }
    EXPECT_EQ(decoder.json(std::string(largest_body + 1, ' '), "m1", batch)->code, "too-large");
}

TEST(JsonLines, TellsTheLine) {
    Decoder decoder;
    Batch batch;
    ASSERT_FALSE(
        decoder.json_lines("{\"channel\":\"power\",\"time\":\"2026-11-28T00:00:00Z\",\"value\":1}\n\n{oops\n"
                           "{\"channel\":\"power\",\"time\":\"2026-11-28T00:01:00Z\",\"value\":2}",
                           "m1", batch));
    ASSERT_THAT(batch.refused, SizeIs(1));
    EXPECT_EQ(batch.refused.kept()[0].index, 3U);
    EXPECT_THAT(batch.columns[0].samples, SizeIs(2));
}

TEST(CsvBodies, LongAndWide) {
    Batch batch;
    ASSERT_FALSE(decode_csv(
        "time,channel,value\r\n2026-11-28T00:00:00Z,power,1.5\r\n2026-11-28T00:00:00Z,\"level\",2\r\n", "m1", batch));
    EXPECT_THAT(batch.columns, SizeIs(2));
    ASSERT_FALSE(decode_csv(
        "time,power,level\n2026-11-28T00:00:00Z,1,\n2026-11-28T00:01:00Z,2,3\nx,1,1\n2026-11-28T00:02:00Z,1\n"
        "2026-11-28T00:02:00Z,1,one\n\"open",
        "m1", batch));
    EXPECT_THAT(batch.columns[0].samples, SizeIs(3));
    EXPECT_THAT(batch.columns[1].samples, SizeIs(1));
    ASSERT_THAT(batch.refused, SizeIs(4));
    EXPECT_EQ(batch.refused.kept()[0].index, 4U);
    EXPECT_EQ(decode_csv("when,power\n", "m1", batch)->code, "bad-csv");
}

TEST(Receipts, SayWhatBecameOfAMessage) {
    Receipt receipt{"a7", 3, 1};
    receipt.refused.push_back({2, "conflict", "say \"why\" \xFF"});
    const std::string json = receipt_json(receipt);
    EXPECT_THAT(json, HasSubstr(R"("id":"a7")"));
    EXPECT_THAT(json, HasSubstr(R"("stored":3)"));
    EXPECT_THAT(json, HasSubstr(R"("code":"conflict")"));
    EXPECT_THAT(receipt_json({}), testing::Not(HasSubstr("\"id\"")));
    EXPECT_THAT(json, testing::Not(HasSubstr("refused_count")));
}

/// A message of nothing but junk takes no more memory for what is told of it than the first hundred.
TEST(Receipts, CountAllRefusalsAndKeepTheFirst) {
    std::string junk = "[0";
    for (int i = 1; i < 100'000; ++i) junk += ",0";
    Batch batch;
    ASSERT_FALSE(Decoder().json(junk + "]", "m1", batch));
    EXPECT_THAT(batch.refused, SizeIs(100'000));
    EXPECT_THAT(batch.refused.kept(), SizeIs(Refusals::most_kept));
    EXPECT_THAT(receipt_json({{}, 0, 0, batch.refused}), HasSubstr(R"("refused_count":100000)"));
}

}  // namespace
}  // namespace gaiku::telemetry
