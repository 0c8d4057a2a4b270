#include "base/quantity_error.h"

#include <gtest/gtest.h>

namespace gaiku {
namespace {

QuantityError error_of(std::string_view text, const char* unit) {
    const auto read = parse_quantity(text, *parse_unit(unit));
    const auto* error = std::get_if<QuantityError>(&read);
    EXPECT_NE(error, nullptr) << text;
    return error == nullptr ? QuantityError{} : *error;
}

TEST(QuantityError, AFractionWithoutPercentIsRatherAShare) {
    EXPECT_EQ(error_of("0.7", "%").fix.en, "write 70 %; or 0.7 %, if that is meant");
    EXPECT_EQ(error_of("70", "%").fix.en, "write 70 %");
    EXPECT_EQ(error_of("0.7", "kW").fix.en, "write 0.7 kW");
}

TEST(QuantityError, ARangeIsNoNumber) {
    for (const char* text : {"300-400 kW", "300〜400kW", "300～400 kW", "300 - 400 kW", "300から400 kW"}) {
        EXPECT_EQ(error_of(text, "kW").expected.en, "one number, not a range") << text;
    }
    EXPECT_EQ(error_of("50-70 %", "%").code, "not-a-number");
}

TEST(QuantityError, AUnitInOtherCaseIsSuggested) {
    EXPECT_EQ(error_of("350 KW", "kW").suggestion, "kW");
    EXPECT_EQ(error_of("350 kwh", "kWh").suggestion, "kWh");
    EXPECT_EQ(error_of("350 MWH/year", "kWh/year").suggestion, "MWh");
}

TEST(QuantityError, SaysWhatIsInTheWayOfTheNumber) {
    EXPECT_EQ(error_of("12,5 kW", "kW").fix.en, "remove the comma, or write a decimal point");
    EXPECT_NE(error_of("1.234.567 kW", "kW").fix.en.find("at most one decimal point"), std::string::npos);
    EXPECT_NE(error_of("1 000 kW", "kW").fix.en.find("no blanks"), std::string::npos);
}

// A pasted page in a number's place must not fill the terminal.
TEST(QuantityError, StaysShort) {
    EXPECT_LT(error_of(std::string(60'000, '1').insert(200, "."), "kW").fix.en.size(), 300u);
    std::string units = "5 kW";
    for (int i = 0; i < 10'000; ++i) units += "/kW";
    EXPECT_LT(error_of(units, "kW").fix.en.size(), 300u);
}

TEST(QuantityError, NumbersThatHaveNoEndAreNone) {
    std::string many = "1";
    for (int i = 0; i < 200; ++i) many += "億";
    EXPECT_EQ(error_of(many + " kW", "kW").code, "not-a-number");
    EXPECT_TRUE(std::holds_alternative<QuantityError>(parse_number(many)));
    EXPECT_TRUE(std::holds_alternative<QuantityError>(parse_quantity("1e308/1e-308", *parse_unit("%"))));
}

}  // namespace
}  // namespace gaiku
