#include "report/finance_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "report/json_parts.h"

namespace gaiku {
namespace {

using Json = nlohmann::ordered_json;

const char* name_of(FundingMode mode) {
    switch (mode) {
        case FundingMode::no_subsidy:
            return "no_subsidy";
        case FundingMode::subsidy:
            return "subsidy";
        case FundingMode::fit_and_subsidy:
            return "fit_and_subsidy";
    }
    return "";
}

const char* name_of(Goal goal) {
    switch (goal) {
        case Goal::npv:
            return "npv";
        case Goal::balance_at_end:
            return "balance_at_end";
        case Goal::every_year:
            return "every_year";
        case Goal::every_year_before_replacement:
            return "every_year_before_replacement";
    }
    return "";
}

/// Rows in which anything stands, and those that every account has; the books only where tax or residual value rest on
/// them.
Json account_json(const Account& account, const FinanceTerms& terms) {
    const bool books = terms.tax.rate > 0 || terms.residual == ResidualValue::book_value;
    Json json = Json::object();
    for (std::size_t i = 0; i < account.rows.size(); ++i) {
        const Row row = static_cast<Row>(i);
        const auto& numbers = account.rows[i];
        const bool always =
            row == Row::operating || row == Row::before_financing || row == Row::net || row == Row::cumulative;
        if (!always && std::all_of(numbers.begin(), numbers.end(), [](double n) { return n == 0; })) continue;
        if (!books && (row == Row::depreciation || row == Row::disposal)) continue;
        const bool energy = row == Row::energy;
        json[std::string(gaiku::name_of(row)) + (energy ? "_kwh" : "_yen")] = numbers;
    }
    return json;
}

Json baseline_json(const BaselineComparison& baseline) {
    return {{"scenario", baseline.scenario},
            {"yearly_yen", baseline.yearly_yen},
            {"npv_yen", baseline.of.npv_yen},
            {"irr", baseline.of.irr},
            {"payback_years", or_null(baseline.of.payback_years)},
            {"discounted_payback_years", or_null(baseline.of.discounted_payback_years)}};
}

Json figure_json(const Figure& figure) {
    return {{"id", figure.id},
            {"symbol", figure.symbol},
            {"name", text_json(figure.name)},
            {"unit", figure.unit},
            {"value", or_null(figure.value)},
            {"note", text_json(figure.note)},
            {"formula", text_json(figure.formula)},
            {"numbers", text_json(figure.numbers)}};
}

Json finance_json(const FinancePlan& plan) {
    const FinanceTerms& terms = plan.input.terms;
    Json json{{"basis", terms.real ? "real" : "nominal"},
              {"currency", plan.currency},
              {"funding", name_of(terms.funding)},
              {"period_years", terms.period_years},
              {"discount_rate", terms.discount_rate},
              {"inflation", terms.inflation},
              {"price_year", terms.price_year},
              {"operator", account_json(plan.the_operator, terms)},
              {"third_party", plan.third_party ? account_json(*plan.third_party, terms) : Json(nullptr)},
              {"baseline", plan.baseline ? baseline_json(*plan.baseline) : Json(nullptr)},
              {"figures", Json::array()}};
    for (const auto& figure : plan.figures) json["figures"].push_back(figure_json(figure));
    return json;
}

Json answer_json(const Answer& answer) {
    const Question& asked = answer.question;
    Json json{{"id", asked.id},
              {"name", text_json(asked.name)},
              {"variable", asked.variable},
              {"meaning", text_json(variable(asked.variable).meaning)},
              {"factor", variable(asked.variable).factor},
              {"of", asked.of.empty() ? Json(nullptr) : Json(asked.of)},
              {"goal", name_of(asked.goal)},
              {"low", asked.low},
              {"high", asked.high},
              {"now", answer.now},
              {"goal_now_yen", answer.goal_now},
              {"value", or_null(answer.value)},
              {"roots", Json::array()},
              {"met", Json::array()},
              {"statement", text_json(answer.statement)}};
    for (const auto& change : answer.found.changes)
        json["roots"].push_back({{"value", change.x}, {"rises", change.rises}, {"jump", change.jump}});
    for (const auto& range : answer.found.met) json["met"].push_back({{"from", range.from}, {"to", range.to}});
    return json;
}

Json uncertainty_json(const Uncertainty& result, const UncertaintyTerms& terms) {
    Json json{{"runs", result.runs},
              {"seed", result.seed},
              {"probability_npv_positive", result.probability_npv_positive},
              {"npv_mean_yen", result.npv_mean_yen},
              {"npv_deviation_yen", result.npv_deviation_yen},
              {"levels", Uncertainty::levels},
              {"npv_yen", result.npv_yen},
              {"cumulative_yen", result.cumulative_yen},
              {"drivers", Json::array()}};
    for (const auto& driver : result.drivers) {
        const auto input = std::find_if(terms.inputs.begin(), terms.inputs.end(),
                                        [&](const UncertainInput& one) { return one.id == driver.id; });
        json["drivers"].push_back({{"id", driver.id},
                                   {"name", text_json(input->name)},
                                   {"variable", input->variable},
                                   {"of", input->of.empty() ? Json(nullptr) : Json(input->of)},
                                   {"rank_correlation", driver.rank_correlation},
                                   {"variance_share", driver.variance_share}});
    }
    return json;
}

}  // namespace

void add_finance_json(Json& scenario, const FinancePlan& plan) {
    scenario["finance"] = finance_json(plan);
    if (!plan.answers.empty()) {
        scenario["solve_for"] = Json::array();
        for (const auto& answer : plan.answers) scenario["solve_for"].push_back(answer_json(answer));
    }
    if (plan.uncertainty) scenario["uncertainty"] = uncertainty_json(*plan.uncertainty, plan.uncertainty_terms);
}

}  // namespace gaiku
