#include "plan/finance/finance.h"

#include <algorithm>

#include "assess/finance/variables.h"
#include "technology/town_for_tests.h"

namespace gaiku {
namespace {

using test::bench;
using testing::ElementsAre;
using Strings = std::vector<std::string>;

/// A small town whose equipment has lives for taxes and use, and more top-level entries.
std::string town(const std::string& more, const std::string& rate = "70 %",
                 const std::string& hydro = "tax_life: 20 years, life: 30 years",
                 const std::string& pv = ", life: 20 years") {
    return "assets:\n"
           "  hydro: {technology: hydro_power, capacity: 2 kW, " +
           hydro +
           "}\n"
           "  new_pv: {technology: pv, mounting: rooftop_pv, capacity: sized, useful_life: pv_statutory, fit: "
           "solar_50_250kw/2021" +
           pv +
           "}\n"
           "  battery: {technology: battery, capacity: sized, useful_life: battery_statutory, life: 10 years, "
           "replaced_in_years: [13]}\n"
           "  cars: {technology: electric_vehicle, owner: third_party, units: 1}\n"
           "scenarios: [{era: now, supply_rate: " +
           rate + "}]\n" + more;
}

Plan planned(const std::string& more, const std::string& rate = "70 %") {
    const DistrictCheck check = [](const District& district, Findings& findings) {
        check_finance(district, bench().technologies, findings);
    };
    return plan_district(bench().good(town(more, rate), check), {bench().technologies, bench().tables, {}});
}

Strings found_in(const std::string& file) {
    return bench().findings_of(
        file, [](const District& district, Findings& found) { check_finance(district, bench().technologies, found); });
}

Strings findings(const std::string& more) {
    return found_in(town(more));
}

// A planner who adds the section and nothing else sees the very cash flow he had.
TEST(Finance, AnEmptySectionGivesTheCashFlowOfTheFunding) {
    for (const std::string funding : {"no_subsidy", "subsidy", "fit_and_subsidy"}) {
        const Plan plan =
            plan_district(bench().good(town("finance: {funding: " + funding + "}\n", "70 %", "life: 30 years", "")),
                          {bench().technologies, bench().tables, {}});
        const ScenarioPlan& scenario = plan.scenarios.at(0);
        const CashFlow& flow = funding == "no_subsidy" ? scenario.no_subsidy
                               : funding == "subsidy"  ? scenario.subsidy
                                                       : scenario.fit_and_subsidy;
        ASSERT_TRUE(scenario.finance);
        const auto& net = scenario.finance->the_operator[Row::net];
        ASSERT_EQ(net.size(), flow.yearly_yen.size());
        for (std::size_t year = 0; year < net.size(); ++year) EXPECT_NEAR(net[year], flow.yearly_yen[year], 1e-5);
    }
    EXPECT_FALSE(planned("").scenarios.at(0).finance);
}

TEST(Finance, ALifeWithoutYearsOfReplacementGivesThem) {
    const Plan plan = planned("finance: {}\n");
    const auto& assets = plan.scenarios.at(0).finance->input.assets;
    EXPECT_THAT(assets.at(1).replaced_in_years, ElementsAre(20)) << "PV of 20 years in a period of 25";
    EXPECT_THAT(assets.at(2).replaced_in_years, ElementsAre(13)) << "as the file says";
    EXPECT_EQ(assets.at(1).tax_life_years, 17) << "of the table of useful lives";
}

TEST(Finance, WhatIsLookedForByPlanningMeetsTheGoalWhenPlanned) {
    const Plan plan = planned(
        "finance: {}\neconomics: {margin_on_demand: 8 yen/kWh}\n"
        "solve_for: {rate: {variable: supply_rate, goal: npv, low: 10 %, high: 100 %}}\n");
    const Answer& answer = plan.scenarios.at(0).finance->answers.at(0);
    ASSERT_TRUE(answer.value) << answer.statement.en;
    ASSERT_FALSE(answer.found.changes.empty()) << answer.statement.en;
    // Below what hydro gives by itself there is no rate: there the money changes in a step.
    const auto crossing = std::find_if(answer.found.changes.begin(), answer.found.changes.end(),
                                       [](const auto& change) { return !change.jump; });
    ASSERT_NE(crossing, answer.found.changes.end()) << answer.statement.en;
    const double root = crossing->x;
    const Plan there =
        planned("finance: {}\neconomics: {margin_on_demand: 8 yen/kWh}\n", std::to_string(root * 100) + " %");
    const auto& finance = *there.scenarios.at(0).finance;
    const double capital = -finance.the_operator[Row::capital][0];
    EXPECT_NEAR(finance.figures.at(0).value.value(), 0, 1e-5 * capital) << "the rate is written with six decimals";
}

// All plants have given sizes: a smaller one gives a lower rate, and is planned with it.
TEST(Finance, ASizeIsLookedForAtTheRateThatTheScenarioAsksFor) {
    const auto small_town = [](const std::string& kw, const std::string& more) {
        const std::string file =
            "assets:\n  pv: {technology: pv, mounting: mega_solar, capacity: " + kw +
            " kW, capital: 200000 yen/kW, upkeep: 5000 yen/kW/year, life: 25 years}\n"
            "  battery: {technology: battery, capacity: sized, life: 10 years, replaced_in_years: [13]}\n"
            "scenarios: [{era: now, supply_rate: own_sources}]\n"
            "finance: {}\neconomics: {value_of_own_generation: 20 yen/kWh}\n" +
            more;
        return plan_district(bench().good(file), {bench().technologies, bench().tables, {}});
    };
    const std::string question =
        "solve_for: {how: {variable: size, of: pv, goal: balance_at_end, low: 50 %, high: 150 %},"
        " rate: {variable: supply_rate, goal: npv, low: 1 %, high: 3 %}}\n";
    const Plan asked = small_town("4", question);
    const auto& answers = asked.scenarios.at(0).finance->answers;
    EXPECT_EQ(answers.at(0).unplanned, 0) << answers.at(0).statement.en;
    const auto balance = [&](const Plan& plan) {
        return plan.scenarios.at(0).finance->the_operator[Row::cumulative].back();
    };
    const double half = balance(small_town("2", ""));
    const auto& met = answers.at(0).found.met;
    const bool half_is_met = !met.empty() && met.front().from == 0.5;
    EXPECT_EQ(half_is_met, half >= 0) << half << " " << answers.at(0).statement.en;
    EXPECT_THAT(answers.at(1).statement.en, testing::HasSubstr("none can be planned: the plants have given sizes"));
}

TEST(Finance, AShorterLifeThanThePeriodIsReplaced) {
    const Plan plan = planned("finance: {}\n");
    FinanceInput input = plan.scenarios.at(0).finance->input;
    const Variable& life = variable("life");
    EXPECT_TRUE(input.assets.at(0).replaced_in_years.empty()) << "hydro of 30 years in a period of 25";
    set_variable(input, life, "hydro", 0.4);
    EXPECT_THAT(input.assets.at(0).replaced_in_years, ElementsAre(12, 24));
    set_variable(input, life, "hydro", 3);
    EXPECT_TRUE(input.assets.at(0).replaced_in_years.empty());
}

TEST(Finance, ThirdPartiesHaveTheirOwnAccount) {
    const Plan plan = planned("finance: {third_party: {lending_price: 1000 yen/kWh/year}}\n");
    const FinancePlan& finance = *plan.scenarios.at(0).finance;
    ASSERT_TRUE(finance.third_party);
    EXPECT_EQ((*finance.third_party)[Row::transfer][1], 15'000) << "one car of 15 kWh";
    EXPECT_EQ(finance.the_operator[Row::transfer][1], -15'000);
}

TEST(Finance, TheFormatNamesTheVariablesThatTheAccountHas) {
    EXPECT_EQ(finance_variables(), variable_names());
}

TEST(FinanceCheck, SaysWhatIsMissingForTaxesAndResidualValues) {
    const auto bare = [](const std::string& finance) { return found_in(town(finance, "70 %", "source: none")); };
    EXPECT_EQ(bare("finance: {}\n"), Strings{});
    EXPECT_EQ(bare("finance: {corporate_tax: {rate: 30 %}}\n"), Strings{"missing-key assets.hydro.tax_life"});
    EXPECT_EQ(bare("finance: {fixed_asset_tax: {}}\n"), Strings{"missing-key assets.hydro.tax_life"});
    EXPECT_EQ(bare("finance: {residual_value: remaining_life}\n"), Strings{"missing-key assets.hydro.life"});
    EXPECT_EQ(found_in(town("finance: {}\n", "70 %", "life: 30 years", ", support: fip, life: 20 years")),
              Strings{"missing-key finance.fip"});
}

TEST(FinanceCheck, QuestionsAndDistributionsHaveToMakeSense) {
    const auto ask = [](const std::string& entry) {
        return findings("finance: {}\nsolve_for: {q: {" + entry + "}}\n");
    };
    EXPECT_EQ(ask("variable: upkeep, of: hydro"), Strings{});
    EXPECT_EQ(ask("variable: upkeep, of: nothing"), Strings{"unknown-reference solve_for.q.of"});
    EXPECT_EQ(ask("variable: subsidy, of: hydro"), Strings{"contradiction solve_for.q.of"});
    EXPECT_EQ(ask("variable: size"), Strings{"missing-key solve_for.q.of"});
    EXPECT_EQ(ask("variable: size, of: new_pv"), Strings{"contradiction solve_for.q.of"}) << "it is sized already";
    EXPECT_EQ(ask("variable: energy_price"), Strings{"contradiction solve_for.q.variable"}) << "of networks";
    EXPECT_EQ(ask("variable: upkeep, low: 100 %, high: 50 %"), Strings{"out-of-range solve_for.q.low"});
    const auto spread = [](const std::string& entry) {
        return findings("finance: {}\nuncertainty: {inputs: {u: {" + entry + "}}}\n");
    };
    EXPECT_EQ(spread("variable: capital, distribution: normal, mean: 100 %, deviation: 10 %"), Strings{});
    EXPECT_EQ(spread("variable: capital, distribution: normal, mean: 100 %"),
              Strings{"missing-key uncertainty.inputs.u.deviation"});
    EXPECT_EQ(spread("variable: capital, distribution: uniform, low: 110 %, high: 90 %"),
              Strings{"contradiction uncertainty.inputs.u.low"});
    EXPECT_EQ(spread("variable: capital, distribution: triangular, low: 90 %, mode: 150 %, high: 110 %"),
              Strings{"contradiction uncertainty.inputs.u.mode"});
    EXPECT_EQ(spread("variable: capital, distribution: values, values: [90 %], each_year: yes"),
              Strings{"contradiction uncertainty.inputs.u.each_year"});
    EXPECT_EQ(findings("solve_for: {q: {variable: upkeep}}\n"), Strings{"missing-key solve_for"});
}

// A probability of profit rests on draws as they were written, not on what they were cut to.
TEST(FinanceCheck, DistributionsStayWithinWhatAnInputCanBe) {
    const auto spread = [](const std::string& entry) {
        return findings("finance: {}\nuncertainty: {inputs: {u: {" + entry + "}}}\n");
    };
    const std::string at = " uncertainty.inputs.u.";
    EXPECT_EQ(spread("variable: subsidy, distribution: uniform, low: 60 %, high: 300 %"),
              Strings{"out-of-range" + at + "high"});
    EXPECT_EQ(spread("variable: capital, distribution: values, values: [-100 %, 100 %]"),
              Strings{"out-of-range" + at + "values"});
    EXPECT_EQ(spread("variable: upkeep, distribution: normal, mean: 100 %, deviation: 1 %, low: 300 %, high: 301 %"),
              Strings{"contradiction" + at + "mean"});
    EXPECT_EQ(spread("variable: capital, distribution: values, values: [90 %, 110 %], mean: 33 %"),
              Strings{"contradiction" + at + "mean"});
    EXPECT_EQ(spread("variable: capital, distribution: uniform, low: 90 %, high: 110 %, deviation: 3 %"),
              Strings{"contradiction" + at + "deviation"});
    EXPECT_EQ(spread("variable: capital, distribution: normal, mean: 100 %, deviation: 9 %, low: 80 %, high: 130 %"),
              Strings{});
}

TEST(FinanceCheck, TermsHaveToFitTogether) {
    const auto found = [](const std::string& finance) { return findings("finance: {" + finance + "}\n"); };
    EXPECT_EQ(found("loan: {years: 5 years, grace: 5 years}"), Strings{"contradiction finance.loan.grace"});
    EXPECT_EQ(found("loan: {years: 7.5 years}"), Strings{"out-of-range finance.loan.years"});
    EXPECT_EQ(found("sales: {electricity: {price: 20 yen/kWh}}"), Strings{"contradiction finance.sales"});
    EXPECT_EQ(found("escalation: {wood: {rate: 1 %}}"), Strings{"unknown-reference finance.escalation.wood"});
    EXPECT_EQ(found("third_party: {generation_price: -500 yen/kWh}"),
              Strings{"out-of-range finance.third_party.generation_price"});
    EXPECT_EQ(found("fip: {capture_price: -8 yen/kWh, reference_price: 9 yen/kWh}"),
              Strings{"out-of-range finance.fip.capture_price"});
}

}  // namespace
}  // namespace gaiku
