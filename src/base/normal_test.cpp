#include "base/normal.h"

#include <gtest/gtest.h>

namespace gaiku {
namespace {

TEST(HalfWidth, WhatAJapaneseKeyboardProducesBecomesAscii) {
    EXPECT_EQ(to_half_width("ＡＢＣａｂｃ０１２９"), "ABCabc0129");
    EXPECT_EQ(to_half_width("！～：，．／％（）"), "!~:,./%()");
    EXPECT_EQ(to_half_width("１\u3000ｋＷ\u00a0"), "1 kW ");
    EXPECT_EQ(to_half_width("㎡ ㎥ ㎾ ㎿ ㎏ ㎞ ㏊ ℃ °C m² CO₂ ￥ −"), "m2 m3 kW MW kg km ha degC degC m2 CO2 ¥ -");
}

TEST(HalfWidth, OtherTextStaysAsItIs) {
    for (const char* text : {"", "kWh/year", "万円・街区", "ｶﾅ", "é", "絵文字🏙"}) {
        std::string expected = text;
        if (const auto dot = expected.find("・"); dot != std::string::npos) expected.replace(dot, 3, "·");
        EXPECT_EQ(to_half_width(text), expected);
    }
}

TEST(Utf8, FindsTheFirstByteThatIsBroken) {
    EXPECT_FALSE(first_invalid_utf8(""));
    EXPECT_FALSE(first_invalid_utf8("plain 街区 \U0001F3D9 é \u07FF \uFFFD"));
    EXPECT_EQ(first_invalid_utf8("ab\xFFz"), 2u);
    EXPECT_EQ(first_invalid_utf8("a\x80"), 1u) << "a following byte without a leading one";
    EXPECT_EQ(first_invalid_utf8("\xC0\xAF"), 0u) << "overlong";
    EXPECT_EQ(first_invalid_utf8("\xE0\x80\xAF"), 0u) << "overlong";
    EXPECT_EQ(first_invalid_utf8("\xED\xA0\x80"), 0u) << "half of a UTF-16 pair";
    EXPECT_EQ(first_invalid_utf8("\xF0\x80\x80\xAF"), 0u) << "overlong";
    EXPECT_EQ(first_invalid_utf8("\xF4\x90\x80\x80"), 0u) << "beyond U+10FFFF";
    EXPECT_EQ(first_invalid_utf8("街\xE5\x8C"), 3u) << "cut off";
}

TEST(ShiftJis, IsGuessedSoThatTheMessageCanNameIt) {
    EXPECT_TRUE(looks_like_shift_jis("name: \x8A\x58\x8B\xE6"));   // 街区
    EXPECT_TRUE(looks_like_shift_jis("\x94\x4E"));                 // 年
    EXPECT_FALSE(looks_like_shift_jis("R\xE9sidence \xE9t\xE9"));  // Latin-1
    EXPECT_FALSE(looks_like_shift_jis("plain ascii"));
    EXPECT_FALSE(looks_like_shift_jis("\xFF\xFE"));
    EXPECT_FALSE(looks_like_shift_jis("\x8A"));
}

TEST(Trim, RemovesBlanksAtBothEndsOnly) {
    EXPECT_EQ(trim(" \t a b \r\n"), "a b");
    EXPECT_EQ(trim(" \n"), "");
    EXPECT_EQ(trim(""), "");
}

}  // namespace
}  // namespace gaiku
