#include "base/unit.h"

#include <gtest/gtest.h>

#include <cmath>
#include <ostream>
#include <variant>

namespace gaiku {
namespace {

/// A text as a person writes it, the unit that an entry expects, and the number in base units.
struct Written {
    std::string text;
    std::string unit;
    double base;
};

std::ostream& operator<<(std::ostream& out, const Written& written) {
    return out << written.text;
}

Unit unit_of(const std::string& text) {
    const auto unit = parse_unit(text);
    EXPECT_TRUE(unit) << text << " is not read as a unit";
    return unit.value_or(Unit{});
}

std::string code_of(const std::string& text, const std::string& unit) {
    const auto result = parse_quantity(text, unit_of(unit));
    const auto* error = std::get_if<QuantityError>(&result);
    return error == nullptr ? "" : error->code;
}

class WrittenQuantity : public testing::TestWithParam<Written> {};

// A unit that is misread by a factor gives a plan that looks right and is wrong by that factor.
TEST_P(WrittenQuantity, IsReadInBaseUnits) {
    const auto& [text, unit, base] = GetParam();
    const auto result = parse_quantity(text, unit_of(unit));
    const auto* number = std::get_if<double>(&result);
    ASSERT_NE(number, nullptr) << text << ": " << std::get<QuantityError>(result).code;
    EXPECT_NEAR(*number, base, 1e-12 * std::abs(base)) << text;
}

TEST_P(WrittenQuantity, IsTheSameAfterPrintingAndReading) {
    const auto& [text, unit_text, base] = GetParam();
    const Unit unit = unit_of(unit_text);
    const std::string printed = print_quantity(base, unit, 9);
    const auto result = parse_quantity(printed, unit);
    const auto* number = std::get_if<double>(&result);
    ASSERT_NE(number, nullptr) << printed << ": " << std::get<QuantityError>(result).code;
    EXPECT_NEAR(*number, base, 1e-9 * unit.factor) << printed;
}

constexpr double mj = 1 / 3.6;

INSTANTIATE_TEST_SUITE_P(Power, WrittenQuantity,
                         testing::Values(Written{"1500 W", "kW", 1.5}, Written{"350 kW", "kW", 350},
                                         Written{"2.5 MW", "kW", 2500}, Written{"0.001 GW", "kW", 1000},
                                         Written{"100 RT", "kW", 351.6}, Written{"３５０㎾", "kW", 350},
                                         Written{"1,000 kW", "MW", 1000}));

INSTANTIATE_TEST_SUITE_P(Energy, WrittenQuantity,
                         testing::Values(Written{"500 Wh", "kWh", 0.5}, Written{"4,618 kWh", "kWh", 4618},
                                         Written{"1.2 MWh", "kWh", 1200}, Written{"0.5 GWh", "kWh", 5e5},
                                         Written{"3.6 MJ", "kWh", 1}, Written{"3,600 kJ", "kWh", 1},
                                         Written{"36 GJ", "kWh", 1e4}, Written{"0.036 TJ", "kWh", 1e4},
                                         Written{"12 kWh", "MJ", 12}, Written{"1 GJ", "GJ", 1000 * mj}));

INSTANTIATE_TEST_SUITE_P(
    EnergyARate, WrittenQuantity,
    testing::Values(Written{"4,618 kWh/year", "kWh/year", 4618}, Written{"4,618 kWh/年", "kWh/year", 4618},
                    Written{"10 kWh/day", "kWh/year", 3650}, Written{"10 kWh/日", "kWh/day", 3650},
                    Written{"10 kWh per day", "kWh/year", 3650}, Written{"10 kWh a day", "kWh/year", 3650},
                    Written{"100 kWh a month", "kWh/year", 1200}, Written{"640 MWh/year", "kWh/year", 640e3},
                    Written{"360 GJ/year", "kWh/year", 1e5}, Written{"1 TJ/year", "kWh/year", 1e6 * mj},
                    Written{"36 MJ/m2/year", "MJ/m2/year", 10}, Written{"36 MJ/(m2 year)", "MJ/m2/year", 10},
                    Written{"10 kWh/㎡・年", "kWh/m2/year", 10}, Written{"10 kWh/m²", "kWh/m2", 10},
                    Written{"3,600 kJ/m2", "kWh/m2", 1}));

INSTANTIATE_TEST_SUITE_P(
    Money, WrittenQuantity,
    testing::Values(Written{"298,000 yen", "yen", 298e3}, Written{"298,000円", "yen", 298e3},
                    Written{"500 千円", "yen", 5e5}, Written{"25.3 万円", "yen", 253e3},
                    Written{"3 百万円", "yen", 3e6}, Written{"1.2億円", "yen", 1.2e8},
                    Written{"1億2,000万円", "yen", 1.2e8}, Written{"1億2,000万5,000円", "yen", 120'005'000},
                    Written{"¥298,000", "yen", 298e3}, Written{"￥１２０万", "yen", 1.2e6},
                    Written{"12 JPY", "yen", 12}, Written{"25.3 万円/kW", "yen/kW", 253e3},
                    Written{"25.3万円 per kW", "yen/kW", 253e3}, Written{"18.8 万円/kWh", "yen/kWh", 188e3},
                    Written{"¥12.1/kWh", "yen/kWh", 12.1}, Written{"7.2円/kWh", "yen/kWh", 7.2},
                    Written{"0.10 億円/year", "yen/year", 1e7}, Written{"1,000 yen a month", "yen/year", 12e3},
                    Written{"1,000円/月", "yen/year", 12e3}, Written{"0.35 万円/kW/year", "yen/kW/year", 3500},
                    Written{"0.35 万円/kW/年", "yen/kW/year", 3500}, Written{"100 円/kW/月", "yen/kW/year", 1200}));

INSTANTIATE_TEST_SUITE_P(
    MassTemperatureLengthShare, WrittenQuantity,
    testing::Values(Written{"500 g", "kg", 0.5}, Written{"12 kg", "kg", 12}, Written{"2 t", "kg", 2000},
                    Written{"2 t-CO2", "t-CO2", 2000}, Written{"2 t-CO₂", "kg", 2000},
                    Written{"0.433 kg-CO2/kWh", "kg/kWh", 0.433}, Written{"0.000433 t-CO2/kWh", "kg/kWh", 0.433},
                    Written{"26 ℃", "degC", 26}, Written{"26 degC", "degC", 26}, Written{"-5 °C", "degC", -5},
                    Written{"70 %", "%", 0.7}, Written{"７０％", "%", 0.7}, Written{"2/3", "%", 2.0 / 3},
                    Written{"66.5 percent", "%", 0.665}, Written{"120 m", "m", 120}, Written{"1.2 km", "m", 1200},
                    Written{"1,200 m2", "m2", 1200}, Written{"1,200 ㎡", "m2", 1200}, Written{"2 ha", "m2", 2e4},
                    Written{"1 km2", "m2", 1e6}, Written{"3 m3", "m3", 3}, Written{"500 L", "m3", 0.5}));

INSTANTIATE_TEST_SUITE_P(Time, WrittenQuantity,
                         testing::Values(Written{"25 years", "year", 25}, Written{"25年", "year", 25},
                                         Written{"6 months", "year", 0.5}, Written{"6か月", "year", 0.5},
                                         Written{"90 min", "h", 1.5}, Written{"3 days", "h", 72},
                                         Written{"12時間", "h", 12}));

TEST(Unit, EverySymbolIsReadInEveryPlaceAUnitMayStand) {
    for (const auto symbol : unit_symbols()) {
        ASSERT_TRUE(parse_unit(symbol)) << symbol;
        if (symbol == "%") continue;
        EXPECT_TRUE(parse_unit("yen/" + std::string(symbol))) << symbol;
    }
}

TEST(Unit, ADayBelowTheLineRecursAndADayAloneLasts) {
    EXPECT_EQ(unit_of("kWh/day").dimension, dimension::energy / dimension::year);
    EXPECT_DOUBLE_EQ(unit_of("kWh/day").factor, 365);
    EXPECT_EQ(unit_of("day").dimension, dimension::hour);
    EXPECT_DOUBLE_EQ(unit_of("day").factor, 24);
}

TEST(Unit, TextsThatAreNoUnitsAreRefused) {
    for (const char* text : {"", "/", "kW/", "/kW", "kW//h", "kW/(h", "kW)", "kWx", "per", "watt", "万"}) {
        EXPECT_FALSE(parse_unit(text)) << text;
    }
}

TEST(Quantity, ANumberWithoutUnitSaysWhichOneToWrite) {
    const auto result = parse_quantity("4,618", unit_of("kWh/year"));
    const auto& error = std::get<QuantityError>(result);
    EXPECT_EQ(error.code, "missing-unit");
    EXPECT_EQ(error.fix.en, "write 4,618 kWh/year");
    EXPECT_EQ(error.fix.ja, "「4,618 kWh/year」と書いてください");
    EXPECT_EQ(code_of("0.7", "%"), "missing-unit");
    EXPECT_EQ(code_of("25.3万", "yen/kW"), "missing-unit");
}

TEST(Quantity, APowerIsNotTakenForAnEnergy) {
    for (const auto& [text, unit] : {std::pair{"350 kW", "kWh"},
                                     {"350 kWh", "kW"},
                                     {"10 kWh", "kWh/year"},
                                     {"25 万円", "yen/kW"},
                                     {"12 円/kW", "yen/kWh"},
                                     {"70 %", "kW"},
                                     {"70 kW", "%"},
                                     {"25 h", "year"},
                                     {"¥5/kW", "yen"}}) {
        EXPECT_EQ(code_of(text, unit), "wrong-unit") << text << " for " << unit;
    }
}

TEST(Quantity, AMisspeltUnitIsRecognised) {
    const auto result = parse_quantity("350 kWatt", unit_of("kW"));
    EXPECT_EQ(std::get<QuantityError>(result).code, "unknown-unit");
    const auto hour = parse_quantity("350 kwh", unit_of("kWh"));
    EXPECT_EQ(std::get<QuantityError>(hour).suggestion, "kWh");
    EXPECT_EQ(code_of("7割", "%"), "unknown-unit");
}

TEST(Quantity, NumbersThatCanBeReadInTwoWaysAreRefused) {
    for (const char* text : {"4,61 kWh", "46,18 kWh", "4618,5 kWh", "1,2,3 kWh", "1.234,5 kWh", "1.2.3 kWh", ",5 kWh",
                             "1, kWh", "1 000 kWh", "2万3億円"}) {
        const std::string unit = std::string(text).ends_with("円") ? "yen" : "kWh";
        EXPECT_NE(code_of(text, unit), "") << text;
    }
    EXPECT_EQ(code_of("4618,5 kWh", "kWh"), "ambiguous-number");
    EXPECT_EQ(code_of("1 000 kWh", "kWh"), "ambiguous-number");
}

TEST(Quantity, TextsWithoutANumberAreRefused) {
    for (const char* text : {"", " ", "kW", "abc", "-", "--5 kW", "nan kW", "inf kW", "1e999 kW", "0x10 kW", "¥"}) {
        EXPECT_NE(code_of(text, "kW"), "") << text;
    }
    EXPECT_EQ(code_of("1/0", "%"), "not-a-number");
    EXPECT_EQ(code_of("1e308 GW", "kW"), "not-a-number");
}

TEST(Quantity, ReadsSignsAndExponents) {
    EXPECT_DOUBLE_EQ(std::get<double>(parse_quantity("-1.5e3 kW", unit_of("kW"))), -1500);
    EXPECT_DOUBLE_EQ(std::get<double>(parse_quantity("+2E-3 MW", unit_of("kW"))), 2);
    EXPECT_DOUBLE_EQ(std::get<double>(parse_quantity("−5 kW", unit_of("kW"))), -5);
}

TEST(Number, CountersArePassedOverAndUnitsAreNot) {
    for (const char* text : {"1,000", "1,000世帯", "1000 戸", "１，０００台", "1,000 units", "0.1万"}) {
        const auto result = parse_number(text);
        ASSERT_TRUE(std::holds_alternative<double>(result)) << text;
        EXPECT_DOUBLE_EQ(std::get<double>(result), 1000) << text;
    }
    EXPECT_EQ(std::get<QuantityError>(parse_number("5 kW")).code, "wrong-unit");
    EXPECT_EQ(std::get<QuantityError>(parse_number("many")).code, "not-a-number");
}

TEST(Number, IsPrintedWithThousandsSeparatorsAndWithoutUselessZeros) {
    EXPECT_EQ(print_number(0), "0");
    EXPECT_EQ(print_number(-0.0000001), "0");
    EXPECT_EQ(print_number(999), "999");
    EXPECT_EQ(print_number(1000), "1,000");
    EXPECT_EQ(print_number(-1234567.5), "-1,234,567.5");
    EXPECT_EQ(print_number(12.3456, 2), "12.35");
    EXPECT_EQ(print_number(12, 2), "12");
    EXPECT_EQ(print_quantity(0.7, unit_of("%")), "70 %");
    EXPECT_EQ(print_quantity(253e3, unit_of("万円/kW")), "25.3 万円/kW");
    EXPECT_EQ(print_quantity(2.5, unit_of("-")), "2.5");
}

INSTANTIATE_TEST_SUITE_P(
    AsPlannersWriteThem, WrittenQuantity,
    testing::Values(Written{"6 カ月", "year", 0.5}, Written{"6ヵ月", "year", 0.5},
                    Written{"0.433 kgCO2/kWh", "kg/kWh", 0.433}, Written{"12 tCO2/年", "t/year", 12'000},
                    Written{"4、618 kWh/年", "kWh/year", 4618}, Written{"618 kWh/y", "kWh/year", 618},
                    Written{"618 kWh/yr", "kWh/year", 618}, Written{"618 kWh/a", "kWh/year", 618},
                    Written{"618 kWh a year", "kWh/year", 618}, Written{"2 kWh/d", "kWh/year", 730}));

TEST(PrintedQuantity, CountsYearsInThePlural) {
    EXPECT_EQ(print_quantity(20, unit_of("year")), "20 years");
    EXPECT_EQ(print_quantity(1, unit_of("year")), "1 year");
    EXPECT_EQ(print_quantity(5, unit_of("kWh/year")), "5 kWh/year");
}

}  // namespace
}  // namespace gaiku
