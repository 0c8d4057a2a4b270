#include "base/shift_jis.h"

#include <gtest/gtest.h>

namespace gaiku {
namespace {

TEST(ShiftJis, BecomesUtf8) {
    std::size_t bad = 0;
    EXPECT_EQ(utf8_of_shift_jis("\x8A\x58\x8B\xE6,kWh", bad), "街区,kWh");
    EXPECT_EQ(utf8_of_shift_jis("\xB1\xB2", bad), "ｱｲ") << "one byte each, three in UTF-8";
    EXPECT_EQ(utf8_of_shift_jis("", bad), "");
}

TEST(ShiftJis, TellsWhichByteIsNone) {
    std::size_t bad = 0;
    EXPECT_EQ(utf8_of_shift_jis("ab\xFF\xFF", bad), std::nullopt);
    EXPECT_EQ(bad, 2u);
}

}  // namespace
}  // namespace gaiku
