#include "plan/finance/questions.h"

#include <cmath>
#include <limits>
#include <map>

namespace gaiku {
namespace {

Goal goal_named(const std::string& word) {
    static const std::map<std::string, Goal> goals{
        {"npv", Goal::npv},
        {"balance_at_end", Goal::balance_at_end},
        {"every_year", Goal::every_year},
        {"every_year_before_replacement", Goal::every_year_before_replacement}};
    return goals.at(word);
}

Distribution distribution(const Record& input) {
    using Kind = Distribution::Kind;
    static const std::map<std::string, Kind> kinds{{"uniform", Kind::uniform},
                                                   {"triangular", Kind::triangular},
                                                   {"normal", Kind::normal},
                                                   {"lognormal", Kind::lognormal},
                                                   {"values", Kind::values}};
    constexpr double inf = std::numeric_limits<double>::infinity();
    Distribution made;
    made.kind = kinds.at(input.text("distribution"));
    made.low = input.number_or("low", -inf);
    made.high = input.number_or("high", inf);
    made.mode = input.number_or("mode", 0);
    made.mean = input.number_or("mean", 0);
    made.deviation = input.number_or("deviation", 0);
    if (const Value* values = input.find("values")) made.values = values->numbers;
    return made;
}

Text name_of(const District& district, const std::string& of) {
    for (const auto& [id, asset] : district.assets()) {
        if (id == of) return asset->name();
    }
    for (const auto& [id, carrier] : district.root->records("carriers")) {
        if (id == of) return carrier->name();
    }
    return {of, of};
}

}  // namespace

SignChanges::Range usual_range(const Variable& variable) {
    if (variable.factor) return {variable.lowest, 2};
    return {variable.lowest, variable.highest};
}

std::vector<Question> questions(const District& district) {
    std::vector<Question> all;
    for (const auto& [id, entry] : district.root->records("solve_for")) {
        Question question;
        question.id = id;
        question.name = entry->name();
        question.variable = entry->text("variable");
        question.of = entry->text_or("of", "");
        question.of_name = name_of(district, question.of);
        question.currency = district.economics().text("currency");
        if (variable(question.variable).replans) {
            // A network's plan takes seconds, and lies within the solver's own gap of the best one.
            question.pieces = district.is_network() ? 20 : 100;
            if (district.is_network()) question.finest = 1e-4;
        }
        question.goal = goal_named(entry->text("goal"));
        const auto range = usual_range(variable(question.variable));
        question.low = entry->number_or("low", range.from);
        question.high = entry->number_or("high", range.to);
        all.push_back(std::move(question));
    }
    return all;
}

UncertaintyTerms uncertainty_terms(const Record& uncertainty) {
    UncertaintyTerms terms;
    terms.runs = static_cast<std::uint32_t>(uncertainty.number("runs"));
    terms.seed = static_cast<std::uint64_t>(uncertainty.number("seed"));
    for (const auto& [id, entry] : uncertainty.records("inputs")) {
        terms.inputs.push_back({id, entry->name(), entry->text("variable"), entry->text_or("of", ""),
                                distribution(*entry), entry->yes("each_year")});
    }
    return terms;
}

}  // namespace gaiku
