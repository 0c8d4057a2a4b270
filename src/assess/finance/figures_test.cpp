#include "assess/finance/figures.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

#include "assess/finance/plant_for_tests.h"

namespace gaiku {
namespace {

TEST(Figures, EveryOneSaysHowItComesAbout) {
    FinanceInput input;
    input.terms.period_years = 5;
    input.terms.tax.rate = 0.3;
    input.terms.property_tax.rate = 0.014;
    input.terms.loan = {.share = 0.5, .interest = 0.02, .years = 3};
    input.terms.residual = ResidualValue::remaining_life;
    input.assets = {plant(1'000'000, 1'000)};
    input.assets[0].tax_life_years = 15;
    input.assets[0].life_years = 15;
    input.assets[0].generation_kwh_per_year = 10'000;
    input.streams = {{.id = "users", .yen_per_year = 300'000}};
    const auto list = figures(input, settle(input, Party::the_operator));
    EXPECT_GE(list.size(), 15u);
    for (const auto& figure : list) {
        EXPECT_FALSE(figure.formula.en.empty() || figure.formula.ja.empty() || figure.name.ja.empty() ||
                     figure.symbol.empty())
            << figure.id;
        EXPECT_TRUE(figure.value || !figure.note.ja.empty()) << figure.id;
    }
    EXPECT_THAT(list[0].numbers.en, testing::HasSubstr("/1.04^5 = "));
    const auto residual =
        std::find_if(list.begin(), list.end(), [](const Figure& figure) { return figure.id == "residual"; });
    ASSERT_NE(residual, list.end());
    EXPECT_EQ(residual->numbers.en, "plant: I = 1,000,000, a = 5, L = 15, R = 666,667");
}

// A reader of one language is not shown the names of the other; what a letter stands for is said beside the formula.
TEST(Figures, SpeakOneLanguageAtATime) {
    FinanceInput input;
    input.terms.period_years = 5;
    input.terms.property_tax = {.rate = 0.014, .relief_share = 0.5, .relief_years = 3};
    input.terms.residual = ResidualValue::remaining_life;
    input.assets = {plant(1'000'000)};
    input.assets[0].name = {"wood plant", "木質バイオマス"};
    input.assets[0].tax_life_years = 15;
    input.assets[0].life_years = 15;
    const auto list = figures(input, settle(input, Party::the_operator));
    for (const char* id : {"residual", "property_tax"}) {
        const auto figure = std::find_if(list.begin(), list.end(), [&](const Figure& f) { return f.id == id; });
        ASSERT_NE(figure, list.end()) << id;
        EXPECT_THAT(figure->numbers.en, testing::HasSubstr("wood plant: I = 1,000,000"));
        EXPECT_THAT(figure->numbers.en, testing::Not(testing::HasSubstr("木質")));
        EXPECT_THAT(figure->numbers.ja, testing::HasSubstr("木質バイオマス: I = 1,000,000"));
        EXPECT_THAT(figure->numbers.ja, testing::Not(testing::HasSubstr("wood")));
        EXPECT_THAT(figure->formula.en, testing::HasSubstr("I price"));
        EXPECT_THAT(figure->formula.ja, testing::HasSubstr("I取得価額"));
    }
}

// What a project has more than another is a flow like any other, with its formula and numbers: -100 now and 60 in each
// of two years are worth -100 + 60/1.1 + 60/1.21 = 4.13, and pay back after one year and two thirds.
TEST(Figures, AgainstABaselineShowTheirNumbers) {
    const auto list = figures_against({"as it is", "現状"}, {-100, 60, 60}, 0.1);
    ASSERT_EQ(list.size(), 4u);
    EXPECT_EQ(list[0].id, "baseline_npv");
    EXPECT_NEAR(list[0].value.value(), -100 + 60 / 1.1 + 60 / 1.21, 1e-12);
    EXPECT_EQ(list[0].numbers.en, "−100 + 60/1.1 + 60/1.1^2 = 4");
    EXPECT_EQ(list[0].name.en, "net present value, more than as it is");
    EXPECT_EQ(list[0].name.ja, "正味現在価値（現状との差）");
    EXPECT_NEAR(list[1].value.value(), (0.6 + std::sqrt(0.36 + 4 * 0.6)) / 2 - 1, 1e-9);
    EXPECT_NEAR(list[2].value.value(), 1 + 40.0 / 60, 1e-12);
    EXPECT_EQ(list[2].numbers.en,
              "ΔCF₀… = −100; 60; 60; Σ_(t ≤ 1) = −40; Σ_(t ≤ 2) = 20; T = 1 + 40/(20 + 40) = 1.667");
}

// -100 + 150 - 80 + 20 + 30: above zero after one year, below after two, and from the fourth on for good.
TEST(Figures, PaybackSaysWhichOfSeveralTimesItIs) {
    FinanceInput input;
    input.terms.period_years = 4;
    input.terms.discount_rate = 0;
    input.terms.subsidy_rate = 0;
    input.assets = {plant(100)};
    input.assets[0].replacement_yen = 230;
    input.assets[0].replaced_in_years = {2};
    input.streams = {{.id = "users", .yen_per_year = 150, .years = 2, .yen_per_year_afterwards = 20}};
    const auto list = figures(input, settle(input, Party::the_operator));
    const auto payback =
        std::find_if(list.begin(), list.end(), [](const Figure& figure) { return figure.id == "owner_payback"; });
    ASSERT_NE(payback, list.end());
    EXPECT_DOUBLE_EQ(payback->value.value_or(0), 3.5);
    EXPECT_EQ(payback->numbers.en,
              "CF₀… = −100; 150; −80; 20; 20; Σ_(t ≤ 3) = −10; Σ_(t ≤ 4) = 10; T = 3 + 10/(10 + 10) = 3.5");
    EXPECT_THAT(payback->note.en, testing::HasSubstr("from then on"));
    EXPECT_FALSE(payback->note.ja.empty());
}

}  // namespace
}  // namespace gaiku
