#include "district/measured/local_time.h"

#include <gtest/gtest.h>

namespace gaiku {
namespace {

using namespace std::chrono;

// Exports of meters, loggers and spreadsheets write the same half-hour in all these ways.
TEST(LocalTime, IsReadAsMetersAndSpreadsheetsWriteIt) {
    const LocalMinutes expected = minutes_of(sys_days(2023y / April / 1)) + 30;
    for (const char* text : {"2023-04-01 00:30", "2023/4/1 0:30", "2023-04-01T00:30:00", "2023.04.01 00:30",
                             "2023年4月1日 0時30分", " 2023/04/01  0:30:00.000 "}) {
        EXPECT_EQ(parse_local_time(text), expected) << text;
    }
    EXPECT_EQ(parse_local_time("2023/4/1 24:00"), minutes_of(sys_days(2023y / April / 2)));
    EXPECT_EQ(parse_local_time("2023/4/1"), minutes_of(sys_days(2023y / April / 1)));
    EXPECT_EQ(print_local_time(expected), "2023-04-01 00:30");
}

// A time in another zone, or day and month the other way round, must not be taken for what it is not.
TEST(LocalTime, IsNothingWhereItCouldMeanSomethingElse) {
    for (const char* text : {"2023-04-01 00:30Z", "2023-04-01T00:30+09:00", "01/04/2023 0:30", "2023-02-29 0:30",
                             "2023-04-01 24:30", "2023-04-01 0:60", "2023-04-01 0:30:15", "2023-04-01 0", "",
                             "4/1 0:30", "2023-04-01x00:30", "20230401 0030", "2023-04/01 0:30", "99999-01-01 0:00"}) {
        EXPECT_EQ(parse_local_time(text), std::nullopt) << text;
    }
}

}  // namespace
}  // namespace gaiku
