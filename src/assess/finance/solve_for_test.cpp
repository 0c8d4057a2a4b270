#include "assess/finance/solve_for.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <string_view>

namespace gaiku {
namespace {

/// A plant of 1,000 yen that earns 100 and costs 60 a year over ten years; bought again in year 5 for 200.
FinanceInput small() {
    FinanceInput input;
    input.terms.period_years = 10;
    input.terms.subsidy_rate = 0;
    FinanceAsset plant;
    plant.id = "plant";
    plant.capital_yen = 1'000;
    plant.upkeep_yen_per_year = 60;
    plant.replacement_yen = 200;
    plant.replaced_in_years = {5};
    input.assets = {plant};
    input.streams = {{.id = "users", .yen_per_year = 100}};
    return input;
}

TEST(SignChanges, AllAreFoundWithTheirDirection) {
    const auto found = sign_changes([](double x) { return (x - 0.123) * (x - 1.5) * (x - 2.7); }, 0, 3);
    ASSERT_EQ(found.changes.size(), 3u);
    EXPECT_NEAR(found.changes[0].x, 0.123, 1e-12);
    EXPECT_NEAR(found.changes[2].x, 2.7, 1e-11);
    EXPECT_TRUE(found.changes[0].rises);
    EXPECT_FALSE(found.changes[1].rises);
    ASSERT_EQ(found.met.size(), 2u);
    EXPECT_EQ(found.met[1].to, 3);
}

TEST(SignChanges, AStepIsClosedInOnFromTheGoodSide) {
    const auto found = sign_changes([](double x) { return x < 2 / 3.0 ? -5.0 : 7.0; }, 0, 1);
    ASSERT_EQ(found.changes.size(), 1u);
    EXPECT_NEAR(found.changes[0].x, 2 / 3.0, 1e-12);
    EXPECT_GE(found.changes[0].x, 2 / 3.0);
    EXPECT_TRUE(found.changes[0].jump);
}

// A size that pays between two that do not, narrower than the steps of the search, is no "no".
TEST(SignChanges, AWindowNarrowerThanTheStepsIsSeen) {
    for (const double peak : {0.587, 1.0013, 1.9999}) {
        for (const double width : {0.009, 1e-4}) {
            const auto found =
                sign_changes([&](double x) { return width - std::abs(x - peak) * (x < peak ? 1 : 3); }, 0, 2, 100);
            ASSERT_EQ(found.met.size(), 1u) << peak << " " << width;
            EXPECT_NEAR(found.met[0].from, peak - width, 1e-9);
            EXPECT_NEAR(found.met[0].to, std::min(2.0, peak + width / 3), 1e-9);
        }
    }
}

// Sizes that do not pay, between sizes that do.
TEST(SignChanges, AGapNarrowerThanTheStepsIsSeen) {
    const auto found = sign_changes([](double x) { return std::abs(x - 0.587) - 1e-3; }, 0, 2, 100);
    ASSERT_EQ(found.met.size(), 2u);
    EXPECT_NEAR(found.met[0].to, 0.586, 1e-9);
    EXPECT_NEAR(found.met[1].from, 0.588, 1e-9);
}

// Units in whole numbers: a saw whose best tooth only just comes above zero.
TEST(SignChanges, TheBestToothOfASawIsSeen) {
    const auto saw = [](double x) { return -3 * std::abs(x - 0.8) + 0.5 * (x * 13 - std::floor(x * 13)) - 0.4; };
    const auto found = sign_changes(saw, 0, 2, 100);
    EXPECT_EQ(found.met.size(), 1u) << "just below 10/13; the best is " << found.best.x << ": " << found.best.value;
    for (const auto& range : found.met) {
        EXPECT_GE(saw(range.from), 0);
        EXPECT_LT(saw(range.from - 1e-3), 0);
    }
}

TEST(SignChanges, TheBestIsToldWhereNoneIsFound) {
    const auto found = sign_changes([](double x) { return -0.25 - std::abs(x - 0.587); }, 0, 2, 100);
    EXPECT_TRUE(found.met.empty());
    EXPECT_NEAR(found.best.x, 0.587, 1e-6);
    EXPECT_NEAR(found.best.value, -0.25, 1e-6);
}

// 10 x (100 - 60 f) = 1,200 would need f below 0: no upkeep is low enough. With a subsidy there is one.
TEST(SolveFor, SaysWhatItTakesOrThatNothingDoes) {
    FinanceInput input = small();
    const Question upkeep{"q", {}, "upkeep", "plant", Goal::balance_at_end, 0, 2};
    const Answer none = solve_for(upkeep, input);
    EXPECT_FALSE(none.value);
    EXPECT_THAT(none.statement.en, testing::HasSubstr("No upkeep (plant) was found between 0 % and 200 %"));
    EXPECT_THAT(none.statement.en, testing::HasSubstr("the best, 0 % of what it is (100 % lower), is 200 yen short"));
    EXPECT_THAT(none.statement.ja, testing::HasSubstr("見つかりません"));
    EXPECT_THAT(none.statement.ja, testing::HasSubstr("200円不足します"));
    input.terms.subsidy_rate = 0.5;  // 600 + 600 f = 1,000
    const Answer found = solve_for(upkeep, input);
    ASSERT_TRUE(found.value);
    EXPECT_NEAR(*found.value, 400.0 / 600, 1e-10);
    EXPECT_THAT(found.statement.en,
                testing::HasSubstr("positive with upkeep (plant): at most 66.67 % of what it is (33.33 % lower)"));
    EXPECT_NEAR(found.goal_now, -200, 1e-9);
}

// "Whatever it is" is worth no more than the range that was looked at.
TEST(SolveFor, WhereEveryValueDoesTheRangeIsSaid) {
    FinanceInput input = small();
    input.terms.subsidy_rate = 0.5;
    const Answer answer = solve_for({"q", {}, "upkeep", "plant", Goal::balance_at_end, 0, 0.5}, input);
    EXPECT_THAT(answer.statement.en, testing::HasSubstr("any value from 0 % to 50 %"));
    EXPECT_THAT(answer.statement.ja, testing::HasSubstr("0 %～50 %のすべて"));
}

TEST(SolveFor, EverySingleYearHasTheReplacementInItOrNot) {
    const FinanceInput input = small();
    const Answer without = solve_for({"q", {}, "upkeep", "", Goal::every_year_before_replacement, 0, 3}, input);
    ASSERT_TRUE(without.value);
    EXPECT_EQ(*without.value, 1) << "40 yen are left each year: nothing has to change";
    EXPECT_NEAR(without.found.met.at(0).to, 100.0 / 60, 1e-10);
    EXPECT_FALSE(solve_for({"q", {}, "upkeep", "", Goal::every_year, 0, 3}, input).value);
}

TEST(SolveFor, ARateIsFoundAsARate) {
    const FinanceInput input = small();  // 1,200 (1 - s) = 400
    const Answer subsidy = solve_for({"q", {}, "subsidy", "", Goal::balance_at_end, 0, 1}, input);
    ASSERT_TRUE(subsidy.value);
    EXPECT_NEAR(*subsidy.value, 2.0 / 3, 1e-10);
    EXPECT_EQ(subsidy.now, 0);
}

TEST(SolveFor, ALifeMovesTheYearsOfReplacement) {
    FinanceInput input = small();
    input.terms.subsidy_rate = 0.6;  // own 400 + 80 a replacement, 400 earned
    const Answer life = solve_for({"q", {}, "life", "plant", Goal::balance_at_end, 0.5, 3}, input);
    ASSERT_TRUE(life.value);
    EXPECT_NEAR(*life.value, 1.9, 1e-9) << "9.5 years are ten in whole years: nothing is bought again";
    EXPECT_TRUE(life.found.changes.at(0).jump);
}

TEST(SolveFor, SeveralAnswersAreAllGiven) {
    const Question question{"q", {}, "size", "plant", Goal::balance_at_end, 0, 3};
    const auto at = [](double size) {
        FinanceInput input;
        input.terms.period_years = 1;
        input.streams = {{.id = "users", .yen_per_year = 1 - (size - 1) * (size - 1) * 4}};
        return std::optional(input);
    };
    const Answer answer = solve_for(question, at, 2);
    EXPECT_EQ(answer.found.changes.size(), 2u);
    EXPECT_NEAR(answer.value.value(), 1.5, 1e-9) << "the one nearer to today's";
    EXPECT_THAT(answer.statement.en, testing::HasSubstr("changes 2 times"));
}

// Third parties are paid what own generation is worth, unless a price was agreed: an answer must hold when it is put
// into the file.
TEST(Variables, WhatThirdPartiesArePaidFollowsUnlessItWasAgreed) {
    FinanceInput input = small();
    input.terms.value_of_own_generation_yen_per_kwh = 4;
    FinanceAsset pv = input.assets[0];
    pv.id = "pv";
    pv.third_party = true;
    pv.generation_kwh_per_year = 20;
    input.assets.push_back(pv);
    const auto paid = [](const FinanceInput& of) { return settle(of, Party::the_operator)[Row::transfer][1]; };
    const Variable& value = *std::find_if(variables().begin(), variables().end(), [](const Variable& v) {
        return std::string_view(v.name) == "value_of_own_generation";
    });
    FinanceInput varied = input, written = input;
    set_variable(varied, value, "", 2);
    written.terms.value_of_own_generation_yen_per_kwh = 8;
    EXPECT_LT(paid(written), paid(input));
    EXPECT_DOUBLE_EQ(paid(varied), paid(written));
    input.terms.third_party_generation_yen_per_kwh = 3;
    varied = input;
    set_variable(varied, value, "", 2);
    EXPECT_DOUBLE_EQ(paid(varied), paid(input));
}

TEST(Variables, EachChangesTheAccountOrIsPlannedAgain) {
    FinanceInput input = small();
    input.terms.funding = FundingMode::fit_and_subsidy;
    input.terms.subsidy_rate = 0.3;
    input.terms.loan = {.share = 0.4, .interest = 0.03, .years = 8};
    input.terms.tax = {.rate = 0.2, .losses = Losses::other_profit};
    input.terms.margin_yen_per_kwh = 1;
    input.terms.demand_kwh_per_year = 10;
    input.terms.value_of_own_generation_yen_per_kwh = 4;
    input.assets[0].tax_life_years = 8;
    FinanceAsset pv = input.assets[0];
    pv.id = "pv";
    pv.generation_kwh_per_year = 20;
    pv.support = Support::fit;
    pv.support_yen_per_kwh = 9;
    pv.support_years = 5;
    input.assets.push_back(pv);
    input.streams.push_back({"gas", {}, FinanceStream::Kind::purchases, "gas", -30, {}, true, {}, 0});
    for (const auto& what : variables()) {
        if (what.replans) continue;
        FinanceInput changed = input;
        const double now = value_of(input, what);
        set_variable(changed, what, "", what.factor ? 0.5 : now + 0.01);
        const auto npv = [](const FinanceInput& of) {
            return net_present_value(settle(of, Party::the_operator)[Row::net], of.terms.discount_rate);
        };
        EXPECT_NE(npv(changed), npv(input)) << what.name;
        if (!what.each_year) continue;
        changed = input;
        set_by_year(changed, what, "", std::vector<double>(10, 0.5));
        EXPECT_NE(npv(changed), npv(input)) << what.name << " by year";
    }
}

}  // namespace
}  // namespace gaiku
